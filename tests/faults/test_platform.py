"""What the platform does to us: slow down, break, forget our token, answer too late, poll twice."""

from collections.abc import Callable

import pytest

from sandbox.client import Sandbox
from tests.faults.conftest import NewBot
from tests.faults.talk import Talk, shown
from tests.worker.waiting import wait_until

pytestmark = pytest.mark.faults
NewTalk = Callable[[], Talk]


def test_a_storm_of_429_delays_everybody_and_loses_nothing(
    sandbox: Sandbox, new_bot: NewBot, sqlite_url: str, new_talk: NewTalk
) -> None:
    new_bot(sqlite_url)
    talks = [new_talk() for _ in range(6)]
    sandbox.fault("sendMessage", "429", times=12, retry_after=1)
    for talk in talks:
        talk.say("a", "b")
    for talk in talks:
        talk.wait()
        talk.check()


@pytest.mark.parametrize("kind", ["500", "401"])
def test_a_server_that_refuses_everything_for_a_while_is_waited_for_by_the_same_process(
    sandbox: Sandbox, new_bot: NewBot, sqlite_url: str, new_talk: NewTalk, kind: str
) -> None:
    bot, talk = new_bot(sqlite_url), new_talk()
    sandbox.fault("getUpdates", kind, times=2)
    sandbox.fault("sendMessage", kind, times=2)
    talk.say("a", "b")
    talk.wait()
    talk.check()
    assert bot.is_alive()


def test_an_answer_that_was_delivered_but_not_confirmed_is_repeated_at_most_and_the_talk_goes_on(
    sandbox: Sandbox, new_bot: NewBot, sqlite_url: str, new_talk: NewTalk
) -> None:
    new_bot(sqlite_url)
    talk = new_talk()
    sandbox.fault("sendMessage", "timeout_after_delivery", chat=talk.person.id, seconds=0.2)
    talk.say("a", "b")
    talk.wait()
    talk.check(repeats=True)
    assert len(shown(talk.person)) == 4, "the unconfirmed one came twice: better than never"


def test_who_blocks_the_bot_in_the_middle_is_answered_when_they_come_back(
    new_bot: NewBot, sqlite_url: str, new_talk: NewTalk
) -> None:
    new_bot(sqlite_url)
    talk, other = new_talk(), new_talk()
    talk.say("a")
    talk.wait()
    talk.person.block()
    other.say("a")
    other.wait()
    talk.person.unblock()
    talk.say("b")
    talk.wait()
    talk.check()


def test_a_deleted_question_stops_nobody(new_bot: NewBot, sqlite_url: str, new_talk: NewTalk) -> None:
    new_bot(sqlite_url)
    talk = new_talk()
    before = talk.person.last()
    talk.person.delete(before.message_id)
    talk.person.press("Nút", before.message_id) if before.button("Nút") is None else None
    talk.say("a")
    talk.person.wait_for_text("2: a")


def test_of_two_bots_on_one_token_one_works_and_the_other_stands_by_and_takes_over(
    new_bot: NewBot, sqlite_url: str, new_talk: NewTalk
) -> None:
    first = new_bot(sqlite_url)
    talk = new_talk()
    second = new_bot(sqlite_url)
    wait_until(lambda: "stands by" in second.log(), "the second says that it stands by")
    talk.say("a", "b", "c")
    talk.wait()
    talk.check()
    assert "409" not in first.log() + second.log(), "they did not take each other's calls away"
    first.kill()
    talk.say("d", "e")
    talk.wait()
    talk.check(repeats=True)


def test_two_installations_on_one_token_say_clearly_what_is_wrong(
    sandbox: Sandbox, new_bot: NewBot, sqlite_url: str, new_talk: NewTalk
) -> None:
    bot, talk = new_bot(sqlite_url), new_talk()
    sandbox.call("getUpdates", offset=-1, timeout=0)
    wait_until(lambda: "give each its own token" in bot.log(), "the conflict is named")
    talk.say("a")
    talk.wait()
    talk.check()
