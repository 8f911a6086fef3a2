"""Running the application: the socket first, so that a busy port is known at once."""

import asyncio
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from sandbox.app import create_app
from sandbox.settings import Settings


def open_socket(host: str, port: int) -> socket.socket:
    """A listening socket; OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's delay (40 ms an answer) off for accepted connections.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


class Server(uvicorn.Server):
    """Ends its long polls and event streams when it is told to stop, and says when it is ready."""

    def __init__(self, settings: Settings, on_ready: Callable[[], None]) -> None:
        self.app = create_app(settings)
        self.on_ready = on_ready
        super().__init__(
            uvicorn.Config(
                self.app,
                access_log=False,  # addresses contain tokens
                log_level="warning",
                lifespan="on",
                ws="none",
                timeout_keep_alive=120,
                timeout_graceful_shutdown=2,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Uvicorn's own, then the word that we are ready."""
        await super().startup(sockets)
        if not self.should_exit:
            self.on_ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to stop."""
        self.stop()
        super().handle_exit(sig, frame)

    def stop(self) -> None:
        """Stop soon; call from the loop's own thread."""
        self.should_exit = True
        self.app.state.world.signals.close()


def run(settings: Settings, listener: socket.socket, on_ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM."""
    asyncio.run(Server(settings, on_ready).serve(sockets=[listener]))
