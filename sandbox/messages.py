"""Messages as both sides see them: the stored JSON is the Bot API's Message."""

import json
import sqlite3

from sandbox import people
from sandbox.database import dump
from sandbox.settings import BotAccount
from sandbox.world import Json, World

_WORDS = ("text", "entities", "caption", "caption_entities")


def add(
    world: World,
    bot: BotAccount,
    person_id: int,
    content: Json,
    *,
    outgoing: bool,
    client_id: str | None = None,
) -> Json:
    """Store a new message of the bot (`outgoing`) or the person, and testify; returns the Message."""
    person = people.person(world, person_id)
    assert person is not None  # noqa: S101 - the callers have looked the chat up
    number = _next_id(world, bot)
    now = world.clock.now()
    message = {
        "message_id": number,
        "from": people.bot_wire(world, bot) if outgoing else people.user_wire(person),
        "chat": people.chat_wire(person),
        "date": int(now),
        **content,
    }
    world.db.run(
        "INSERT INTO messages (bot, id, chat, outgoing, at, wire, client_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(bot.id, number, person_id, outgoing, now, dump(message), client_id),
    )
    _testify(world, bot, "message", person_id, number)
    return message


def change(world: World, bot: BotAccount, row: sqlite3.Row, message: Json) -> Json:
    """Store the edited message and testify."""
    message["edit_date"] = int(world.clock.now())
    before = wire(row)
    reworded = any(before.get(field) != message.get(field) for field in _WORDS)
    world.db.run(
        "UPDATE messages SET wire = ?, words_edited = max(words_edited, ?) WHERE bot = ? AND id = ?",
        *(dump(message), reworded, bot.id, row["id"]),
    )
    _testify(world, bot, "edit", row["chat"], row["id"])
    return message


def remove(world: World, bot: BotAccount, row: sqlite3.Row) -> None:
    """Take a message away from both sides; the log still knows it."""
    world.db.run(
        "UPDATE messages SET deleted_at = ? WHERE bot = ? AND id = ?", world.clock.now(), bot.id, row["id"]
    )
    kept = [number for number in people.pins(people.chat(world, bot, row["chat"])) if number != row["id"]]
    people.set_pins(world, bot, row["chat"], kept)
    world.record(bot.id, row["chat"], "delete", row["id"], {"pins": kept})


def find(world: World, bot: BotAccount, person_id: int, number: int | None) -> sqlite3.Row | None:
    """The message of this id in this chat, unless deleted."""
    return world.db.one(
        "SELECT * FROM messages WHERE bot = ? AND chat = ? AND id = ? AND deleted_at IS NULL",
        bot.id,
        person_id,
        number,
    )


def by_client_id(world: World, bot: BotAccount, person_id: int, client_id: str | None) -> Json | None:
    """What the page has already sent under this id, so that a repeated request adds nothing."""
    if client_id is None:
        return None
    wire = world.db.value(
        "SELECT wire FROM messages WHERE bot = ? AND chat = ? AND client_id = ?", bot.id, person_id, client_id
    )
    return None if wire is None else json.loads(wire)


def wire(row: sqlite3.Row) -> Json:
    """The Message of the Bot API."""
    found: Json = json.loads(row["wire"])
    return found


def page(world: World, bot: BotAccount, person_id: int, before: int | None, limit: int) -> list[Json]:
    """The last `limit` messages (before the id `before`), oldest first, as pages show them."""
    rows = world.db.all(
        "SELECT * FROM messages WHERE bot = ? AND chat = ? AND deleted_at IS NULL AND id < ? "
        "ORDER BY id DESC LIMIT ?",
        *(bot.id, person_id, before or 2**62, limit),
    )
    return [_shown(row) for row in reversed(rows)]


def _testify(world: World, bot: BotAccount, kind: str, person_id: int, number: int) -> None:
    row = find(world, bot, person_id, number)
    assert row is not None  # noqa: S101 - just written
    world.record(bot.id, person_id, kind, number, _shown(row))


def _shown(row: sqlite3.Row) -> Json:
    """The message with what only pages need; `edited` when words changed, not just buttons."""
    own = {"client_id": row["client_id"]} if row["client_id"] else {}
    return {**wire(row), **own, "outgoing": bool(row["outgoing"]), "edited": bool(row["words_edited"])}


def _next_id(world: World, bot: BotAccount) -> int:
    number = world.db.value(
        "UPDATE bots SET next_message_id = next_message_id + 1 WHERE id = ? RETURNING next_message_id", bot.id
    )
    return int(number) - 1
