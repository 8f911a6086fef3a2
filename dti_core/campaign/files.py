"""Files that people send: on disk under their SHA-256, durable before anybody is told that they are there."""

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Literal, Protocol

from dti_core.campaign.filetypes import WhyNot, mime_of, why_not
from dti_core.campaign.scanning import Scanner

LARGEST = 20 * 1024 * 1024
"""Bytes; also what Telegram lets a bot fetch."""
LONGEST_NAME = 150
QUARANTINE = "quarantine"
"""Below the data folder: what a scanner found infected, under its SHA-256; nobody is ever given it."""


class FileFacts(Protocol):
    """What is known about a stored file; whoever hands it over may use a class of their own."""

    @property
    def sha256(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def mime(self) -> str: ...
    @property
    def size(self) -> int: ...


@dataclass(frozen=True)
class StoredFile:
    """A file that is durable: its SHA-256 (hex), the name it came with, type by content, size in bytes."""

    sha256: str
    name: str
    mime: str
    size: int


@dataclass(frozen=True)
class RefusedFile:
    """A file that was not taken, and why."""

    name: str
    reason: Literal["too_large", "download_failed", "empty", "infected"] | WhyNot
    size: int
    sha256: str = ""
    """Of what was found infected: under this name it lies in the quarantine."""


def store(
    data_dir: Path, chunks: Iterable[bytes], name: str, scanner: Scanner | None = None
) -> StoredFile | RefusedFile:
    """Take the bytes of a file. When this returns a `StoredFile`, the bytes outlive a power failure.

    Call it outside transactions. Errors of the disk raise OSError; nothing half-written is left behind.
    """
    evidence = _folder(data_dir / "evidence")
    shown = clean_name(name)
    handle, raw = tempfile.mkstemp(prefix="new-", dir=_folder(evidence / "tmp"))
    path = Path(raw)
    try:
        with os.fdopen(handle, "wb") as file:
            taken = _take(file, chunks, shown)
        if isinstance(taken, RefusedFile):
            return taken
        digest, size = taken
        mime = mime_of(path, shown)
        if mime is None:
            return RefusedFile(shown, why_not(path, shown), size)
        if scanner is not None and not scanner.is_clean(path):
            path.replace(_folder(data_dir / QUARANTINE) / digest)
            return RefusedFile(shown, "infected", size, digest)
        _put(path, evidence, digest)
        return StoredFile(digest, shown, mime, size)
    finally:
        path.unlink(missing_ok=True)


def path_of(sha256: str) -> str:
    """Where a stored file lies, below the data folder."""
    return f"evidence/{sha256[:2]}/{sha256}"


def clean_name(name: str) -> str:
    """A name to show: no folders, no control or direction-changing characters, not overly long."""
    last = PurePath(name.replace("\\", "/")).name
    visible = "".join(
        letter for letter in last if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co")
    )
    path = PurePath(visible.strip() or "tep")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:20]


def _take(file: IO[bytes], chunks: Iterable[bytes], name: str) -> tuple[str, int] | RefusedFile:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST:
            return RefusedFile(name, "too_large", size)
        digest.update(chunk)
        file.write(chunk)
    if size == 0:
        return RefusedFile(name, "empty", 0)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def _put(path: Path, evidence: Path, digest: str) -> None:
    """Rename into place; the folders that name it are made durable too."""
    folder = _folder(evidence / digest[:2])
    path.chmod(0o600)
    path.replace(folder / digest)
    for changed in (folder, evidence):
        sync_folder(changed)


def _folder(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
