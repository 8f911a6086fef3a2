"""Refusals in Telegram's own words; a bot decides by them."""

import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

from sandbox.client import Person, Sandbox
from tests.sandbox.refusals import refusal


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Nút", **button}]]}


def test_a_text_of_4096_units_is_sent_and_one_more_refused(sandbox: Sandbox, person: Person) -> None:
    sandbox.call("sendMessage", chat_id=person.id, text="x" * 4096)
    sandbox.call("sendMessage", chat_id=person.id, text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    too_long = refusal(sandbox, "sendMessage", chat_id=person.id, text="😀" * 2048 + "x")
    assert too_long == (400, "Bad Request: message is too long")


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>"])
def test_an_empty_text_is_refused(sandbox: Sandbox, person: Person, text: str) -> None:
    answer = refusal(sandbox, "sendMessage", chat_id=person.id, text=text, parse_mode="HTML")
    assert answer == (400, "Bad Request: message text is empty")


def test_broken_html_is_refused(sandbox: Sandbox, person: Person) -> None:
    code, words = refusal(sandbox, "sendMessage", chat_id=person.id, text="<b>a", parse_mode="HTML")
    assert (code, words.startswith("Bad Request: can't parse entities: ")) == (400, True)


@pytest.mark.parametrize("data", ["", "x" * 65, "ơ" * 33])
def test_callback_data_must_have_1_to_64_bytes(sandbox: Sandbox, person: Person, data: str) -> None:
    answer = refusal(
        sandbox, "sendMessage", chat_id=person.id, text="?", reply_markup=keyboard(callback_data=data)
    )
    assert answer == (400, "Bad Request: BUTTON_DATA_INVALID")


def test_64_bytes_of_callback_data_are_accepted(sandbox: Sandbox, person: Person) -> None:
    markup = keyboard(callback_data="ơ" * 32)
    assert (
        sandbox.call("sendMessage", chat_id=person.id, text="?", reply_markup=markup)["reply_markup"]
        == markup
    )


def test_a_button_without_an_action_is_refused(sandbox: Sandbox, person: Person) -> None:
    code, words = refusal(sandbox, "sendMessage", chat_id=person.id, text="?", reply_markup=keyboard())
    assert (code, "Text buttons are unallowed in the inline keyboard" in words) == (400, True)


def test_a_caption_has_at_most_1024_units(sandbox: Sandbox, person: Person) -> None:
    files = {"document": ("a.txt", b"x")}
    data = {"chat_id": str(person.id), "caption": "x" * 1025}
    answer = sandbox.http.post(f"/bot{sandbox.token}/sendDocument", data=data, files=files)
    assert answer.json()["description"] == "Bad Request: message caption is too long"
    data["caption"] = "x" * 1024
    assert sandbox.http.post(f"/bot{sandbox.token}/sendDocument", data=data, files=files).json()["ok"]


def test_a_bot_cannot_write_first(sandbox: Sandbox, stranger: Person) -> None:
    answer = refusal(sandbox, "sendMessage", chat_id=stranger.id, text="Chào")
    assert answer == (403, "Forbidden: bot can't initiate conversation with a user")


@pytest.mark.parametrize(
    ("chat", "words"),
    [(999_999_999, "chat not found"), ("@ai_do", "chat not found"), ("", "chat_id is empty")],
)
def test_an_unknown_chat_is_refused(sandbox: Sandbox, chat: object, words: str) -> None:
    assert refusal(sandbox, "sendMessage", chat_id=chat, text="x") == (400, f"Bad Request: {words}")


def test_only_the_bots_own_messages_can_be_edited(sandbox: Sandbox, person: Person) -> None:
    own = person.say("của tôi")
    answer = refusal(sandbox, "editMessageText", chat_id=person.id, message_id=own, text="x")
    assert answer == (400, "Bad Request: message can't be edited")
    answer = refusal(sandbox, "editMessageText", chat_id=person.id, message_id=10**6, text="x")
    assert answer == (400, "Bad Request: message to edit not found")


def test_a_deleted_message_is_not_found(sandbox: Sandbox, person: Person) -> None:
    sent = sandbox.call("sendMessage", chat_id=person.id, text="x")["message_id"]
    assert sandbox.call("deleteMessage", chat_id=person.id, message_id=sent) is True
    for method in ("editMessageText", "deleteMessage", "pinChatMessage"):
        code, words = refusal(sandbox, method, chat_id=person.id, message_id=sent, text="y")
        assert (code, words.endswith("not found")) == (400, True)


def test_after_48_hours_a_message_cannot_be_deleted(sandbox: Sandbox, person: Person) -> None:
    sent = sandbox.call("sendMessage", chat_id=person.id, text="x")["message_id"]
    sandbox.let_pass(48 * 3600 + 1)
    answer = refusal(sandbox, "deleteMessage", chat_id=person.id, message_id=sent)
    assert answer == (400, "Bad Request: message can't be deleted for everyone")


def test_a_button_press_can_be_answered_for_150_seconds(sandbox: Sandbox, person: Person) -> None:
    sandbox.call("sendMessage", chat_id=person.id, text="?", reply_markup=keyboard(callback_data="a"))
    query = person.press("a")
    sandbox.let_pass(149)
    assert sandbox.call("answerCallbackQuery", callback_query_id=query) is True
    sandbox.let_pass(2)
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert refusal(sandbox, "answerCallbackQuery", callback_query_id=query) == (400, too_old)
    assert refusal(sandbox, "answerCallbackQuery", callback_query_id="123") == (400, too_old)


def test_unknown_methods_and_tokens_are_refused(sandbox: Sandbox) -> None:
    assert refusal(sandbox, "sendTelepathy") == (404, "Not Found: method not found")
    answer = sandbox.http.get("/bot2:other/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")


def test_method_names_ignore_case_and_get_works_too(sandbox: Sandbox, person: Person) -> None:
    query = {"chat_id": person.id, "text": "bằng GET"}
    assert sandbox.http.get(f"/bot{sandbox.token}/SENDMESSAGE", params=query).json()["ok"]
    assert person.last().text == "bằng GET"


def test_json_form_and_multipart_say_the_same(sandbox: Sandbox, person: Person) -> None:
    path, words = f"/bot{sandbox.token}/sendMessage", {"chat_id": str(person.id), "text": "như nhau"}
    answers = [
        sandbox.http.post(path, json=words),
        sandbox.http.post(path, data=words),
        sandbox.http.post(path, files={name: (None, value) for name, value in words.items()}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["như nhau"] * 3


def test_an_upload_over_50_mb_is_too_large_before_it_is_read(sandbox: Sandbox) -> None:
    parts = urlsplit(sandbox.base_url)
    head = f"POST /bot{sandbox.token}/sendDocument HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000000"
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(f"{head}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_text_that_is_no_picture_is_refused_as_a_photo(sandbox: Sandbox, person: Person) -> None:
    files, data = {"photo": ("a.png", b"not a picture")}, {"chat_id": str(person.id)}
    answer = sandbox.http.post(f"/bot{sandbox.token}/sendPhoto", data=data, files=files).json()
    assert (answer["error_code"], answer["description"]) == (400, "Bad Request: IMAGE_PROCESS_FAILED")
