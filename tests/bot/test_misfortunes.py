"""What the platform and the network do to us: nothing is lost, nobody is held up by another's trouble."""

from collections.abc import Callable

from sandbox.client import Person, Sandbox
from tests.bot.processes import BotProcess

NewPerson = Callable[[], Person]


def started(new_person: NewPerson) -> Person:
    person = new_person()
    person.start()
    person.wait_for_text("1: start")
    return person


def texts(person: Person) -> list[str]:
    return [line.text for line in person.transcript() if line.sender == "bot" and line.kind != "pin"]


def test_updates_that_come_twice_are_answered_once(
    bot: BotProcess, sandbox: Sandbox, new_person: NewPerson
) -> None:
    lan = started(new_person)
    sandbox.fault("getUpdates", "duplicate_updates", times=3)
    for word in ("a", "b", "c"):
        lan.say(word)
        lan.wait_for_text(f": {word}")
    assert texts(lan) == ["1: start None", "2: a", "3: b", "4: c"]


def test_updates_that_come_in_another_order_are_all_answered(
    bot: BotProcess, sandbox: Sandbox, new_person: NewPerson
) -> None:
    lan = started(new_person)
    sandbox.fault("getUpdates", "reorder_updates", times=5)
    sandbox.fault("getUpdates", "500", times=1)
    for word in ("a", "b", "c"):
        lan.say(word)
    lan.wait_for_text("4: ")
    heard = {text.partition(" ")[2].partition(" (")[0] for text in texts(lan)[1:]}
    assert heard == {"a", "b", "c"}


def test_update_ids_that_start_again_are_not_taken_for_repeats(
    bot: BotProcess, sandbox: Sandbox, new_person: NewPerson
) -> None:
    lan = started(new_person)
    sandbox.restart_update_ids(5)
    lan.say("a")
    lan.wait_for_text("2: a")
    lan.say("b")
    lan.wait_for_text("3: b")


def test_being_told_to_slow_down_delays_and_loses_nothing(
    bot: BotProcess, sandbox: Sandbox, new_person: NewPerson
) -> None:
    lan, minh = started(new_person), started(new_person)
    sandbox.fault("sendMessage", "429", chat=lan.id, retry_after=1)
    lan.say("two")
    minh.say("ngay")
    minh.wait_for_text("2: ngay")
    assert texts(lan) == ["1: start None"]
    lan.wait_for_text("và")
    assert texts(lan) == ["1: start None", "2: two", "và"]


def test_a_send_without_an_answer_is_made_again_and_the_conversation_goes_on(
    bot: BotProcess, sandbox: Sandbox, new_person: NewPerson
) -> None:
    lan = started(new_person)
    sandbox.fault("sendMessage", "500", chat=lan.id, times=1)
    lan.say("a")
    lan.wait_for_text("2: a")
    lan.say("b")
    lan.wait_for_text("3: b")
    assert texts(lan) == ["1: start None", "2: a", "3: b"]


def test_who_blocked_the_bot_is_left_alone_until_they_write_again(
    bot: BotProcess, sandbox: Sandbox, new_person: NewPerson
) -> None:
    lan, minh = started(new_person), started(new_person)
    sandbox.fault("sendMessage", "403", chat=lan.id)
    lan.say("two")
    minh.say("a")
    minh.wait_for_text("2: a")
    lan.say("wieder")
    lan.wait_for_text("3: wieder")
    assert "và" not in texts(lan)


def test_a_message_that_was_deleted_is_sent_anew_instead_of_edited(
    bot: BotProcess, new_person: NewPerson
) -> None:
    lan = started(new_person)
    first = lan.last()
    lan.delete(first.message_id)
    lan.say("a")
    second = lan.wait_for_text("2: a")
    lan.press("Đổi", second.message_id)
    assert lan.wait_for_text("3: change").message_id == second.message_id


def test_a_message_that_the_platform_refuses_does_not_stop_the_conversation(
    bot: BotProcess, sandbox: Sandbox, new_person: NewPerson
) -> None:
    lan = started(new_person)
    lan.press("Đổi")
    lan.wait_for_text("2: change")
    sandbox.fault("editMessageText", "500", chat=lan.id)
    lan.press("Đổi")
    lan.wait_for_text("3: change")


def test_an_update_that_cannot_be_borne_is_put_aside_and_the_person_told(
    bot: BotProcess, new_person: NewPerson
) -> None:
    lan = started(new_person)
    lan.say("poison")
    lan.say("danach")
    lan.wait_for_text("chưa xử lý được")
    lan.wait_for_text("2: danach")


def test_a_second_poller_is_waited_out(bot: BotProcess, sandbox: Sandbox, new_person: NewPerson) -> None:
    lan = started(new_person)
    sandbox.fault("getUpdates", "409")
    lan.say("a")
    lan.wait_for_text("2: a")


def test_a_press_of_long_ago_is_answered_although_it_cannot_be_acknowledged(
    bot: BotProcess, sandbox: Sandbox, new_person: NewPerson
) -> None:
    lan = started(new_person)
    sandbox.fault("answerCallbackQuery", "500")
    lan.press("Nút")
    lan.wait_for_text("2: press 1")
