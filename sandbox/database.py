"""The sandbox's own SQLite file: one connection, used from the event loop's thread only."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS bots (
    id INTEGER PRIMARY KEY, next_message_id INTEGER NOT NULL, next_update_id INTEGER NOT NULL,
    allowed_updates TEXT, profile TEXT NOT NULL DEFAULT '{}', webhook TEXT
);
CREATE TABLE IF NOT EXISTS people (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, about TEXT NOT NULL DEFAULT '', start_payload TEXT,
    phone TEXT NOT NULL, username TEXT
);
CREATE TABLE IF NOT EXISTS chats (
    bot INTEGER NOT NULL, person INTEGER NOT NULL REFERENCES people(id), started_at REAL,
    blocked INTEGER NOT NULL DEFAULT 0, keyboard TEXT, pins TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (bot, person)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS messages (
    bot INTEGER NOT NULL, id INTEGER NOT NULL, chat INTEGER NOT NULL, outgoing INTEGER NOT NULL,
    at REAL NOT NULL, wire TEXT NOT NULL, client_id TEXT,
    words_edited INTEGER NOT NULL DEFAULT 0, deleted_at REAL,
    PRIMARY KEY (bot, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS messages_by_chat ON messages (bot, chat, id);
CREATE UNIQUE INDEX IF NOT EXISTS messages_by_client ON messages (bot, chat, client_id);
CREATE TABLE IF NOT EXISTS updates (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, bot INTEGER NOT NULL, update_id INTEGER NOT NULL,
    chat INTEGER NOT NULL, kind TEXT NOT NULL, at REAL NOT NULL, payload TEXT NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS updates_waiting ON updates (bot, seq) WHERE confirmed = 0;
CREATE TABLE IF NOT EXISTS callbacks (
    id TEXT PRIMARY KEY, bot INTEGER NOT NULL, chat INTEGER NOT NULL, message_id INTEGER NOT NULL,
    at REAL NOT NULL, answered INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY, unique_id TEXT NOT NULL, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    mime TEXT NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL, width INTEGER, height INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS thumbnails (
    photo TEXT PRIMARY KEY REFERENCES files(id), file TEXT NOT NULL REFERENCES files(id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, bot INTEGER NOT NULL, chat INTEGER NOT NULL,
    kind TEXT NOT NULL, message_id INTEGER, data TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS log_by_chat ON log (bot, chat, seq);
"""


class Database:
    """A connection whose commits survive the death of the process (WAL, handed to the system at commit)."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA busy_timeout = 5000")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens or nothing does; may be nested, the outermost commits."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Execute one statement."""
        return self._connection.execute(sql, values)

    def all(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Every row."""
        return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """The first row, or None."""
        row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, *values)
        return None if row is None else row[0]

    def close(self) -> None:
        """Fold the WAL in and close."""
        self._connection.close()


def dump(value: Any) -> str:
    """Compact JSON text for a column."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
