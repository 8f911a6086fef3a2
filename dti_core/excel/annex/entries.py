"""From lines to entries: the rows of the annex, the general information, the total, and what was odd."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from dti_core.excel.annex import codes
from dti_core.excel.annex.headings import is_info, is_note, is_section, is_total
from dti_core.excel.annex.lines import Line, Lines
from dti_core.excel.annex.tables import ROMAN, Table, is_repeat, max_heading
from dti_core.excel.trouble import Remark

INPUT = re.compile(r"[-+•*\s]*([a-z][a-z0-9_]{0,15})\s*=\s*(.+)", re.DOTALL)
"""A row that names one figure of the criterion above: “a= Số lượng văn bản…”."""
TOGETHER = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]{1,4}|[A-Z])[.):/]*\s+(\S.*)")
"""Code and title in one cell, as a merged row prints them."""


@dataclass(frozen=True)
class Entry:
    """A row with a maximum or a code. `code` is empty where none is printed."""

    line: Line
    code: str
    printed: str | None
    title: str
    max: Decimal | None
    inputs: tuple[tuple[str, str, str], ...] = ()
    """Figures that the annex itself names: letter, label, provider."""


@dataclass(frozen=True)
class Info:
    """A row of the general information; `fields` are the lines of one that asks several things."""

    code: str
    label: str
    provider: str = ""
    fields: tuple[str, ...] = ()


@dataclass
class Gathered:
    """All that was found in a table."""

    table: Table
    entries: list[Entry] = field(default_factory=list)
    info: list[Info] = field(default_factory=list)
    totals: list[tuple[int, Decimal]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def gather(table: Table) -> Gathered:
    """Read every row of a table in order."""
    reader = _Reader(table)
    for row in range(table.first, table.last + 1):
        reader.take(row)
    reader.finish()
    return reader.found


class _Reader:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.lines = Lines(table)
        self.found = Gathered(table)
        self.in_info = False
        self.gap = False
        """A blank row lies between the last entry and this one."""

    def take(self, row: int) -> None:
        cells = self.table.sheet.row(row)
        if not cells:
            self.gap = True
            return
        line = self.lines.line(row)
        if is_repeat(self.table, row):
            self.repeated(line)
            return
        words = line.title or (line.code.text if line.code else "")
        if is_total(words):
            self.total(line)
        elif not (self.section(row, words) or line.empty):
            self.info(line) if self.in_info else self.scored(line)
        self.gap = False

    def repeated(self, line: Line) -> None:
        """A heading printed again; it may carry the total where the first one says what the column is."""
        if line.max.value is not None and line.code and line.code.text.casefold() == "stt":
            self.total(line)

    def finish(self) -> None:
        self.drop_strays()
        if self.found.totals and len(self.found.totals) > 1:
            rows = ", ".join(str(row) for row, _ in self.found.totals)
            self.remark("many-totals", f"cột {self.max_letter()}", rows=rows)

    def max_letter(self) -> str:
        column = self.table.column("max")
        return column.ref.removeprefix("cột ") if column else "?"

    def remark(self, code: str, cell: str, /, **facts: object) -> None:
        self.found.remarks.append(Remark(code, self.table.sheet.title, cell, facts))

    def total(self, line: Line) -> None:
        self.in_info = False
        if line.max.value is not None:
            self.found.totals.append((line.row, line.max.value))
        elif line.max.trouble:
            self.remark(line.max.trouble, line.max_ref, code="tổng cộng")

    def section(self, row: int, words: str) -> bool:
        if is_info(words):
            self.in_info = True
            return True
        if is_section(words) or max_heading(self.table.sheet.row(row)):
            self.in_info = False
            return True
        return False

    def info(self, line: Line) -> None:
        code = codes.read(line.code, None) if line.code else None
        provider, last = line.words.get("provider", ""), self.found.info[-1] if self.found.info else None
        if code and line.title:
            fields = (line.title,) if line.code and line.code.last_row > line.row else ()
            self.found.info.append(Info(code.text, line.title, provider, fields))
        elif line.title and last:
            self.found.info[-1] = replace(last, fields=(*last.fields, line.title))

    def scored(self, line: Line) -> None:
        code = codes.read(line.code, self.before()) if line.code else None
        if line.code and code is None:
            self.worded(line)
        elif code:
            self.coded(line, code)
        elif line.title:
            self.uncoded(line)
        elif self.found.entries:
            self.adopt(line)

    def before(self) -> str | None:
        return next((each.code for each in reversed(self.found.entries) if each.code), None)

    def worded(self, line: Line) -> None:
        """Words in the column of codes: code and title in one cell, or nothing that belongs to the table."""
        text = line.code.text if line.code else ""
        both = TOGETHER.fullmatch(text)
        if both and not line.title:
            self.coded(replace(line, title=both[2]), codes.Code(both[1]))
        elif line.code and line.code.trouble:
            self.remark(line.code.trouble, line.code.ref, code=line.title or text)
        elif line.title and not is_note(text):
            self.remark("bad-code", line.code.ref if line.code else "", value=text, title=_short(line.title))
            self.add(line, "", text)
        else:
            self.remark("row-unread", f"dòng {line.row}", text=_short(f"{text} {line.title}".strip()))

    def coded(self, line: Line, code: codes.Code) -> None:
        if code.repair and line.code:
            self.remark(code.repair, line.code.ref, value=line.code.text, code=code.text)
        self.add(line, code.text, code.printed)

    def uncoded(self, line: Line) -> None:
        figure = INPUT.fullmatch(line.title)
        last = self.found.entries[-1] if self.found.entries else None
        if figure and last:
            self.figure(last, figure[1], figure[2], line)
        elif last and not last.title and not self.gap:
            self.join(last, line)
        elif line.has_max and not (last and last.max is None and line.title[0].islower()):
            self.remark("no-code", f"dòng {line.row}", title=_short(line.title))
            self.add(line, "", "")
        elif last and not self.gap and not is_note(line.title):
            self.remark("row-joined", f"dòng {line.row}", text=_short(line.title), code=last.code or "trên")
            self.join(last, line)
        else:
            self.remark("row-unread", f"dòng {line.row}", text=_short(line.title))

    def figure(self, last: Entry, letter: str, label: str, line: Line) -> None:
        known = {each[0] for each in last.inputs}
        if letter not in known:
            one = (letter, label.strip(" ;."), line.words.get("provider", ""))
            self.found.entries[-1] = replace(last, inputs=(*last.inputs, one))

    def join(self, last: Entry, line: Line) -> None:
        self.found.entries[-1] = replace(last, title=f"{last.title} {line.title}".strip())
        self.adopt(line)

    def adopt(self, line: Line) -> None:
        """A maximum, marks or notes that stand a row lower than what they belong to."""
        last = self.found.entries[-1]
        words = {**line.words, **last.line.words}
        marks = last.line.marks or line.marks
        grown = replace(last.line, words=words, marks=marks, shared=last.line.shared or line.shared)
        worth = last.max if last.max is not None else line.max.value
        self.found.entries[-1] = replace(last, line=grown, max=worth)

    def add(self, line: Line, code: str, printed: str | None) -> None:
        self.drop_strays()
        if line.max.trouble:
            self.remark(
                line.max.trouble, line.max_ref, code=code or _short(line.title), value=self.shown(line)
            )
        self.found.entries.append(Entry(line, code, printed, line.title, line.max.value))

    def shown(self, line: Line) -> str:
        cell = self.table.cell(line.row, "max")
        return cell.text if cell else ""

    def drop_strays(self) -> None:
        """A lone figure in the column of codes is a page's number, not a criterion."""
        last = self.found.entries[-1] if self.found.entries else None
        if last and not last.title and last.max is None:
            self.found.entries.pop()
            self.remark("code-alone", f"dòng {last.line.row}", code=last.code)


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"


def sections(entries: list[Entry]) -> Iterator[tuple[str, Entry]]:
    """Each entry with the Roman numeral or letter that it stands under ("" where there is none)."""
    above = ""
    for number, entry in enumerate(entries):
        if entry.code in ROMAN or (entry.code.isalpha() and entry.code.isupper()):
            following = next((each.code for each in entries[number + 1 :] if each.code), "")
            above = "" if following.startswith(f"{arabic(entry.code)}.") else entry.code
            plain = entry.code if above else arabic(entry.code)
            yield "", replace(entry, code=plain, printed=entry.printed or (None if above else entry.code))
        else:
            yield above, entry


def arabic(code: str) -> str:
    """ "4" for "IV" and for "D"."""
    return str(ROMAN.index(code) + 1 if code in ROMAN else ord(code[0]) - 64)
