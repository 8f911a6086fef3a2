"""Text from people is text in every sheet: no formula, no broken file, no lost words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dti_core.campaign import evidence, requests
from dti_core.campaign.evidence import Details
from dti_core.excel.out.book import Book, Layout
from dti_core.excel.out.inert import LONGEST, inert, needs_quote
from dti_core.excel.out.names import LONGEST as LONGEST_NAME
from dti_core.excel.out.names import Names
from dti_core.excel.out.pen import Cell
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.export.office import HOSTILE, a_book, give, small


def written(text: str, path: Path) -> object:
    book = Book("Sổ", "Đầu trang", "Asia/Ho_Chi_Minh")
    pen = book.sheet("Trang", Layout([20, 20]))
    pen.line([Cell(text)])
    pen.rows(("text", "text")).add(text, None)
    book.save(path)
    return load_workbook(path)["Trang"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_a_formula_stays_text_and_is_marked_so(text: str, tmp_path: Path) -> None:
    sheet = written(text, tmp_path / "a.xlsx")
    for place in ("A1", "A2"):
        cell = sheet[place]  # type: ignore[index]
        assert cell.data_type == "s"
        assert cell.value == text.replace("\r", "\n")
        assert cell.quotePrefix or text.startswith("\r")


@pytest.mark.parametrize("text", ["#N/A", "12345678901234567890", "TRUE", "2024-01-01", "_x0041_"])
def test_text_that_looks_like_a_value_stays_what_was_typed(text: str, tmp_path: Path) -> None:
    cell = written(text, tmp_path / "a.xlsx")["A1"]  # type: ignore[index]
    assert cell.data_type == "s"
    assert str(cell.value).replace("_x005F_", "_") == text


@given(st.text(max_size=60))
def test_whatever_is_typed_becomes_a_sound_text(text: str) -> None:
    safe = inert(text)
    safe.encode("utf-8")
    assert not any(ord(letter) < 32 and letter not in "\t\n" for letter in safe)
    assert needs_quote(safe) or not safe.startswith(("=", "+", "-", "@", "\t"))


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    for text in ("đ" * 40_000, "🙂" * 20_000):
        cut = inert(text)
        assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
        assert cut.endswith("…")


def test_hostile_words_are_inert_in_every_sheet_of_the_book(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    lan = small_world.speakers["a"]
    small_world.tell(lan, "info:2.ho_ten", HOSTILE[0])
    give(small_world, "a", "1.2", "department", 1_000_000, HOSTILE[3])
    with small_world.db.write() as conn:
        details = Details(HOSTILE[1], HOSTILE[2], None, HOSTILE[6])
        evidence.add_link(conn, lan, "1.2", "https://x.vn/=cmd", details, small_world.now)
        requests.request(conn, lan, "1.4", HOSTILE[6], small_world.now)
        conn.execute(t.unit.update().where(t.unit.c.slug == "a").values(name="=Sở [A]*?/:\\ 'x'"))
        conn.execute(t.campaign.update().values(title="=cmd|'/c calc'!A1 & \x01 Đợt"))
    a_book(small_world, tmp_path / "ky.xlsx")
    book = load_workbook(tmp_path / "ky.xlsx")
    seen = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert not any(bad in str(cell.value) for bad in ("cmd", "HYPERLINK", "1+1"))
                elif isinstance(cell.value, str) and cell.value.startswith(tuple(HOSTILE)):
                    assert cell.data_type == "s"
                    assert cell.quotePrefix
                    seen.add(cell.value)
    assert {HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[3], HOSTILE[6]} <= seen


def test_names_of_sheets_are_short_allowed_and_different() -> None:
    names = Names()
    wanted = ["Sở Nội vụ" * 5, "sở nội vụ" * 5, "History", "a/b:c*?[d]\\", "'", "", "🙂" * 40, "🙂" * 40]
    taken = [names.take(one) for one in wanted]
    assert len({one.casefold() for one in taken}) == len(wanted)
    assert all(0 < len(one.encode("utf-16-le")) // 2 <= LONGEST_NAME for one in taken)
    assert not any(set(one) & set("[]:*?/\\") or one.casefold() == "history" for one in taken)
