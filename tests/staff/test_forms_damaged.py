"""Books that people moved about, cut, or never meant as answers: understood where safe, else refused."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.campaign.world import World
from tests.staff.office import contact
from tests.staff.test_forms_answers import cell, download, edited, fill, sends, stored


def renamed_sheet(book: Any) -> None:
    book["Tiêu chí"].title = "Sheet7"


def moved_columns(book: Any) -> None:
    book["Tiêu chí"].insert_cols(2, 3)


def rows_above(book: Any) -> None:
    book["Thông tin chung"].insert_rows(1, 4)


def foreign_sheet(book: Any) -> None:
    book.create_sheet("Ghi chép")["A1"] = "không liên quan"


def sorted_rows(book: Any) -> None:
    sheet = book["Tiêu chí"]
    last = sheet.max_row
    for column in range(1, sheet.max_column + 1):
        one, other = sheet.cell(6, column), sheet.cell(last, column)
        one.value, other.value = other.value, one.value


@pytest.mark.parametrize("damage", [renamed_sheet, moved_columns, rows_above, foreign_sheet, sorted_rows])
def test_what_was_only_moved_is_understood(
    small_world: World, tmp_path: Path, damage: Callable[[Any], None]
) -> None:
    lan = contact(small_world, "a")
    filled = edited(download(lan, tmp_path), fill(info_1=60, k_1_1_a="Có", k_1_3_a=4))
    assert "3 mới" in sends(lan, tmp_path, edited(filled, damage)), lan.text
    lan.press("Ghi 3 mục")
    assert stored(small_world) == {"info:1": "60", "1.1:a": "true", "1.3:a": "4"}


def added_row(book: Any) -> None:
    sheet = book["Tiêu chí"]
    sheet.cell(sheet.max_row + 1, cell(book, "1.1:a").column).value = "Có"


def same_row_twice(book: Any) -> None:
    sheet, first = book["Tiêu chí"], cell(book, "1.1:a")
    row = sheet.max_row + 1
    sheet.cell(row, cell(book, "1.1:a", "Mã dòng").column).value = "1.1:a"
    first.value, sheet.cell(row, first.column).value = "Có", "Không"


def hidden_row(book: Any) -> None:
    fill(k_1_1_a="Có")(book)
    book["Tiêu chí"].row_dimensions[cell(book, "1.1:a").row].hidden = True


def formula(book: Any) -> None:
    cell(book, "1.3:a").value = "=1+1"


def merged(book: Any) -> None:
    one = cell(book, "1.3:a")
    one.value = 5
    book["Tiêu chí"].merge_cells(
        start_row=one.row, end_row=one.row + 1, start_column=one.column, end_column=one.column
    )


def a_date(book: Any) -> None:
    cell(book, "1.3:a").value = date(2024, 3, 5)


def percent(book: Any) -> None:
    one = cell(book, "1.3:a")
    one.value, one.number_format = 0.983, "0%"


def unknown_id(book: Any) -> None:
    cell(book, "1.1:a", "Mã dòng").value = "9.9:z"
    sheet = book["Tiêu chí"]
    sheet.cell(6, cell(book, "1.2:a").column).value = "Có"


def no_answer_column(book: Any) -> None:
    sheet = book["Tiêu chí"]
    sheet.cell(4, cell(book, "1.1:a").column).value = "Cột khác"


def hidden_column(book: Any) -> None:
    sheet = book["Tiêu chí"]
    sheet.column_dimensions[cell(book, "1.1:a").column_letter].hidden = True


def broken_link(book: Any) -> None:
    cell(book, "1.1:a", "Thêm minh chứng (liên kết)").value = "C:\\Users\\lan\\ke-hoach.pdf"


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (added_row, "không có mã"),
        (same_row_twice, "ở nhiều dòng"),
        (hidden_row, "đang ẩn"),
        (formula, "công thức chưa có kết quả"),
        (merged, "bị gộp"),
        (a_date, "là ngày 05/03/2024"),
        (percent, "không phải tỷ lệ"),
        (unknown_id, "không có dòng này"),
        (no_answer_column, "Không thấy cột “Trả lời”"),
        (hidden_column, "Không thấy cột “Trả lời”"),
        (broken_link, "Không phải liên kết"),
    ],
)
def test_what_cannot_be_told_is_refused_with_its_place_and_the_rest_is_taken(
    small_world: World, tmp_path: Path, damage: Callable[[Any], None], said: str
) -> None:
    lan = contact(small_world, "a")
    filled = edited(download(lan, tmp_path), fill(info_1=60))
    assert "1 mới · 1 chưa nhận" in sends(lan, tmp_path, edited(filled, damage)), lan.text
    lan.press("Xem 1 mục chưa nhận")
    assert said in lan.text
    assert "Trang “Tiêu chí”" in lan.text
    lan.press("Quay lại bản xem trước")
    lan.press("Ghi 1 mục")
    assert stored(small_world) == {"info:1": "60"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("campaign", "2025", "kỳ đánh giá khác"),
        ("unit", "b", "đơn vị khác"),
        ("version", "99", "phiên bản mới hơn"),
    ],
)
def test_a_book_of_something_else_is_refused_and_may_be_evidence(
    small_world: World, tmp_path: Path, field: str, value: str, said: str
) -> None:
    lan = contact(small_world, "a")

    def forge(book: Any) -> None:
        for row in book["dti"].iter_rows():
            if row[0].value == field:
                row[1].value = value

    content = edited(edited(download(lan, tmp_path), fill(info_1=60)), forge)
    assert said in sends(lan, tmp_path, content)
    lan.types("/sua 1.1")
    lan.press("Đây là minh chứng")
    assert stored(small_world) == {}
    assert [piece.title for piece in small_world.desk(lan.speaker).evidence] == ["phieu.xlsx"]


def test_a_book_without_its_mark_is_asked_about_and_never_overwrites_unasked(
    small_world: World, tmp_path: Path
) -> None:
    lan = contact(small_world, "a")
    small_world.tell(lan.speaker, "info:1", "61")

    def unmark(book: Any) -> None:
        del book["dti"]

    content = edited(edited(download(lan, tmp_path), fill(info_1=60, k_1_1_a="Có")), unmark)
    lan.sends(tmp_path, "ban-sao.xlsx", content)
    assert "là phiếu trả lời hay minh chứng?" in lan.text
    lan.press("Phiếu trả lời")
    lan.waits(tmp_path)
    assert "1 mới · 1 cần chọn" in lan.text


def test_a_workbook_that_is_evidence_stays_evidence(small_world: World, tmp_path: Path) -> None:
    lan = contact(small_world, "a")
    book = Workbook()
    book.active["A1"] = "Bảng kê tài sản"
    made = BytesIO()
    book.save(made)
    lan.types("/sua 1.1")
    lan.sends(tmp_path, "bang-ke.xlsx", made.getvalue())
    assert len(small_world.desk(lan.speaker).evidence) == 1
    assert load_workbook(made).sheetnames == ["Sheet"]


def test_a_book_of_a_hundred_thousand_rows_is_refused_before_it_hurts(
    small_world: World, tmp_path: Path
) -> None:
    lan = contact(small_world, "a")
    book = load_workbook(BytesIO(download(lan, tmp_path)))
    for number in range(25_000):
        book["Tiêu chí"].append([number])
    made = BytesIO()
    book.save(made)
    assert "quá mức" in sends(lan, tmp_path, made.getvalue())
