"""From the phone to the conversation and back, over the real library, a real server and a real database."""

import base64
import hashlib
from collections.abc import Callable

from sandbox.client import Person, Sandbox
from tests.bot.processes import BotProcess

NewPerson = Callable[[], Person]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def bot_lines(person: Person) -> list[str]:
    return [line.text for line in person.transcript() if line.sender == "bot" and line.kind != "pin"]


def test_words_are_answered(bot: BotProcess, new_person: NewPerson) -> None:
    lan = new_person()
    lan.start("abc")
    lan.wait_for_text("1: start abc")
    lan.say("57 < 60 & ok")
    assert lan.wait_for_text("2:").text == "2: 57 < 60 & ok"


def test_a_press_is_answered_and_acknowledged_with_a_word(bot: BotProcess, new_person: NewPerson) -> None:
    lan = new_person()
    lan.start()
    lan.wait_for_text("1:")
    lan.press("Nút")
    assert lan.wait_for_text("2:").text == "2: press 1"
    lan.wait_for(lambda _: "bấm 2" in lan.toasts())


def test_a_list_is_changed_where_it_stands(bot: BotProcess, new_person: NewPerson) -> None:
    lan = new_person()
    lan.start()
    first = lan.wait_for_text("1:")
    lan.press("Đổi")
    changed = lan.wait_for_text("2: change 1")
    assert (changed.message_id, changed.edited) == (first.message_id, True)


def test_a_file_is_kept_before_it_is_confirmed(bot: BotProcess, new_person: NewPerson) -> None:
    lan = new_person()
    lan.start()
    content = b"%PDF-1.4\n" + b"x" * 5000 + b"\n%%EOF\n"
    lan.attach(content, "bang-ke.pdf", caption="trang 5")
    digest = hashlib.sha256(content).hexdigest()
    lan.wait_for_text(f"2: file bang-ke.pdf {len(content)} {digest[:8]} trang 5")
    assert (bot.folder / "evidence" / digest[:2] / digest).read_bytes() == content


def test_a_file_over_20_mb_is_refused_without_being_fetched(bot: BotProcess, new_person: NewPerson) -> None:
    lan = new_person()
    lan.start()
    lan.attach(b"%PDF-1.4\n" + bytes(21 * 1024 * 1024), "to.pdf")
    lan.wait_for_text("2: file to.pdf too_large")


def test_a_sticker_is_something_that_was_sent(bot: BotProcess, new_person: NewPerson) -> None:
    lan = new_person()
    lan.start()
    lan.sticker()
    lan.wait_for_text("2: sticker")


def test_the_order_of_one_persons_messages_is_kept(bot: BotProcess, new_person: NewPerson) -> None:
    lan = new_person()
    lan.start()
    for number in range(12):
        lan.say(f"word{number}")
    lan.wait_for_text("13: word11")
    answered = [text.partition(" (")[0] for text in bot_lines(lan)]
    assert answered == ["1: start None", *(f"{n + 2}: word{n}" for n in range(12))]


def test_words_typed_ahead_of_the_question_are_told_from_answers(
    bot: BotProcess, new_person: NewPerson, sandbox: Sandbox
) -> None:
    lan = new_person()
    lan.start()
    lan.wait_for_text("1:")
    sandbox.fault("sendMessage", "delay", seconds=0.5, chat=lan.id)
    lan.say("một")
    lan.say("hai")
    assert lan.wait_for_text("2:").text == "2: một"
    assert lan.wait_for_text("3:").text == "3: hai (chưa thấy câu hỏi)"
    lan.say("ba")
    assert lan.wait_for_text("4:").text == "4: ba"


def test_the_menu_of_commands_is_set(bot: BotProcess, sandbox: Sandbox) -> None:
    names = [command["command"] for command in sandbox.call("getMyCommands")]
    assert {"tieptuc", "danhsach", "diem", "nop", "trogiup"} <= set(names)


def test_the_token_is_nowhere_in_the_log(bot: BotProcess, new_person: NewPerson, sandbox: Sandbox) -> None:
    lan = new_person()
    sandbox.fault("getUpdates", "500", times=2)
    lan.start()
    lan.wait_for_text("1:")
    assert "cannot fetch" in bot.log()
    assert sandbox.token not in bot.log()


def test_files_and_pictures_of_ours_arrive(bot: BotProcess, new_person: NewPerson) -> None:
    lan = new_person()
    (bot.folder / "phieu.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (bot.folder / "chart.png").write_bytes(base64.b64decode(PIXEL))
    lan.start()
    for word in ("file", "picture", "nothing", "long"):
        lan.say(word)
    lan.wait_for_text("ccc")
    shown = [line for line in lan.transcript() if line.sender == "bot" and not line.buttons]
    assert [(line.kind, line.text[:10]) for line in shown] == [
        ("document", "Phiếu để t"),
        ("photo", "Biểu đồ"),
        ("text", "aaaaaaaaaa"),
        ("text", "bbbbbbbbbb"),
        ("text", "cccccccccc"),
    ]
    assert shown[0].file_name == "Phiếu.pdf"
