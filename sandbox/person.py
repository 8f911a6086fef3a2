"""What a person does at the page: start, write, press, attach, block."""

import secrets
import sqlite3
from dataclasses import dataclass

from sandbox import files, messages, people, updates
from sandbox.errors import PersonError
from sandbox.formatting import formatted_text
from sandbox.settings import BotAccount
from sandbox.world import Json, World

TEXT_LIMIT = 4096
ALBUM_LIMIT = 10


@dataclass(frozen=True)
class Actor:
    """A person in the chat with one bot."""

    world: World
    bot: BotAccount
    row: sqlite3.Row

    @property
    def id(self) -> int:
        """The person's id, which is the chat's too."""
        return int(self.row["id"])

    def chat(self) -> sqlite3.Row | None:
        """The chat as it is now."""
        return people.chat(self.world, self.bot, self.id)


def start(actor: Actor, payload: str | None) -> Json:
    """Press Start: opens the chat (or unblocks it) and writes /start, with the payload of the link if any."""
    world = actor.world
    with world.unit():
        chat = actor.chat()
        if chat is not None and chat["blocked"]:
            unblock(actor)
        if chat is None:
            world.record(actor.bot.id, actor.id, "start", None, {})
        world.db.run(
            "INSERT INTO chats (bot, person, started_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            *(actor.bot.id, actor.id, world.clock.now()),
        )
        return _write(actor, f"/start {payload}" if payload else "/start", None)


def say(actor: Actor, text: str, client_id: str | None = None) -> list[Json]:
    """Write a text; a long one becomes several messages, as the apps do it."""
    sent = messages.by_client_id(actor.world, actor.bot, actor.id, client_id)
    if sent is not None:
        return [sent]
    _must_be_open(actor)
    pieces = [p for p in _pieces(text.strip()) if p.strip()]
    if not pieces:
        raise PersonError("empty_text", 400)
    with actor.world.unit():
        return [_write(actor, piece, client_id if i == 0 else None) for i, piece in enumerate(pieces)]


def press(actor: Actor, message_id: int, data: str) -> str:
    """Press a button that carries `data`, stale or not, as apps may do; returns the callback's id."""
    _must_be_open(actor)
    row = messages.find(actor.world, actor.bot, actor.id, message_id)
    if row is None or not row["outgoing"]:
        raise PersonError("message_gone", 404)
    callback_id = str(secrets.randbits(62) | 1 << 61)
    with actor.world.unit():
        actor.world.db.run(
            "INSERT INTO callbacks (id, bot, chat, message_id, at) VALUES (?, ?, ?, ?, ?)",
            *(callback_id, actor.bot.id, actor.id, message_id, actor.world.clock.now()),
        )
        actor.world.record(
            actor.bot.id, actor.id, "press", message_id, {"callback_id": callback_id, "data": data}
        )
        query = {
            "id": callback_id,
            "from": people.user_wire(actor.row),
            "message": messages.wire(row),
            "chat_instance": str(actor.bot.id * 1_000_003 + actor.id),
            "data": data,
        }
        updates.push(actor.world, actor.bot, actor.id, "callback_query", query)
    return callback_id


def attach(
    actor: Actor, incoming: list[tuple[files.Incoming, str]], caption: str, client_id: str | None
) -> list[Json]:
    """Send files; several make an album: messages with one media_group_id, the caption on the first."""
    sent = messages.by_client_id(actor.world, actor.bot, actor.id, client_id)
    if sent is not None:
        return [sent]
    _must_be_open(actor)
    group = {"media_group_id": str(secrets.randbits(53))} if len(incoming) > 1 else {}
    written = formatted_text(caption)
    words: Json = {"caption": written.text} if written.text else {}
    if written.entities:
        words["caption_entities"] = list(written.entities)
    out = []
    with actor.world.unit():
        for i, (item, kind) in enumerate(incoming):
            content = {
                **files.wire(actor.world, files.keep(actor.world, item, kind)),
                **group,
                **(words if i == 0 else {}),
            }
            out.append(_add(actor, content, client_id if i == 0 else None))
    return out


def sticker(actor: Actor, emoji: str) -> Json:
    """Send a sticker; it has no picture here, the page shows its emoji large."""
    _must_be_open(actor)
    wire = {
        "file_id": "CAACAgU" + secrets.token_urlsafe(30),
        "file_unique_id": "AgAD" + secrets.token_urlsafe(9),
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": emoji,
        "file_size": 1024,
    }
    with actor.world.unit():
        return _add(actor, {"sticker": wire}, None)


def share_contact(actor: Actor) -> Json:
    """Press the button that shares the own phone number."""
    _must_be_open(actor)
    contact = {"phone_number": actor.row["phone"], "first_name": actor.row["name"], "user_id": actor.id}
    with actor.world.unit():
        return _add(actor, {"contact": contact}, None)


def edit(actor: Actor, message_id: int, text: str) -> Json:
    """Edit an own text."""
    row = messages.find(actor.world, actor.bot, actor.id, message_id)
    if row is None or row["outgoing"] or "text" not in messages.wire(row):
        raise PersonError("message_gone", 404)
    written = formatted_text(text)
    with actor.world.unit():
        before = {k: v for k, v in messages.wire(row).items() if k != "entities"}
        after = {
            **before,
            "text": written.text,
            **({"entities": list(written.entities)} if written.entities else {}),
        }
        message = messages.change(actor.world, actor.bot, row, after)
        updates.push(actor.world, actor.bot, actor.id, "edited_message", message)
        return message


def delete(actor: Actor, message_id: int) -> None:
    """Delete a message for both sides; the bot is not told."""
    row = messages.find(actor.world, actor.bot, actor.id, message_id)
    if row is None:
        raise PersonError("message_gone", 404)
    with actor.world.unit():
        messages.remove(actor.world, actor.bot, row)


def block(actor: Actor) -> None:
    """Block the bot: its calls get 403 until the person unblocks or starts again."""
    _must_be_open(actor)
    _set_blocked(actor, blocked=True)


def unblock(actor: Actor) -> None:
    """Let it write again."""
    chat = actor.chat()
    if chat is not None and chat["blocked"]:
        _set_blocked(actor, blocked=False)


def _set_blocked(actor: Actor, *, blocked: bool) -> None:
    world, bot = actor.world, actor.bot
    with world.unit():
        world.db.run("UPDATE chats SET blocked = ? WHERE bot = ? AND person = ?", blocked, bot.id, actor.id)
        world.record(bot.id, actor.id, "block" if blocked else "unblock", None, {"blocked": blocked})
        user, states = people.bot_wire(world, bot), ("member", "kicked") if blocked else ("kicked", "member")
        member = {
            "chat": people.chat_wire(actor.row),
            "from": people.user_wire(actor.row),
            "date": int(world.clock.now()),
        }
        old, new = (
            {"user": user, "status": s, **({"until_date": 0} if s == "kicked" else {})} for s in states
        )
        member.update(old_chat_member=old, new_chat_member=new)
        updates.push(world, bot, actor.id, "my_chat_member", member)


def _must_be_open(actor: Actor) -> None:
    chat = actor.chat()
    if chat is None or chat["started_at"] is None:
        raise PersonError("not_started")
    if chat["blocked"]:
        raise PersonError("blocked")


def _write(actor: Actor, text: str, client_id: str | None) -> Json:
    written = formatted_text(text)
    content: Json = {"text": written.text}
    if written.entities:
        content["entities"] = list(written.entities)
    return _add(actor, content, client_id)


def _add(actor: Actor, content: Json, client_id: str | None) -> Json:
    message = messages.add(actor.world, actor.bot, actor.id, content, outgoing=False, client_id=client_id)
    updates.push(actor.world, actor.bot, actor.id, "message", message)
    return message


def _pieces(text: str) -> list[str]:
    pieces, rest = [], text
    while rest:
        piece = rest[:TEXT_LIMIT]
        while len(piece.encode("utf-16-le")) // 2 > TEXT_LIMIT:
            piece = piece[: len(piece) - 64]
        pieces.append(piece)
        rest = rest[len(piece) :]
    return pieces
