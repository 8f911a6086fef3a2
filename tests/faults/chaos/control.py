"""How the killer tells a process where to die: empty files, renamed, so that just one process obeys."""

import os
import signal
from contextlib import suppress
from pathlib import Path

FOLDER = "CHAOS_CONTROL"
"""The variable that names the folder; without it nobody dies."""


class Control:
    """A folder with the points armed and the points at which somebody died."""

    def __init__(self, folder: Path) -> None:
        self.armed = folder / "armed"
        self.fired = folder / "fired"
        for each in (self.armed, self.fired):
            each.mkdir(parents=True, exist_ok=True)

    def arm(self, point: str) -> None:
        """The next process that gets there dies."""
        (self.armed / point).touch()

    def disarm(self, point: str) -> bool:
        """Take it back; False where somebody has died there meanwhile."""
        with suppress(FileNotFoundError):
            (self.armed / point).unlink()
            return True
        return False

    def has_fired(self, point: str) -> bool:
        """Whether somebody died there since it was armed."""
        return not (self.armed / point).exists()

    def dead(self) -> set[int]:
        """Every process that died at a point."""
        return {int(path.name.rpartition(" ")[2]) for path in self.fired.iterdir()}

    def pass_by(self, point: str) -> None:
        """Called by a process that gets to a point: no goodbye, where it is armed."""
        armed = self.armed / point
        if not armed.exists():
            return
        with suppress(FileNotFoundError):
            armed.rename(self.fired / f"{point} {os.getpid()}")
            os.kill(os.getpid(), signal.SIGKILL)


def of_environment() -> Control | None:
    """The folder that this process was told of."""
    named = os.environ.get(FOLDER)
    return Control(Path(named)) if named else None
