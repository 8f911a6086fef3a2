"""A raw Telegram update → what it means for us. Pure; nothing here raises for an odd update."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.dialogue.events import ButtonPressed, ContactShared, OtherSent, Started, TextTyped
from bot.incoming import FileRef, Ignored, Incoming, Reachability, Translated, What
from dti_core.messages.model import Action

Json = Mapping[str, Any]

FILE_KINDS = {"document": "tệp", "video": "video.mp4", "animation": "anh-dong.mp4"}
"""Kinds taken as evidence, with the name of a file that has none. Pictures are looked at apart: they come in
sizes."""

OTHER_KINDS = (
    "sticker", "voice", "video_note", "audio", "location", "venue", "poll", "dice", "game",
    "story",
    "checklist", "paid_media", "invoice", "edited",
)  # fmt: skip

SERVICE_KINDS = (
    "pinned_message", "message_auto_delete_timer_changed", "write_access_allowed", "new_chat_members",
    "left_chat_member",
    "users_shared", "chat_shared", "connected_website", "chat_background_set", "successful_payment",
)  # fmt: skip
"""What Telegram itself notes in the chat; nobody waits for an answer to it."""

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that we ask for."""

REACHABLE = {"member", "restricted", "administrator", "creator"}


NOWHERE = re.compile("[\0\ud800-\udfff]")
"""Characters that no database takes: NUL, and halves of a pair that lost the other half."""


def translate(update: Json, received: datetime) -> Translated:
    """The meaning of one update. `received`: when it was stored, for kinds that carry no time."""
    return _meaning(_legible(update), received)


def _legible(value: Any) -> Any:
    if isinstance(value, str):
        return NOWHERE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {key: _legible(part) for key, part in value.items()}
    return [_legible(part) for part in value] if isinstance(value, list) else value


def _meaning(update: Json, received: datetime) -> Translated:
    if isinstance(message := update.get("message"), Mapping):
        return _message(message, received)
    if isinstance(press := update.get("callback_query"), Mapping):
        return _press(press, received)
    if isinstance(change := update.get("my_chat_member"), Mapping):
        return _membership(change)
    if isinstance(edited := update.get("edited_message"), Mapping) and "text" in edited:
        return _message({**edited, "text": None, "edited": True}, received)
    return Ignored("kind " + ", ".join(sorted(set(update) - {"update_id"}))[:80])


def sender_of(update: Json) -> str | None:
    """Whose update it is, so that one person's stay in order; None where nobody's."""
    for kind in ALLOWED:
        if isinstance(part := update.get(kind), Mapping) and isinstance(sender := part.get("from"), Mapping):
            return str(sender["id"]) if "id" in sender else None
    return None


def callback_of(update: Json) -> str | None:
    """The id to acknowledge when a button was pressed."""
    press = update.get("callback_query")
    return str(press["id"]) if isinstance(press, Mapping) and "id" in press else None


def _message(message: Json, received: datetime) -> Translated:
    chat, sender = _object(message.get("chat")), _object(message.get("from"))
    if chat.get("type") != "private" or "id" not in sender:
        return Ignored(f"chat {chat.get('type')}")
    what = _what(message)
    if isinstance(what, Ignored):
        return what
    return Incoming(
        external_id=str(sender["id"]),
        address=str(chat.get("id", sender["id"])),
        display_name=_name(sender),
        what=what,
        at=_time(message.get("date"), received),
        order=_number(message.get("message_id")),
    )


def _what(message: Json) -> What | Ignored:
    if (text := message.get("text")) is not None:
        return _text(str(text))
    if (file := _file(message)) is not None:
        return file
    if isinstance(contact := message.get("contact"), Mapping):
        return _contact(contact, message.get("from") or {})
    for kind in SERVICE_KINDS:
        if kind in message:
            return Ignored(kind)
    return OtherSent(next((kind for kind in OTHER_KINDS if kind in message), "unknown"))


def _text(text: str) -> Started | TextTyped:
    words = text.split(maxsplit=1)
    if words and words[0].partition("@")[0].lower() == "/start":
        return Started(words[1].strip() if len(words) > 1 else None)
    return TextTyped(text)


def _contact(contact: Json, sender: Json) -> ContactShared:
    """Whose number it is the app says by the user's id; a card of somebody else has another, or none."""
    own = "user_id" in contact and contact["user_id"] == sender.get("id")
    return ContactShared(str(contact.get("phone_number", "")), own)


def _file(message: Json) -> FileRef | None:
    pictures = message.get("photo")
    if isinstance(pictures, list) and (there := [p for p in map(_object, pictures) if "file_id" in p]):
        return _reference(message, max(there, key=_size), f"anh-{message.get('message_id')}.jpg")
    for kind, name in FILE_KINDS.items():
        if "file_id" in (found := _object(message.get(kind))):
            return _reference(message, found, str(found.get("file_name") or name))
    return None


def _reference(message: Json, file: Json, name: str) -> FileRef:
    return FileRef(
        reference=str(file["file_id"]),
        name=name,
        size=_number(file.get("file_size")),
        caption=_words(message.get("caption")),
        album=_words(message.get("media_group_id")),
    )


def _size(picture: Json) -> int:
    """In bytes where they are told, else in pixels: enough to find the largest."""
    sides = (_number(picture.get("width")) or 0) * (_number(picture.get("height")) or 0)
    return _number(picture.get("file_size")) or sides


def _press(press: Json, received: datetime) -> Translated:
    sender, message = _object(press.get("from")), _object(press.get("message"))
    chat = _object(message.get("chat"))
    if "data" not in press or "id" not in sender or chat.get("type", "private") != "private":
        return Ignored("button without data or outside a private chat")
    return Incoming(
        external_id=str(sender["id"]),
        address=str(chat.get("id", sender["id"])),
        display_name=_name(sender),
        what=ButtonPressed(Action.decode(str(press["data"]))),
        at=received,
        pressed=str(message["message_id"]) if "message_id" in message else None,
        callback=str(press["id"]) if "id" in press else None,
    )


def _membership(change: Json) -> Translated:
    chat, sender = _object(change.get("chat")), _object(change.get("from"))
    if chat.get("type") != "private" or "id" not in sender:
        return Ignored("membership of a group")
    status = _object(change.get("new_chat_member")).get("status")
    return Reachability(str(sender["id"]), str(status) in REACHABLE)


def _name(sender: Json) -> str:
    return " ".join(str(sender[k]) for k in ("first_name", "last_name") if sender.get(k))[:200]


def _time(date: Any, received: datetime) -> datetime:
    """The platform's time; where it tells none that can be, the moment that we heard of it."""
    try:
        return datetime.fromtimestamp(int(date), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return received


def _object(value: Any) -> Json:
    return value if isinstance(value, Mapping) else {}


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _words(value: Any) -> str | None:
    return None if value is None else str(value)
