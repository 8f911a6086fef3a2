"""What an imported roster would change: made by the roster's use cases, shown before anything is written."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Kind = Literal["unit", "contact", "staff"]
What = Literal["new", "changed", "same"]


@dataclass(frozen=True)
class Diff:
    """One field's old and new value, as people read them."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """What one row leads to.

    `target`: enrolment or member that it is about; `values`: what to store; `replaces`: name of the person
    who gives way, `replaced` their member id.
    """

    kind: Kind
    what: What
    row: int
    title: str
    unit: str = ""
    target: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    diffs: tuple[Diff, ...] = ()
    replaces: str = ""
    replaced: int | None = None


@dataclass(frozen=True)
class Trouble:
    """A row that is not taken: where, and what of the catalogue is wrong with it."""

    code: str
    sheet: str
    row: int
    column: str = ""
    value: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Absent:
    """On the roster but not in the book: kept, and said so. `how`: "absent", or "unlisted" for who joined by
    an invitation of their own."""

    kind: Kind
    title: str
    unit: str = ""
    how: str = "absent"


@dataclass(frozen=True)
class Plan:
    """Everything that a book leads to."""

    changes: tuple[Change, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    absent: tuple[Absent, ...] = ()

    def of(self, what: What) -> tuple[Change, ...]:
        """The changes of one sort."""
        return tuple(change for change in self.changes if change.what == what)

    @property
    def writes(self) -> tuple[Change, ...]:
        """What would be written."""
        return tuple(change for change in self.changes if change.what != "same")

    @property
    def grants(self) -> bool:
        """Whether somebody would become one of the staff, or their role or reach would change."""
        return any(change.kind == "staff" for change in self.writes)

    @property
    def digest(self) -> str:
        """Two plans of one digest do the same: what was shown is what is applied."""
        wanted = [asdict(change) for change in self.writes]
        text = json.dumps(wanted, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
