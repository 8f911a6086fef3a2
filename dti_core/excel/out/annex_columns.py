"""The columns of the annex: those that the decision prints, and what a filled-in form needs beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from dti_core.excel.out import words
from dti_core.framework.framework import Framework
from dti_core.framework.model import Column

ASSESSORS = ("self", "department", "online", "expert", "council")
WIDTHS = {
    "code": 9.0, "title": 46.0, "method": 42.0, "max": 9.0, "final": 11.0, "note": 52.0, "data": 34.0,
    "evidence": 40.0, "provider": 22.0, "open": 13.0,
}  # fmt: skip
ASSESSOR_WIDTH = 12.0


@dataclass(frozen=True)
class Heading:
    """One column: what stands over it and what in it; `over` spans it and its neighbours."""

    title: str
    holds: str
    over: str | None = None

    @property
    def sums(self) -> bool:
        """Whether its numbers are added up."""
        return self.holds in ASSESSORS or self.holds == "final"

    @property
    def width(self) -> float:
        """In characters."""
        return ASSESSOR_WIDTH if self.holds in ASSESSORS else WIDTHS[self.holds]


def headings(framework: Framework) -> tuple[Heading, ...]:
    """The printed columns; those that are not printed but needed stand where they belong.

    The last column leads to the evidence: a cell of its own, since a viewer may break no lines in a link.
    Points stand right after the maximum, or after the last printed column of points; the note at the end.
    """
    found = [
        Heading(_flat(one.title), one.holds, one.over and _flat(one.over)) for one in _columns(framework)
    ]
    held = {one.holds for one in found}
    at = 1 + max(number for number, one in enumerate(found) if one.holds == "max" or one.holds in ASSESSORS)
    over = next((one.over for one in found if one.holds in ASSESSORS), None)
    added = [
        Heading(_flat(one.title), one.id, over) for one in framework.spec.assessors if one.id not in held
    ]
    if "final" not in held:
        added.append(Heading(words.FINAL, "final", over))
    found[at:at] = added
    if "note" not in held:
        found.append(Heading(words.NOTE, "note"))
    found.append(Heading(words.OPEN, "open"))
    return tuple(found)


def position(columns: Sequence[Heading], holds: str) -> int | None:
    """The number (from 1) of the column that holds something."""
    return next((number for number, one in enumerate(columns, 1) if one.holds == holds), None)


def _columns(framework: Framework) -> tuple[Column, ...]:
    """As printed; code, title and maximum are there whatever the file says."""
    printed = framework.spec.columns
    held = {one.holds for one in printed}
    needed = (("code", words.CODE), ("title", words.TITLE), ("max", words.MAX))
    missing = tuple(
        Column.model_validate({"title": title, "holds": holds})
        for holds, title in needed
        if holds not in held
    )
    return (*missing, *printed)


def _flat(text: str) -> str:
    return " ".join(text.split())
