"""Many rows of one shape, written as they are: a tenth of what the library takes for a cell.

The library makes the sheet with its heads, styles and page; the rows wait in a nameless file and are put
behind the heads when the book is saved.
"""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import IO, Any
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from dti_core.excel.out.inert import inert, needs_quote
from dti_core.excel.out.styles import Styles
from dti_core.excel.out.values import Formula, Value, plain

KEPT = 200
"""Letters of a text that is likely to come again (names, labels) and so is remembered ready to write."""


class Body:
    """Rows of a sheet behind its heads; they wait in `file`."""

    def __init__(self, file: IO[bytes], styles: Styles, zone: str, columns: Sequence[str]) -> None:
        self._file = file
        self._styles = styles
        self._zone = ZoneInfo(zone)
        self._columns = [(get_column_letter(number), style) for number, style in enumerate(columns, 1)]

    def add(self, number: int, height: float | None, values: Sequence[Value], linked: Sequence[int]) -> None:
        """Write a row; the columns (from 0) in `linked` look like links."""
        cells = []
        for position, (value, (letter, style)) in enumerate(zip(values, self._columns, strict=True)):
            shown = "link" if position in linked else style
            cells.append(self._cell(f"{letter}{number}", value, shown))
        high = f' ht="{height}" customHeight="1"' if height else ""
        self._file.write(f'<row r="{number}"{high}>{"".join(cells)}</row>'.encode())

    def rewind(self) -> IO[bytes]:
        """What was written, from its beginning."""
        self._file.seek(0)
        return self._file

    def _cell(self, place: str, value: Value, style: str) -> str:
        if isinstance(value, str):
            text, quoted = _remembered(value) if len(value) <= KEPT else _ready(value)
            head = f'<c r="{place}" s="{self._styles.number(style, quoted)}"'
            return (
                f'{head} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
                if text
                else f"{head}/>"
            )
        head = f'<c r="{place}" s="{self._styles.number(style)}"'
        if value is None:
            return f"{head}/>"
        if isinstance(value, Formula):
            return f"{head}><f>{escape(value.text[1:])}</f><v>{float(value.value)!r}</v></c>"
        return f"{head}><v>{self._number(value)!r}</v></c>"

    def _number(self, value: int | Fraction | datetime | date) -> float | int:
        known = plain(value, self._zone)
        return float(_serial(known)) if isinstance(known, date) else known


_serial: Any = to_excel


def _ready(value: str) -> tuple[str, bool]:
    """A text as the file holds it, and whether it has to be marked as text."""
    text = inert(value)
    return escape(text), needs_quote(text)


_remembered = lru_cache(maxsize=8192)(_ready)
