"""Text fits its place, every Vietnamese letter can be drawn, and shades read without colour."""

import unicodedata
from fractions import Fraction

import pytest

from dti_core.charts import palette
from dti_core.charts.canvas import Canvas, clean, fitted, font, rows, whole, width, wrapped
from dti_core.messages.staff.states import STATES

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
LONG = "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh"


def drawn(letter: str, bold: bool) -> bytes:
    return bytes(font(40, bold).getmask(letter))


@pytest.mark.parametrize("bold", [False, True])
def test_every_vietnamese_letter_and_every_sign_has_a_shape_of_its_own(bold: bool) -> None:
    nothing = drawn("\ue000", bold)
    signs = {state.sign for state in STATES.values()} | set("…–·▼◆")
    letters = [*LETTERS, *(letter.upper() for letter in LETTERS)]
    shapes = {letter: drawn(letter, bold) for letter in letters}
    assert nothing not in shapes.values()
    assert len(set(shapes.values())) == len(set(letters))
    assert [sign for sign in signs if drawn(sign, False) == drawn("\ue000", False)] == []


def test_combining_marks_are_melted_and_what_cannot_be_printed_is_left_out() -> None:
    assert clean(unicodedata.normalize("NFD", "Sở Nội vụ")) == "Sở Nội vụ"
    assert clean(" Sở\x00\n\tNội\u200b  vụ ") == "Sở Nội vụ"


@pytest.mark.parametrize("room", [40, 200, 400, 2000])
def test_a_text_never_leaves_its_place(room: int) -> None:
    assert width(fitted(LONG, room, 25), 25) <= room
    lines = wrapped(LONG, room, 25, 2)
    assert len(lines) <= 2
    assert all(width(line, 25) <= room for line in lines)


def test_a_text_that_fits_is_not_touched_and_one_that_does_not_says_so() -> None:
    assert " ".join(wrapped(LONG, 500, 25, 3)) == LONG
    assert wrapped(LONG, 300, 25, 2)[-1].endswith("…")
    assert wrapped("", 300, 25, 2) == [""]


def test_a_long_name_is_written_smaller_before_it_is_cut() -> None:
    lines, size = whole(LONG, 340, (25, 22, 20), 2)
    assert size < 25
    assert " ".join(lines) == LONG
    assert whole("Sở Y tế", 400, (25, 22, 20), 2) == (["Sở Y tế"], 25)


def test_items_side_by_side_are_never_broken() -> None:
    items = [f"{state.sign} {state.words}" for state in STATES.values()]
    found = rows(items, 500, 22)
    assert "   ".join(found).split("   ") == items
    assert all(width(line, 22) <= 500 for line in found)


def test_more_points_are_always_darker_so_that_no_colour_is_needed() -> None:
    shades = [palette.lightness(palette.heat(Fraction(step, 20))) for step in range(21)]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 21
    assert palette.heat(Fraction(3)) == palette.heat(Fraction(1))
    assert palette.heat(Fraction(-1)) == palette.heat(Fraction(0))


@pytest.mark.parametrize("step", range(21))
def test_numbers_can_be_read_on_every_shade(step: int) -> None:
    ground = palette.heat(Fraction(step, 20))
    assert palette.contrast(palette.on(ground), ground) >= 3.9


def test_black_and_white_stand_farthest_apart() -> None:
    assert palette.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_small_grey_words_can_be_read_on_paper() -> None:
    assert palette.contrast(palette.MUTED, palette.PAPER) >= 4.5


def test_a_canvas_becomes_a_png_of_its_size() -> None:
    canvas = Canvas(30, 20)
    canvas.box((0, 0, 10, 10), palette.OWN)
    picture = canvas.png()
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (30, 20)
