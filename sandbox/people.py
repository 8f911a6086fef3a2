"""Persons who chat here, and their chats with each bot."""

import json
import sqlite3
from typing import Any

from sandbox.database import dump
from sandbox.errors import bad_request, forbidden
from sandbox.settings import BotAccount
from sandbox.world import Json, World


def register(world: World, person: Json) -> Json:
    """Add a person or bring their facts up to date; ValueError for a wrong field."""
    number, name = person.get("id"), person.get("name")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 2**52:
        raise ValueError("id: a positive whole number is required")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("name: a non-empty text is required")
    texts = [person.get(field) for field in ("about", "start_payload", "phone", "username")]
    if any(text is not None and not isinstance(text, str) for text in texts):
        raise ValueError("about, start_payload, phone and username are texts")
    about, payload, phone, username = texts
    with world.unit():
        world.db.run(
            "INSERT INTO people (id, name, about, start_payload, phone, username) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, about = excluded.about, "
            "start_payload = excluded.start_payload, phone = excluded.phone, username = excluded.username",
            *(number, name.strip(), about or "", payload, phone or f"+8490{number % 10**7:07d}", username),
        )
    return {"id": number, "name": name.strip(), "about": about or "", "start_payload": payload}


def everyone(world: World, bot: BotAccount) -> list[Json]:
    """All persons with the state of their chat with this bot, by id."""
    rows = world.db.all(
        "SELECT p.*, c.started_at, c.blocked, "
        "(SELECT max(at) FROM messages m WHERE m.bot = ?1 AND m.chat = p.id) AS last_at "
        "FROM people p LEFT JOIN chats c ON c.person = p.id AND c.bot = ?1 ORDER BY p.id",
        bot.id,
    )
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "about": row["about"],
            "start_payload": row["start_payload"],
            "started": row["started_at"] is not None,
            "blocked": bool(row["blocked"]),
            "last_at": row["last_at"],
        }
        for row in rows
    ]


def person(world: World, person_id: int) -> sqlite3.Row | None:
    """The person of this id."""
    return world.db.one("SELECT * FROM people WHERE id = ?", person_id)


def chat(world: World, bot: BotAccount, person_id: int) -> sqlite3.Row | None:
    """The chat, once the person has started it."""
    return world.db.one("SELECT * FROM chats WHERE bot = ? AND person = ?", bot.id, person_id)


def chat_for_bot(world: World, bot: BotAccount, chat_id: str) -> sqlite3.Row:
    """The chat a bot's call names, if it may write there; ApiError otherwise."""
    if not chat_id:
        raise bad_request("chat_id is empty")
    known = person(world, int(chat_id)) if chat_id.lstrip("-").isdigit() else None
    if known is None:
        raise bad_request("chat not found")
    found = chat(world, bot, known["id"])
    if found is None or found["started_at"] is None:
        raise forbidden("bot can't initiate conversation with a user")
    if found["blocked"]:
        raise forbidden("bot was blocked by the user")
    return found


def keep_keyboard(world: World, bot: BotAccount, person_id: int, markup: Json | None) -> None:
    """A reply keyboard stays until another markup of its kind comes or removes it."""
    if markup is None or "inline_keyboard" in markup:
        return
    kept = None if markup.get("remove_keyboard") else markup
    text = None if kept is None else dump(kept)
    world.db.run("UPDATE chats SET keyboard = ? WHERE bot = ? AND person = ?", text, bot.id, person_id)
    world.record(bot.id, person_id, "keyboard", None, {"keyboard": kept})


def pins(row: sqlite3.Row | None) -> list[int]:
    """Ids of pinned messages, the newest pin last."""
    return [] if row is None else list(json.loads(row["pins"]))


def set_pins(world: World, bot: BotAccount, person_id: int, ids: list[int]) -> None:
    """Keep them."""
    world.db.run("UPDATE chats SET pins = ? WHERE bot = ? AND person = ?", dump(ids), bot.id, person_id)


def user_wire(row: sqlite3.Row) -> Json:
    """The person as a User of the Bot API."""
    return _without_empty(
        id=row["id"], is_bot=False, first_name=row["name"], username=row["username"], language_code="vi"
    )


def chat_wire(row: sqlite3.Row) -> Json:
    """The person's private chat as a Chat of the Bot API."""
    return _without_empty(id=row["id"], first_name=row["name"], username=row["username"], type="private")


def bot_wire(world: World, bot: BotAccount) -> Json:
    """The bot as a User."""
    return {"id": bot.id, "is_bot": True, "first_name": bot_name(world, bot), "username": bot.username}


def bot_name(world: World, bot: BotAccount) -> str:
    """Its name now: setMyName may have changed it."""
    return str(profile(world, bot).get("name") or bot.name)


def profile(world: World, bot: BotAccount) -> Json:
    """Commands, descriptions and the like that the bot has set."""
    found: Json = json.loads(world.db.value("SELECT profile FROM bots WHERE id = ?", bot.id) or "{}")
    return found


def _without_empty(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}
