"""A full disk, a read-only disk, a locked database: answered later, nothing lost, no process lost either."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from dti_core.store.filelock import FileLock
from tests.bot.processes import BotProcess
from tests.faults.conftest import NewBot
from tests.faults.disks import Tmpfs, full
from tests.faults.talk import Talk

pytestmark = pytest.mark.faults
NewTalk = Callable[[], Talk]
Trouble = Callable[[], AbstractContextManager[None]]
FELT = 1.0
"""Seconds that a trouble lasts."""


@pytest.fixture
def disk(tmp_path: Path, sqlite_url: str) -> Iterator[Tmpfs]:
    """A small disk with an empty database on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    disk = Tmpfs(folder)
    if not disk.mount():
        pytest.skip("only root may mount a small disk; the limit on file sizes is tried without it")
    (folder / "dti.db").write_bytes(Path(sqlite_url.removeprefix("sqlite:///")).read_bytes())
    yield disk
    disk.unmount()


def talk_through(bot: BotProcess, talk: Talk, trouble: Trouble) -> None:
    """Words before, during and after; the same process answers all of them once the trouble is over."""
    talk.say("a")
    talk.wait()
    with trouble():
        talk.say("b", "c")
        time.sleep(FELT)
        assert not talk.is_answered()
    talk.say("d")
    talk.wait()
    talk.check()
    assert bot.is_alive()


def test_while_the_disk_is_full_people_wait_and_then_get_every_answer(
    disk: Tmpfs, new_bot: NewBot, new_talk: NewTalk
) -> None:
    @contextmanager
    def filled() -> Iterator[None]:
        disk.fill()
        yield
        disk.empty()

    bot = new_bot(f"sqlite:///{disk.folder / 'dti.db'}", folder=disk.folder)
    talk_through(bot, new_talk(), filled)


def test_while_the_disk_is_read_only_people_wait_and_then_get_every_answer(
    disk: Tmpfs, new_bot: NewBot, new_talk: NewTalk
) -> None:
    @contextmanager
    def forbidden() -> Iterator[None]:
        disk.forbid_writing()
        yield
        disk.allow_writing()

    bot = new_bot(f"sqlite:///{disk.folder / 'dti.db'}", folder=disk.folder)
    talk_through(bot, new_talk(), forbidden)


def test_while_no_file_can_grow_people_wait_and_then_get_every_answer(
    sqlite_url: str, new_bot: NewBot, new_talk: NewTalk
) -> None:
    bot = new_bot(sqlite_url)
    talk_through(bot, new_talk(), lambda: full(lambda: bot.pid))


def test_a_file_that_finds_no_room_is_asked_for_again(
    disk: Tmpfs, sqlite_url: str, new_bot: NewBot, new_talk: NewTalk
) -> None:
    """The evidence lies on the full disk, the database elsewhere: so there can be an answer at once."""
    new_bot(sqlite_url, folder=disk.folder)
    talk = new_talk()
    disk.fill()
    talk.person.attach(b"%PDF-1.4 " + b"x" * 100_000, "bao-cao.pdf")
    talk.person.wait_for_text("2: file bao-cao.pdf download_failed", 60)
    disk.empty()
    talk.person.attach(b"%PDF-1.4 " + b"x" * 100_000, "bao-cao.pdf")
    talk.person.wait_for_text("3: file bao-cao.pdf 100009", 60)


@pytest.mark.parametrize("how", ["by a program that has the queue of writers", "by one that knows no queue"])
def test_while_another_program_has_the_database_locked_people_wait(
    how: str, sqlite_url: str, new_bot: NewBot, new_talk: NewTalk
) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))

    @contextmanager
    def locked() -> Iterator[None]:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=60)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield

    @contextmanager
    def queued() -> Iterator[None]:
        with FileLock(path.with_name(path.name + ".lock")).held():
            yield

    talk_through(new_bot(sqlite_url), new_talk(), queued if "queue of" in how else locked)
