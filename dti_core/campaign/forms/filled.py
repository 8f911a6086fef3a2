"""A filled-in workbook without its sheets: rows by what they are about, cells with their places."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from dti_core.survey.dossier import NO_PAPER, Paper

Kind = Literal["questionnaire", "review", "measured", "references"]
KINDS: tuple[Kind, ...] = ("questionnaire", "review", "measured", "references")
CellKind = Literal["text", "number", "percent", "date", "formula", "error", "merged"]
VERSION = 1
"""Of the layout; a later one is refused, since it may mean something else."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a text, or a number as a plain decimal; the last three kinds cannot be used."""

    kind: CellKind
    text: str
    place: str


@dataclass(frozen=True)
class Row:
    """What is said about one thing (`3.1:a`, `so-noi-vu/3.1`), by column."""

    id: str
    place: str
    cells: Mapping[str, Cell]
    hidden: bool = False


@dataclass(frozen=True)
class Mark:
    """What a book says of itself on its hidden sheet; `unit` is empty where it is about many."""

    version: int
    campaign: str
    unit: str = ""
    framework: str = ""
    made_at: str = ""


@dataclass(frozen=True)
class Trouble:
    """What cannot be read: where, why, and what to do."""

    place: str
    what: str
    fix: str


@dataclass(frozen=True)
class Filled:
    """A book as it came back. `base`: what it held when it was made, by row (stamp, then values).

    `cites`: the unit's document that one of the staff types it in from.
    """

    kind: Kind
    mark: Mark | None
    rows: tuple[Row, ...]
    base: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    cites: Paper = NO_PAPER

    def dump(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def load(text: str) -> Filled:
    """The inverse of `Filled.dump`."""
    raw: Any = json.loads(text)
    rows = tuple(
        Row(
            one["id"],
            one["place"],
            {name: Cell(**cell) for name, cell in one["cells"].items()},
            one["hidden"],
        )
        for one in raw["rows"]
    )
    return Filled(
        kind=raw["kind"],
        mark=None if raw["mark"] is None else Mark(**raw["mark"]),
        rows=rows,
        base={name: tuple(values) for name, values in raw["base"].items()},
        troubles=tuple(Trouble(**one) for one in raw["troubles"]),
        cites=Paper(**{name: value for name, value in raw.get("cites", {}).items() if name != "file"}),
    )
