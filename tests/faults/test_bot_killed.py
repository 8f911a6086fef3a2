"""Killed at any point of its work, the bot loses nothing that was said and says nothing wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.client import Person, Sandbox
from sandbox.testing import running_sandbox
from tests.bot.dying import POINTS
from tests.bot.processes import BotProcess

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as client:
        yield client


@pytest.fixture
def new_bot(server: Sandbox, sqlite_url: str, tmp_path: Path) -> Iterator[Callable[[], BotProcess]]:
    started: list[BotProcess] = []

    def make() -> BotProcess:
        started.append(BotProcess(server, sqlite_url, tmp_path))
        return started[-1]

    yield make
    for process in started:
        process.kill()


def texts(person: Person) -> list[str]:
    return [line.text for line in person.transcript() if line.sender == "bot" and line.kind != "pin"]


def test_killed_between_any_two_steps_it_answers_everything_once(
    server: Sandbox, new_bot: Callable[[], BotProcess]
) -> None:
    lan = server.add_person(2000, "Lan")
    lan.start()
    expected = ["1: start None"]
    for number, point in enumerate(POINTS, 2):
        dying = new_bot().start("dying", DIE=point, WORD=f"word{number}")
        lan.wait_for_text(expected[-1])
        lan.say(f"word{number}")
        assert dying.wait(30) == -9, point
        expected.append(f"{number}: word{number}")
    bot = new_bot().start()
    lan.wait_for_text(expected[-1])
    # A message that was sent but not noted may be sent once more; no word is counted twice, none is left out.
    answers = [text.partition(" (")[0] for text in texts(lan)]
    assert list(dict.fromkeys(answers)) == expected
    assert max(map(answers.count, answers)) <= 2
    for word in ("a", "b", "c"):
        lan.say(word)
    assert bot.stop() == 0, "told to stop it ends in order"
    new_bot().start()
    lan.wait_for_text("9: c")
