"""The forms have the annex's own columns, print as paper does, and say what they rest on."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from dti_core.excel.out import words
from dti_core.excel.out.annex_columns import headings
from dti_core.framework.library import available
from tests.campaign.world import World
from tests.export.office import a_book, framework_of, small


@pytest.mark.parametrize("framework_id", [each.id for each in available()])
def test_printed_columns_stand_in_their_order_and_every_assessor_has_one(framework_id: str) -> None:
    framework = framework_of(framework_id)
    columns = headings(framework)
    holds = [one.holds for one in columns]
    printed = [one.holds for one in framework.spec.columns]
    assert [one for one in holds if one in printed] == printed
    assert len(holds) == len(set(holds))
    assert {one.id for one in framework.spec.assessors} <= set(holds)
    assert {"code", "title", "max", "final", "note"} <= set(holds)
    assert holds.index("max") < holds.index("final")


def test_a_heading_over_several_columns_is_printed_over_them() -> None:
    columns = headings(framework_of("thua-thien-hue-2021-tinh"))
    over = [one.holds for one in columns if one.over]
    assert over == ["self", "department", "online", "expert", "final"]


def test_sheets_are_set_up_for_paper_and_screen(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    a_book(small_world, tmp_path / "ky.xlsx")
    book = load_workbook(tmp_path / "ky.xlsx")
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "1/QĐ" in str(sheet.oddHeader.left.text)
        assert "01/01/2025" in str(sheet.oddHeader.left.text)
        assert "&P" in str(sheet.oddFooter.right.text)
    form = book["01 Sở a"]
    assert form.freeze_panes == "C6"
    assert form.print_title_rows == "$5:$5"
    assert form.auto_filter.ref
    assert book[words.RANKING]._charts
    assert book[f"{words.BY_INDEX} Sở, ban, ngành"[:31]]._charts


def test_the_form_tells_why_and_leads_to_the_evidence(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    a_book(small_world, tmp_path / "ky.xlsx")
    book = load_workbook(tmp_path / "ky.xlsx")
    form = book["01 Sở a"]
    row = next(row for row in form.iter_rows() if row[0].value == "1.1")
    assert any(cell.hyperlink and cell.hyperlink.target == "https://a.gov.vn/ke-hoach" for cell in row)
    assert any("mục 3" in str(cell.value) for cell in row)
    other = next(row for row in book["02 Sở b"].iter_rows() if row[0].value == "1.1")
    assert any("=chưa đủ căn cứ" in str(cell.value) for cell in other)


def test_history_keeps_old_and_new_with_who_and_when(world: World, tmp_path: Path) -> None:
    small(world)
    a_book(world, tmp_path / "ky.xlsx")
    sheet = load_workbook(tmp_path / "ky.xlsx", data_only=True)[words.HISTORY]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Sở a" and row[1] == "1.2"]
    assert [(row[4], row[5]) for row in rows] == [(None, 57), (57, 58)]
    assert all(row[7] == "Người 1001" and row[9].year == 2026 for row in rows)


def test_many_units_have_a_matrix_and_no_forms(small_world: World, tmp_path: Path) -> None:
    from dti_core.excel.out.campaign_book import MOST_FORMS

    for number in range(MOST_FORMS + 1):
        small_world.enrol(f"n{number:03}")
    small_world.drain()
    a_book(small_world, tmp_path / "ky.xlsx")
    names = load_workbook(tmp_path / "ky.xlsx", read_only=True).sheetnames
    assert words.MATRIX in names
    assert not any("Sở n" in name for name in names)
