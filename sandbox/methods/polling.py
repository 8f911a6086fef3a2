"""getUpdates: the long poll."""

import asyncio
import json
import time
from typing import Any

from sandbox import updates
from sandbox.database import dump
from sandbox.errors import OTHER_POLLER, POLL_ENDED_BY_WEBHOOK, WEBHOOK_ACTIVE, conflict
from sandbox.faults import Fault
from sandbox.methods.registry import Call, waiting_method
from sandbox.settings import BotAccount
from sandbox.world import Json, World

LONGEST_WAIT = 50


class CallerGone(Exception):
    """The poller hung up; there is nobody to answer."""


@waiting_method("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    """Answers at once when something waits; else as soon as it comes, or empty after `timeout` seconds."""
    if webhook_url(call.world, call.bot):
        raise conflict(WEBHOOK_ACTIVE)
    token = _take_over(call)
    _begin(call)
    try:
        return await _poll(call, token)
    finally:
        if call.world.pollers.get(call.bot.id) is token:
            del call.world.pollers[call.bot.id]


def webhook_url(world: World, bot: BotAccount) -> str:
    """The webhook's address, or nothing."""
    kept = world.db.value("SELECT webhook FROM bots WHERE id = ?", bot.id)
    return "" if kept is None else str(json.loads(kept)["url"])


def remember_allowed(call: Call) -> None:
    """allowed_updates holds until it is given again."""
    allowed: Any = call.parameters.json("allowed_updates", "allowed updates")
    if allowed is not None:
        call.world.db.run("UPDATE bots SET allowed_updates = ? WHERE id = ?", dump(allowed), call.bot.id)


def _take_over(call: Call) -> object:
    token = object()
    call.world.pollers[call.bot.id] = token
    call.world.signals.mark(("updates", call.bot.id))
    call.world.signals.fire()
    return token


def _begin(call: Call) -> None:
    with call.world.unit():
        remember_allowed(call)
        offset = call.parameters.integer("offset", 0)
        if offset:
            updates.confirm(call.world, call.bot, offset)


async def _poll(call: Call, token: object) -> list[Json]:
    wait = min(max(call.parameters.integer("timeout", 0) or 0, 0), LONGEST_WAIT)
    limit = min(max(call.parameters.integer("limit", 100) or 100, 1), 100)
    deadline = time.monotonic() + wait
    while True:
        _still_ours(call, token)
        found = _batch(call, limit)
        left = deadline - time.monotonic()
        if found or left <= 0 or call.world.signals.closing:
            return found
        await _news(call, left)


def _still_ours(call: Call, token: object) -> None:
    if webhook_url(call.world, call.bot):
        raise conflict(POLL_ENDED_BY_WEBHOOK)
    if call.world.pollers.get(call.bot.id) is not token:
        raise conflict(OTHER_POLLER)


def _batch(call: Call, limit: int) -> list[Json]:
    world, bot = call.world, call.bot
    found = updates.waiting(world, bot, limit)
    if len(found) > 1 and _fault(world, "reorder_updates"):
        found.reverse()
    if _fault(world, "duplicate_updates"):
        found = [*updates.last_confirmed(world, bot, limit), *found]
    return found


def _fault(world: World, kind: str) -> Fault | None:
    return world.faults.take("getUpdates", None, kind)


async def _news(call: Call, timeout: float) -> None:
    """Wait for an update, but not for a caller who has gone."""
    key = ("updates", call.bot.id)
    news = call.world.signals.expect(key)  # before anything is awaited: nothing may slip through
    gone = asyncio.ensure_future(_disconnected(call))
    try:
        await asyncio.wait({news, gone}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        if gone.done():
            raise CallerGone
    finally:
        call.world.signals.forgo(key, news)
        gone.cancel()


async def _disconnected(call: Call) -> None:
    while call.request is not None:
        message = await call.request.receive()
        if message["type"] == "http.disconnect":
            return
    await asyncio.Event().wait()
