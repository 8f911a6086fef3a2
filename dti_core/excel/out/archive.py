"""The archive of evidence: files in folders by unit and criterion, and an index whose links lead to them.

Where it would be too large for a chat it is made in parts. Unpacked into one folder they are one archive
again, and every book beside it (this index, the campaign's book, the review book) finds its files.
"""

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from dti_core.campaign import files
from dti_core.campaign.staff.export import details
from dti_core.campaign.staff.export.scope import Scope, Unit
from dti_core.excel.out import front, words
from dti_core.excel.out.archive_paths import link_of, path_of
from dti_core.excel.out.book import TABS, Book, Told
from dti_core.excel.out.tables import Sheet, Table
from dti_core.messages import links

__all__ = ["Piece", "Plan", "path_of", "plan", "write"]

INDEX = Table(
    words.INDEX_OF_ARCHIVE,
    words.ARCHIVE_HEADS,
    ("text", "code", "text", "text", "text", "text", "text", "text", "whole", "hash", "text", "text"),
    (28, 11, 44, 9, 58, 16, 16, 12, 11, 36, 16, 30),
    TABS["evidence"],
)
CHUNK = 1 << 20


@dataclass(frozen=True)
class Piece:
    """One current piece of evidence of a unit."""

    unit: Unit
    row: Any

    @property
    def size(self) -> int:
        """Bytes that it takes; a link takes none."""
        return int(self.row.size or 0) if self.row.kind == "file" else 0

    @property
    def path(self) -> str:
        """Where its file lies in the archive."""
        return path_of(self.unit.slug, self.row.criterion, self.row.file_name or "", self.row.file_sha256)


@dataclass(frozen=True)
class Plan:
    """What goes into the archive, in parts of bounded size."""

    parts: tuple[tuple[Piece, ...], ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(piece.size for part in self.parts for piece in part)

    @property
    def files(self) -> int:
        """How many files there are."""
        return sum(piece.row.kind == "file" for part in self.parts for piece in part)


def plan(conn: Connection, scope: Scope, most: int | None = None) -> Plan:
    """Every current piece, in parts whose files take at most `most` bytes (a single larger file: alone)."""
    parts: list[list[Piece]] = [[]]
    filled = 0
    for piece in _pieces(conn, scope):
        if most is not None and filled and filled + piece.size > most:
            parts.append([])
            filled = 0
        parts[-1].append(piece)
        filled += piece.size
    return Plan(tuple(tuple(part) for part in parts))


def write(
    scope: Scope,
    data_dir: Path,
    part: Sequence[Piece],
    path: Path,
    number: int = 0,
    told: Told = lambda _: None,
) -> int:
    """Write one part to `path` with its index; how many files could not be put in.

    A file that is missing or damaged on disk is named in the index, never left out in silence.
    `number`: which part (from 1), 0 where there is one. Call it outside transactions.
    """
    path.touch(mode=0o600)
    lost: set[str] = set()
    seen: set[str] = set()
    whole = sum(piece.size for piece in part) or 1
    done = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for piece in part:
            if piece.row.kind != "file" or piece.path in seen:
                continue
            seen.add(piece.path)
            if not _put(archive, data_dir / files.path_of(piece.row.file_sha256), piece):
                lost.add(piece.path)
            done += piece.size
            told(done / whole)
        index = path.with_name(path.name + ".index.xlsx")
        try:
            _index(scope, part, lost, index)
            archive.write(index, f"{words.ARCHIVE_INDEX}{f'-{number}' if number else ''}.xlsx")
        finally:
            index.unlink(missing_ok=True)
    return len(lost)


def _pieces(conn: Connection, scope: Scope) -> Iterator[Piece]:
    for unit in scope.units:
        for row in details.evidence(conn, scope, unit):
            if row.withdrawn_at is None and row.kind != "credential":
                yield Piece(unit, row)


def _put(archive: zipfile.ZipFile, source: Path, piece: Piece) -> bool:
    """Copy a file while checking that it still is what was sent."""
    if not _intact(source, piece.row.file_sha256):
        return False
    with source.open("rb") as file, archive.open(piece.path, "w", force_zip64=True) as entry:
        while chunk := file.read(CHUNK):
            entry.write(chunk)
    return True


def _intact(source: Path, sha256: str) -> bool:
    try:
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _index(scope: Scope, part: Sequence[Piece], lost: set[str], path: Path) -> None:
    book = Book(scope.occasion.title, front.head(scope), scope.occasion.zone)
    above = [*front.table_lines(scope, words.INDEX_OF_ARCHIVE), (words.UNPACK_HINT, "subtitle", None)]
    sheet = Sheet(book, INDEX, above)
    for piece in part:
        row, framework = piece.row, piece.unit.framework
        node = framework.by_id.get(row.criterion)
        name, title = (node.name, node.title) if node else (row.criterion, "")
        is_file = row.kind == "file"
        gone = is_file and piece.path in lost
        target = link_of_piece(piece)
        what = (piece.unit.name, name, title, words.FILE if is_file else words.LINK)
        said = (row.file_name if is_file else row.url, row.place, row.document_number)
        facts = (words.dotted(row.document_date), row.size and -(-row.size // 1024), row.file_sha256)
        state = words.LOST if gone else words.VALID
        looked = links.said(row.link_check) if row.link_check else None
        sheet.rows.add(*what, *said, *facts, state, looked, links=None if gone else {4: target})
    sheet.close()
    book.save(path)


def link_of_piece(piece: Piece) -> str:
    """The address of a link, or the path of a file from the index."""
    if piece.row.kind == "link":
        return str(piece.row.url)
    return link_of(piece.unit.slug, piece.row.criterion, piece.row.file_name or "", piece.row.file_sha256)
