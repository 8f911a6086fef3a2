"""Waiting for something that another process or thread does."""

import time
from collections.abc import Callable
from pathlib import Path


def wait_until(holds: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
    """Return as soon as `holds`; fail when it still does not after `seconds`."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain: {what}"
        time.sleep(0.01)


def lines_of(path: Path) -> list[str]:
    """Read the lines of a file that may not be there yet."""
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that has ended but is not yet collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
