"""A bot as a process of its own, to be stopped and killed like the real one."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sandbox.client import Sandbox

ROOT = Path(__file__).parents[2]


class BotProcess:
    """`tests/bot/echo.py` (or another script) on a sandbox and a database."""

    def __init__(self, sandbox: Sandbox, database_url: str, folder: Path, script: str = "echo") -> None:
        self._script = script
        self._arguments = [sandbox.token, sandbox.base_url, database_url, str(folder)]
        self.folder = folder
        self.database_url = database_url
        self._log = folder / "bot.log"
        self._process: subprocess.Popen[str] | None = None

    def start(self, script: str | None = None, **env: str) -> "BotProcess":
        """Start (another script) and wait until it is ready."""
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", f"tests.bot.{script or self._script}", *self._arguments],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT), **env},
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line == "ready\n", self._log.read_text()
        return self

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        return self._end(signal.SIGTERM)

    def log(self) -> str:
        """What it has said."""
        return self._log.read_text()

    def wait(self, timeout: float) -> int:
        """Its exit code, once it ends by itself."""
        assert self._process is not None
        return self._process.wait(timeout)

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(how)
        code = self._process.wait(15)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None
        return code
