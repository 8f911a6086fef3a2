"""A book with an annex's table as a draft of a framework file, or why it cannot be one."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from openpyxl.utils import get_column_letter

from dti_core.excel.annex import decision
from dti_core.excel.annex.entries import Gathered, gather
from dti_core.excel.annex.headings import ASSESSORS
from dti_core.excel.annex.placing import Placed, place, rows
from dti_core.excel.annex.tables import Table, tables
from dti_core.excel.book import Sheet, open_book
from dti_core.excel.trouble import Remark
from dti_core.framework.drafting.document import Draft, Item, Shared
from dti_core.framework.plain import bare


@dataclass(frozen=True)
class Imported:
    """A draft and the tables that it was read from; without a draft the remarks say why."""

    draft: Draft | None
    tables: tuple[Table, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass
class _Found:
    tables: list[Table]
    remarks: list[Remark] = field(default_factory=list)


def import_book(
    path: Path, framework_id: str, *, sheets: Sequence[str] = (), numbers: Sequence[int] = (), level: str = ""
) -> Imported:
    """Read a book. `sheets` and `numbers` choose among several tables; several chosen become pillars."""
    opened = open_book(path)
    if opened.refusal:
        return Imported(None, remarks=(opened.refusal,))
    chosen = _choose_sheets(opened.sheets, sheets)
    if isinstance(chosen, Remark):
        return Imported(None, remarks=(chosen,))
    found = _choose_tables(chosen, numbers, opened.sheets if not sheets else ())
    if not found.tables:
        return Imported(None, remarks=tuple(found.remarks))
    return _draft(found, framework_id, level)


def _choose_sheets(there: Sequence[Sheet], wanted: Sequence[str]) -> tuple[Sheet, ...] | Remark:
    if not wanted:
        return tuple(sheet for sheet in there if sheet.visible)
    by_name = {" ".join(sheet.title.casefold().split()): sheet for sheet in there}
    found: list[Sheet] = []
    for name in wanted:
        sheet = by_name.get(" ".join(name.casefold().split()))
        if sheet is None:
            names = ", ".join(f"“{each.title}”" for each in there)
            return Remark("unknown-sheet", facts={"value": name, "names": names})
        found.append(sheet)
    return tuple(found)


def _choose_tables(sheets: Sequence[Sheet], numbers: Sequence[int], everything: Sequence[Sheet]) -> _Found:
    """The tables that are meant; none, with the reason, where that is not clear."""
    hidden = [Remark("hidden-sheet", each.title) for each in everything if not each.visible]
    there = [table for sheet in sheets for table in tables(sheet)]
    usable = [table for table in there if table.column("max") and table.column("code")]
    if not usable:
        unseen = [remark for sheet in sheets for remark in _hidden_columns(sheet)]
        return _Found([], [_nothing(sheets, there), *hidden, *unseen])
    wrong = [number for number in numbers if not 1 <= number <= len(usable)]
    if wrong:
        return _Found([], [Remark("unknown-table", facts={"value": wrong[0], "count": len(usable)})])
    chosen = [usable[number - 1] for number in numbers] or usable
    if len(chosen) > 1 and not numbers:
        return _Found([], [_several(usable), *hidden])
    return _Found(chosen, hidden)


def _nothing(sheets: Sequence[Sheet], there: Sequence[Table]) -> Remark:
    """No table: what was looked for, and the first words that were seen instead."""
    if there:
        missing = "Điểm tối đa" if there[0].column("code") else "STT"
        heads = ", ".join(f"“{each.title}”" for each in there[0].columns)
        facts = {"missing": missing, "seen": heads}
        return Remark("column-missing", there[0].sheet.title, f"dòng {there[0].header}", facts)
    cells = [cell for sheet in sheets for row in sorted(sheet.rows)[:6] for cell in sheet.row(row)]
    seen = ", ".join(f"{cell.ref} “{cell.text[:40]}”" for cell in cells[:8]) or "không có ô nào có chữ"
    names = ", ".join(f"“{sheet.title}”" for sheet in sheets) or "(không có trang nào đang hiện)"
    return Remark("no-table", facts={"seen": seen, "sheets": names})


def _several(there: Sequence[Table]) -> Remark:
    lines = [f"    {number}. {_whereabouts(each)}" for number, each in enumerate(there, 1)]
    every = " ".join(f"--table {number}" for number in range(1, len(there) + 1))
    sheet = there[0].sheet.title
    return Remark(
        "many-tables", facts={"count": len(there), "list": "\n".join(lines), "all": every, "sheet": sheet}
    )


def _whereabouts(table: Table) -> str:
    title = f"{table.title}, " if table.title else ""
    return f"{title}trang “{table.sheet.title}”, dòng {table.header}–{table.last}"


def _draft(found: _Found, framework_id: str, level: str) -> Imported:
    gathered = [gather(table) for table in found.tables]
    names = _pillar_names(found.tables) if len(found.tables) > 1 else ("",)
    placed = [place(each, name) for each, name in zip(gathered, names, strict=True)]
    remarks = [*found.remarks, *(r for table in found.tables for r in _about(table))]
    remarks += [remark for each in gathered for remark in each.remarks]
    remarks += [remark for each in placed for remark in each.remarks]
    first = found.tables[0]
    if not any(each.spots for each in placed):
        return Imported(
            None, (first,), (Remark("table-empty", first.sheet.title, f"dòng {first.header}"), *remarks)
        )
    words = decision.read(_above(first))
    draft = Draft(
        id=framework_id,
        level=level or words.level or "so",
        title=words.title,
        number=words.number,
        date=words.date,
        issuer=words.issuer,
        rows=(),
        assessors=tuple(_assessors(first)),
        columns=tuple((each.title or "STT", each.holds, each.over) for each in first.columns if each.holds),
        info=tuple(Item(i.code, i.label, i.provider, i.fields) for i in gathered[0].info),
        pools=tuple(pool for each in placed for pool in each.pools),
        twice=tuple(twice for each in placed for twice in each.twice),
    )
    return Imported(_with_rows(draft, gathered, placed), tuple(found.tables), tuple(remarks))


def _with_rows(draft: Draft, gathered: Sequence[Gathered], placed: Sequence[Placed]) -> Draft:
    usual = _usual(placed, tuple(name for name, _ in draft.assessors))
    if len(placed) == 1:
        totals = gathered[0].totals
        total = max((worth for _, worth in totals), default=None)
        return replace(
            draft, rows=tuple(rows(placed[0].tops, usual)), max_points=total, default_assessors=usual
        )
    times = Counter(spot.code for tree in placed for spot in tree.spots)
    names = _pillar_names([each.table for each in gathered])
    parts = zip(names, gathered, placed, strict=True)
    pillars = tuple(_pillar(name, each, tree, times) for name, each, tree in parts)
    every = tuple(
        row for pillar, tree in zip(pillars, placed, strict=True) for row in rows(tree.tops, usual, pillar.id)
    )
    total = sum((pillar.max for pillar in pillars), Decimal(0))
    return replace(draft, rows=every, pillars=pillars, max_points=total, default_assessors=usual)


def _pillar_title(table: Table) -> str:
    return re.sub(r"^[0-9IVX]+[.)]\s*", "", table.title) or table.sheet.title


def _pillar_names(there: Sequence[Table]) -> tuple[str, ...]:
    """A name for each table, by its title; numbered where two are called the same."""
    names = [slug(_pillar_title(table)) or "tru-cot" for table in there]
    return tuple(f"{name}-{n}" if names.count(name) > 1 else name for n, name in enumerate(names, 1))


def _pillar(name: str, found: Gathered, tree: Placed, times: Mapping[str, int]) -> Shared:
    """A table as a pillar; its indices are called as the model derives their ids."""
    worth = max((each for _, each in found.totals), default=None)
    counted = sum((spot.entry.max or Decimal(0) for spot in tree.tops), Decimal(0))
    indices = tuple(
        spot.id or (f"{name}/{spot.code}" if times[spot.code] > 1 else spot.code) for spot in tree.tops
    )
    return Shared(name, _pillar_title(found.table), counted if worth is None else worth, indices)


def slug(text: str) -> str:
    """A name without marks or blanks: "Kinh tế số" is "kinh-te-so"."""
    return re.sub(r"[^a-z0-9]+", "-", bare(text)).strip("-")[:60].strip("-")


def _usual(placed: Sequence[Placed], everybody: tuple[str, ...]) -> tuple[str, ...]:
    """The marks that most criteria carry; without marks everybody assesses everything."""
    counted = Counter(
        spot.entry.line.marks
        for each in placed
        for spot in each.spots
        if spot.entry.line.marks and not spot.below
    )
    return counted.most_common(1)[0][0] if counted else everybody


def _assessors(table: Table) -> Iterable[tuple[str, str]]:
    return ((each.holds, each.title) for each in table.columns if each.holds in ASSESSORS)


def _above(table: Table) -> list[str]:
    return [
        cell.lines for row in sorted(table.sheet.rows) if row < table.header for cell in table.sheet.row(row)
    ]


def _hidden_columns(sheet: Sheet) -> Iterable[Remark]:
    for column, title in sorted(sheet.hidden_columns.items()):
        yield Remark("hidden-column", sheet.title, f"cột {get_column_letter(column)}", {"title": title[:40]})


def _about(table: Table) -> Iterable[Remark]:
    """Headings that say nothing to us; rows and columns that nobody sees."""
    sheet = table.sheet
    for each in table.columns:
        if each.holds is None:
            yield Remark("unknown-column", sheet.title, each.ref, {"title": each.title})
    yield from _hidden_columns(sheet)
    for number, cells in sheet.hidden_rows.items():
        if table.header <= number <= table.last:
            words = " ".join(cell.text for cell in cells)[:70]
            yield Remark("hidden-row", sheet.title, f"dòng {number}", {"text": words})
