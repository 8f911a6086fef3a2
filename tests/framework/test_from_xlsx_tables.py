"""Tables as people keep them: what is mended is said, what is odd is named with its cell."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.framework.annex_books import HEAD, codes, flat, read, save

TOP = (1, "Nhận thức số", 20)


def rows_of(path: Path, *rows: Any) -> list[tuple[str, Decimal | None]]:
    found = read(save(path / "bang.xlsx", HEAD, *rows))
    assert found.draft is not None, found.remarks
    return [(row.code, row.max) for row in flat(found.draft.rows)]


def remarks_of(path: Path, *rows: Any) -> list[tuple[str, str]]:
    found = read(save(path / "bang.xlsx", HEAD, *rows))
    return [(remark.code, remark.cell) for remark in found.remarks]


def test_a_code_that_lost_its_zero_gets_it_back_from_its_neighbours(tmp_path: Path) -> None:
    rows = [(f"1.{n}", "Có a", 1) for n in range(1, 10)]
    assert rows_of(tmp_path, TOP, *rows, (1.1, "Có b", 1), ("1.11", "Có c", 1))[-2:] == [
        ("1.10", 1),
        ("1.11", 1),
    ]
    assert remarks_of(tmp_path, TOP, *rows, (1.1, "Có b", 1)) == [("number-lost-zero", "A12")]


def test_a_code_that_became_a_day_is_read_by_its_neighbours(tmp_path: Path) -> None:
    rows = (TOP, ("1.1", "Có a", 1), (date(2024, 2, 1), "Có b", 1), (date(2001, 3, 1), "Có c", 1))
    assert [code for code, _ in rows_of(tmp_path, *rows)] == ["1", "1.1", "1.2", "1.3"]
    assert remarks_of(tmp_path, *rows) == [("code-was-date", "A4"), ("code-was-date", "A5")]


@pytest.mark.parametrize(
    ("typed", "code"), [("1. 1", "1.1"), (" 1.1. ", "1.1"), ("1,1", "1.1"), ("1..1", "1.1"), ("1.1)", "1.1")]
)
def test_blanks_and_stray_signs_are_no_part_of_a_code(typed: str, code: str, tmp_path: Path) -> None:
    assert rows_of(tmp_path, TOP, (typed, "Có a", 1))[-1] == (code, 1)


def test_a_code_printed_twice_keeps_both_rows_and_records_it(tmp_path: Path) -> None:
    found = read(save(tmp_path / "b.xlsx", HEAD, TOP, ("1.1", "Có a", 10), ("1.1", "Có b", 10)))
    assert found.draft is not None
    assert [row.id for row in flat(found.draft.rows)] == [None, None, "1.1-2"]
    assert found.draft.twice == (("1.1", "1.1-2", "Có a", "Có b"),)
    assert codes(found) == ["code-twice"]


def test_codes_out_of_order_or_without_a_parent_are_named(tmp_path: Path) -> None:
    rows = (TOP, ("1.1", "Có a", 1), ("1.3", "Có b", 1), ("3.1", "Có c", 1))
    assert remarks_of(tmp_path, *rows) == [
        ("code-order", "dòng 4"),
        ("code-order", "dòng 5"),
        ("parent-missing", "dòng 5"),
    ]


@pytest.mark.parametrize(
    ("typed", "worth", "trouble"),
    [
        ("2,5", Decimal("2.5"), None),
        ("10 điểm", Decimal(10), None),
        (0.5, Decimal("0.5"), None),
        ("1.000", Decimal(1000), "max-two-readings"),
        ("mười", None, "max-is-no-number"),
        (True, None, "max-is-no-number"),
        (-3, None, "max-negative"),
        ("=5+5", None, "formula-without-value"),
        ("#REF!", None, "error-value"),
        (None, None, "no-max"),
    ],
)
def test_maxima_are_read_as_typed_or_named_with_their_cell(
    typed: Any, worth: Decimal | None, trouble: str | None, tmp_path: Path
) -> None:
    assert rows_of(tmp_path, TOP, ("1.1", "Có a", typed))[-1] == ("1.1", worth)
    cell = "dòng 3" if trouble == "no-max" else "C3"
    assert remarks_of(tmp_path, TOP, ("1.1", "Có a", typed)) == ([(trouble, cell)] if trouble else [])


def test_wrapped_titles_page_numbers_and_words_below_are_told_apart(tmp_path: Path) -> None:
    rows = (("(1)", "(2)", "(3)"), TOP, ("1.1", "Có kế hoạch", 20), (None, "của đơn vị"), (7,), HEAD,
            ("2. Thể chế số", None, 5), ("2.1", "Có a", 5), (None, "Tổng cộng", 25))  # fmt: skip
    found = read(save(tmp_path / "b.xlsx", ("Phụ lục",), HEAD, *rows, (), (None, "Ghi chú: x")))
    assert found.draft is not None
    titles = [(row.code, row.title) for row in flat(found.draft.rows)]
    assert titles == [
        ("1", "Nhận thức số"),
        ("1.1", "Có kế hoạch của đơn vị"),
        ("2", "Thể chế số"),
        ("2.1", "Có a"),
    ]
    assert found.draft.max_points == 25
    assert sorted(codes(found)) == ["code-alone", "row-joined", "row-unread"]


def test_sections_with_roman_numerals_keep_codes_that_begin_anew(tmp_path: Path) -> None:
    rows = (("I", "Chính quyền số", 2), (1, "Có a", 2), ("II", "Kinh tế số", 3), (1, "Có b", 3))
    found = read(save(tmp_path / "b.xlsx", HEAD, *rows))
    assert found.draft is not None
    assert [row.id or row.code for row in flat(found.draft.rows)] == ["I", "I.1", "II", "II.1"]


def test_what_is_hidden_is_not_read_and_not_passed_over_in_silence(tmp_path: Path) -> None:
    path = save(tmp_path / "b.xlsx", (*HEAD, "Ghi chú"), TOP, ("1.1", "Có a", 10, "x"), ("1.2", "Có b", 10))
    book = load_workbook(path)
    book["Bảng"].row_dimensions[3].hidden = True
    book["Bảng"].column_dimensions["D"].hidden = True
    book.create_sheet("Nháp").sheet_state = "hidden"
    book.save(path)
    found = read(path)
    assert found.draft is not None
    assert [row.code for row in flat(found.draft.rows)] == ["1", "1.2"]
    assert {"hidden-sheet", "hidden-column", "hidden-row"} <= set(codes(found))
    assert "1.1 Có a 10" in next(each for each in found.remarks if each.code == "hidden-row").message
