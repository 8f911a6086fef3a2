"""Serves the pages: no line about who asked for what, since addresses hold tokens."""

import signal
import socket
import sys

import uvicorn

from bot.pages.app import app
from dti_core.store.database import Database


class PortBusy(Exception):
    """Another program has the port."""


def serve(db: Database, base: str, port: int) -> int:
    """Until SIGTERM or SIGINT; the exit code. On a machine of its own only this machine can ask."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    local = base.startswith("http://")
    try:
        listener.bind(("127.0.0.1" if local else "", port))
    except OSError as error:
        listener.close()
        raise PortBusy(port) from error
    config = uvicorn.Config(
        app(db, base),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        timeout_graceful_shutdown=5,
        limit_concurrency=64,
        h11_max_incomplete_event_size=16 * 1024,
    )
    # Told to stop, the server ends in good order and then raises the signal again: that must not kill us.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    uvicorn.Server(config).run(sockets=[listener])
    return 0
