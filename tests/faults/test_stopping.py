"""Told to stop in the middle, frozen, thawed: nothing lost, nothing said twice."""

import os
import signal
import time
from collections.abc import Callable

import pytest

from tests.faults.conftest import NewBot
from tests.faults.hasty import TTL
from tests.faults.talk import Talk

pytestmark = pytest.mark.faults
NewTalk = Callable[[], Talk]
HASTY = "tests.faults.hasty"


def test_told_to_stop_in_the_middle_of_work_it_ends_in_order_and_the_next_one_goes_on(
    database_url: str, new_bot: NewBot, new_talk: NewTalk
) -> None:
    bot = new_bot(database_url)
    talks = [new_talk() for _ in range(3)]
    for number in range(3):
        for talk in talks:
            talk.say(f"a{number}", f"b{number}")
        assert bot.stop() == 0
        bot = new_bot(database_url)
    for talk in talks:
        talk.wait()
        talk.check()


def test_a_frozen_bot_that_wakes_says_nothing_that_another_said_meanwhile(
    database_url: str, new_bot: NewBot, new_talk: NewTalk
) -> None:
    frozen = new_bot(database_url, HASTY)
    talk = new_talk()
    new_bot(database_url, HASTY)
    talk.say("a")
    os.kill(frozen.pid, signal.SIGSTOP)
    talk.say("b", "c")
    talk.wait()
    os.kill(frozen.pid, signal.SIGCONT)
    talk.say("d", "e")
    talk.wait()
    time.sleep(TTL / 2)
    talk.check(repeats=True)


def test_a_bot_alone_that_was_frozen_goes_on_where_it_was(
    sqlite_url: str, new_bot: NewBot, new_talk: NewTalk
) -> None:
    bot = new_bot(sqlite_url, HASTY)
    talk = new_talk()
    os.kill(bot.pid, signal.SIGSTOP)
    talk.say("a", "b")
    time.sleep(TTL + 0.5)
    os.kill(bot.pid, signal.SIGCONT)
    talk.wait()
    talk.check()
    assert bot.stop() == 0
