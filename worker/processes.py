"""Starting, recognising and ending processes so that none is left behind.

A process started here leads a session of its own (a Ctrl-C in the terminal reaches only us) and, on
Linux, is killed by the kernel when we die, however we die. The kernel ties that to the *thread* that forked:
call `spawn` from a thread that lives as long as the process should, normally the main one.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def spawn(
    argv: Sequence[str], env: Mapping[str, str] | None = None, stdout: int | None = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """Start `argv` leashed to us; `env` is added to our own environment; standard error joins `stdout`."""
    return subprocess.Popen(
        list(argv),
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        # Fastened between fork and exec, by two system calls that need no lock another thread could hold.
        preexec_fn=_leash(os.getpid()) if _libc else None,  # noqa: PLW1509 – for the reason above
    )


def _leash(parent: int) -> Callable[[], None]:
    def fasten() -> None:
        assert _libc is not None  # noqa: S101 – tells the type checker what the caller has just tested
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before the leash was fastened
            os._exit(127)

    return fasten


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the session that `process` leads, itself included."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def end(process: subprocess.Popen[bytes], grace: float = 8.0) -> int:
    """Ask `process` to end, kill it after `grace` seconds; return its exit code."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(grace)
    kill_group(process)
    return process.wait()


def command_of(pid: int) -> str:
    """Give the command line of a running process; empty when there is none (or it is not ours to see)."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return "" if sys.platform == "linux" else _command_from_ps(pid)
    return raw.replace(b"\0", b" ").decode(errors="replace").strip()


def _command_from_ps(pid: int) -> str:
    answer = subprocess.run(
        ["ps", "-ww", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()
