"""A raw Telegram update → what it means for us. Pure; nothing here raises for an odd update."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.dialogue.events import ButtonPressed, OtherSent, Started, TextTyped
from bot.incoming import FileRef, Ignored, Incoming, Reachability, Translated, What
from dti_core.messages.model import Action

Json = Mapping[str, Any]

FILE_KINDS = {"document": "tệp", "video": "video.mp4", "animation": "anh-dong.mp4"}
"""Kinds taken as evidence, with the name of a file that has none. Pictures are looked at apart: they come in
sizes."""

OTHER_KINDS = (
    "sticker", "voice", "video_note", "audio", "location", "venue", "contact", "poll", "dice", "game",
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


def translate(update: Json, received: datetime) -> Translated:
    """The meaning of one update. `received`: when it was stored, for kinds that carry no time."""
    if isinstance(message := update.get("message"), Mapping):
        return _message(message)
    if isinstance(press := update.get("callback_query"), Mapping):
        return _press(press, received)
    if isinstance(change := update.get("my_chat_member"), Mapping):
        return _membership(change)
    if isinstance(edited := update.get("edited_message"), Mapping) and "text" in edited:
        return _message({**edited, "text": None, "edited": True})
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


def _message(message: Json) -> Translated:
    chat, sender = message.get("chat") or {}, message.get("from") or {}
    if chat.get("type") != "private" or "id" not in sender:
        return Ignored(f"chat {chat.get('type')}")
    what = _what(message)
    if isinstance(what, Ignored):
        return what
    return Incoming(
        external_id=str(sender["id"]),
        address=str(chat["id"]),
        display_name=_name(sender),
        what=what,
        at=_time(message.get("date")),
        order=int(message["message_id"]),
    )


def _what(message: Json) -> What | Ignored:
    if (text := message.get("text")) is not None:
        return _text(str(text))
    if (file := _file(message)) is not None:
        return file
    for kind in SERVICE_KINDS:
        if kind in message:
            return Ignored(kind)
    return OtherSent(next((kind for kind in OTHER_KINDS if kind in message), "unknown"))


def _text(text: str) -> Started | TextTyped:
    words = text.split(maxsplit=1)
    if words and words[0].partition("@")[0].lower() == "/start":
        return Started(words[1].strip() if len(words) > 1 else None)
    return TextTyped(text)


def _file(message: Json) -> FileRef | None:
    if pictures := message.get("photo"):
        largest = max(pictures, key=lambda p: p.get("file_size") or p.get("width", 0) * p.get("height", 0))
        return _reference(message, largest, f"anh-{message['message_id']}.jpg")
    for kind, name in FILE_KINDS.items():
        if found := message.get(kind):
            return _reference(message, found, str(found.get("file_name") or name))
    return None


def _reference(message: Json, file: Json, name: str) -> FileRef:
    return FileRef(
        reference=str(file["file_id"]),
        name=name,
        size=file.get("file_size"),
        caption=message.get("caption"),
        album=message.get("media_group_id"),
    )


def _press(press: Json, received: datetime) -> Translated:
    sender, message = press.get("from") or {}, press.get("message") or {}
    chat = message.get("chat") or {}
    if "data" not in press or "id" not in sender or chat.get("type", "private") != "private":
        return Ignored("button without data or outside a private chat")
    return Incoming(
        external_id=str(sender["id"]),
        address=str(chat.get("id", sender["id"])),
        display_name=_name(sender),
        what=ButtonPressed(Action.decode(str(press["data"]))),
        at=received,
        pressed=str(message["message_id"]) if "message_id" in message else None,
        callback=str(press["id"]),
    )


def _membership(change: Json) -> Translated:
    chat, sender = change.get("chat") or {}, change.get("from") or {}
    if chat.get("type") != "private" or "id" not in sender:
        return Ignored("membership of a group")
    status = (change.get("new_chat_member") or {}).get("status")
    return Reachability(str(sender["id"]), status in REACHABLE)


def _name(sender: Json) -> str:
    return " ".join(str(sender[k]) for k in ("first_name", "last_name") if sender.get(k))[:200]


def _time(date: Any) -> datetime:
    return datetime.fromtimestamp(int(date or 0), UTC)
