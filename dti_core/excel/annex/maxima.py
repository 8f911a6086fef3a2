"""Maxima as people type them: 10, "10 điểm", "2,5", and what is no number of points."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dti_core.excel.book import Cell
from dti_core.framework.plain import bare
from dti_core.survey.numbers import Number, TwoReadings, Unreadable, canonical, read

AROUND = re.compile(r"[0-9 .,]+(diem|d)?")


@dataclass(frozen=True)
class Maximum:
    """A maximum, or the code of what is wrong with it (both where it was read but deserves a look)."""

    value: Decimal | None = None
    trouble: str | None = None


def maximum(cell: Cell | None) -> Maximum:
    """What a cell of the column of maxima says; an empty one says nothing, and that is no trouble."""
    if cell is None or not cell.text.strip(" -–."):
        return Maximum()
    if cell.trouble:
        return Maximum(trouble=cell.trouble)
    if isinstance(cell.value, Decimal):
        return _of_number(cell.value)
    if not isinstance(cell.value, str):
        return Maximum(trouble="max-is-no-number")
    return _of_text(cell.text)


def _of_number(value: Decimal) -> Maximum:
    return Maximum(trouble="max-negative") if value < 0 else Maximum(value)


def _of_text(text: str) -> Maximum:
    found = read(text)
    if isinstance(found, Unreadable):
        return Maximum(trouble="max-negative" if found.why == "negative" else "max-is-no-number")
    if not AROUND.fullmatch(bare(text)):
        return Maximum(trouble="max-is-no-number")
    if isinstance(found, TwoReadings):
        return Maximum(_decimal(found.grouped), "max-two-readings")
    return (
        Maximum(_decimal(found.value)) if isinstance(found, Number) else Maximum(trouble="max-is-no-number")
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(canonical(value))
