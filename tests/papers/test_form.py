"""The self-assessment form: every row of every annex, what the unit said, and what it is worth on paper."""

import re
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dti_core.excel.self_form import book, pages
from dti_core.framework.framework import Framework
from dti_core.framework.library import available
from dti_core.messages.paper.form import Form, form
from dti_core.messages.paper.pieces import MOST, pieces
from dti_core.papers import form as paper
from dti_core.scoring import engine
from dti_core.survey.dossier import Dossier, Paper
from dti_core.survey.questionnaire import EvidenceView, Questionnaire
from dti_core.survey.to_scoring import unit_answers
from tests.conversations.world import START, known, questionnaire, with_answers

EIGHT = [each.id for each in available()]


def answered(framework: Framework, **changes: object) -> Questionnaire:
    values = {}
    for node in framework.criteria:
        for item in node.inputs:
            if item.shared is None and item.kind != "text":
                first = item.choices[0].value if item.choices else "3"
                values[f"{node.id}:{item.id}"] = "true" if item.kind == "yes_no" else first
    return replace(with_answers(questionnaire(framework), values), **changes)  # type: ignore[arg-type]


def form_of(view: Questionnaire) -> Form:
    return form(view, engine.score(view.framework, unit_answers(view), view.bests, view.references))


def column(made: Form, holds: str) -> int:
    return next(number for number, each in enumerate(made.columns) if each.holds == holds)


def said(made: Form, code: str) -> str:
    """All the words beside a criterion."""
    (row,) = [row for row in made.rows if row.kind == "criterion" and row.cells[0] == code]
    return "\n".join("\n".join(cell) for cell in row.cells if isinstance(cell, tuple))


@pytest.mark.parametrize("name", EIGHT)
def test_every_row_of_the_annex_stands_on_the_form_in_its_order(name: str) -> None:
    framework = known(name)
    made = form_of(answered(framework))
    rows = [row for row in made.rows if row.kind != "pillar"]
    title = column(made, "title")
    assert [row.cells[title] for row in rows] == [" ".join(node.title.split()) for node in framework.nodes]
    assert {len(row.cells) for row in made.rows} == {len(made.columns)}


@pytest.mark.parametrize("name", EIGHT)
def test_the_points_on_the_form_add_up_to_the_unit_s_own_total(name: str) -> None:
    view = answered(known(name))
    made = form_of(view)
    own = column(made, "self")
    points = [row.cells[own] for row in made.rows if row.kind == "criterion"]
    indices = [row.cells[own] for row in made.rows if row.kind == "index"]
    total = engine.score(view.framework, unit_answers(view), view.bests).points
    assert sum((each for each in points if isinstance(each, Fraction)), Fraction(0)) == total
    assert sum((each for each in indices if isinstance(each, Fraction)), Fraction(0)) == total
    assert total in [each.points for each in made.sums if each.whole]


@pytest.mark.parametrize("name", EIGHT)
def test_the_columns_are_the_annex_s_and_fill_the_page(name: str) -> None:
    framework = known(name)
    made = form_of(questionnaire(framework))
    printed = [each.title for each in framework.spec.columns if each.holds not in ("method", "provider")]
    assert [each.title for each in made.columns if each.title in printed] == printed
    assert {"code", "title", "max", "self", "note"} <= {each.holds for each in made.columns}
    assert sum(each.width for each in made.columns) == pytest.approx(267)


def test_columns_of_other_assessors_are_left_to_them() -> None:
    made = form_of(answered(known("thua-thien-hue-2021-huyen")))
    theirs = [column(made, holds) for holds in ("department", "online", "expert", "final")]
    assert {row.cells[number] for row in made.rows for number in theirs} == {""}


def test_the_note_holds_figures_evidence_and_the_unit_s_own_words() -> None:
    piece = EvidenceView(1, "3.1", "link", "https://a.vn/b", "trang 5", "12/KH-SNV", "2024-03-05")
    view = answered(
        known("an-giang-2024-so"),
        evidence=(piece,),
        requested={"6.7": "Không có thủ tục"},
        justifications={"3.1": "Máy mới nhận\ntháng 12"},
    )
    made = form_of(view)
    assert "https://a.vn/b (trang 5; số 12/KH-SNV; ngày 05/03/2024)" in said(made, "3.1")
    assert "Giải trình: Máy mới nhận tháng 12" in said(made, "3.1")
    assert re.search(r": 3 ", said(made, "3.1"))
    assert "Xin không áp dụng (chờ duyệt): Không có thủ tục" in said(made, "6.7")


def test_a_draft_says_so_until_it_is_handed_in_and_again_when_it_was_sent_back() -> None:
    view = answered(known("an-giang-2024-so"))
    assert form_of(view).status == "Bản nháp – chưa nộp"
    handed_in = replace(view, state="submitted", submitted_at=START)
    assert form_of(handed_in).status == "Đã nộp lúc 9 giờ ngày 18/11/2024"
    assert form_of(replace(handed_in, state="returned")).draft


def test_number_date_and_head_stand_where_they_are_known_else_there_is_room_for_them() -> None:
    view = answered(known("an-giang-2024-so"))
    signed = Dossier(paper=Paper("12/BC-SNV", "2024-11-28", "Giám đốc Trần Văn B"))
    made = form_of(replace(view, state="submitted", submitted_at=START, dossier=signed))
    assert made.number == "Số: 12/BC-SNV"
    assert made.place_and_date.endswith("ngày 28 tháng 11 năm 2024")
    assert made.head[-1] == "Giám đốc Trần Văn B"
    assert "12/BC-SNV" not in form_of(replace(view, dossier=signed)).number, "a draft has no number yet"


def test_a_volunteer_s_form_says_that_it_is_not_ranked() -> None:
    view = answered(known("an-giang-2024-so"))
    assert any("không xếp hạng" in note for note in form_of(replace(view, volunteer=True)).notes)
    assert not any("không xếp hạng" in note for note in form_of(view).notes)


def sheet_of(made: Form) -> Worksheet:
    return load_workbook(BytesIO(book.write(made))).worksheets[0]


@pytest.mark.parametrize("name", EIGHT)
def test_the_workbook_holds_the_same_rows_as_the_form(name: str) -> None:
    made = form_of(answered(known(name)))
    sheet = sheet_of(made)
    title, own = column(made, "title"), column(made, "self")
    cells = {
        (row[title].value, float(row[own].value))
        for row in sheet.iter_rows()
        if isinstance(row[own].value, int | float)
    }
    for row in made.rows:
        points = row.cells[own]
        if isinstance(points, Fraction):
            assert (row.cells[title], round(float(points) + 1e-9, 2)) in cells


def test_the_workbook_prints_on_a4_with_its_heading_on_every_page() -> None:
    sheet = sheet_of(form_of(answered(known("hai-duong-2022-huyen"))))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows
    assert "Bản nháp" in sheet.oddFooter.left.text
    assert "&P/&N" in sheet.oddFooter.right.text


def test_nothing_that_people_write_becomes_a_formula() -> None:
    view = answered(known("an-giang-2024-so"), unit_name="=1+1", justifications={"3.1": "@SUM(A1)"})
    link = EvidenceView(1, "1.1", "file", '=HYPERLINK("http://x")')
    sheet = sheet_of(form_of(replace(view, evidence=(link,))))
    assert [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_a_hundred_links_and_four_thousand_letters_fit_and_none_is_lost() -> None:
    links = [EvidenceView(n, "1.1", "link", f"https://a.vn/{'x' * 150}/{n}") for n in range(100)]
    view = answered(known("dong-nai-2024-tinh"), evidence=tuple(links), justifications={"1.1": "từ " * 1300})
    made = form_of(view)
    texts = " ".join(str(cell.value) for row in sheet_of(made).iter_rows() for cell in row if cell.value)
    assert all(f"/{n}" in texts for n in range(100))
    assert len(paper.write(made)) > 10_000


def test_a_long_text_is_cut_at_spaces_and_stays_whole() -> None:
    words = " ".join(f"từ{n}" for n in range(900))
    parts = pieces((words, "dòng cuối"))
    assert max(len(part) for part in parts) <= MOST + len("dòng cuối") + 1
    assert " ".join(parts).split() == [*words.split(), "dòng", "cuối"]
    assert pieces(()) == [""]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext to read a PDF back")
def test_the_paper_reads_as_written_and_every_page_says_what_it_is(tmp_path: Path) -> None:
    made = form_of(answered(known("hai-duong-2022-huyen")))
    (tmp_path / "p.pdf").write_bytes(paper.write(made))
    read = subprocess.run(["pdftotext", "-layout", tmp_path / "p.pdf", "-"], capture_output=True, check=True)
    pages = read.stdout.decode().rstrip("\f\n").split("\f")
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in page
        assert "Bản nháp – chưa nộp" in page
        assert number in (1, len(pages)) or "Điểm Hội" in page
    assert "THỦ TRƯỞNG CƠ QUAN" in pages[-1]
    assert "(ký, đóng dấu)" in pages[-1]
    assert "NGƯỜI LẬP PHIẾU" in pages[-1]
    assert "Chuyển đổi nhận thức" in pages[0]


def test_the_typeface_travels_with_the_paper() -> None:
    made = paper.write(form_of(answered(known("an-giang-2024-so"))))
    assert made.count(b"/FontFile2") >= 2
    assert b"Helvetica" not in made


def heights(sheet: Worksheet, first: int, last: int) -> float:
    return sum(sheet.row_dimensions[row].height or pages.USUAL for row in range(first, last + 1))


@pytest.mark.parametrize("rows", range(1, 60, 7))
def test_the_room_for_signatures_is_never_cut_by_the_end_of_a_page(rows: int) -> None:
    """However much stands before: it fits below, or the empty row before it fills the page."""
    made = form_of(answered(known("an-giang-2024-so")))
    made = replace(made, rows=made.rows[:rows])
    sheet = load_workbook(BytesIO(book.write(made))).worksheets[0]
    first, *later = (each.id for each in sheet.row_breaks.brk)
    blank = next(row for row in range(sheet.max_row, 0, -1) if sheet.cell(row, 1).value in made.notes) + 1
    heads = heights(sheet, first + 2, first + 2)
    used = 0.0
    for row in range(first + 1, blank + 1):
        height = heights(sheet, row, row)
        used = used + height if used + height <= pages.ROOM else heads + height
    left = pages.ROOM - used
    assert later in ([], [blank])
    assert (left < pages.USUAL) if later else (heights(sheet, blank + 1, sheet.max_row) <= left)


@pytest.mark.parametrize(
    ("name", "without"), [*((each, 0) for each in EIGHT), *(("an-giang-2024-so", n) for n in range(1, 9))]
)
def test_no_heading_of_an_index_stands_alone_at_the_end_of_a_page(
    monkeypatch: pytest.MonkeyPatch, name: str, without: int
) -> None:
    """Wherever on the page the table begins."""
    drawn: list[tuple[int, bool]] = []

    class Watched(paper._Table):
        def _render_table_row(self, i: int, *rest: Any, **more: Any) -> None:
            super()._render_table_row(i, *rest, **more)
            drawn.append((self._fpdf.page, i in self.leading))

    monkeypatch.setattr(paper, "_Table", Watched)
    made = form_of(answered(known(name)))
    paper.write(replace(made, info=made.info[without:], rows=made.rows[:60]))
    alone = [page for (page, leads), (next_page, _) in pairwise(drawn) if leads and page != next_page]
    assert any(leads for _, leads in drawn)
    assert alone == []
