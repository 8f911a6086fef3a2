"""The events that a page follows; the log itself is the stream, so reconnecting loses nothing."""

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sandbox.database import dump
from sandbox.person import Actor
from sandbox.personapi import actor_of, answering

CATCH_UP = 400
_HEARTBEAT = 15.0


@answering
async def events(request: Request) -> Response:
    """Server-sent events after `Last-Event-ID` (or `?after=`)."""
    asked = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    after = int(asked) if asked.isdigit() else 0
    return StreamingResponse(
        _stream(request, actor_of(request), after),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


routes = [Route("/people/{person:int}/events", events)]


async def _stream(request: Request, actor: Actor, after: int) -> AsyncIterator[str]:
    yield "retry: 400\n: connected\n\n"
    if _lost_track(actor, after):
        yield "event: reload\ndata: {}\n\n"
        return
    key = ("chat", actor.bot.id, actor.id)
    while not actor.world.signals.closing and not await request.is_disconnected():
        # Nothing may be awaited between looking and waiting: an event in between would go unnoticed.
        found = _since(actor, after)
        for seq, text in found:
            after = seq
            yield text
        if not found and not await actor.world.signals.wait(key, _HEARTBEAT):
            yield ": still here\n\n"


def _since(actor: Actor, after: int) -> list[tuple[int, str]]:
    rows = actor.world.db.all(
        "SELECT * FROM log WHERE bot = ? AND chat = ? AND seq > ? ORDER BY seq LIMIT ?",
        *(actor.bot.id, actor.id, after, CATCH_UP),
    )
    out = []
    for row in rows:
        head = dump(
            {"seq": row["seq"], "at": row["at"], "kind": row["kind"], "message_id": row["message_id"]}
        )
        out.append((row["seq"], f'id: {row["seq"]}\ndata: {head[:-1]},"data":{row["data"]}}}\n\n'))
    return out


def _lost_track(actor: Actor, after: int) -> bool:
    """The page missed too much, or remembers a database that is no more."""
    db = actor.world.db
    if after > db.value("SELECT coalesce(max(seq), 0) FROM log"):
        return True
    missed = db.value(
        "SELECT count(*) FROM log WHERE bot = ? AND chat = ? AND seq > ?", actor.bot.id, actor.id, after
    )
    return int(missed) >= CATCH_UP
