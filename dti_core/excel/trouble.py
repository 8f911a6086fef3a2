"""What is wrong with a book, or worth knowing about it: found by code and place, told by the catalogue."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from dti_core.excel.catalogue import CATALOGUE

CELL = re.compile(r"[A-Z]{1,3}[0-9]+")


@dataclass(frozen=True)
class Remark:
    """A code of the catalogue, where in the book, and what the sentence needs to name."""

    code: str
    sheet: str = ""
    cell: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """ "trang “Phụ lục I”, ô C7"; empty where the whole file is meant."""
        where = f"ô {self.cell}" if CELL.fullmatch(self.cell) else self.cell
        return ", ".join(part for part in (f"trang “{self.sheet}”" if self.sheet else "", where) if part)

    @property
    def message(self) -> str:
        return CATALOGUE[self.code].message.format_map(self.facts)

    @property
    def cause(self) -> str:
        return CATALOGUE[self.code].cause.format_map(self.facts)

    @property
    def fix(self) -> str:
        return CATALOGUE[self.code].fix.format_map(self.facts)


def render(remarks: Iterable[Remark]) -> Iterator[str]:
    """Lines for a terminal: remarks of a kind together, why and what to do said once for all of them."""
    ordered = sorted(remarks, key=lambda each: list(CATALOGUE).index(each.code))
    for _, kind in groupby(ordered, key=lambda each: (each.code, each.cause, each.fix)):
        same = list(kind)
        yield from (f"{_opened(each.place)}{each.message}" for each in same)
        yield f"    Vì sao: {same[0].cause}"
        yield f"    Cách sửa: {same[0].fix}"


def _opened(place: str) -> str:
    return f"{place[0].upper()}{place[1:]}: " if place else ""
