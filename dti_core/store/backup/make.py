"""Making a backup while everything goes on: one snapshot of the rows, then the files that they name."""

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from dti_core.store import schema
from dti_core.store.backup import cipher, kinds
from dti_core.store.backup.archive import HEAD, Writer
from dti_core.store.backup.description import Described, counters, describe
from dti_core.store.backup.problems import BackupProblem
from dti_core.store.database import Database

FORMAT = 1
PIECE = 1 << 20
"""Bytes of rows in one member, before compression."""
AT_ONCE = 500
"""Rows fetched from the database at a time."""
KEY = "secret.key"
"""The deployment's key for what is sealed in the database; saved only where the backup is encrypted."""


@dataclass
class Made:
    """What is in a backup. `missing`, `changed`: files that the database knows and that were not there, or
    were not what their name says."""

    rows: int = 0
    files: int = 0
    encrypted: bool = False
    key_left_out: bool = False
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def make(db: Database, data_dir: Path, target: Path, key: str | None = None) -> Made:
    """Write a backup to `target`, which must not exist; it appears there only when it is whole and on disk.

    Rows and files fit together: a file is on disk before a row names it, and never changes.
    """
    if target.exists():
        raise BackupProblem("target_exists", str(target))
    part = target.with_name(target.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            with cipher.encrypting(out, key) as sink:
                made = _write(db, data_dir, sink, encrypted=key is not None)
            out.flush()
            os.fsync(out.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return made


def _write(db: Database, data_dir: Path, sink: Any, *, encrypted: bool) -> Made:
    made = Made(encrypted=encrypted)
    with Writer(sink) as archive:
        with db.read() as conn:
            paths = _write_rows(conn, archive, made)
        _write_files(data_dir, paths, archive, made)
        secret = data_dir / KEY
        if secret.is_file():
            made.key_left_out = not encrypted
            if encrypted:
                archive.add(KEY, secret.read_bytes())
    return made


def _write_rows(conn: Connection, archive: Writer, made: Made) -> list[str]:
    """Every row, by table; the paths of the files that they name."""
    version = schema.current(conn)
    if version is None:
        raise BackupProblem("no_tables")
    tables = describe(conn)
    archive.add(HEAD, json.dumps(_head(conn, version, tables)).encode())
    for table in tables:
        for number, (count, piece) in enumerate(_pieces(conn, table)):
            archive.add(f"rows/{table.name}/{number:06d}.jsonl.gz", gzip.compress(piece, 6, mtime=0))
            made.rows += count
    stored = next(each for each in tables if each.name == "stored_file").table()
    return list(conn.execute(select(stored.c.path).order_by(stored.c.path)).scalars())


def _head(conn: Connection, version: str, tables: Sequence[Described]) -> dict[str, object]:
    return {
        "format": FORMAT,
        "schema": version,
        "made_at": datetime.now(UTC).isoformat(),
        "tables": {each.name: each.columns for each in tables},
        "counters": counters(conn, tables),
    }


def _pieces(conn: Connection, described: Described) -> Iterator[tuple[int, bytes]]:
    """The rows of a table as lines of JSON, about a megabyte at a time, in the order of its key."""
    table, columns = described.table(), list(described.columns.items())
    every = select(table).order_by(*(table.c[name] for name in described.key))
    lines: list[bytes] = []
    size = 0
    for row in conn.execute(every.execution_options(yield_per=AT_ONCE)):
        values = [kinds.write(kind, value) for (_, kind), value in zip(columns, row, strict=True)]
        lines.append(json.dumps(values, ensure_ascii=False).encode() + b"\n")
        size += len(lines[-1])
        if size >= PIECE:
            yield len(lines), b"".join(lines)
            lines, size = [], 0
    if lines:
        yield len(lines), b"".join(lines)


def _write_files(data_dir: Path, paths: Sequence[str], archive: Writer, made: Made) -> None:
    for path in paths:
        try:
            digest = archive.add_file(f"files/{path}", data_dir / path)
        except FileNotFoundError:
            made.missing.append(path)
            continue
        made.files += 1
        if digest != Path(path).name:
            made.changed.append(path)
