"""Codes as spreadsheets spoil them: 1.10 kept as the number 1.1, as a date, with blanks or stray dots."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dti_core.excel.annex.tables import ROMAN
from dti_core.excel.book import Cell

NUMERIC = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})*")
CODE = re.compile(r"[0-9A-Za-zĐđ]{1,6}(?:[.\-/][0-9A-Za-zĐđ]{1,4})*")
SPOILT = re.compile(r"[\s]+")


@dataclass(frozen=True)
class Code:
    """A code ready for use. `printed`: what the cell says where that differs; `repair`: what was mended."""

    text: str
    printed: str | None = None
    repair: str | None = None


def read(cell: Cell, before: str | None) -> Code | None:
    """The code of a row, given the one before it; None where the words are no code at all."""
    if isinstance(cell.value, Decimal):
        code = _of_number(cell)
    elif isinstance(cell.value, date):
        code = _of_date(cell.value, before)
    else:
        code = _of_text(cell.text)
    return _with_zero(code, before) if code and before and not code.repair else code


def depth(code: str) -> int:
    """1 for "3", 3 for "3.1.2"."""
    return code.count(".") + 1


def parent(code: str) -> str:
    """ "3.1" for "3.1.2", "" for "3"."""
    return code.rpartition(".")[0]


def followers(before: str) -> tuple[str, ...]:
    """What may come next: a first child, the next sibling, the next sibling of whatever holds it."""
    parts = [int(part) for part in before.split(".")] if NUMERIC.fullmatch(before) else []
    upwards = [[*parts[:end], parts[end] + 1] for end in range(len(parts) - 1, -1, -1)]
    return tuple(".".join(map(str, each)) for each in ([*parts, 1], *upwards))


def _of_number(cell: Cell) -> Code | None:
    shown = _shown(cell)
    return Code(shown) if NUMERIC.fullmatch(shown) else None


def _with_zero(code: Code, before: str) -> Code:
    """1.1 behind 1.9 is 1.10 that lost its zero when it was taken for a number."""
    expected = followers(before)
    longer = f"{code.text}0"
    if "." in code.text and code.text not in expected and longer in expected:
        return Code(longer, repair="number-lost-zero")
    return code


def _shown(cell: Cell) -> str:
    """As the cell's own format shows it: 1.10 under the format 0.00."""
    value = cell.value if isinstance(cell.value, Decimal) else Decimal(0)
    places = re.fullmatch(r"0\.(0+)", cell.number_format)
    text = f"{value:.{len(places[1])}f}" if places else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text and not places else text


def _of_date(value: date, before: str | None) -> Code | None:
    """Excel takes 1.2 or 1.1.1 for a day where points separate days; the neighbours tell which it was."""
    day, month, year = value.day, value.month, value.year % 100
    readings = (f"{day}.{month}.{year}", f"{month}.{day}.{year}", f"{day}.{month}", f"{month}.{day}")
    expected = followers(before) if before else ("1.1",)
    found = next((each for each in readings if each in expected), None)
    return Code(found, repair="code-was-date") if found else None


def _of_text(text: str) -> Code | None:
    joined = SPOILT.sub("", text)
    plain = re.sub(r"\.{2,}", ".", joined.replace(",", ".")).strip(".):/-(")
    if not CODE.fullmatch(plain) or (not any(c.isdigit() for c in plain) and not _is_letter(plain)):
        return None
    return Code(plain, printed=joined if joined != plain else None)


def _is_letter(text: str) -> bool:
    return text in ROMAN or (len(text) == 1 and text.isupper())
