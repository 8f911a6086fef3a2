"""Before the transaction: files are fetched and kept, questions on their way are let arrive."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from bot.channel import FILE_LIMIT, FileTooLarge
from bot.dialogue.events import FileSent, RefusedFile, StoredFile, TextTyped
from bot.host import prepare
from bot.host.job import Job, Ready, What
from bot.host.prepare import Preparation
from bot.incoming import FileRef, Incoming, Translated
from dti_core.campaign.inbox import Stored
from dti_core.campaign.outbox import Fate
from tests.bot.fake_channel import FakeChannel

NOW = datetime(2026, 11, 22, tzinfo=UTC)
T = TypeVar("T")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "DOWNLOAD_PAUSE", 0.0)


class Source(FakeChannel):
    """Says that one thing was sent, and fails to hand over files as ordered."""

    def __init__(self, what: object, *troubles: Exception) -> None:
        super().__init__()
        self.what: Any = what
        self.troubles = list(troubles)

    def translate(self, payload: Mapping[str, Any], received: datetime) -> Translated:
        return Incoming("7", "7", "Lan", self.what, received, order=12)

    async def fetch(self, reference: str) -> bytes:
        self.calls.append(("fetch", reference))
        if self.troubles:
            raise self.troubles.pop(0)
        return b"bytes"


class Fates:
    """Stands for the host: what becomes of the asking message, look by look."""

    def __init__(self, *fates: Fate) -> None:
        self.fates = list(fates)
        self.looks = 0

    def asked(self, _job: Job) -> Fate:
        self.looks += 1
        return self.fates.pop(0) if len(self.fates) > 1 else self.fates[0]

    def has_room(self, _incoming: object, size: int) -> bool:
        return size < 15_000_000


async def at_once(work: Callable[[], T]) -> T:
    return work()


def keep(name: str, content: bytes) -> StoredFile | RefusedFile:
    return StoredFile("ab" * 32, name, "application/pdf", len(content))


def full_disk(_name: str, _content: bytes) -> StoredFile | RefusedFile:
    raise OSError("no space left on device")


def ready(source: Source, fates: Fates | None = None, asked: Fate | None = None, store: Any = keep) -> Ready:
    host: Any = fates or Fates(Fate("sent", NOW, NOW, "1", None))
    job = Job(Stored(1, "telegram", "1", "telegram:1:7", "{}", NOW, 0), asked)

    async def work() -> Ready:
        return await Preparation(host, source, store)(job, at_once)

    return asyncio.run(work())


def file(what: What | None) -> StoredFile | RefusedFile:
    assert isinstance(what, FileSent)
    return what.file


def test_a_file_is_fetched_and_kept_with_its_words() -> None:
    found = ready(Source(FileRef("f", "a.pdf", 5, "trang 5", "album"))).what
    assert found == FileSent(StoredFile("ab" * 32, "a.pdf", "application/pdf", 5), "trang 5", "album")


def test_a_file_that_is_too_large_is_not_even_fetched() -> None:
    source = Source(FileRef("f", "a.pdf", FILE_LIMIT + 1))
    assert file(ready(source).what) == RefusedFile("a.pdf", "too_large", FILE_LIMIT + 1)
    assert source.calls == []


def test_a_file_that_the_platform_finds_too_large_is_refused() -> None:
    assert file(ready(Source(FileRef("f", "a.pdf"), FileTooLarge())).what) == RefusedFile(
        "a.pdf", "too_large", 0
    )


def test_a_file_that_cannot_be_had_or_kept_is_refused_and_not_lost_silently() -> None:
    gone = [OSError("gone")] * prepare.DOWNLOAD_TRIES
    refused = RefusedFile("a.pdf", "download_failed", 5)
    assert file(ready(Source(FileRef("f", "a.pdf", 5), *gone)).what) == refused
    assert file(ready(Source(FileRef("f", "a.pdf", 5)), store=full_disk).what) == refused


def test_a_download_that_fails_once_is_tried_again() -> None:
    assert isinstance(file(ready(Source(FileRef("f", "a.pdf", 5), OSError("reset"))).what), StoredFile)


def test_words_wait_until_the_question_has_arrived() -> None:
    pending, sent = Fate("pending", NOW, None, None, None), Fate("sent", NOW, NOW, "11", None)
    fates = Fates(pending, pending, sent)
    assert ready(Source(TextTyped("57")), fates, pending).what == TextTyped("57")
    assert fates.looks == 3


def test_words_do_not_wait_where_the_question_is_there() -> None:
    sent = Fate("sent", NOW, NOW, "11", None)
    fates = Fates(sent)
    ready(Source(TextTyped("57")), fates, sent)
    assert fates.looks == 0


def test_a_file_beyond_the_days_measure_is_not_even_fetched() -> None:
    source = Source(FileRef("f", "b.pdf", 16_000_000))
    assert file(ready(source).what) == RefusedFile("b.pdf", "too_many", 16_000_000)
    assert source.calls == []


def test_of_a_flood_only_the_first_beyond_the_limit_is_told_of() -> None:
    host: Any = Fates(Fate("sent", NOW, NOW, "1", None))
    source = Source(FileRef("f", "a.pdf", 5))
    prepared = Preparation(host, source, keep, most_a_minute=1)

    async def one(row: int) -> Ready:
        return await prepared(Job(Stored(row, "telegram", "1", "telegram:1:7", "{}", NOW, 0), None), at_once)

    said = [asyncio.run(one(row)) for row in (1, 2, 3)]
    assert [each.admission for each in said] == ["yes", "told", "ignored"]
    assert [each.what is None for each in said] == [False, True, True]
    assert len(source.calls) == 1
