"""The pictures: within the phone's and the platform's limits for every framework, size and name."""

import io
from dataclasses import replace
from fractions import Fraction

import pytest
from PIL import Image

from dti_core.charts import bars
from dti_core.charts import board as boards
from dti_core.framework.library import available
from dti_core.messages.contact.comparison import Bar, Comparison, Gain
from dti_core.messages.staff.board_view import UNITS_A_SHEET, Board, Sheet, sheets
from tests.charts.boards import NOW, board

FRAMEWORKS = [each.id for each in available()]
SIDES = 10_000
"""Pixels: the two sides of a photo together."""
RATIO = 20
MOST_BYTES = 10_000_000
PHONE = 844 / 390
"""A picture that is not longer than this can be seen whole on a phone."""


def opened(picture: bytes) -> Image.Image:
    assert len(picture) < MOST_BYTES
    image = Image.open(io.BytesIO(picture))
    image.load()
    assert sum(image.size) <= SIDES
    assert max(image.size) / min(image.size) <= RATIO
    assert image.width == boards.WIDE
    return image.convert("RGB")


def drawn(found: Board) -> list[Image.Image]:
    return [opened(boards.draw(found, sheet)) for sheet in sheets(found)]


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether anything but paper is inside."""
    return any(low < 240 for low, _ in image.crop(box).getextrema())


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_board_of_any_framework_can_be_seen_whole_on_a_phone(framework: str) -> None:
    pictures = drawn(board(framework, UNITS_A_SHEET))
    assert pictures
    assert all(image.height / image.width <= PHONE for image in pictures)
    assert all(not inked(image, (image.width - 8, 0, image.width, image.height)) for image in pictures)


def test_150_units_are_shown_once_each_20_at_a_time() -> None:
    found = board("an-giang-2024-huyen", 150)
    every = sheets(found)
    shown = [row.enrolment for sheet in every for row in sheet.rows]
    assert len(every) == 8
    assert shown == [row.enrolment for row in found.rows]
    assert [sheet.first for sheet in every][:3] == [1, 21, 41]


def test_many_indices_are_shown_pillar_by_pillar_after_the_pillars_themselves() -> None:
    every = sheets(board("hai-duong-2022-huyen", 12))
    titles = [sheet.columns.title for sheet in every]
    assert titles == ["Các trụ cột", "Chính quyền số", "Kinh tế số", "Xã hội số"]
    assert [len(sheet.columns.columns) for sheet in every] == [3, 6, 6, 7]


@pytest.mark.parametrize(
    "name",
    ["A", "Rất dài " * 40, "Mộttừrấtdàikhôngcókhoảngtrắng" * 5, "\x00\n\t", "<b>đậm</b> & =1+1", "🏢 Sở 🙂"],
)
def test_any_name_can_be_drawn(name: str) -> None:
    (image,) = drawn(board("an-giang-2024-so", 3, name=name))
    assert not inked(image, (image.width - 8, 0, image.width, image.height))


def test_one_unit_and_a_campaign_without_units() -> None:
    assert len(drawn(board("an-giang-2024-so", 1))) == 1
    assert sheets(board("an-giang-2024-so", 0)) == ()


def test_an_index_without_points_of_its_own_and_a_unit_without_a_score_are_drawn() -> None:
    found = board("an-giang-2024-so", 4)
    (sheet,) = sheets(found)
    bare = tuple(replace(column, most=None) for column in sheet.columns.columns)
    rows = tuple(replace(row, cells={}, points=None, idle=None, total=0) for row in sheet.rows)
    changed = Sheet(sheet.section, replace(sheet.columns, columns=bare), rows, 1)
    opened(boards.draw(found, changed))


def test_more_points_make_a_darker_field() -> None:
    found = board("an-giang-2024-so", 2)
    (sheet,) = sheets(found)
    column = sheet.columns.columns[0]
    poor, rich = (
        replace(row, cells={column.id: column.most * share})
        for row, share in zip(sheet.rows, (0, 1), strict=True)
    )
    image = opened(boards.draw(found, replace(sheet, rows=(poor, rich))))
    places = boards._places(6, boards.EDGE + 42 + 74)
    corner = (places.cells + 10, places.top + 8)
    light, dark = (sum(image.getpixel((corner[0], corner[1] + boards.HIGH * row))) for row in (0, 1))
    assert dark < light - 200


def comparison(count: int, *, compared: bool = True, gains: int = 3, unit: str = "Sở Nội vụ") -> Comparison:
    median, best = (Fraction(20), Fraction(48)) if compared else (None, None)
    bar = Bar("Hoạt động chính quyền số", Fraction(50), Fraction(30), median, best)
    every = tuple(replace(bar, own=Fraction(number, 2)) for number in range(count))
    gain = Gain("5.3", "5.3", "Số lượng hệ thống thông tin được phê duyệt cấp độ an toàn " * 3, Fraction(10))
    whole = replace(bar, title="Tổng điểm", most=Fraction(420))
    zone = "Asia/Ho_Chi_Minh"
    return Comparison(unit, "Đánh giá 2024", "Sở", zone, NOW, False, whole, every, 19, 11, (gain,) * gains)


@pytest.mark.parametrize("compared", [True, False])
@pytest.mark.parametrize("count", [0, 1, 6, 8, 19])
def test_bars_of_any_number_of_indices_stay_within_a_phones_length(count: int, compared: bool) -> None:
    image = opened(bars.draw(comparison(count, compared=compared)))
    assert image.height / image.width <= PHONE
    assert not inked(image, (0, image.height - 8, image.width, image.height))


@pytest.mark.parametrize("unit", ["A", "Rất dài " * 40, "\x00"])
def test_bars_for_any_name_and_without_gains(unit: str) -> None:
    opened(bars.draw(comparison(6, gains=0, unit=unit)))


def test_an_index_of_which_no_maximum_is_printed_is_measured_by_the_best() -> None:
    seen = comparison(1)
    opened(bars.draw(replace(seen, bars=(replace(seen.bars[0], most=None),))))
    assert (
        bars._place(Bar("a", None, Fraction(5), Fraction(1), Fraction(10)), Fraction(10))
        == bars.WIDE - bars.EDGE
    )


def test_the_groups_marks_are_not_drawn_where_they_may_not_be_told() -> None:
    with_marks, without = (
        opened(bars.draw(comparison(6, compared=compared, gains=0))) for compared in (True, False)
    )
    orange = (196, 92, 0)

    def marks(image: Image.Image) -> bool:
        colours = image.getcolors(1_000_000) or []
        return any(all(abs(a - b) < 12 for a, b in zip(each, orange, strict=True)) for _, each in colours)

    assert marks(with_marks)
    assert not marks(without)
