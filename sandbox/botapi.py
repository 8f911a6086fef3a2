"""/bot<token>/<method> and /file/bot<token>/<path>: the HTTP face of the Bot API."""

import asyncio
import re

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from sandbox import files
from sandbox.errors import OTHER_POLLER, ApiError, conflict, forbidden, too_many_requests
from sandbox.faults import Fault
from sandbox.methods import Call, find_method
from sandbox.methods.polling import CallerGone
from sandbox.parameters import read_parameters
from sandbox.settings import BotAccount
from sandbox.world import World

BEFORE = ("429", "401", "403", "500", "409", "delay", "timeout_before")
_SAFE_PATH = re.compile(r"[a-z]+/file_[0-9]+(\.[a-z0-9]{1,8})?")


async def call_method(request: Request) -> Response:
    """One call; errors come back as Telegram's JSON with the same HTTP status."""
    try:
        result = await _answer(request)
    except ApiError as error:
        return JSONResponse(error.body(), error.code)
    except (CallerGone, ClientDisconnect):
        return Response(status_code=499)
    return JSONResponse({"ok": True, "result": result})


async def download(request: Request) -> Response:
    """The bytes of a file that getFile named."""
    world: World = request.app.state.world
    path = request.path_params["path"]
    if world.bot_by_token(request.path_params["token"]) is None:
        return JSONResponse(ApiError(401, "Unauthorized").body(), 401)
    row = files.find_by_path(world, path) if _SAFE_PATH.fullmatch(path) else None
    if row is None or row["size"] > files.DOWNLOAD_LIMIT:
        return JSONResponse(ApiError(404, "Not Found").body(), 404)
    return FileResponse(files.on_disk(world, row), media_type="application/octet-stream")


routes = [
    Route("/bot{token}/{method}", call_method, methods=["GET", "POST"]),
    Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
]


async def _answer(request: Request) -> object:
    world: World = request.app.state.world
    bot = _bot(world, request)
    name = request.path_params["method"]
    run = find_method(name)
    if run is None:
        raise ApiError(404, "Not Found: method not found")
    call = Call(world, bot, await read_parameters(request), request)
    chat = call.parameters.integer("chat_id")
    await _before(world, world.faults.take(name, chat, *BEFORE))
    result = await run(call)
    after = world.faults.take(name, chat, "timeout_after_delivery")
    if after is not None:
        await _silence(world, after)
    return result


def _bot(world: World, request: Request) -> BotAccount:
    bot = world.bot_by_token(request.path_params["token"])
    if bot is None:
        raise ApiError(401, "Unauthorized")
    return bot


async def _before(world: World, fault: Fault | None) -> None:
    """The misfortunes that strike before anything is done."""
    if fault is None:
        return
    if fault.kind == "delay":
        await asyncio.sleep(fault.seconds)
        return
    if fault.kind == "timeout_before":
        await _silence(world, fault)
    raise {
        "429": too_many_requests(fault.retry_after),
        "403": forbidden("bot was blocked by the user"),
        "401": ApiError(401, "Unauthorized"),
        "409": conflict(OTHER_POLLER),
    }.get(fault.kind, ApiError(500, "Internal Server Error"))


async def _silence(world: World, fault: Fault) -> None:
    """The caller hears nothing until it gives up."""
    await world.signals.wait("never", fault.seconds)
    raise ApiError(504, "Gateway Timeout")
