"""The minutes of a council's meeting on one ranking group: ready to be printed and signed."""

from fpdf import FPDF
from fpdf.fonts import FontFace

from dti_core.messages.formatting import points
from dti_core.messages.staff.council_views import Dossier, GroupFile, Matter, Meeting
from dti_core.papers.page import FAMILY, a4

HEADINGS = ("TT", "Đơn vị", "Tiêu chí", "Tự đánh giá", "Thẩm định", "Kết luận", "Lý do, ý kiến")
WIDTHS = (8, 32, 14, 17, 17, 17, 69)
LONGEST = 1500
"""Characters of one cell: longer words stand whole in the history."""


def pdf(found: Dossier, group: GroupFile, meeting: Meeting) -> bytes:
    """The paper."""
    paper = a4("Biên bản họp Hội đồng")
    paper.add_page()
    _head(paper, found, group, meeting)
    _results(paper, group)
    _matters(paper, group)
    _signatures(paper)
    return bytes(paper.output())


def _head(paper: FPDF, found: Dossier, group: GroupFile, meeting: Meeting) -> None:
    paper.set_font(FAMILY, "B", 13)
    paper.multi_cell(0, 7, "BIÊN BẢN HỌP HỘI ĐỒNG", align="C", new_x="LMARGIN", new_y="NEXT")
    paper.set_font(FAMILY, "", 11)
    for line in (found.title, f"Nhóm: {group.title}"):
        paper.multi_cell(0, 6, line, align="C", new_x="LMARGIN", new_y="NEXT")
    paper.ln(3)
    present = ", ".join(meeting.present) or "…" * 30
    for line in (
        f"Ngày họp: {meeting.day:%d/%m/%Y}.",
        f"Thành viên có mặt ({len(meeting.present)}): {present}.",
        f"Nội dung: xem xét kết quả thẩm định của {len(group.units)} đơn vị, {len(group.matters)} nội dung"
        " có điểm khác nhau hoặc bị phản ánh.",
    ):
        paper.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    paper.ln(2)


def _results(paper: FPDF, group: GroupFile) -> None:
    _title(paper, "1. Kết quả")
    heading = FontFace(emphasis="BOLD", fill_color=(230, 234, 240))
    order = sorted(group.units, key=lambda unit: (unit.rank is None, unit.rank or 0, unit.name))
    paper.set_font(FAMILY, "", 9)
    with paper.table(
        headings_style=heading, col_widths=(12, 92, 35, 35), line_height=5, text_align="LEFT", padding=0.6
    ) as table:
        for cells in (("Hạng", "Đơn vị", "Điểm", "Tình trạng"),):
            row = table.row()
            for text in cells:
                row.cell(text)
        for unit in order:
            row = table.row()
            state = "đã kết luận" if unit.state in ("council_decided", "published") else "chưa kết luận"
            for text in (
                str(unit.rank or "–"),
                unit.name,
                f"{points(unit.points)}/{points(unit.attainable)}",
                state,
            ):
                row.cell(text)
    paper.ln(3)


def _matters(paper: FPDF, group: GroupFile) -> None:
    _title(paper, "2. Nội dung xem xét và kết luận")
    paper.set_font(FAMILY, "", 8)
    if not group.matters:
        paper.multi_cell(0, 5, "Không có.", new_x="LMARGIN", new_y="NEXT")
        return
    heading = FontFace(emphasis="BOLD", fill_color=(230, 234, 240))
    with paper.table(
        headings_style=heading, col_widths=WIDTHS, line_height=4.2, text_align="LEFT", padding=0.6
    ) as table:
        row = table.row()
        for text in HEADINGS:
            row.cell(text)
        for number, one in enumerate(group.matters, 1):
            row = table.row()
            figures = (points(one.own), points(one.verified), "chờ" if one.contested else points(one.points))
            for text in (str(number), one.unit, one.name, *figures, _words(one)):
                row.cell(text)
    paper.ln(3)


def _words(one: Matter) -> str:
    parts = (
        f"Thẩm định: {one.reason}" if one.reason else "",
        f"Đơn vị phản ánh: {one.contest}" if one.contest else "",
        f"Hội đồng: {one.decision}" if one.decided and one.decision else "",
    )
    text = "\n".join(part for part in parts if part)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _signatures(paper: FPDF) -> None:
    if paper.will_page_break(45):
        paper.add_page()
    paper.ln(4)
    paper.set_font(FAMILY, "B", 11)
    half = paper.epw / 2
    paper.cell(half, 6, "THƯ KÝ", align="C")
    paper.cell(half, 6, "CHỦ TỊCH HỘI ĐỒNG", align="C", new_x="LMARGIN", new_y="NEXT")
    paper.set_font(FAMILY, "I", 9)
    paper.cell(half, 5, "(ký, ghi rõ họ tên)", align="C")
    paper.cell(half, 5, "(ký, ghi rõ họ tên)", align="C")
    paper.ln(28)


def _title(paper: FPDF, text: str) -> None:
    paper.set_font(FAMILY, "B", 11)
    paper.multi_cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
