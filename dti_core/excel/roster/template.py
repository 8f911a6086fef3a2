"""The roster's workbook to fill in, empty or with the roster as it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dti_core.campaign import words
from dti_core.campaign.staff.roster.book import Kind
from dti_core.campaign.staff.roster.plan_people import TITLES
from dti_core.campaign.staff.roster.plan_staff import INVITED
from dti_core.campaign.staff.roster.snapshot import FrameworkFacts, MemberFacts, Snapshot
from dti_core.excel import looks
from dti_core.excel.roster.guide import write_guide
from dti_core.excel.roster.layout import CONTACTS, EXAMPLE, LAYOUTS, STAFF, UNITS, Column, Layout
from dti_core.messages.formatting import capital
from dti_core.messages.staff.roles import ROLES

HEAD_ROW, EXAMPLE_ROW, FIRST_ROW, LAST_ROW = 3, 4, 5, 2000
LISTS = "Danh mục"
LEADS = {
    "unit": "Mỗi dòng một đơn vị. Cột có dấu * bắt buộc; rê chuột vào tiêu đề để xem hướng dẫn.",
    "contact": "Mỗi dòng một người; một đơn vị có thể có nhiều người.",
    "staff": "Người của cơ quan chủ trì, Hội đồng và chuyên gia.",
}
Record = Mapping[str, str]


def make(
    path: Path | IO[bytes], frameworks: Sequence[FrameworkFacts], roster: Snapshot | None = None
) -> None:
    """Write the book."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new book has one sheet
    several = len(frameworks) > 1
    records = _records(roster) if roster else {}
    for layout in LAYOUTS.values():
        columns = [one for one in layout.columns if several or not one.several_frameworks]
        sheet = book.create_sheet(layout.title)
        _write(sheet, layout, columns, frameworks)
        for number, record in enumerate(records.get(layout.kind, ()), FIRST_ROW):
            _fill(sheet, number, columns, record)
    write_guide(book.create_sheet("Hướng dẫn"), frameworks)
    lists = _write_lists(book.create_sheet(LISTS), frameworks)
    for layout in LAYOUTS.values():
        columns = [one for one in layout.columns if several or not one.several_frameworks]
        _validate(book[layout.title], layout.kind, columns, lists)
    book.save(path)


def _write(
    sheet: Any, layout: Layout, columns: Sequence[Column], frameworks: Sequence[FrameworkFacts]
) -> None:
    looks.title(sheet["A1"], layout.title)
    looks.faint(sheet["A2"], LEADS[layout.kind])
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].protection = looks.UNLOCKED
        sheet.column_dimensions[letter].number_format = "@"
        mark = " *" if column.required else ""
        looks.head(sheet.cell(HEAD_ROW, number), column.heading + mark, column.note)
        text = _example(column, frameworks)
        cell = looks.say(sheet.cell(EXAMPLE_ROW, number), f"{EXAMPLE} {text}" if number == 1 else text)
        cell.font, cell.fill, cell.border = (
            Font(name=looks.FACE, italic=True, color=looks.FAINT),
            looks.EXAMPLE_FILL,
            looks.GRID,
        )
        cell.protection = Protection(locked=True)
    for row in (1, 2):  # a cell without anything of its own would be as open as its column
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
        for number in range(1, len(columns) + 1):
            sheet.cell(row, number).font = Font(name=looks.FACE)
    _set_up(sheet, len(columns))


def _set_up(sheet: Any, columns: int) -> None:
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.row_dimensions[HEAD_ROW].height = 30
    guard = sheet.protection
    guard.sheet = True
    for allowed in (
        "formatCells",
        "formatColumns",
        "formatRows",
        "insertRows",
        "deleteRows",
        "sort",
        "autoFilter",
    ):
        setattr(guard, allowed, False)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(columns)}{HEAD_ROW}"


def _example(column: Column, frameworks: Sequence[FrameworkFacts]) -> str:
    first = frameworks[0] if frameworks else None
    if first is None:
        return column.example
    made = {
        "group": next(iter(first.groups.values()), ""),
        "groups": next(iter(first.groups.values()), ""),
        "traits": next(iter(first.traits.values()), ""),
        "framework": first.id if not column.several_frameworks else "",
        "indices": "; ".join(list(first.indices)[:2]),
    }
    return made.get(column.field, column.example)


def _fill(sheet: Worksheet, row: int, columns: Sequence[Column], record: Record) -> None:
    for number, column in enumerate(columns, 1):
        text = record.get(column.field, "")
        cell: Any = sheet.cell(row, number)
        if text:
            looks.say(cell, text)
        cell.border, cell.alignment, cell.protection = looks.GRID, looks.WRAP, looks.UNLOCKED
        cell.number_format = "@"


def _write_lists(sheet: Any, frameworks: Sequence[FrameworkFacts]) -> Mapping[tuple[Kind, str], str]:
    """The choices, on a sheet of their own that is not shown: titles may hold commas and be long."""
    groups = list(dict.fromkeys(title for one in frameworks for title in one.groups.values()))
    offices = list(dict.fromkeys(name for one in frameworks for name in one.offices))
    choices: dict[tuple[Kind, str], list[str]] = {
        ("unit", "group"): groups,
        ("unit", "framework"): [one.id for one in frameworks],
        ("unit", "volunteer"): ["có", "không"],
        ("contact", "role"): list(dict.fromkeys(TITLES.values())),
        ("contact", "office"): offices,
        ("contact", "framework"): [one.id for one in frameworks],
        ("staff", "role"): [capital(ROLES[role]) for role in INVITED],
    }
    refs: dict[tuple[Kind, str], str] = {}
    for number, (key, texts) in enumerate(choices.items(), 1):
        letter = get_column_letter(number)
        for row, text in enumerate(texts, 1):
            looks.say(sheet.cell(row, number), text)
        if texts:
            refs[key] = f"'{LISTS}'!${letter}$1:${letter}${len(texts)}"
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    return refs


def _validate(
    sheet: Any, kind: Kind, columns: Sequence[Column], refs: Mapping[tuple[Kind, str], str]
) -> None:
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        formula = refs.get((kind, column.field))
        if (kind, column.field) == ("contact", "unit"):
            formula = f"'{UNITS.title}'!$A${FIRST_ROW}:$A${LAST_ROW}"
        if formula is None:
            continue
        rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = column.heading, "Chọn trong danh sách, hoặc để trống."
        rule.errorStyle = "warning" if column.field in ("unit", "office") else "stop"
        rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _records(roster: Snapshot) -> Mapping[Kind, Iterable[Record]]:
    names = {unit.enrolment: unit for unit in roster.units}
    titled = {one.id: one for one in roster.frameworks.values()}
    units = [
        {
            "name": unit.name,
            "code": unit.slug,
            "group": titled[unit.framework].groups.get(unit.group, unit.group),
            "traits": "; ".join(
                titled[unit.framework].traits.get(one, one) for one in sorted(words.split(unit.traits))
            ),
            "framework": unit.framework,
            "volunteer": "có" if unit.volunteer else "",
        }
        for unit in roster.units
    ]
    listed = [member for member in roster.members if member.id is not None]
    people = [
        {**_person(m), "unit": names[m.enrolment].name, "framework": names[m.enrolment].framework}
        for m in listed
        if m.enrolment is not None
    ]
    return {UNITS.kind: units, CONTACTS.kind: people, STAFF.kind: list(_staff(roster, listed))}


def _person(member: MemberFacts) -> dict[str, str]:
    return {
        "name": member.name,
        "role": TITLES.get((member.role, member.in_charge), ""),
        "phone": member.phone or "",
        "email": member.email or "",
        "office": member.office or "",
    }


def _staff(roster: Snapshot, listed: Sequence[MemberFacts]) -> Iterator[Record]:
    groups: dict[str, str] = {}
    for one in roster.frameworks.values():
        groups |= one.groups
    for member in listed:
        if member.enrolment is None and member.role in ROLES:
            mine = [groups.get(one, one) for one in sorted(words.split(member.groups))]
            indices = "; ".join(sorted(words.split(member.indices)))
            role = capital(ROLES[member.role])
            yield {**_person(member), "role": role, "groups": "; ".join(mine), "indices": indices}
