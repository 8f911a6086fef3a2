"""What stands in a roster's workbook: rows of plain texts with their places, nothing understood yet."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

Kind = Literal["unit", "contact", "staff"]
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "unit": ("name", "code", "group", "traits", "framework", "volunteer"),
    "contact": ("unit", "name", "role", "phone", "email", "office", "framework"),
    "staff": ("name", "role", "groups", "indices", "phone", "email"),
}


@dataclass(frozen=True)
class Row:
    """One row: its texts by field, blank ones left out. `broken`: fields of unusable cells, and why."""

    kind: Kind
    number: int
    cells: Mapping[str, str]
    broken: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field's text, empty where nothing stands."""
        return self.cells.get(name, "")


@dataclass(frozen=True)
class Table:
    """A sheet that was read: its title, and the column letter of every field."""

    title: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Book:
    """A whole roster as handed in."""

    tables: Mapping[Kind, Table]
    rows: tuple[Row, ...]

    def of(self, kind: Kind) -> tuple[Row, ...]:
        """The rows of one sheet in order."""
        return tuple(row for row in self.rows if row.kind == kind)

    def dump(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def load(text: str) -> Book:
    """The inverse of `Book.dump`."""
    data = json.loads(text)
    tables = {kind: Table(**table) for kind, table in data["tables"].items()}
    return Book(tables, tuple(Row(**row) for row in data["rows"]))
