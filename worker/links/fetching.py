"""One careful look at one address: every step is checked, small, and over in time.

The name is resolved once per step and the connection goes to the very address that was checked, so that a
name that answers differently the second time gains nothing. No cookies, no credentials, nothing is kept.
"""

import asyncio
import contextlib
import errno
import hashlib
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import cast

import httpx

from dti_core import trust
from dti_core.campaign.links.finding import Finding, Outcome
from worker.links import page
from worker.links.body import Body, take
from worker.links.door import LONGEST, Barred, Door, Target

SECONDS = 10.0
"""For the whole look, whatever it meets."""
STEP = 5.0
MOST_REDIRECTS = 5
MOST_ADDRESSES = 4
USER_AGENT = "dti-link-check/1.0 (kiem tra minh chung chi so chuyen doi so)"
WELL_KNOWN = "chinhphu.vn"
"""A name that is there wherever names can be looked up at all."""
RESTRICTED = frozenset({401, 403, 407, 429, 451})
AWAY = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})

Resolve = Callable[[str, int], Awaitable[list[str]]]


class NotFound(Exception):
    """The name does not exist."""


class NoNetwork(Exception):
    """Names cannot be looked up from here at the moment."""


class Stray(Exception):
    """Redirected too often, or to nowhere; `reason` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


MEANINGS: tuple[tuple[tuple[type[Exception], ...], tuple[Outcome, str]], ...] = (
    ((NotFound,), ("failed", "not_found")),
    ((NoNetwork, httpx.ProxyError), ("unknown", "no_network")),
    ((TimeoutError, httpx.TimeoutException), ("failed", "timeout")),
)


async def system_resolve(host: str, port: int) -> list[str]:
    """The system's own look-up, in a thread that keeps nobody waiting at the end."""
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[str]] = loop.create_future()

    def settle(result: list[str] | Exception) -> None:
        if not found.done():
            found.set_exception(result) if isinstance(result, Exception) else found.set_result(result)

    def look_up() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, _looked_up(host, port))

    threading.Thread(target=look_up, name="resolve", daemon=True).start()
    return await found


def _looked_up(host: str, port: int) -> list[str] | Exception:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as problem:
        return NoNetwork() if problem.errno == socket.EAI_AGAIN else NotFound()
    except (OSError, UnicodeError):
        return NotFound()
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


@dataclass(frozen=True)
class Fetcher:
    """How to look. `proxy`: who connects in our place (and resolves names then); `verify`: whom we trust."""

    door: Door = field(default_factory=Door)
    resolve: Resolve = system_resolve
    verify: ssl.SSLContext = field(default_factory=trust.context)
    proxy: str | None = None
    seconds: float = SECONDS

    async def look(self, url: str) -> Finding:
        """What is there; never raises for what the address does."""
        way = [url]
        try:
            async with asyncio.timeout(self.seconds):
                return await self._follow(way)
        except Exception as problem:  # noqa: BLE001 - a stranger's address may provoke anything; see `_why`
            outcome, reason = _why(problem)
            onward = way[-1][:LONGEST] if len(way) > 1 else None
            return Finding(outcome, reason, final_url=page.clean(onward or "", LONGEST))

    async def _follow(self, way: list[str]) -> Finding:
        for _ in range(MOST_REDIRECTS + 1):
            target = self.door.target(way[-1])
            async with self._answer(target) as response:
                onward = _onward(response, target)
                if onward is None:
                    return await _found(target, response)
            way.append(onward)
        raise Stray("redirects")

    @contextlib.asynccontextmanager
    async def _answer(self, target: Target) -> AsyncIterator[httpx.Response]:
        """The answer of the first address that takes the connection."""
        transport = httpx.AsyncHTTPTransport(
            verify=self.verify,
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
            proxy=httpx.Proxy(self.proxy) if self.proxy else None,
        )
        async with transport:
            response = await self._ask(transport, target)
            try:
                yield response
            finally:
                await response.aclose()

    async def _ask(self, transport: httpx.AsyncHTTPTransport, target: Target) -> httpx.Response:
        if self.proxy:
            return await transport.handle_async_request(_request(target, target.url))
        addresses = await self._addresses(target)
        for address in addresses[:-1]:
            with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await transport.handle_async_request(
                    _request(target, target.url.copy_with(host=address))
                )
        return await transport.handle_async_request(
            _request(target, target.url.copy_with(host=addresses[-1]))
        )

    async def _look_up(self, target: Target) -> list[str]:
        """A name that is not known where a well-known one is not either says nothing about the link."""
        with contextlib.suppress(NotFound):
            if found := await self.resolve(target.host, target.port):
                return found
        try:
            known = await self.resolve(WELL_KNOWN, 443)
        except NotFound:
            known = []
        raise NotFound if known else NoNetwork

    async def _addresses(self, target: Target) -> list[str]:
        """Where the name leads, each of them checked: one that is not public bars them all."""
        found = await self._look_up(target)
        for address in found:
            self.door.check(address)
        return found[:MOST_ADDRESSES]


def _request(target: Target, url: httpx.URL) -> httpx.Request:
    """Asks by address, in the name that the link gives: for the server, and for its certificate."""
    steps = dict.fromkeys(("connect", "read", "write", "pool"), STEP)
    headers = {
        "Host": target.url.netloc.decode("ascii"),
        "User-Agent": USER_AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    return httpx.Request(
        "GET", url, headers=headers, extensions={"timeout": steps, "sni_hostname": target.host}
    )


def _onward(response: httpx.Response, target: Target) -> str | None:
    """Where a redirect leads."""
    if not 300 <= response.status_code < 400:
        return None
    place = response.headers.get("location", "")
    if not place:
        raise Stray("broken")
    try:
        return str(target.url.join(place))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise Barred("address") from None


async def _found(target: Target, response: httpx.Response) -> Finding:
    status = response.status_code
    outcome, reason = _verdict(status)
    kind = response.headers.get("content-type", "")
    facts = Finding(
        outcome, reason, status, str(target.url)[:LONGEST], mime=page.clean(kind.partition(";")[0], 100)
    )
    if outcome != "alive":
        return facts
    encoding = response.headers.get("content-encoding", "").strip().lower()
    body = await take(cast(httpx.AsyncByteStream, response.stream), encoding)
    return _described(facts, body, kind, response.headers.get("last-modified"))


def _described(facts: Finding, body: Body, kind: str, last_modified: str | None) -> Finding:
    is_page = body.plain and "html" in kind.lower()
    text = page.text_of(body.content, kind) if is_page else ""
    return Finding(
        facts.outcome,
        facts.reason,
        facts.status,
        facts.final_url,
        title=page.title_of(text),
        dated=page.date_of(text, last_modified),
        mime=facts.mime,
        size=len(body.content),
        sha256=hashlib.sha256(body.content).hexdigest(),
        whole=body.whole,
    )


def _verdict(status: int) -> tuple[Outcome, str | None]:
    if 200 <= status < 300:
        return "alive", None
    return ("restricted" if status in RESTRICTED else "failed"), str(status)


def _why(problem: Exception) -> tuple[Outcome, str]:
    """What a failed look means: for the link, or for us."""
    if isinstance(problem, Barred):
        return "refused", problem.reason
    if isinstance(problem, Stray):
        return "failed", problem.reason
    if isinstance(problem, httpx.ConnectError):
        return _no_connection(problem)
    return next((said for kinds, said in MEANINGS if isinstance(problem, kinds)), ("failed", "broken"))


def _no_connection(problem: Exception) -> tuple[Outcome, str]:
    causes = list(_causes(problem))
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes):
        return "failed", "certificate"
    if any(isinstance(one, OSError) and one.errno in AWAY for one in causes):
        return "unknown", "no_network"
    return "failed", "unreachable"


def _causes(problem: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = problem
    for _ in range(10):
        if one is None:
            return
        yield one
        one = one.__cause__ or one.__context__
