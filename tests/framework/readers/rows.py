"""What a reader of a decision's plain text finds: rows, inputs and items exactly as they are printed."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class PrintedInput:
    """A row below a criterion that asks one of its figures (`a= Số lượng…`); `offices` is its last cell.

    That cell names the providers, or a `reference` to where the figure is asked already (STT.9, 7.3b), or who
    is `reporting` it to the provider.
    """

    letter: str
    label: str
    offices: tuple[str, ...]
    providers: tuple[str, ...]
    reference: str | None = None
    reporting: str | None = None


@dataclass(frozen=True)
class Row:
    """An index, component or criterion. `depth` is 1 for an index; what is not printed is None or empty."""

    code: str | None
    title: str
    maximum: Fraction | None
    depth: int
    pillar: str | None = None
    marks: tuple[str, ...] = ()
    method: str | None = None
    note: str | None = None
    providers: tuple[str, ...] = ()
    inputs: tuple[PrintedInput, ...] = ()

    @property
    def name(self) -> str:
        """How a difference names the row."""
        return f"{self.pillar}/{self.code}" if self.pillar else self.code or f"«{self.title}»"


@dataclass(frozen=True)
class Item:
    """A line of general information; a person has no label of its own but `fields`."""

    number: str
    label: str | None
    providers: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One annex as read; `text` is the part of the decision that it was read from."""

    total: Fraction
    rows: tuple[Row, ...]
    text: str
    items: tuple[Item, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """A row with nothing deeper right below it is a criterion, at whatever depth it stands."""
        below = [row.depth for row in self.rows[1:]] + [0]
        return tuple(
            "criterion" if deeper <= row.depth else "index" if row.depth == 1 else "component"
            for row, deeper in zip(self.rows, below, strict=True)
        )

    @property
    def criteria(self) -> tuple[Row, ...]:
        return self.of_kind("criterion")

    def of_kind(self, kind: str) -> tuple[Row, ...]:
        return tuple(row for row, found in zip(self.rows, self.kinds, strict=True) if found == kind)


def fold(text: str) -> str:
    """Running text: line breaks and double spaces are one space; a word broken after its hyphen is joined.

    Letters are composed (NFC): some of Đồng Nai's notes carry their accents as characters of their own.
    """
    joined = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", text)
    return unicodedata.normalize("NFC", " ".join(joined.split()))


def between(text: str, start: str, end: str) -> str:
    """The text after `start` and before the next `end`; both must be there."""
    _, found, rest = text.partition(start)
    inside, closed, _ = rest.partition(end)
    assert found, start
    assert closed, end
    return inside


def lines(text: str) -> list[str]:
    """The lines that hold something, without the white space around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def depth_of(code: str) -> int:
    """How deep a code stands: 1.1.1 is three deep, and so is `4..3.2`."""
    return len(re.findall(r"\w+", code))
