"""Putting a backup back into an empty place: verified whole first, then rows and files, then an upgrade."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select

from dti_core.store import schema
from dti_core.store.backup import archive, cipher, filing, loading
from dti_core.store.backup.archive import HEAD, Member
from dti_core.store.backup.description import Described, describe
from dti_core.store.backup.kinds import TYPES
from dti_core.store.backup.make import FORMAT, KEY
from dti_core.store.backup.problems import BackupProblem
from dti_core.store.database import Database
from dti_core.store.migrations import REVISIONS

ROWS = re.compile(r"rows/([a-z_]+)/\d{6}\.jsonl\.gz")


@dataclass
class Content:
    """What a backup holds."""

    schema: str
    made_at: str
    tables: Mapping[str, Described]
    counters: Mapping[str, int]
    rows: int = 0
    files: int = 0


def check(path: Path, key: str | None = None) -> Content:
    """Read a backup to its end and compare every checksum; changes nothing."""
    return _Reading(path, key).run()


def restore(path: Path, db: Database, data_dir: Path, key: str | None = None) -> Content:
    """Put everything back, into an empty database and a data folder without evidence.

    Raises BackupProblem; then rows are as before, and files that were written lie there unreferenced.
    """
    content = check(path, key)
    if content.schema not in REVISIONS:
        raise BackupProblem("newer", content.schema)
    _need_empty_place(db, data_dir, content.schema)
    schema.migrate(db, content.schema, keep_copy=False)
    with db.backend.exclusive() as conn, loading.without_references(conn):
        _Restoring(path, key, conn, data_dir).run()
    schema.migrate(db, keep_copy=False)
    return content


class _Reading:
    """Walks through a backup once."""

    def __init__(self, path: Path, key: str | None) -> None:
        self._path, self._key = path, key
        self._content: Content | None = None

    def run(self) -> Content:
        """To the end; raises BackupProblem."""
        with cipher.decrypting(self._path, self._key) as source:
            archive.walk(source, self._visit)
        if self._content is None:
            raise BackupProblem("not_a_backup")
        return self._content

    def _visit(self, member: Member) -> None:
        if self._content is None:
            if member.name != HEAD:
                raise BackupProblem("not_a_backup", member.name)
            self._content = _content(member.whole())
        elif (rows := ROWS.fullmatch(member.name)) and rows[1] in self._content.tables:
            self._content.rows += self.take_rows(self._content.tables[rows[1]], member)
        elif member.name.startswith("files/"):
            self.take_file(member)
            self._content.files += 1
        elif member.name == KEY:
            self.take_key(member)
        else:
            raise BackupProblem("damaged", member.name)

    def take_rows(self, table: Described, member: Member) -> int:
        """Rows of one table; how many."""
        return len(loading.rows_of(table, member))

    def take_file(self, member: Member) -> None:
        """A file of the data folder."""

    def take_key(self, member: Member) -> None:
        """The deployment's key."""


class _Restoring(_Reading):
    """The same, writing what it finds."""

    def __init__(self, path: Path, key: str | None, conn: Connection, data_dir: Path) -> None:
        super().__init__(path, key)
        self._conn, self._data_dir = conn, data_dir

    def run(self) -> Content:
        """Rows and files, then the counters from which new numbers are given."""
        content = super().run()
        loading.set_counters(self._conn, content.counters)
        return content

    def take_rows(self, table: Described, member: Member) -> int:
        rows = loading.rows_of(table, member)
        loading.insert_rows(self._conn, table, rows)
        return len(rows)

    def take_file(self, member: Member) -> None:
        filing.put(self._data_dir, member)

    def take_key(self, member: Member) -> None:
        filing.put_key(self._data_dir / KEY, member.whole())


def _content(raw: bytes) -> Content:
    try:
        head = json.loads(raw)
        tables = {name: Described(name, columns, ()) for name, columns in head["tables"].items()}
        content = Content(head["schema"], head["made_at"], tables, head["counters"])
        kinds = {kind for each in tables.values() for kind in each.columns.values()}
        form = head["format"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupProblem("not_a_backup", HEAD) from error
    if form != FORMAT or not kinds <= TYPES.keys():
        raise BackupProblem("newer", f"format {form}")
    return content


def _need_empty_place(db: Database, data_dir: Path, wanted: str) -> None:
    """No rows, no tables of another version, no evidence, no key that would be written over."""
    with db.read() as conn:
        found = schema.current(conn)
        if found not in (None, wanted) or (found is None and _has_tables(conn)):
            raise BackupProblem("place_not_empty", f"schema {found}" if found else "tables")
        for each in describe(conn):
            if conn.execute(select(func.count()).select_from(each.table())).scalar_one():
                raise BackupProblem("place_not_empty", each.name)
    if filing.is_occupied(data_dir, KEY):
        raise BackupProblem("place_not_empty", str(data_dir))


def _has_tables(conn: Connection) -> bool:
    return bool(inspect(conn).get_table_names())
