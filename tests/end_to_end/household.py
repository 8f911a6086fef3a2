"""The real demo: `dti demo` as a person starts it, its processes by name, its database to look into."""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from dti.demo.ports import is_free
from sandbox.client import Sandbox

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
PATIENCE = 40.0


class Household:
    """One demo in `folder`. `start` returns when it has printed the page's address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.process: subprocess.Popen[str] | None = None
        self.address = ""

    def start(self, *options: str, port: int | None = None) -> Sandbox:
        """`dti demo` on a free port (or `port`); a client of its sandbox."""
        command = [sys.executable, "-m", "dti.main", "demo", "--port", str(port or free_port()), *options]
        env = {**os.environ, "DTI_DATA_DIR": str(self.folder), "DTI_CHAT_RATE": "100"}  # nobody reads along
        self.process = subprocess.Popen(
            command,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = []
        threading.Thread(target=self._listen, daemon=True).start()
        self.address = wait_until(self._printed, PATIENCE, lambda: "\n".join(self.said))
        return Sandbox(self.address)

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Ctrl-C (or another signal), and wait; the exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(20)

    def make_sure_it_is_gone(self) -> None:
        """Stop it if it runs; everything it started ends with it."""
        if self.process is not None and self.is_running:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def kill_and_wait_for_the_next(self, name: str) -> None:
        """kill -9 one of its processes (named by a part of its command), and wait for its successor."""
        before = self.pids(name)
        os.kill(before[0], signal.SIGKILL)
        wait_until(lambda: set(self.pids(name)) - set(before))

    def pids(self, name: str = "") -> list[int]:
        """Its running processes whose command names `name`."""
        assert self.process is not None
        return [pid for pid, command in children_of(self.process.pid) if name in command]

    @property
    def database(self) -> Path:
        return next(self.folder.glob("demo/*/dti.sqlite"))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Look into the database."""
        with closing(sqlite3.connect(self.database, timeout=10)) as connection:
            return connection.execute(query, values).fetchall()

    def is_scored(self) -> bool:
        """Whether no stored answer is missing from the scores."""
        return self.rows("SELECT count(*) FROM enrolment WHERE wanted_version > scored_version") == [(0,)]

    def _listen(self) -> None:
        assert self.process is not None and self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())

    def _printed(self) -> str | None:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError(f"the demo ended with {self.process.returncode}:\n" + "\n".join(self.said))
        found = (ADDRESS.search(line) for line in self.said if "Mở trang" in line)
        return next((match[0] for match in found if match), None)


def children_of(parent: int) -> Iterator[tuple[int, str]]:
    """Processes whose parent this is, with their commands."""
    listing = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    for line in listing.stdout.splitlines():
        pid, _, command = line.strip().partition(" ")
        yield int(pid), command


def free_port() -> int:
    """A port nobody listens on, away from those that the kernel gives to connections."""
    return next(port for port in iter(lambda: random.randrange(12_000, 20_000), None) if is_free(port))


def wait_until(check: Callable[[], Any], patience: float = PATIENCE, explain: Callable[[], str] = str) -> Any:
    """The first true value of `check`; fails after `patience` seconds."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if found := check():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {patience} s in vain. {explain()}")
