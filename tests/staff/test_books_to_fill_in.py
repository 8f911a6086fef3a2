"""The workbooks that people fill in, held to what every spreadsheet program makes of them.

Lists resolve to what is offered, only what may be filled in is open, no message is longer than its window.
(Lists, rules and protection were tried by hand in LibreOffice; this keeps them so.)
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from dti_core.campaign.staff.roster import snapshot
from dti_core.excel.forms.pen import OPEN_FILL
from dti_core.excel.roster import template
from dti_core.framework.library import available
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.export.office import framework_of, framework_text
from tests.staff.office import contact, staff
from tests.staff.review_room import handed_in
from tests.staff.test_forms_answers import download
from tests.staff.test_forms_staff import book as staff_book

MOST_WINDOW, MOST_TITLE, MOST_INLINE, MOST_NAME = 225, 32, 255, 31
"""What a spreadsheet program shows of an error's text and title, a list within a rule, a sheet's name."""
FIRST_ROW = 5


def listed(book: Any, formula: str) -> list[Any]:
    """What a list offers."""
    sheet, _, place = formula.rpartition("!")
    left, top, right, bottom = range_boundaries(place.replace("$", ""))
    rows = book[sheet.strip("'")].iter_rows(top, bottom, left, right, values_only=True)
    return [value for row in rows for value in row]


def places(rule: Any) -> Iterator[tuple[int, int]]:
    for area in rule.sqref.ranges:
        for row in range(area.min_row, min(area.max_row, area.min_row + 40) + 1):
            for column in range(area.min_col, area.max_col + 1):
                yield row, column


def assert_rules_hold(book: Any) -> int:
    """Every rule of the book; how many."""
    count = 0
    for sheet in book.worksheets:
        assert len(sheet.title) <= MOST_NAME
        assert sheet.protection.sheet, f"“{sheet.title}” is open altogether"
        for rule in sheet.data_validations.dataValidation:
            count += 1
            assert len(rule.error) <= MOST_WINDOW and len(rule.errorTitle) <= MOST_TITLE
            assert rule.showErrorMessage and rule.allow_blank
            assert len(rule.formula1) <= MOST_INLINE
            if rule.type == "list":
                offered = listed(book, rule.formula1)
                assert rule.showDropDown is not True, "the arrow would be hidden"
                if "Đơn vị" not in rule.formula1:  # these the person fills in on the sheet before
                    assert all(offered) and len(set(offered)) == len(offered)
            else:
                assert float(rule.formula1) <= float(rule.formula2)
    return count


def assert_only_the_answers_are_open(book: Any) -> None:
    """Open cells are those painted so, and rules stand on open cells alone."""
    for sheet in book.worksheets:
        yellow = OPEN_FILL.fgColor.rgb
        for row in sheet.iter_rows():
            for cell in row:
                painted = cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == yellow
                assert (not cell.protection.locked) == painted, (sheet.title, cell.coordinate)
        for rule in sheet.data_validations.dataValidation:
            assert all(not sheet.cell(*place).protection.locked for place in places(rule))


@pytest.mark.parametrize("framework", [each.id for each in available()])
def test_the_questionnaire_of_every_framework(framework: str, sqlite_db: Database, tmp_path: Path) -> None:
    world = World(sqlite_db, text=framework_text(framework)).begin()
    made = load_workbook(BytesIO(download(contact(world, "a"), tmp_path)))
    assert assert_rules_hold(made) > 2
    assert_only_the_answers_are_open(made)
    assert made.security.lockStructure


@pytest.mark.parametrize("label", ["Bảng thẩm định", "Bảng số liệu đối chiếu"])
def test_the_books_of_the_staff(small_world: World, tmp_path: Path, label: str) -> None:
    handed_in(small_world, "a")
    made = load_workbook(BytesIO(staff_book(staff(small_world), tmp_path, label)))
    assert assert_rules_hold(made) > 1
    assert_only_the_answers_are_open(made)


@pytest.mark.parametrize("framework", [each.id for each in available()])
def test_the_roster_of_every_framework(framework: str, tmp_path: Path) -> None:
    template.make(tmp_path / "danh-ba.xlsx", [snapshot.facts_of(framework_of(framework))])
    made = load_workbook(tmp_path / "danh-ba.xlsx")
    assert assert_rules_hold(made) > 4
    for sheet in made.worksheets[:3]:
        width = sheet.max_column
        for row in range(1, FIRST_ROW):
            assert all(sheet.cell(row, column).protection.locked for column in range(1, width + 1))
        for letter, column in sheet.column_dimensions.items():
            assert not column.protection.locked, f"nothing can be typed below {letter} of “{sheet.title}”"


def test_cells_of_the_roster_above_the_first_row_are_locked_in_the_file_itself(tmp_path: Path) -> None:
    """A cell without a style of its own takes its column's, and that is open: so each is written."""
    template.make(tmp_path / "a.xlsx", [snapshot.facts_of(framework_of("an-giang-2024-so"))])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as packed:
        written = packed.read("xl/worksheets/sheet1.xml").decode()
    styles = {
        place: re.search(rf'<c r="{place}"[^>]* s="(\d+)"', written) for place in ("B1", "F1", "B2", "F2")
    }
    assert all(found and found[1] != "0" for found in styles.values()), styles


def test_a_book_without_anything_to_fill_in_is_not_handed_out(sqlite_db: Database, tmp_path: Path) -> None:
    world = World(sqlite_db, text=framework_text("an-giang-2024-so")).begin()
    world.unit("a")
    chief = staff(world)
    chief.types("/excel")
    chief.press("Bảng số đo")
    chief.waits(tmp_path)
    assert "không có gì để điền" in chief.text
    assert chief.messages[-1].attachment is None
