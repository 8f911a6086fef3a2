"""The file of a backup: a tar stream whose last member lists size and SHA-256 of all before it."""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from dti_core.store.backup.problems import BackupProblem

HEAD, MANIFEST = "head.json", "manifest.json"
BLOCK = 1 << 20
LARGEST = 64 << 20
"""Bytes of a member that is read whole; rows come in pieces of about one megabyte."""


class Writer:
    """Adds members one by one; leaving without an error writes the manifest. Memory stays the same."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = Sink(out)
        self._tar = tarfile.open(fileobj=self._out, mode="w|", format=tarfile.PAX_FORMAT, bufsize=BLOCK)  # noqa: SIM115  # `__exit__` ends it
        self._listed: dict[str, list[object]] = {}

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """An archive that was broken off must not look finished, whenever the library closes it."""
        if kind is None:
            listed = json.dumps({"members": self._listed}, sort_keys=True).encode()
            self._put(MANIFEST, io.BytesIO(listed), len(listed))
        else:
            self._out.is_deaf = True
        self._tar.close()

    def add(self, name: str, content: bytes) -> None:
        """A member from memory."""
        self._put(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, path: Path) -> str:
        """A member from a file; its SHA-256."""
        with path.open("rb") as file:
            return self._put(name, file, path.stat().st_size)

    def _put(self, name: str, source: BinaryIO, size: int) -> str:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        hashing = Hashing(source)
        self._tar.addfile(info, hashing)
        digest = hashing.digest()
        self._listed[name] = [size, digest]
        return digest


class Sink(io.RawIOBase):
    """Passes on what is written, until it is deaf."""

    def __init__(self, out: BinaryIO) -> None:
        self._to = out
        self.is_deaf = False

    def write(self, block: Any, /) -> int:
        """As the file does."""
        return len(block) if self.is_deaf else self._to.write(block)


class Hashing(io.RawIOBase):
    """Reads through, and knows the SHA-256 of what was read."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1, /) -> bytes:
        """As the source does."""
        block = self._source.read(size)
        self._hash.update(block)
        self.size += len(block)
        return block

    def digest(self) -> str:
        """Hex."""
        return self._hash.hexdigest()


@dataclass
class Member:
    """One member while it is being read; what is not read is skipped."""

    name: str
    stream: Hashing

    def whole(self) -> bytes:
        """All of it, where that is little."""
        content = bytearray()
        for block in self.blocks():
            content += block
            if len(content) > LARGEST:
                raise BackupProblem("damaged", self.name)
        return bytes(content)

    def blocks(self) -> Iterator[bytes]:
        """All of it, piece by piece."""
        while block := self.stream.read(BLOCK):
            yield block


def walk(source: BinaryIO, visit: Callable[[Member], None]) -> Mapping[str, object]:
    """Show every member to `visit`, then hold all of them against the manifest; gives the manifest.

    Raises BackupProblem where anything is missing, changed or too much; what `visit` did until then is to be
    undone by it.
    """
    seen: dict[str, list[object]] = {}
    manifest: Mapping[str, object] | None = None
    try:
        with tarfile.open(fileobj=source, mode="r|", bufsize=BLOCK) as tar:
            for info in tar:
                member = _member(tar, info)
                if manifest is not None:
                    raise BackupProblem("damaged", info.name)
                if info.name == MANIFEST:
                    manifest = _parsed(member.whole())
                    continue
                visit(member)
                for _ in member.blocks():  # to the end, whatever was looked at
                    pass
                seen[info.name] = [member.stream.size, member.stream.digest()]
    except tarfile.ReadError as error:
        raise BackupProblem("not_a_backup" if not seen else "truncated") from error
    if manifest is None:
        raise BackupProblem("truncated" if seen else "not_a_backup")
    _compare(seen, manifest)
    return manifest


def _member(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    content = tar.extractfile(info) if info.isreg() else None
    if content is None:
        raise BackupProblem("damaged", info.name)
    return Member(info.name, Hashing(content))  # type: ignore[arg-type]  # a reader of bytes, as declared by tarfile


def _parsed(content: bytes) -> Mapping[str, object]:
    try:
        manifest = json.loads(content)
    except ValueError as error:
        raise BackupProblem("damaged", MANIFEST) from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("members"), dict):
        raise BackupProblem("damaged", MANIFEST)
    return manifest


def _compare(seen: Mapping[str, object], manifest: Mapping[str, object]) -> None:
    listed = manifest["members"]
    assert isinstance(listed, dict)  # noqa: S101  # `_parsed` has looked
    for name in sorted(seen.keys() | listed.keys()):
        if seen.get(name) != listed.get(name):
            raise BackupProblem("damaged", name)
