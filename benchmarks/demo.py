"""A running demo in a folder of its own, as a person starts it."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.client import Sandbox

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True)
class Running:
    """The sandbox of a demo, its database file, and the process that keeps it running."""

    sandbox: Sandbox
    database: Path
    supervisor: int


@contextmanager
def running(port: int = 18_880) -> Iterator[Running]:
    """Start a demo, stop it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dti.main", "demo", "--port", str(port)]
        process = subprocess.Popen(
            command,
            env={**os.environ, "DTI_DATA_DIR": folder},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            sandbox = Sandbox(_address(process))
            yield Running(sandbox, next(Path(folder).glob("demo/*/dti.sqlite")), process.pid)
            sandbox.close()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "Mở trang" in line and (found := ADDRESS.search(line)):
            return found[0]
    raise RuntimeError(f"the demo ended with {process.wait()}")
