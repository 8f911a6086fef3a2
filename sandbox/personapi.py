"""/sandbox/…: what the chat page and the test client speak, in JSON; nothing of this exists at Telegram."""

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from sandbox import files, messages, people, person
from sandbox.errors import PersonError
from sandbox.methods.polling import webhook_url
from sandbox.person import Actor
from sandbox.settings import BotAccount
from sandbox.world import Json, World

Handler = Callable[[Request], Awaitable[Any]]
PAGE_SIZE = 200
_SHOWN_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "video/mp4", "video/webm", "audio/")


def answering(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Results become JSON; a person's impossible wish becomes {"error": code}."""

    @wraps(handler)
    async def run(request: Request) -> Response:
        try:
            result = await handler(request)
        except PersonError as error:
            return JSONResponse({"error": error.code}, error.status)
        return result if isinstance(result, Response) else JSONResponse(result)

    return run


def world_of(request: Request) -> World:
    """The process's state."""
    world: World = request.app.state.world
    return world


def bot_of(request: Request) -> BotAccount:
    """The bot that `?bot=` names; the first one without it."""
    asked = request.query_params.get("bot", "")
    bot = world_of(request).bot_by_id(int(asked) if asked.isdigit() else None)
    if bot is None:
        raise PersonError("unknown_bot", 404)
    return bot


def actor_of(request: Request) -> Actor:
    """The person of the address."""
    world = world_of(request)
    row = people.person(world, request.path_params["person"])
    if row is None:
        raise PersonError("unknown_person", 404)
    return Actor(world, bot_of(request), row)


async def body_of(request: Request) -> Json:
    """A JSON object, or PersonError."""
    try:
        body = await request.json() if await request.body() else {}
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise PersonError("bad_request", 400)
    return body


@answering
async def state(request: Request) -> Json:
    """The bot and everyone who can chat with it."""
    world, bot = world_of(request), bot_of(request)
    return {"bot": _bot(world, bot), "people": people.everyone(world, bot)}


@answering
async def chat(request: Request) -> Json:
    """One person's chat: state, pins, the last messages and the number of the last event they contain."""
    actor, query = actor_of(request), request.query_params
    before = int(query["before"]) if query.get("before", "").isdigit() else None
    limit = int(query["limit"]) if query.get("limit", "").isdigit() else PAGE_SIZE
    row = actor.chat()
    shown = messages.page(actor.world, actor.bot, actor.id, before, limit)
    pins = people.pins(row)
    return {
        "seq": actor.world.db.value("SELECT coalesce(max(seq), 0) FROM log"),
        "now": actor.world.clock.now(),
        "bot": _bot(actor.world, actor.bot),
        "person": {k: actor.row[k] for k in ("id", "name", "about", "start_payload", "phone")},
        "started": row is not None,
        "blocked": bool(row and row["blocked"]),
        "keyboard": json.loads(row["keyboard"]) if row and row["keyboard"] else None,
        "pins": pins,
        "pinned": _pinned(actor, pins),
        "messages": shown,
        "more": len(shown) == limit,
    }


@answering
async def start(request: Request) -> Json:
    """Press Start."""
    body = await body_of(request)
    return {"message": person.start(actor_of(request), _text(body, "payload") or None)}


@answering
async def say(request: Request) -> Json:
    """Write a text."""
    body = await body_of(request)
    return {"messages": person.say(actor_of(request), _text(body, "text"), _text(body, "client_id") or None)}


@answering
async def press(request: Request) -> Json:
    """Press a button by its data."""
    body = await body_of(request)
    number = body.get("message_id")
    if not isinstance(number, int):
        raise PersonError("bad_request", 400)
    return {"callback_id": person.press(actor_of(request), number, _text(body, "data"))}


@answering
async def attach(request: Request) -> Json:
    """Send files: multipart parts `file` (several), `kind` in the same order, `caption`, `client_id`."""
    actor = actor_of(request)
    if int(request.headers.get("content-length", "0")) > files.PERSON_LIMIT + 1024 * 1024:
        raise PersonError("too_large", 413)
    form = await request.form()
    uploads = [item for item in form.getlist("file") if isinstance(item, UploadFile)]
    kinds = [str(kind) for kind in form.getlist("kind")]
    if not 0 < len(uploads) <= person.ALBUM_LIMIT:
        raise PersonError("bad_request", 400)
    taken = []
    for i, upload in enumerate(uploads):
        incoming = await files.take(actor.world, upload.file, upload.filename or "file", upload.content_type)
        taken.append((incoming, _kind(kinds[i] if i < len(kinds) else "document", incoming)))
    caption, client_id = str(form.get("caption", "")), str(form.get("client_id", "")) or None
    return {"messages": person.attach(actor, taken, caption, client_id)}


@answering
async def sticker(request: Request) -> Json:
    """Send a sticker."""
    return {"message": person.sticker(actor_of(request), _text(await body_of(request), "emoji") or "🙂")}


@answering
async def contact(request: Request) -> Json:
    """Share the phone number."""
    return {"message": person.share_contact(actor_of(request))}


@answering
async def edit(request: Request) -> Json:
    """Edit an own text."""
    text = _text(await body_of(request), "text")
    return {"message": person.edit(actor_of(request), request.path_params["message"], text)}


@answering
async def delete(request: Request) -> Json:
    """Delete a message."""
    person.delete(actor_of(request), request.path_params["message"])
    return {}


@answering
async def block(request: Request) -> Json:
    """Block the bot."""
    person.block(actor_of(request))
    return {}


@answering
async def unblock(request: Request) -> Json:
    """Unblock it."""
    person.unblock(actor_of(request))
    return {}


@answering
async def file(request: Request) -> Response:
    """A file for the page: pictures, video and sound are shown, everything else is downloaded."""
    world = world_of(request)
    row = files.find(world, request.path_params["file"])
    if row is None:
        raise PersonError("unknown_file", 404)
    inline = row["mime"].startswith(_SHOWN_INLINE) and "download" not in request.query_params
    return FileResponse(
        files.on_disk(world, row),
        media_type=row["mime"] if inline else "application/octet-stream",
        filename=row["name"],
        content_disposition_type="inline" if inline else "attachment",
        headers={"Cache-Control": "private, max-age=31536000, immutable"},
    )


routes = [
    Route("/state", state),
    Route("/people/{person:int}/chat", chat),
    Route("/people/{person:int}/start", start, methods=["POST"]),
    Route("/people/{person:int}/messages", say, methods=["POST"]),
    Route("/people/{person:int}/messages/{message:int}", edit, methods=["PATCH"]),
    Route("/people/{person:int}/messages/{message:int}", delete, methods=["DELETE"]),
    Route("/people/{person:int}/press", press, methods=["POST"]),
    Route("/people/{person:int}/files", attach, methods=["POST"]),
    Route("/people/{person:int}/sticker", sticker, methods=["POST"]),
    Route("/people/{person:int}/contact", contact, methods=["POST"]),
    Route("/people/{person:int}/block", block, methods=["POST"]),
    Route("/people/{person:int}/unblock", unblock, methods=["POST"]),
    Route("/files/{file}", file),
]


def _bot(world: World, bot: BotAccount) -> Json:
    profile = people.profile(world, bot)
    return {
        "id": bot.id,
        "name": people.bot_name(world, bot),
        "username": bot.username,
        "online": bot.id in world.pollers or bool(webhook_url(world, bot)),
        "commands": profile.get("commands", []),
        "description": profile.get("description", ""),
    }


def _pinned(actor: Actor, pins: list[int]) -> Json | None:
    row = messages.find(actor.world, actor.bot, actor.id, pins[-1]) if pins else None
    return None if row is None else messages.wire(row)


def _kind(asked: str, incoming: files.Incoming) -> str:
    """The kind the app would send: a photo must be a picture of at most 10 MB, else it goes as a file."""
    if asked not in files.KINDS:
        return "document"
    if asked == "photo" and (incoming.dimensions is None or incoming.size > files.PHOTO_LIMIT):
        return "document"
    return asked


def _text(body: Json, name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise PersonError("bad_request", 400)
    return value
