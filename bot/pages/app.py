"""Two pages behind one address: a link leads to the form or to the account; only sending the form counts.

Looking at a page uses nothing up, since chat programs look at links by themselves.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.pages import html
from bot.pages.guard import FIELD, LARGEST, Guard
from dti_core.campaign import passes, secret_evidence
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.secret_evidence import Account
from dti_core.campaign.staff import secret_show
from dti_core.messages import pages as texts
from dti_core.store.database import Database

Value = TypeVar("Value")


def utc_now() -> datetime:
    """The clock of the pages."""
    return datetime.now(UTC)


class Pages:
    """The handlers; every one answers with a page, whatever it was asked."""

    def __init__(self, db: Database, base: str, clock: Callable[[], datetime] = utc_now) -> None:
        self._db, self._guard, self._clock = db, Guard(base), clock

    async def look(self, request: Request) -> Response:
        """GET: what the link is for."""
        token = request.path_params["token"]
        row = await self._in(lambda conn, now: passes.look(conn, token, now))
        if row is None:
            return self._gone()
        return self._ask(request, row.purpose)

    async def send(self, request: Request) -> Response:
        """POST: the link is used up."""
        token = request.path_params["token"]
        fields = await _fields(request)
        if fields is None or not self._guard.is_ours(request, fields.get(FIELD, "")):
            return self._page(400, texts.GONE, html.lead(texts.GONE_LEAD))
        row = await self._in(lambda conn, now: passes.look(conn, token, now))
        if row is None:
            return self._gone()
        if row.purpose == "show":
            return await self._show(token)
        return await self._receive(request, token, fields)

    async def _receive(self, request: Request, token: str, fields: dict[str, str]) -> Response:
        account = Account.read(fields)
        if account is None:
            return self._ask(request, "enter", texts.MISSING)
        done = await self._in(lambda conn, now: secret_evidence.receive(conn, token, account, now))
        if isinstance(done, Refusal):
            return self._refused(done)
        return self._page(200, texts.RECEIVED, html.lead(texts.RECEIVED_LEAD.format(name=done)))

    async def _show(self, token: str) -> Response:
        shown = await self._in(lambda conn, now: secret_show.reveal(conn, token, now))
        if isinstance(shown, Refusal):
            return self._refused(shown)
        rows = [(label, getattr(shown.account, name)) for name, label, _ in texts.FIELDS]
        lead = html.lead(texts.SHOWN_LEAD.format(unit=shown.unit, name=shown.name))
        return self._page(200, texts.SHOW, html.facts(rows), lead)

    def _ask(self, request: Request, purpose: str, wrong: str | None = None) -> Response:
        mark = self._guard.mark(request)
        warn = html.lead(wrong, warn=True) if wrong else ""
        if purpose == "show":
            parts = (html.lead(texts.SHOW_LEAD), html.form(mark, texts.OPEN))
            return self._page(200, texts.SHOW, *parts, mark=mark)
        parts = (html.lead(texts.ENTER_LEAD), warn + html.form(mark, texts.SEND, texts.FIELDS))
        return self._page(200, texts.ENTER, *parts, mark=mark)

    def _gone(self) -> Response:
        return self._page(404, texts.GONE, html.lead(texts.GONE_LEAD))

    def _refused(self, refusal: Refusal) -> Response:
        lead = texts.GONE_LEAD if refusal.code == "unknown_invitation" else texts.REFUSED_LEAD
        return self._page(403, texts.GONE, html.lead(lead))

    def _page(self, status: int, head: str, *parts: str, mark: str | None = None) -> Response:
        return self._guard.protect(HTMLResponse(html.page(head, *parts), status), mark)

    async def _in(self, work: Callable[[Connection, datetime], Value]) -> Value:
        def act() -> Value:
            with self._db.write() as conn:
                return work(conn, self._clock())

        return await asyncio.to_thread(act)


def app(db: Database, base: str, clock: Callable[[], datetime] = utc_now) -> Starlette:
    """The application; `base` is the public address that links begin with."""
    pages = Pages(db, base, clock)

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(
        routes=[
            Route("/m/{token}", pages.look, methods=["GET"]),
            Route("/m/{token}", pages.send, methods=["POST"]),
            Route("/alive", alive, methods=["GET"]),
        ]
    )


async def _fields(request: Request) -> dict[str, str] | None:
    """The form; None for anything else, or for more than a form can be."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    taken = 0
    body = bytearray()
    async for chunk in request.stream():
        taken += len(chunk)
        if taken > LARGEST:
            return None
        body += chunk
    from urllib.parse import parse_qsl

    try:
        return dict(parse_qsl(body.decode("utf-8"), max_num_fields=20, keep_blank_values=True))
    except ValueError:
        return None
