"""The mechanical readers of the decisions: what they find is all there is, proofread against the text."""

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from tests.framework.readers import dong_nai, dong_nai_cells
from tests.framework.readers.documents import SOURCES, document, text
from tests.framework.readers.rows import Row, fold, lines

COUNTED = {  # indices, components, criteria; printed total, sum of the indices, sum of the criteria
    "so-2021": ((6, 29, 60), (180, 180, 180)),
    "thua-thien-hue-2021-tinh": ((8, 30, 72), (100, 98, 100)),
    "thua-thien-hue-2021-huyen": ((8, 30, 75), (100, 100, 97)),
    "an-giang-2024-so": ((6, 0, 35), (420, 420, 420)),
    "an-giang-2024-huyen": ((8, 0, 65), (700, 700, 700)),
    "hai-duong-2022-so": ((6, 31, 63), (200, 200, 196)),
    "hai-duong-2022-huyen": ((19, 67, 159), (420, 420, 419)),
    "dong-nai-2024-tinh": ((8, 0, 47), (1000, 1000, 1000)),
}


def points(rows: tuple[Row, ...]) -> Fraction:
    return sum((row.maximum or Fraction(0) for row in rows), Fraction(0))


def row(framework_id: str, code: str, pillar: str | None = None) -> Row:
    (found,) = [each for each in document(framework_id).rows if (each.code, each.pillar) == (code, pillar)]
    return found


def without_maximum(framework_id: str) -> list[str]:
    return [each.name for each in document(framework_id).criteria if each.maximum is None]


@pytest.mark.parametrize("framework_id", SOURCES)
def test_each_annex_has_its_rows_and_its_points(framework_id: str) -> None:
    read = document(framework_id)
    indices, components, criteria = map(read.of_kind, ("index", "component", "criterion"))
    sizes, sums = COUNTED[framework_id]
    assert (len(indices), len(components), len(criteria)) == sizes
    assert [read.total, points(indices), points(criteria)] == [Fraction(number) for number in sums]


def test_the_eight_annexes_have_576_criteria() -> None:
    assert sum(len(document(each).criteria) for each in SOURCES) == 576
    assert sum(source.criteria for source in SOURCES.values()) == 576


@pytest.mark.parametrize(
    "number, start, cells",
    [
        ("so-2021", "1 Chuyển đổi nhận thức 27", lambda row: ()),
        ("dong-nai-2024-tinh", "1 Nhận thức số 50", lambda row: (row.method, row.note, *given(row))),
    ],
)
def test_no_word_of_a_run_together_table_is_lost_or_moved(
    number: str, start: str, cells: Callable[[Row], tuple[str | None, ...]]
) -> None:
    found = [
        str(cell)
        for each in document(number).rows
        for cell in (each.code, each.title, *in_order(each, cells(each)))
        if cell is not None
    ]
    kept = start + text(number).partition(start)[2]
    assert re.findall(r"\w+", " ".join(found)) == re.findall(r"\w+", without_furniture(number, kept))


def in_order(each: Row, cells: tuple[str | None, ...]) -> tuple[str | Fraction | None, ...]:
    """The maximum stands behind the method where there is one."""
    return (*cells[:1], each.maximum, *cells[1:])


def given(each: Row) -> tuple[str, ...]:
    asked = (word for item in each.inputs for word in (item.letter, item.label, *item.offices))
    return (*each.providers, *asked)


def without_furniture(number: str, table: str) -> str:
    """Without page numbers, repeated headers and the misplaced heading."""
    if number == "dong-nai-2024-tinh":
        return fold(table.replace(dong_nai.HEADING, ""))
    header = lines(text(number).partition("\nSTT")[2].partition("Tổng cộng")[0])
    pages = re.sub(r"\n{4}\d+ *\n", "\n", table)
    return fold("\n".join(line for line in lines(pages) if line not in {"STT", *header}))


def test_rows_without_a_code_are_the_criterion_of_the_component_above() -> None:
    rows = document("so-2021").rows
    above = [rows[at - 1].code for at, each in enumerate(rows) if each.code is None]
    assert above == ["3.1", "3.3", "4.1", "4.2", "4.5", "4.8", "5.1", "5.3", "5.4"]


def test_a_level_at_the_end_of_a_title_is_not_a_maximum() -> None:
    assert row("so-2021", "4.6.1").title == "Tỷ lệ DVCTT mức độ 3"
    assert row("so-2021", "4.6.2").title == "Tỷ lệ DVCTT mức độ 4"


def test_the_criteria_without_a_printed_maximum_are_known() -> None:
    assert {each: found for each in SOURCES if (found := without_maximum(each))} == {
        "so-2021": ["4.6.2", "4.7.2"],
        "thua-thien-hue-2021-huyen": ["1.3.1", "1.3.2"],
        "hai-duong-2022-so": ["4.7.2", "4.8.2"],
        "hai-duong-2022-huyen": ["Chính quyền số/4.8.2", "Chính quyền số/4.9.2", "Kinh tế số/5.5.2"],
    }


def test_a_title_that_runs_over_a_page_break_is_joined() -> None:
    assert row("hai-duong-2022-so", "5.1.1").title.endswith("thông tin Chính quyền số theo mô hình 04 lớp")
    assert row("hai-duong-2022-huyen", "1.2.2", "Xã hội số").title.endswith(
        "(quyết định, chỉ thị) do Chủ tịch UBND huyện/thị xã/thành phố trực tiếp ký"
    )


def test_the_marks_of_thua_thien_hue_are_read_by_column() -> None:
    assert row("thua-thien-hue-2021-tinh", "1.1.1").marks == ("online",)
    assert row("thua-thien-hue-2021-tinh", "1.2.2").marks == ("self", "department", "online")
    assert row("thua-thien-hue-2021-huyen", "4.3.110").marks == ("online",)
    for read in (document("thua-thien-hue-2021-tinh"), document("thua-thien-hue-2021-huyen")):
        assert [found.code for found in read.of_kind("component") if found.marks] == ["1.2", "4.4", "5.2"]
        assert len([found for found in read.criteria if not found.marks]) == 7


def test_the_cells_of_a_criterion_of_dong_nai_are_told_apart() -> None:
    found = row("dong-nai-2024-tinh", "4.2")
    assert found.method is not None and found.method.endswith(
        "+ Điểm tối đa nếu tỷ lệ >=10% + 0 nếu tỷ lệ dưới 10%"
    )
    assert found.note == "TLKC là vb cấp thẩm quyền phê duyệt có nội dung của tiêu chí"
    assert found.providers == ("Sở Nội vụ",)
    assert [item.letter for item in found.inputs] == ["a", "b", "c", "d"]
    assert row("dong-nai-2024-tinh", "5.6").title.endswith("quy định tại Quyết định số 05/2017/QĐ-TTg")


def test_general_information_is_read_in_order() -> None:
    assert [item.number for item in document("an-giang-2024-so").items] == [str(n) for n in range(1, 13)]
    assert [item.number for item in document("an-giang-2024-huyen").items] == [str(n) for n in range(1, 23)]
    dong_nai_items = document("dong-nai-2024-tinh").items
    assert [item.number for item in dong_nai_items] == [*(str(n) for n in range(1, 21)), "2"]
    assert dong_nai_items[3].providers == ("Công an tỉnh", "Chi cục Thống kê tỉnh")
    assert len(dong_nai_items[-1].fields) == 5


def test_every_repair_of_the_conversion_still_applies() -> None:
    assert text("dong-nai-2024-tinh").count(dong_nai.HEADING) == 1
    for value in dong_nai_cells.VALUES.values():
        assert value in fold(text("dong-nai-2024-tinh"))
