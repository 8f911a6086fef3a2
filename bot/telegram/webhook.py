"""Receiving updates by webhook: 200 is said only after the commit."""

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.intake import Inbox
from bot.telegram.polling import as_updates
from bot.telegram.setup import PortBusy
from bot.telegram.translate import callback_of

log = logging.getLogger(__name__)

HEADER = "x-telegram-bot-api-secret-token"
LARGEST_BODY = 1_000_000
"""Bytes; an update is a few thousand."""


def app(path: str, secret: str, inbox: Inbox, pressed: Callable[[str], None]) -> Starlette:
    """A web application that takes updates at `path` from whoever knows the secret."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        update = await _body(request)
        if update is None:
            return Response(status_code=400)
        try:
            await inbox.store(as_updates([update]))
        except DBAPIError as error:
            log.warning("cannot store an update: %s", type(error).__name__)
            return Response(status_code=503)
        if callback := callback_of(update):
            pressed(callback)
        return Response(status_code=200)

    async def healthy(_request: Request) -> Response:
        return Response("ok")

    return Starlette(routes=[Route(path, receive, methods=["POST"]), Route("/healthz", healthy)])


async def _body(request: Request) -> dict[str, Any] | None:
    """The update; None for anything that is not one."""
    size = request.headers.get("content-length", "")
    if not size.isdecimal() or int(size) > LARGEST_BODY:
        return None
    try:
        data = json.loads(await request.body())
    except ValueError:
        return None
    return data if isinstance(data, dict) and isinstance(data.get("update_id"), int) else None


class _Server(uvicorn.Server):
    """Leaves signals to the process that it is a part of."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listen(port: int) -> socket.socket:
    """For all addresses: the front server may stand on another machine; the secret guards the door."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("", port))
    except OSError as error:
        listener.close()
        raise PortBusy(port) from error
    return listener


async def serve(url: str, secret: str, port: int, inbox: Inbox, pressed: Callable[[str], None]) -> None:
    """Listen at the port for what a front server passes on from the public address `url`, until cancelled.

    Raises PortBusy.
    """
    listener = _listen(port)
    application = app(urlsplit(url).path or "/", secret, inbox, pressed)
    config = uvicorn.Config(
        application,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
    )
    server = _Server(config)
    try:
        await server.serve(sockets=[listener])
    except asyncio.CancelledError:
        server.should_exit = True
        raise
    raise RuntimeError("the web server ended")
