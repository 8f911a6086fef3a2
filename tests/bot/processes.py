"""A bot as a process of its own, to be stopped and killed like the real one."""

import importlib
import logging
import multiprocessing
import os
import signal
import sys
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from sandbox.client import Sandbox

ROOT = Path(__file__).parents[2]
STARTED_WITHIN = 60.0
SCRIPTS = ("tests.bot.echo", "tests.bot.dying", "tests.bot.whole", "tests.faults.hasty")

# Processes are forked from one that has imported everything: a start costs milliseconds, not seconds.
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([*SCRIPTS, "bot.host.dialogue", "bot.telegram.webhook"])


class BotProcess:
    """`tests/bot/echo.py` (or another script) on a sandbox and a database.

    `base_url`: another way to the sandbox than the straight one.
    """

    def __init__(
        self, sandbox: Sandbox, database_url: str, folder: Path, script: str = "echo", base_url: str = ""
    ) -> None:
        self.folder = folder
        self._script = script
        self._arguments = [sandbox.token, base_url or sandbox.base_url, database_url, str(folder)]
        self._log = folder / "bot.log"
        self._process: ForkServerProcess | None = None

    def start(self, script: str | None = None, **env: str) -> "BotProcess":
        """Start (another script) and wait until it is ready."""
        os.environ["PYTHONPATH"] = str(ROOT)  # the server that forks has to find our scripts
        here, there = _context.Pipe(duplex=False)
        script = script or self._script
        name = script if "." in script else f"tests.bot.{script}"
        self._process = _context.Process(
            target=_live, args=(name, self._arguments, env, there, str(self._log)), daemon=True
        )
        self._process.start()
        there.close()
        assert here.poll(STARTED_WITHIN), self.log()
        assert _received(here) == "ready\n", self.log()
        return self

    @property
    def pid(self) -> int:
        """Of the running process."""
        assert self._process is not None and self._process.pid is not None
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.is_alive()

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        return self._end(signal.SIGTERM)

    def log(self) -> str:
        """What it has said."""
        return self._log.read_text() if self._log.exists() else ""

    def wait(self, timeout: float) -> int | None:
        """Its exit code, once it ends by itself; None if it does not."""
        assert self._process is not None
        self._process.join(timeout)
        return self._process.exitcode

    def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None or process.pid is None or process.exitcode is not None:
            return 0
        os.kill(process.pid, how)
        process.join(15)
        return -1 if process.exitcode is None else process.exitcode


class _Told:
    """Takes the place of standard output in the child."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, text: str) -> int:
        self._connection.send(text)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


def _received(connection: Connection) -> str:
    try:
        return str(connection.recv())
    except EOFError:
        return ""


def _live(script: str, arguments: list[str], env: dict[str, str], told: Connection, log: str) -> None:
    """What the child does."""
    os.environ.update(env)
    sys.stderr = Path(log).open("a", buffering=1)  # noqa: SIM115 - open as long as the process lives
    sys.stdout = _Told(told)
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s", force=True
    )
    module: Any = importlib.import_module(script)
    sys.exit(module.main(*arguments))
