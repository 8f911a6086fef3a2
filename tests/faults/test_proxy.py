"""The proxy itself: each weather is what it says, seen from a plain socket."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.faults.proxy import Proxy, Weather, proxy_to
from tests.worker.waiting import wait_until


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that says back what it hears; its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection:
            try:
                while data := connection.recv(4096):
                    connection.sendall(data)
            except OSError:
                return

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


@pytest.fixture
def proxy(echo: int) -> Iterator[Proxy]:
    with proxy_to(("127.0.0.1", echo)) as proxy:
        yield proxy


def connected(proxy: Proxy, timeout: float = 10.0) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), timeout)


def said_back(connection: socket.socket, words: bytes) -> bytes:
    connection.sendall(words)
    heard = b""
    while len(heard) < len(words) and (more := connection.recv(100)):
        heard += more
    return heard


def test_in_fair_weather_everything_passes_and_an_end_is_passed_on(proxy: Proxy) -> None:
    with connected(proxy) as one:
        assert said_back(one, b"xin") == b"xin"
        one.shutdown(socket.SHUT_WR)
        assert one.recv(10) == b""


def test_a_cut_resets_what_is_open_and_lets_new_ones_in(proxy: Proxy) -> None:
    with connected(proxy) as one:
        said_back(one, b"a")
        proxy.cut()
        with pytest.raises(ConnectionError):
            said_back(one, b"b")
            said_back(one, b"c")
            raise ConnectionError if one.recv(1) == b"" else AssertionError
    with connected(proxy) as two:
        assert said_back(two, b"b") == b"b"


def test_while_it_refuses_nobody_comes_in_and_mended_it_is_on_the_same_port(proxy: Proxy) -> None:
    port = proxy.port
    proxy.refuse()
    with pytest.raises(ConnectionRefusedError):
        connected(proxy)
    proxy.mend()
    assert proxy.port == port
    with connected(proxy) as one:
        assert said_back(one, b"a") == b"a"


def test_delayed_and_trickling_data_arrives_whole_but_late(proxy: Proxy) -> None:
    with connected(proxy) as one:
        for weather in (Weather(delay=0.1), Weather(trickle=2)):
            proxy.weather = weather
            begun = time.monotonic()
            assert said_back(one, b"0123456789" * 2) == b"0123456789" * 2
            assert time.monotonic() - begun >= 0.08


def test_what_is_swallowed_is_taken_but_never_answered(proxy: Proxy) -> None:
    with connected(proxy, 0.2) as one:
        proxy.weather = Weather(swallow=True)
        one.sendall(b"a")
        with pytest.raises(TimeoutError):
            one.recv(10)


def test_a_proxy_that_vanished_acknowledges_nothing_not_even_a_new_connection(proxy: Proxy) -> None:
    with connected(proxy, 0.3) as one:
        said_back(one, b"a")
        proxy.vanish()
        one.sendall(b"b")
        with pytest.raises(TimeoutError):
            one.recv(10)
        assert unacknowledged(one) > 0
        with pytest.raises(TimeoutError):
            connected(proxy, 0.3)
        proxy.mend()
        one.settimeout(30)
        assert one.recv(10) == b"b", "what was sent into the dark is sent again by the kernel"


def unacknowledged(one: socket.socket) -> int:
    """Segments on their way (tcpi_unacked)."""
    info = one.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)
    return int.from_bytes(info[24:28], "little")


def test_connections_are_counted_until_they_end(proxy: Proxy) -> None:
    with connected(proxy) as one:
        said_back(one, b"a")
        assert proxy.connections == 1
        proxy.cut()
    wait_until(lambda: proxy.connections == 0, "the connection is gone")
