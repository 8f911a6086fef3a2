"""What the database itself says of its tables, independent of the program's version: an old database can be
saved by a newer program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, MetaData, Table, func, inspect, select, text

from dti_core.store.backup.kinds import TYPES, Kind, kind_of
from dti_core.store.schema import VERSION_TABLE

TRANSIENT = frozenset({VERSION_TABLE, "heartbeat"})
"""Not saved: what a restore writes anew, and signs of life of processes that are not there."""


@dataclass(frozen=True)
class Described:
    """One table: its columns with their kinds, and the columns that its rows are ordered by."""

    name: str
    columns: Mapping[str, Kind]
    key: Sequence[str]

    def table(self) -> Table:
        """The same as a table of our own types."""
        columns = [Column(name, TYPES[kind]()) for name, kind in self.columns.items()]
        return Table(self.name, MetaData(), *columns)


def describe(conn: Connection) -> list[Described]:
    """Every table that is saved, by name."""
    looking = inspect(conn)
    return [
        Described(
            name=name,
            columns={str(column["name"]): kind_of(column["type"]) for column in looking.get_columns(name)},
            key=tuple(looking.get_pk_constraint(name)["constrained_columns"]),
        )
        for name in sorted(looking.get_table_names())
        if name not in TRANSIENT and not name.startswith("sqlite_")
    ]


def counters(conn: Connection, tables: Sequence[Described]) -> dict[str, int]:
    """The last number given in every table that numbers its rows: numbers are never given twice."""
    numbered = [each for each in tables if tuple(each.key) == ("id",) and each.columns["id"] == "int"]
    given = _given(conn, numbered)
    for each in numbered:
        table = each.table()
        highest = conn.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        given[each.name] = max(given.get(each.name, 0), int(highest))
    return given


def _given(conn: Connection, numbered: Sequence[Described]) -> dict[str, int]:
    if conn.dialect.name == "postgresql":
        return {each.name: _last_of_sequence(conn, each.name) for each in numbered}
    if not inspect(conn).has_table("sqlite_sequence"):
        return {}
    return {name: int(seq) for name, seq in conn.execute(text("SELECT name, seq FROM sqlite_sequence"))}


def sequence_of(conn: Connection, table: str) -> str | None:
    """The PostgreSQL sequence behind a table's `id`."""
    found = text("SELECT pg_get_serial_sequence(:name, 'id')")
    return conn.execute(found, {"name": f'"{table}"'}).scalar()


def _last_of_sequence(conn: Connection, table: str) -> int:
    name = sequence_of(conn, table)
    if name is None:
        return 0
    # The name comes from the catalogue, quoted there.
    last, called = conn.execute(text(f"SELECT last_value, is_called FROM {name}")).one()  # noqa: S608  # see above
    return int(last) if called else 0
