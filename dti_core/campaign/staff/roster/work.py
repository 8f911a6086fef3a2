"""What grows while a book is planned: changes, refused rows, and the units that people may name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dti_core.campaign.staff.roster import names
from dti_core.campaign.staff.roster.book import Book, Kind, Row
from dti_core.campaign.staff.roster.snapshot import FrameworkFacts, Snapshot
from dti_core.framework.problems import nearest
from dti_core.messages.staff.roster_plan import Absent, Change, Diff, Plan, Trouble


@dataclass(frozen=True)
class UnitRef:
    """A unit that a person's row may name: on the roster (`enrolment`) or new in the same book."""

    slug: str
    name: str
    framework: str
    enrolment: int | None


@dataclass
class Work:
    """One planning. `reach`: ranking groups that the importer may change (None: all)."""

    book: Book
    snapshot: Snapshot
    reach: frozenset[str] | None = None
    changes: list[Change] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    absent: list[Absent] = field(default_factory=list)
    units: list[UnitRef] = field(default_factory=list)
    refused_units: list[str] = field(default_factory=list)

    def refuse(self, row: Row, code: str, name: str = "", /, value: str | None = None, **facts: str) -> None:
        """A row that is not taken, with the cell at fault."""
        table = self.book.tables[row.kind]
        said = row.text(name) if value is None else value
        self.troubles.append(Trouble(code, table.title, row.number, table.columns.get(name, ""), said, facts))

    def usable(self, row: Row, *required: str) -> bool:
        """Whether every cell could be read and what is needed is there; says what is not."""
        for name, why in row.broken.items():
            self.refuse(row, why, name)
        if row.broken:
            return False
        missing = next((name for name in required if not row.text(name)), None)
        if missing is not None:
            self.refuse(row, "missing", missing)
        too_long = next((name for name, text in row.cells.items() if len(text) > names.LONGEST), None)
        if too_long is not None:
            self.refuse(row, "too_long", too_long, value=row.text(too_long)[:40])
        return missing is None and too_long is None

    def choice(self, row: Row, name: str, text: str, known: Mapping[str, str], code: str) -> str | None:
        """The id behind a text that is an id or a title; refuses the row where it is neither."""
        spelled = {names.bare(title): one for one, title in known.items()}
        spelled |= {names.bare(one): one for one in known}
        found = spelled.get(names.bare(text))
        if found is None:
            close = spelled.get(nearest(names.bare(text), spelled) or "")
            guess = f" Có phải “{known[close]}”?" if close else ""
            listed = "; ".join(known.values()) or "không có"
            self.refuse(row, code, name, value=text, known=listed, guess=guess)
        return found

    def framework(self, row: Row) -> FrameworkFacts | None:
        """The framework that a row names; the only one where it names none."""
        known = self.snapshot.frameworks
        if not row.text("framework") and len(known) == 1:
            return next(iter(known.values()))
        if not row.text("framework"):
            listed = "; ".join(known)
            self.refuse(row, "which_framework", "framework", known=listed)
            return None
        titles = {one.id: one.title for one in known.values()}
        found = self.choice(row, "framework", row.text("framework"), titles, "unknown_framework")
        return known[found] if found else None

    def plan(self) -> Plan:
        """What it came to."""
        return Plan(tuple(self.changes), tuple(self.troubles), tuple(self.absent))


def of_kind(kind: Kind, changes: list[Change]) -> list[Change]:
    """The changes of one sheet."""
    return [change for change in changes if change.kind == kind]


def differences(*fields: tuple[str, str, str]) -> tuple[Diff, ...]:
    """What differs among (field, old, new)."""
    return tuple(Diff(name, old, new) for name, old, new in fields if old != new)
