"""A disk of its own for a test: it can be filled, emptied and made read-only.

As root it is a real file system (tmpfs) of two megabytes. Without the right to mount one, the kernel's limit
on file sizes stands in for the full disk: every write of the process fails, on whatever disk.
"""

import contextlib
import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

SIZE = 4 * 1024 * 1024


class Tmpfs:
    """A small file system mounted on `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def mount(self) -> bool:
        """Whether we may."""
        return _mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(self.folder))

    def unmount(self) -> None:
        while self.folder.is_mount() and _run("umount", "-l", str(self.folder)):
            continue

    def fill(self) -> None:
        """Until not one byte more fits."""
        with self._filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"x" * 4096)

    def empty(self) -> None:
        self._filler.unlink()

    def forbid_writing(self) -> None:
        """From now on nothing can be opened for writing."""
        assert _mount("--bind", str(self.folder), str(self.folder))
        assert _mount("-o", "remount,ro,bind", str(self.folder))

    def allow_writing(self) -> None:
        assert _run("umount", "-l", str(self.folder))


@contextlib.contextmanager
def full(pid: Callable[[], int]) -> Iterator[None]:
    """While the block lasts no write of the process reaches any file."""
    limit = resource.RLIMIT_FSIZE
    before = resource.prlimit(pid(), limit)
    resource.prlimit(pid(), limit, (0, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid(), limit, before)


def _mount(*options: str) -> bool:
    return os.geteuid() == 0 and _run("mount", *options)


def _run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
