"""/sandbox/people, /sandbox/log and, for tests only, /sandbox/faults; from this machine only."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from sandbox import messages, people, updates
from sandbox.errors import PersonError
from sandbox.faults import Fault
from sandbox.personapi import answering, body_of, bot_of, world_of
from sandbox.world import Json

_LOOPBACK = {"127.0.0.1", "::1"}


@answering
async def list_people(request: Request) -> list[Json]:
    """Everyone, by id."""
    return people.everyone(world_of(request), bot_of(request))


@answering
async def add_people(request: Request) -> object:
    """Register one person (an object) or several (a list)."""
    _from_here(request)
    try:
        body = json.loads(await request.body())
        items = body if isinstance(body, list) else [body]
        added = [people.register(world_of(request), item if isinstance(item, dict) else {}) for item in items]
    except ValueError as problem:
        return JSONResponse({"error": str(problem)}, 400)
    return added if isinstance(body, list) else added[0]


@answering
async def log(request: Request) -> Json:
    """Testimony: all that was shown, with times (seconds since the epoch), and what a chat shows now."""
    _from_here(request)
    world, bot, query = world_of(request), bot_of(request), request.query_params
    chat = int(query["chat"]) if query.get("chat", "").isdigit() else None
    after = int(query["after"]) if query.get("after", "").isdigit() else 0
    rows = world.db.all(
        "SELECT * FROM log WHERE bot = ?1 AND seq > ?2 AND (?3 IS NULL OR chat = ?3) ORDER BY seq",
        bot.id,
        after,
        chat,
    )
    entries = [{**dict(row), "data": json.loads(row["data"])} for row in rows]
    return {"entries": entries, "transcript": [] if chat is None else _transcript(request, chat)}


@answering
async def order_fault(request: Request) -> Json:
    """The next calls of a method go wrong."""
    _from_here(request)
    world = world_of(request)
    try:
        world.faults.order(Fault(**await body_of(request)))
    except (TypeError, ValueError) as problem:
        raise PersonError(str(problem), 400) from None
    return {"remaining": world.faults.remaining()}


@answering
async def clear_faults(request: Request) -> Json:
    """Nothing goes wrong any more; the clock is right again."""
    _from_here(request)
    world_of(request).faults.clear()
    world_of(request).clock.shift = 0.0
    return {}


@answering
async def restart_update_ids(request: Request) -> Json:
    """Update ids go on from a random number, or from `first`."""
    _from_here(request)
    first = (await body_of(request)).get("first")
    return {"first": updates.restart_numbering(world_of(request), bot_of(request), first)}


@answering
async def shift_clock(request: Request) -> Json:
    """Let `seconds` pass at once."""
    _from_here(request)
    world_of(request).clock.shift += float((await body_of(request)).get("seconds", 0))
    return {"now": world_of(request).clock.now()}


routes = [
    Route("/people", list_people),
    Route("/people", add_people, methods=["POST"]),
    Route("/log", log),
]
fault_routes = [
    Route("/faults", order_fault, methods=["POST"]),
    Route("/faults", clear_faults, methods=["DELETE"]),
    Route("/faults/update-ids", restart_update_ids, methods=["POST"]),
    Route("/faults/clock", shift_clock, methods=["POST"]),
]


def _from_here(request: Request) -> None:
    if request.client is None or request.client.host not in _LOOPBACK:
        raise PersonError("only_from_this_machine", 403)


def _transcript(request: Request, chat: int) -> list[Json]:
    world, bot = world_of(request), bot_of(request)
    pins = people.pins(people.chat(world, bot, chat))
    return [_line(message, pins) for message in messages.page(world, bot, chat, None, 100_000)]


def _line(message: Json, pins: list[int]) -> Json:
    """One visible message in words."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {
        "message_id": message["message_id"],
        "from": "bot" if message["outgoing"] else "person",
        "kind": kind_of(message),
        "text": message.get("text") or message.get("caption") or "",
        "buttons": [
            [{"text": b["text"], "data": b.get("callback_data"), "url": b.get("url")} for b in row]
            for row in rows
        ],
        "pinned": message["message_id"] in pins,
        "date": message["date"],
        "edited": "edit_date" in message,
        "file_name": message.get("document", {}).get("file_name"),
        "media_group_id": message.get("media_group_id"),
    }


def kind_of(message: Json) -> str:
    """text, photo, document, … or pin for the service line."""
    named = {"pinned_message": "pin"}
    for field in (
        "text",
        "photo",
        "document",
        "video",
        "voice",
        "audio",
        "sticker",
        "contact",
        "pinned_message",
    ):
        if field in message:
            return named.get(field, field)
    return "other"
