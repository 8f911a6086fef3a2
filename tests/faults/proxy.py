"""A TCP proxy that does to a connection what networks do: cut, refuse, delay, trickle, swallow, vanish.

`vanish` is the real thing: the kernel drops every packet that comes to the proxy's sockets, so that nothing
is acknowledged any more, as with a pulled cable or a firewall that forgot the connection.
"""

import ctypes
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Address = tuple[str, int] | str
"""Host and port, or the path of a unix socket."""

SO_ATTACH_FILTER, SO_DETACH_FILTER = 26, 27
CHUNK = 65_536
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER: closing sends a reset."""


@dataclass
class Weather:
    """What happens to data on its way, until it is changed. `trickle`: bytes that pass every 10 ms."""

    delay: float = 0.0
    trickle: int | None = None
    swallow: bool = False


@dataclass
class Proxy:
    """Listens on 127.0.0.1 and passes on to `target`; every method may be called at any time."""

    target: Address
    port: int = 0
    weather: Weather = field(default_factory=Weather)
    _listener: socket.socket | None = None
    _pairs: list[tuple[socket.socket, socket.socket]] = field(default_factory=list)
    _vanished: bool = False

    @property
    def connections(self) -> int:
        """How many have been made and not ended."""
        return sum(a.fileno() >= 0 for a, _ in self._pairs)

    def open(self) -> "Proxy":
        """Begin to listen, on the same port as before if there was one."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()
        return self

    def cut(self) -> None:
        """Reset every connection; new ones are welcome."""
        pairs, self._pairs = self._pairs, []
        for one in (end for pair in pairs for end in pair):
            _reset(one)

    def refuse(self) -> None:
        """Reset every connection and take no new one."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        self.cut()

    def vanish(self) -> None:
        """Acknowledge nothing any more, neither data nor new connections."""
        self._vanished = True
        for one in self._sockets():
            _drop_everything(one)

    def mend(self) -> None:
        """Fair weather again."""
        self.weather = Weather()
        self._vanished = False
        for one in self._sockets():
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, SO_DETACH_FILTER, 0)
        if self._listener is None:
            self.open()

    def _sockets(self) -> list[socket.socket]:
        listener = [] if self._listener is None else [self._listener]
        return [s for s in (*listener, *(end for pair in self._pairs for end in pair)) if s.fileno() >= 0]

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            try:
                far = _connected(self.target)
            except OSError:
                _reset(near)
                continue
            self._pairs.append((near, far))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                self._pass_on(data, sink)
            sink.shutdown(socket.SHUT_WR)
            return
        _reset(source)
        _reset(sink)

    def _pass_on(self, data: bytes, sink: socket.socket) -> None:
        weather = self.weather
        if weather.swallow:
            return
        time.sleep(weather.delay)
        step = weather.trickle or len(data)
        for start in range(0, len(data), step):
            sink.sendall(data[start : start + step])
            if weather.trickle and self.weather is weather:
                time.sleep(0.01)


@contextmanager
def proxy_to(target: Address) -> Iterator[Proxy]:
    """A proxy for the time of a `with` block."""
    proxy = Proxy(target).open()
    try:
        yield proxy
    finally:
        proxy.refuse()


def _connected(target: Address) -> socket.socket:
    if not isinstance(target, str):
        return socket.create_connection(target, 5)
    far = socket.socket(socket.AF_UNIX)
    far.connect(target)
    return far


def _reset(end: socket.socket) -> None:
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)  # wakes the thread that reads from it
    end.close()


def _drop_everything(end: socket.socket) -> None:
    """Attach a packet filter of one instruction: "return 0", keep nothing."""
    instruction = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
    program = struct.pack("HxxxxxxP", 1, ctypes.addressof(instruction))
    end.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)
