"""The queue of updates waiting for the bot."""

import json

from sandbox.database import dump
from sandbox.settings import BotAccount
from sandbox.world import Json, World, random_update_id

MESSAGE_LIFE = 24 * 3600.0
CALLBACK_LIFE = 150.0
_FUTURE = 10


def push(world: World, bot: BotAccount, chat: int, kind: str, payload: Json) -> None:
    """Queue one update, unless the bot said that it does not want this kind."""
    allowed = json.loads(world.db.value("SELECT allowed_updates FROM bots WHERE id = ?", bot.id) or "[]")
    if allowed and kind not in allowed:
        return
    number = world.db.value(
        "UPDATE bots SET next_update_id = next_update_id + 1 WHERE id = ? RETURNING next_update_id", bot.id
    )
    world.db.run(
        "INSERT INTO updates (bot, update_id, chat, kind, at, payload) VALUES (?, ?, ?, ?, ?, ?)",
        *(bot.id, number - 1, chat, kind, world.clock.now(), dump(payload)),
    )
    world.signals.mark(("updates", bot.id))


def waiting(world: World, bot: BotAccount, limit: int) -> list[Json]:
    """Unconfirmed updates, oldest first; those too old are dropped."""
    _expire(world, bot)
    return _wires(world, "bot = ? AND confirmed = 0 ORDER BY seq LIMIT ?", bot.id, limit)


def count(world: World, bot: BotAccount) -> int:
    """How many wait."""
    _expire(world, bot)
    return int(world.db.value("SELECT count(*) FROM updates WHERE bot = ? AND confirmed = 0", bot.id))


def confirm(world: World, bot: BotAccount, offset: int) -> None:
    """Apply a getUpdates offset; one far beyond the newest id is of an older numbering: no effect."""
    head = int(world.db.value("SELECT next_update_id FROM bots WHERE id = ?", bot.id))
    if offset < 0:
        keep = world.db.value(
            "SELECT min(seq) FROM "
            "(SELECT seq FROM updates WHERE bot = ? AND confirmed = 0 ORDER BY seq DESC LIMIT ?)",
            *(bot.id, -offset),
        )
        world.db.run(
            "UPDATE updates SET confirmed = 1 WHERE bot = ? AND confirmed = 0 AND seq < ?", bot.id, keep or 0
        )
    elif offset <= head + _FUTURE:
        world.db.run(
            "UPDATE updates SET confirmed = 1 WHERE bot = ? AND confirmed = 0 AND update_id < ?",
            bot.id,
            offset,
        )


def confirm_one(world: World, bot: BotAccount, update_id: int) -> None:
    """A webhook took this one."""
    world.db.run("UPDATE updates SET confirmed = 1 WHERE bot = ? AND update_id = ?", bot.id, update_id)


def drop_all(world: World, bot: BotAccount) -> None:
    """drop_pending_updates."""
    world.db.run("UPDATE updates SET confirmed = 1 WHERE bot = ? AND confirmed = 0", bot.id)


def last_confirmed(world: World, bot: BotAccount, limit: int) -> list[Json]:
    """Updates that were already taken, for tests of redelivery."""
    return _wires(
        world,
        "seq IN (SELECT seq FROM updates WHERE bot = ? AND confirmed = 1 ORDER BY seq DESC LIMIT ?) "
        "ORDER BY seq",
        *(bot.id, limit),
    )


def restart_numbering(world: World, bot: BotAccount, first: int | None) -> int:
    """What happens after a quiet week: ids go on from somewhere else."""
    number = first or random_update_id()
    with world.unit():
        world.db.run("UPDATE bots SET next_update_id = ? WHERE id = ?", number, bot.id)
    return number


def _expire(world: World, bot: BotAccount) -> None:
    now = world.clock.now()
    world.db.run(
        "DELETE FROM updates WHERE bot = ? AND ((kind = 'callback_query' AND at < ?) OR at < ?)",
        *(bot.id, now - CALLBACK_LIFE, now - MESSAGE_LIFE),
    )


def _wires(world: World, where: str, *values: object) -> list[Json]:
    rows = world.db.all(f"SELECT update_id, kind, payload FROM updates WHERE {where}", *values)  # noqa: S608 - our own text
    return [{"update_id": row["update_id"], row["kind"]: json.loads(row["payload"])} for row in rows]
