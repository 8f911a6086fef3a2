"""Start a sandbox inside a test: as a process of its own, so that it can be killed like the real one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sandbox.client import Sandbox

STARTED_WITHIN = 20.0


class SandboxProcess:
    """`python -m sandbox` on a free port with its data in `folder`; keeps the port when started again."""

    def __init__(self, folder: Path, *, faults: bool = True, tokens: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.port = 0
        self._options = ["--faults"] if faults else []
        self._options += [part for token in tokens for part in ("--token", token)]
        self._process: subprocess.Popen[str] | None = None
        self.token = tokens[0] if tokens else "1:sandbox"

    @property
    def url(self) -> str:
        """Address of the page and of the Bot API."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Sandbox:
        """Start, wait until it listens, and give a client."""
        command = [
            sys.executable,
            "-m",
            "sandbox",
            "--port",
            str(self.port),
            "--db",
            str(self.folder / "sandbox.sqlite"),
        ]
        environment = {
            name: value for name, value in os.environ.items() if name not in ("DTI_ENV", "SANDBOX_TOKENS")
        }
        environment["PYTHONPATH"] = str(Path(__file__).parent.parent)
        self._process = subprocess.Popen(
            [*command, *self._options],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            start_new_session=True,
        )
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        line = self._process.stdout.readline()
        if not line.startswith("listening "):
            raise RuntimeError(f"the sandbox did not start (exit code {self._process.wait(STARTED_WITHIN)})")
        self.port = int(line.split()[1])
        return Sandbox(self.url, self.token)

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> int | None:
        """Ask it to stop, wait, and give its exit code (None when it was not running)."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int | None:
        process, self._process = self._process, None
        if process is None:
            return None
        process.send_signal(how)
        code = process.wait(10)
        if process.stdout is not None:
            process.stdout.close()
        return code


@contextmanager
def running_sandbox(folder: Path, *, faults: bool = True, tokens: tuple[str, ...] = ()) -> Iterator[Sandbox]:
    """A sandbox for the time of a `with` block."""
    process = SandboxProcess(folder, faults=faults, tokens=tokens)
    client = process.start()
    try:
        yield client
    finally:
        client.close()
        process.stop()
