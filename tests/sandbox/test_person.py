"""The person's side through its HTTP interface."""

import pytest

from sandbox.client import Person, RefusedByTheSandbox, Sandbox


def keyboard(*labels: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]}


def test_a_person_must_start_first(stranger: Person) -> None:
    with pytest.raises(RefusedByTheSandbox, match="not_started"):
        stranger.say("alo")


def test_start_again_is_a_plain_start(sandbox: Sandbox, stranger: Person) -> None:
    stranger.start("thu-moi")
    stranger.start()
    assert [u["message"]["text"] for u in sandbox.call("getUpdates")] == ["/start thu-moi", "/start"]


def test_message_ids_of_a_bot_rise_over_all_chats(sandbox: Sandbox, person: Person) -> None:
    other = sandbox.add_person(person.id + 100_000, "Trần Văn Bình")
    other.start()
    first = sandbox.call("sendMessage", chat_id=person.id, text="1")["message_id"]
    second = sandbox.call("sendMessage", chat_id=other.id, text="2")["message_id"]
    assert (second, person.say("3")) == (first + 1, first + 2)


def test_an_old_button_can_be_pressed_again_and_again(sandbox: Sandbox, person: Person) -> None:
    old = sandbox.call("sendMessage", chat_id=person.id, text="cũ", reply_markup=keyboard("A"))["message_id"]
    sandbox.call("sendMessage", chat_id=person.id, text="mới", reply_markup=keyboard("A"))
    person.press("A")
    person.press("A", message_id=old)
    person.press("A", message_id=old)
    pressed = [u["callback_query"] for u in sandbox.call("getUpdates")]
    assert [q["message"]["text"] for q in pressed] == ["mới", "cũ", "cũ"]
    assert len({q["id"] for q in pressed}) == 3


def test_a_press_on_a_stale_screen_carries_the_old_data(sandbox: Sandbox, person: Person) -> None:
    sent = sandbox.call("sendMessage", chat_id=person.id, text="?", reply_markup=keyboard("cũ"))["message_id"]
    sandbox.call(
        "editMessageText", chat_id=person.id, message_id=sent, text="!", reply_markup=keyboard("mới")
    )
    person.press("cũ", message_id=sent)
    assert sandbox.call("getUpdates")[-1]["callback_query"]["data"] == "cũ"


def test_an_album_is_several_messages_of_one_group_with_one_caption(sandbox: Sandbox, person: Person) -> None:
    person.album([(b"a", "a.pdf"), (b"b", "b.pdf")], kind="document", caption="hai tệp")
    first, second = (u["message"] for u in sandbox.call("getUpdates"))
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], second.get("caption")) == ("hai tệp", None)
    assert [m["document"]["file_name"] for m in (first, second)] == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("kind", ["video", "voice", "audio", "document", "sticker"])
def test_every_kind_of_file_arrives_as_its_kind(sandbox: Sandbox, person: Person, kind: str) -> None:
    person.attach(b"....", "tep.bin", kind=kind)
    [update] = sandbox.call("getUpdates")
    assert update["message"][kind]["file_size"] == 4


def test_a_photo_that_is_no_picture_goes_as_a_document(sandbox: Sandbox, person: Person, png: bytes) -> None:
    person.attach(b"MZ..", "anh.png", kind="photo")
    person.attach(png, "anh.png", kind="photo")
    first, second = (u["message"] for u in sandbox.call("getUpdates"))
    assert "document" in first
    assert second["photo"][-1]["width"] == 3


def test_stickers_and_contacts_arrive(sandbox: Sandbox, person: Person) -> None:
    person.sticker("👍")
    person.share_contact()
    first, second = (u["message"] for u in sandbox.call("getUpdates"))
    assert first["sticker"]["emoji"] == "👍"
    assert second["contact"]["user_id"] == person.id


def test_a_text_beyond_4096_becomes_several_messages(sandbox: Sandbox, person: Person) -> None:
    person.say("x" * 10_000)
    assert [len(u["message"]["text"]) for u in sandbox.call("getUpdates")] == [4096, 4096, 1808]


def test_a_repeated_request_with_one_id_is_one_message(sandbox: Sandbox, person: Person) -> None:
    assert person.say("một lần", client_id="k1") == person.say("một lần", client_id="k1")
    assert len(sandbox.call("getUpdates")) == 1


def test_an_edit_of_the_person_is_told(sandbox: Sandbox, person: Person) -> None:
    person.edit(person.say("57"), "58")
    first, second = sandbox.call("getUpdates")
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("57", "58")


def test_a_message_deleted_by_the_person_is_gone_for_the_bot(sandbox: Sandbox, person: Person) -> None:
    sent = sandbox.call("sendMessage", chat_id=person.id, text="trạng thái")["message_id"]
    sandbox.call("pinChatMessage", chat_id=person.id, message_id=sent)
    person.delete(sent)
    assert not [line for line in person.transcript() if line.pinned or line.text == "trạng thái"]
    with pytest.raises(RefusedByTheSandbox, match="message to edit not found"):
        sandbox.call("editMessageText", chat_id=person.id, message_id=sent, text="x")


def test_the_log_keeps_what_was_shown_before_edits_and_deletions(sandbox: Sandbox, person: Person) -> None:
    sent = sandbox.call("sendMessage", chat_id=person.id, text="một")["message_id"]
    sandbox.call("editMessageText", chat_id=person.id, message_id=sent, text="hai")
    sandbox.call("deleteMessage", chat_id=person.id, message_id=sent)
    events = [e for e in sandbox.log(person.id) if e.message_id == sent]
    assert [(e.kind, e.data.get("text")) for e in events] == [
        ("message", "một"),
        ("edit", "hai"),
        ("delete", None),
    ]
    assert events[0].at <= events[1].at <= events[2].at


def test_waiting_ends_with_the_message_that_is_waited_for(sandbox: Sandbox, person: Person) -> None:
    import threading

    threading.Timer(0.2, lambda: sandbox.call("sendMessage", chat_id=person.id, text="đây rồi")).start()
    assert person.wait_for_text("đây rồi").text == "đây rồi"
    with pytest.raises(AssertionError, match="in vain"):
        person.wait_for_text("không bao giờ", timeout=0.2)


def test_a_reply_keyboard_stays_until_it_is_removed(sandbox: Sandbox, person: Person) -> None:
    def shown() -> object:
        return sandbox.http.get(f"/sandbox/people/{person.id}/chat").json()["keyboard"]

    keys = {"keyboard": [[{"text": "Gửi số", "request_contact": True}]]}
    sandbox.call("sendMessage", chat_id=person.id, text="?", reply_markup=keys)
    sandbox.call("sendMessage", chat_id=person.id, text="tiếp")
    assert shown() == keys
    sandbox.call("sendMessage", chat_id=person.id, text="xong", reply_markup={"remove_keyboard": True})
    assert shown() is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": 0, "name": "A"},
        {"id": True, "name": "A"},
        {"id": 5, "name": " "},
        {"id": 5, "name": "A", "about": 1},
    ],
)
def test_a_person_needs_an_id_and_a_name(sandbox: Sandbox, body: dict[str, object]) -> None:
    with pytest.raises(RefusedByTheSandbox):
        sandbox.post("people", body)
