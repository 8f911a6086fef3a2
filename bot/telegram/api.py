"""The connection to a Bot API server: Telegram's, or any other by its address."""

import socket
from pathlib import Path
from ssl import SSLContext
from typing import Any
from urllib.request import getproxies

import httpx
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.telegram.receipts import legible
from dti_core import trust

POLL_SECONDS = 25
"""How long the server holds a getUpdates call that has nothing to tell."""
BATCH = 100
KNOCKING = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)] + [
    (socket.IPPROTO_TCP, getattr(socket, name), value)
    for name, value in {"TCP_KEEPIDLE": 5, "TCP_KEEPINTVL": 3, "TCP_KEEPCNT": 3}.items()
    if hasattr(socket, name)
]
"""A long poll on a connection that a firewall forgot is noticed after 14 s, not after 35."""


class PollingBot(Bot):
    """`telegram.Bot` that also hands over updates raw: one that the library cannot parse must not hold up
    the rest. Nor does an answer that it cannot read undo what was done (see `receipts`)."""

    async def _post(self, endpoint: str, data: dict[str, Any] | None = None, **how: Any) -> Any:
        return legible(endpoint, await super()._post(endpoint, data, **how))

    async def raw_updates(self, offset: int | None, timeout: int = POLL_SECONDS) -> list[dict[str, Any]]:
        """One getUpdates call; the JSON objects as they came. Raises the library's TelegramError."""
        from bot.telegram.translate import ALLOWED

        data = {"timeout": timeout, "offset": offset, "limit": BATCH, "allowed_updates": list(ALLOWED)}
        found: list[dict[str, Any]] | None = await self._post(
            "getUpdates", {k: v for k, v in data.items() if v is not None}, read_timeout=timeout + 10.0
        )
        return found or []


def connect(token: str, base_url: str, proxy: str | None = None, ca_file: Path | None = None) -> PollingBot:
    """A bot on the server at `base_url` (such as https://api.telegram.org); not yet initialised.

    `ca_file`: certificates that are trusted besides, such as those of a province's own proxy.
    """
    root = base_url.rstrip("/")
    trusted = trust.context(ca_file)
    return PollingBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=HTTPXRequest(
            connection_pool_size=64,
            read_timeout=10.0,
            connect_timeout=5.0,
            pool_timeout=10.0,
            proxy=proxy,
            httpx_kwargs=_transport(trusted, 64, proxy),
        ),
        get_updates_request=HTTPXRequest(
            connection_pool_size=2,
            connect_timeout=5.0,
            proxy=proxy,
            httpx_kwargs=_transport(trusted, 2, proxy),
        ),
    )


def _transport(trusted: SSLContext, size: int, proxy: str | None) -> dict[str, Any]:
    """Whom we trust, and connections that knock; these only where no proxy, set here or by the system, makes
    them."""
    if proxy is not None or getproxies():
        return {"verify": trusted}
    limits = httpx.Limits(max_connections=size)
    return {
        "verify": trusted,
        "transport": httpx.AsyncHTTPTransport(verify=trusted, limits=limits, socket_options=KNOCKING),
    }
