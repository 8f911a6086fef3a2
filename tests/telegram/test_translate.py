"""Raw updates become neutral facts; odd ones become nothing, never an error."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.events import ButtonPressed, ContactShared, OtherSent, Started, TextTyped
from bot.incoming import FileRef, Ignored, Incoming, Reachability
from bot.telegram.translate import callback_of, sender_of, translate
from dti_core.messages.model import Action

NOW = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
LAN = {"id": 7, "is_bot": False, "first_name": "Lan", "last_name": "Trần"}
CHAT = {"id": 7, "type": "private"}


def message(**content: Any) -> dict[str, Any]:
    return {
        "update_id": 1,
        "message": {"message_id": 12, "date": 1764000000, "chat": CHAT, "from": LAN, **content},
    }


def what(**content: Any) -> Any:
    translated = translate(message(**content), NOW)
    assert isinstance(translated, Incoming)
    return translated.what


def test_words_carry_who_where_when_and_their_place() -> None:
    assert translate(message(text="57"), NOW) == Incoming(
        external_id="7",
        address="7",
        display_name="Lan Trần",
        what=TextTyped("57"),
        at=datetime.fromtimestamp(1764000000, UTC),
        order=12,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", Started(None)),
        ("/start abc_-1", Started("abc_-1")),
        ("/START@dti_bot abc", Started("abc")),
        ("/startled", TextTyped("/startled")),
        ("start", TextTyped("start")),
    ],
)
def test_start_is_told_from_words(text: str, expected: object) -> None:
    assert what(text=text) == expected


def test_a_press_names_the_message_and_what_to_acknowledge() -> None:
    press = {
        "id": "99",
        "from": LAN,
        "data": "a|3.1:a|57|2",
        "message": {"message_id": 5, "date": 1, "chat": CHAT},
    }
    found = translate({"update_id": 2, "callback_query": press}, NOW)
    assert isinstance(found, Incoming)
    assert found.what == ButtonPressed(Action("a", ("3.1:a", "57", "2")))
    assert (found.pressed, found.callback, found.order, found.at) == ("5", "99", None, NOW)


def test_the_largest_size_of_a_picture_is_taken() -> None:
    sizes = [
        {"file_id": "s", "file_size": 10},
        {"file_id": "l", "file_size": 900},
        {"file_id": "m", "file_size": 90},
    ]
    assert what(photo=sizes, media_group_id="g1", caption="trang 5") == FileRef(
        "l", "anh-12.jpg", 900, "trang 5", "g1"
    )


def test_a_document_keeps_its_name_and_size() -> None:
    document = {"file_id": "d", "file_name": "Quyết định.pdf", "file_size": 5}
    assert what(document=document) == FileRef("d", "Quyết định.pdf", 5)


@pytest.mark.parametrize("kind", ["sticker", "voice", "location", "video_note", "dice"])
def test_what_cannot_be_an_answer_is_named(kind: str) -> None:
    assert what(**{kind: {"file_id": "x"}}) == OtherSent(kind)


def test_a_kind_from_the_future_is_still_something_that_was_sent() -> None:
    assert what(hologram={"id": 1}) == OtherSent("unknown")


def test_editing_an_earlier_message_is_no_new_answer() -> None:
    edited = {"update_id": 3, "edited_message": message(text="58")["message"]}
    found = translate(edited, NOW)
    assert isinstance(found, Incoming)
    assert found.what == OtherSent("edited")


def test_the_note_about_a_pinned_message_is_nobodys_answer() -> None:
    assert isinstance(translate(message(pinned_message={"message_id": 3}), NOW), Ignored)


def test_groups_are_none_of_our_business() -> None:
    update = message(text="57")
    update["message"]["chat"] = {"id": -5, "type": "group"}
    assert isinstance(translate(update, NOW), Ignored)


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("member", True)])
def test_blocking_and_letting_in_again_are_noticed(status: str, reachable: bool) -> None:
    change = {"chat": CHAT, "from": LAN, "date": 1, "new_chat_member": {"status": status}}
    assert translate({"update_id": 4, "my_chat_member": change}, NOW) == Reachability("7", reachable)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "type", "data"]), inner, max_size=2)
    ),
    max_leaves=5,
)


@given(st.sampled_from(["poll", "channel_post", "chat_join_request", "new_kind"]), json_values)
def test_unknown_kinds_of_updates_are_ignored(kind: str, value: object) -> None:
    update = {"update_id": 1, kind: value}
    assert isinstance(translate(update, NOW), Ignored)
    assert sender_of(update) is None
    assert callback_of(update) is None


def test_one_persons_updates_share_a_key_whatever_their_kind() -> None:
    press = {"update_id": 2, "callback_query": {"id": "1", "from": LAN, "data": "x"}}
    assert sender_of(message(text="x")) == sender_of(press) == "7"


@pytest.mark.parametrize(
    ("contact", "own"),
    [
        ({"phone_number": "84912345678", "user_id": 7}, True),
        ({"phone_number": "84912345678", "user_id": 8}, False),
        ({"phone_number": "84912345678"}, False),
    ],
)
def test_a_shared_number_is_ones_own_only_where_the_app_says_so(
    contact: dict[str, object], own: bool
) -> None:
    sent = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "from": {"id": 7}}
    meant = translate({"update_id": 1, "message": {**sent, "contact": contact}}, NOW)
    assert isinstance(meant, Incoming)
    assert meant.what == ContactShared("84912345678", own)
