"""Files that are handed over once (invitations): never kept longer than it takes to send them.

They lie below `out/once` in the data folder, readable by the owner alone; the sender removes them once they
are sent, and whatever was left behind goes after an hour.
"""

import secrets
from datetime import datetime
from pathlib import Path

from dti_core.messages.model import Attachment

FOLDER = "out/once"
KEPT_SECONDS = 3600.0


def place(data_dir: Path, suffix: str, content: bytes) -> str:
    """Put a file there under a name that nobody can guess; its path below the data folder."""
    name = reserve(data_dir, suffix)
    (data_dir / name).write_bytes(content)
    return name


def reserve(data_dir: Path, suffix: str) -> str:
    """An empty file there, to be filled by whoever makes it; its path below the data folder."""
    folder = data_dir / FOLDER
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
        each.chmod(0o700)
    name = f"{secrets.token_hex(16)}{suffix}"
    (folder / name).touch(mode=0o600)
    return f"{FOLDER}/{name}"


def forget(data_dir: Path, sent: Attachment | None) -> bool:
    """Remove a file after it was sent, where it was meant to be handed over once."""
    if sent is None or not sent.path.startswith(f"{FOLDER}/"):
        return False
    (data_dir / FOLDER / Path(sent.path).name).unlink(missing_ok=True)
    return True


def tidy(data_dir: Path, now: datetime) -> int:
    """Remove what has lain there for an hour; how many files that were."""
    folder, removed = data_dir / FOLDER, 0
    for path in folder.iterdir() if folder.is_dir() else ():
        if now.timestamp() - path.stat().st_mtime >= KEPT_SECONDS:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
