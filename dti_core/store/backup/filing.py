"""Putting files back where their content says that they belong; a name in a backup is never trusted."""

import os
import re
from pathlib import Path

from dti_core.store.backup.archive import Member
from dti_core.store.backup.problems import BackupProblem

PLACE = re.compile(r"files/(evidence/([0-9a-f]{2})/(\2[0-9a-f]{62}))")


def put(data_dir: Path, member: Member) -> None:
    """Write a piece of evidence; durable when this returns. Raises BackupProblem for a place that is none."""
    place = PLACE.fullmatch(member.name)
    if place is None:
        raise BackupProblem("damaged", member.name)
    path = data_dir / place[1]
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for block in member.blocks():
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def put_key(path: Path, content: bytes) -> None:
    """Write the deployment's key, readable by the owner alone."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        os.fsync(file.fileno())


def is_occupied(data_dir: Path, key: str) -> bool:
    """Whether the folder holds evidence or a key already."""
    evidence = data_dir / "evidence"
    if (data_dir / key).exists():
        return True
    return evidence.is_dir() and any(path.is_file() for path in evidence.rglob("*"))
