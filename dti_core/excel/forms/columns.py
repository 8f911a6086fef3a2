"""Columns of the books that people fill in: one table for the one who writes and the one who reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from dti_core.campaign.forms.filled import Kind

SIGN = "dti-form"
"""What the first cell of the hidden sheet says; looked for before a book is opened."""
MARK_SHEET, LISTS, GUIDE = "dti", "Danh mục", "Hướng dẫn"
ID_HEADING = "Mã dòng"
HEAD_ROW = 4


@dataclass(frozen=True)
class Column:
    """A column: field, heading, width; `open`: people fill it in. `also`: other headings it is known by."""

    field: str
    heading: str
    width: float
    open: bool = False
    also: tuple[str, ...] = ()


ID = Column("id", ID_HEADING, 12)
QUESTIONNAIRE = (
    Column("code", "STT", 8),
    Column("title", "Tiêu chí", 38),
    Column("max", "Điểm tối đa", 9),
    Column("label", "Nội dung cần trả lời", 44),
    Column("measure", "Đơn vị tính", 12),
    Column("value", "Trả lời", 22, open=True, also=("Câu trả lời", "Giá trị", "Số liệu")),
    Column("links", "Thêm minh chứng (liên kết)", 34, open=True, also=("Minh chứng", "Liên kết minh chứng")),
    Column("there", "Minh chứng đã có", 30),
    Column("note", "Ghi chú, giải trình", 30, open=True, also=("Ghi chú", "Giải trình")),
    ID,
)
REVIEW = (
    Column("unit", "Đơn vị", 26),
    Column("code", "STT", 8),
    Column("title", "Tiêu chí", 36),
    Column("max", "Điểm tối đa", 9),
    Column("figures", "Số liệu tự khai", 34),
    Column("own", "Điểm tự đánh giá", 10),
    Column("how", "Cách tính", 34),
    Column("proofs", "Minh chứng", 40),
    Column("words", "Giải trình", 26),
    Column("before", "Quyết định đã có", 24),
    Column("decision", "Quyết định", 14, open=True),
    Column("points", "Điểm thẩm định", 11, open=True, also=("Điểm",)),
    Column("reason", "Lý do", 38, open=True),
    ID,
)
FIGURES = (
    Column("unit", "Đơn vị", 28),
    Column("code", "STT", 8),
    Column("title", "Tiêu chí", 36),
    Column("label", "Số liệu", 40),
    Column("measure", "Đơn vị tính", 12),
    Column("own", "Đơn vị tự khai", 16),
    Column("value", "Giá trị", 18, open=True, also=("Số đo được", "Kết quả đo")),
)
MEASURED = (*FIGURES, Column("column", "Cột đánh giá", 20), ID)
REFERENCES = (*FIGURES, Column("origin", "Nguồn số liệu", 28, open=True, also=("Nguồn",)), ID)
COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    "questionnaire": QUESTIONNAIRE,
    "review": REVIEW,
    "measured": MEASURED,
    "references": REFERENCES,
}
