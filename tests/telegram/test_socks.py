"""Where Telegram is blocked the way out is often a SOCKS proxy: the bot and the look at links take it."""

import asyncio
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from socket import create_connection, socket

import pytest

from bot.telegram.api import connect
from dti.settings import Settings
from tests.telegram.test_own_authority import TOKEN, BotApi
from worker.links.door import Door
from worker.links.fetching import Fetcher

NO_LOGIN, CONNECT, GRANTED = b"\x05\x00", 1, b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"


class Socks(socketserver.BaseRequestHandler):
    """RFC 1928, as far as it is needed: no login, CONNECT; whatever name is asked for, it leads to us."""

    def handle(self) -> None:
        server: SocksServer = self.server  # type: ignore[assignment]  # the base class does not know its server
        near: socket = self.request
        _, methods = near.recv(2)
        near.recv(methods)
        near.sendall(NO_LOGIN)
        _, order, _, kind = near.recv(4)
        assert order == CONNECT
        name = near.recv(near.recv(1)[0]) if kind == 3 else near.recv({1: 4, 4: 16}[kind])
        (port,) = struct.unpack("!H", near.recv(2))
        server.asked.append((name, port))
        far = create_connection(server.target)
        near.sendall(GRANTED)
        back = threading.Thread(target=_pass, args=(far, near), daemon=True)
        back.start()
        _pass(near, far)
        back.join(5)


class SocksServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    target: tuple[str, int]
    asked: list[tuple[bytes, int]]


def _pass(source: socket, sink: socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(1)


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<title>Ke hoach</title>"
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def behind_socks(handler: type[BaseHTTPRequestHandler]) -> Iterator[tuple[SocksServer, str]]:
    """A server that can be reached through a proxy alone, and the proxy's address."""
    web, proxy = HTTPServer(("127.0.0.1", 0), handler), SocksServer(("127.0.0.1", 0), Socks)
    proxy.target, proxy.asked = ("127.0.0.1", web.server_port), []
    for server in (web, proxy):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield proxy, f"socks5://127.0.0.1:{proxy.server_address[1]}"
    finally:
        for server in (web, proxy):
            server.shutdown()
            server.server_close()


def test_the_bot_api_is_reached_through_a_socks_proxy_which_looks_the_name_up() -> None:
    async def ask(url: str) -> str | None:
        bot = connect(TOKEN, "http://api.telegram.example", url)
        await bot.initialize()
        await bot.shutdown()
        return bot.username

    with behind_socks(BotApi) as (proxy, url):
        assert asyncio.run(ask(url)) == "dti_bot"
    assert {name for name, _ in proxy.asked} == {b"api.telegram.example"}


def test_links_are_looked_at_through_a_socks_proxy() -> None:
    with behind_socks(Page) as (proxy, url):
        found = asyncio.run(Fetcher(Door(), proxy=url).look("http://so.angiang.gov.vn/ke-hoach"))
    assert (found.outcome, found.title) == ("alive", "Ke hoach")
    assert proxy.asked == [(b"so.angiang.gov.vn", 80)]


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "http"])
def test_the_setting_takes_it(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DTI_PROXY_URL", f"{scheme}://10.0.0.1:1080")
    assert Settings.from_env().proxy_url == f"{scheme}://10.0.0.1:1080"
