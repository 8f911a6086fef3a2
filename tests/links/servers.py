"""Small servers on 127.0.0.1 that behave as strangers may: well, badly, or on purpose."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from ipaddress import ip_network

from dti_core.campaign.links.finding import Finding
from worker.links.door import Door
from worker.links.fetching import Fetcher, NotFound

Answer = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]
HERE = "127.0.0.1"


@dataclass(frozen=True)
class Request:
    """What a server was asked."""

    line: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return self.line.split()[1]


@dataclass
class Server:
    """`answers` by path; every request is kept."""

    answers: dict[str, Answer]
    port: int = 0
    seen: list[Request] = field(default_factory=list)

    def url(self, path: str, host: str = "so.angiang.gov.vn") -> str:
        return f"http://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            pairs = (line.partition(": ") for line in head[1:] if line)
            request = Request(head[0], {name.lower(): value for name, _, value in pairs})
            self.seen.append(request)
            await self.answers[request.path](request, writer)
            await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def serving(answers: dict[str, Answer], host: str = HERE, port: int = 0) -> AsyncIterator[Server]:
    server = Server(answers)
    running = await asyncio.start_server(server.serve, host, port)
    server.port = running.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        running.close()


def says(body: bytes, *headers: str, status: str = "200 OK") -> Answer:
    """A plain answer."""

    async def answer(_request: Request, writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)

    return answer


def leads_to(place: str) -> Answer:
    return says(b"", f"Location: {place}", status="302 Found")


class Names:
    """A resolver: every name leads to this machine, unless it is told otherwise; look-ups are counted."""

    def __init__(self, **known: list[list[str]]) -> None:
        self.known = {name.replace("_", "."): answers for name, answers in known.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        answers = self.known.get(host, [[HERE]])
        now = answers[min(self.asked.count(host), len(answers)) - 1]
        if not now:
            raise NotFound
        return now


def fetcher(
    server: Server, names: Names | None = None, *, ports: tuple[int, ...] = (), **how: object
) -> Fetcher:
    """Lets itself be led to this machine's test servers, and nowhere else inside."""
    door = Door(frozenset((80, 443, server.port, *ports)), (ip_network("127.0.0.1/32"),))
    return Fetcher(**{"door": door, "resolve": names or Names(), "seconds": 20.0, **how})


def look(
    answers: dict[str, Answer], path: str = "/", names: Names | None = None, **how: object
) -> tuple[Finding, Server]:
    """One look at one server."""

    async def run() -> tuple[Finding, Server]:
        async with serving(answers) as server:
            return await fetcher(server, names, **how).look(server.url(path)), server

    return asyncio.run(run())
