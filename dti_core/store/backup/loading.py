"""Rows from a backup into tables."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, MetaData, text
from sqlalchemy.schema import AddConstraint, DropConstraint

from dti_core.store.backup import kinds
from dti_core.store.backup.archive import Member
from dti_core.store.backup.description import Described, sequence_of
from dti_core.store.backup.problems import BackupProblem

Row = dict[str, object]


def rows_of(table: Described, member: Member) -> list[Row]:
    """The rows in one member. Raises BackupProblem where they are none."""
    columns = list(table.columns.items())
    try:
        lines = gzip.decompress(member.whole()).splitlines()
        return [
            {
                name: kinds.read(kind, value)
                for (name, kind), value in zip(columns, json.loads(line), strict=True)
            }
            for line in lines
        ]
    except (ValueError, TypeError, OSError, EOFError, zlib.error) as error:
        raise BackupProblem("damaged", member.name) from error


def insert_rows(conn: Connection, table: Described, rows: Sequence[Row]) -> None:
    """Write them with the numbers that they had."""
    if rows:
        conn.execute(table.table().insert(), rows)


def set_counters(conn: Connection, counters: Mapping[str, int]) -> None:
    """New rows get numbers above all that were ever given."""
    for table, last in counters.items():
        if conn.dialect.name == "postgresql":
            sequence = sequence_of(conn, table)
            if sequence is not None:
                place = {"sequence": sequence, "last": max(1, last), "called": last > 0}
                conn.execute(text("SELECT setval(CAST(:sequence AS regclass), :last, :called)"), place)
        elif last and _is_counted(conn, table):
            conn.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
            row = {"name": table, "last": last}
            conn.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), row)


def _is_counted(conn: Connection, table: str) -> bool:
    """Whether SQLite keeps the last number given; it does so only where the table asks for it."""
    made = conn.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}).scalar()
    return "AUTOINCREMENT" in str(made).upper()


@contextmanager
def without_references(conn: Connection) -> Iterator[None]:
    """Rows may come in any order; every reference is checked at the end, in the same transaction.

    SQLite does so in `exclusive`; PostgreSQL takes the constraints away and puts them back.
    """
    if conn.dialect.name != "postgresql":
        yield
        return
    known = MetaData()
    known.reflect(conn)
    references = [each for table in known.sorted_tables for each in table.foreign_key_constraints]
    for reference in references:
        conn.execute(DropConstraint(reference))
    yield
    for reference in references:
        conn.execute(AddConstraint(reference))
