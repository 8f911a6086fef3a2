"""What cells look like: a handful of named styles, each made once per book and shared by all its cells."""

from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FONT = "Times New Roman"
"""The typeface of official papers; every machine has it or one of the same widths, with all our letters."""
VIETNAM = "[$-42A]"
POINTS, WHOLE, LOOSE = f"{VIETNAM}#,##0.00", f"{VIETNAM}#,##0", "General"
MOMENT, DAY, PERCENT = "dd/mm/yyyy hh:mm", "dd/mm/yyyy", f"{VIETNAM}0.0%"
BLUE, PALE, GREY, SUN = "1F4E79", "DDEBF7", "F2F2F2", "FFF2CC"
_LINE = Side(style="thin", color="BFBFBF")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

_WRAP = {"wrap_text": True, "vertical": "top"}
_MIDDLE = {"horizontal": "center", "vertical": "top", "wrap_text": True}
_RIGHT = {"horizontal": "right", "vertical": "top"}
_ACROSS = {"wrap_text": True, "vertical": "center"}
_UPWARDS = {"textRotation": 90, "wrap_text": True, "horizontal": "center", "vertical": "bottom"}

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font": {"b": True, "sz": 14, "color": BLUE}, "align": _ACROSS},
    "subtitle": {"font": {"i": True, "color": "595959"}, "align": _ACROSS},
    "plain": {"align": _WRAP},
    "warning": {"font": {"b": True, "color": "9C5700"}, "fill": SUN, "align": _WRAP},
    "head": {
        "font": {"b": True, "color": "FFFFFF"},
        "fill": BLUE,
        "box": True,
        "align": {"horizontal": "center", "vertical": "center", "wrap_text": True},
    },
    "upwards": {"font": {"sz": 9}, "fill": GREY, "box": True, "align": _UPWARDS},
    "group": {"font": {"b": True, "sz": 12, "color": BLUE}, "align": _ACROSS},
    "rank": {"box": True, "align": _MIDDLE, "format": WHOLE},
    "text": {"box": True, "align": _WRAP},
    "code": {"box": True, "align": _MIDDLE},
    "link": {"font": {"color": "0563C1", "u": "single"}, "box": True, "align": _WRAP},
    "jump": {"font": {"color": "0563C1", "u": "single"}, "align": _WRAP},
    "points": {"box": True, "align": _RIGHT, "format": POINTS},
    "given": {"box": True, "align": _RIGHT, "format": f'{POINTS};-{POINTS};""'},
    "whole": {"box": True, "align": _RIGHT, "format": WHOLE},
    "loose": {"box": True, "align": _RIGHT, "format": LOOSE},
    "percent": {"box": True, "align": _RIGHT, "format": PERCENT},
    "moment": {"box": True, "align": {"horizontal": "center", "vertical": "top"}, "format": MOMENT},
    "day": {"box": True, "align": {"horizontal": "center", "vertical": "top"}, "format": DAY},
    "hash": {"font": {"name": "Courier New", "sz": 8}, "box": True, "align": _WRAP},
}
_FILLED = {"index": PALE, "component": GREY, "total": SUN}
"""Rows that sum others up: the same styles in bold on a ground of their own, as `index-points`."""


class Styles:
    """Style arrays by name, and the same marked as text where a viewer might calculate otherwise."""

    def __init__(self, sheet: Any) -> None:
        self._sheet: Any = sheet
        self._known: dict[tuple[str, bool], Any] = {}
        self._numbers: dict[tuple[str, bool], int] = {}

    def of(self, name: str, quoted: bool = False) -> Any:
        """The style of this name, to be shared by cells. Raises KeyError for an unknown name."""
        key = (name, quoted)
        if key not in self._known:
            self._known[key] = self._make(name, quoted)
        return self._known[key]

    def number(self, name: str, quoted: bool = False) -> int:
        """The number under which the book keeps a style."""
        key = (name, quoted)
        if key not in self._numbers:
            cell: Any = WriteOnlyCell(self._sheet)
            cell._style = self.of(name, quoted)
            self._numbers[key] = cell.style_id
        return self._numbers[key]

    def _make(self, name: str, quoted: bool) -> Any:
        ground, _, rest = name.rpartition("-")
        look = dict(_LOOKS[rest])
        cell: Any = WriteOnlyCell(self._sheet)
        font = {"name": FONT, "sz": 11, **look.get("font", {})}
        if ground:
            font["b"] = True
            look["fill"] = _FILLED[ground]
        cell.font = Font(**font)
        cell.alignment = Alignment(**look["align"])
        cell.number_format = look.get("format", "General")
        if "fill" in look:
            cell.fill = PatternFill("solid", fgColor=look["fill"])
        if look.get("box"):
            cell.border = BOX
        cell.quotePrefix = quoted
        return cell._style
