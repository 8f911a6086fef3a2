"""Which port the chat page gets."""

import socket
from collections.abc import Callable

TRIES = 50


def free_port(wanted: int, on_busy: Callable[[int, int], None]) -> int | None:
    """`wanted`, or the next one that is free (told through `on_busy`); None where there is none near.

    0 is any that is free.
    """
    if wanted == 0:
        return _any_port()
    found = next((port for port in range(wanted, min(wanted + TRIES, 65536)) if is_free(port)), None)
    if found is not None and found != wanted:
        on_busy(wanted, found)
    return found


def _any_port() -> int:
    """One that the system chooses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server could listen there on 127.0.0.1 now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
