"""Who holds a lease: this process by a name from which others on the same machine can tell whether it still
lives."""

import os
import platform
from pathlib import Path


def myself() -> str:
    """Machine and process; the machine by boot and process namespace, so that containers differ."""
    return f"{_machine()}/{os.getpid()}"


def is_dead(holder: str) -> bool:
    """Whether that process is certainly gone: same machine, and no such process (or it would be this very
    one)."""
    machine, _, pid = holder.rpartition("/")
    if machine != _machine() or not pid.isdecimal():
        return False
    return int(pid) == os.getpid() or not _alive(int(pid))


def is_here(holder: str) -> bool:
    """Whether that process runs, or ran, on this machine (in this container)."""
    return holder.rpartition("/")[0] == _machine()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _zombie(pid)


def _zombie(pid: int) -> bool:
    """Killed, but its parent has not looked yet."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[:1] == ["Z"]


def _machine() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}:{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return platform.node()
