"""The reviewers' workbook: all their units and criteria, with figures, arithmetic, evidence and decisions."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from dti_core.campaign.forms import reviews
from dti_core.campaign.forms.filled import VERSION, Mark
from dti_core.campaign.forms.review_items import Item
from dti_core.excel.forms.columns import REVIEW
from dti_core.excel.forms.pen import Book, Choices, Content, Entry, Table, write
from dti_core.excel.out.archive_paths import path_of
from dti_core.messages.formatting import moment
from dti_core.scoring.rounding import half_up
from dti_core.survey.questionnaire import EvidenceView

TITLE = "Thẩm định"
LEAD = "Chỉ điền ba cột nền vàng nhạt. Dòng để trống quyết định thì giữ nguyên như đang có."
OPEN = frozenset(("decision", "points", "reason"))
GUIDE = (
    "1. Mỗi dòng là một tiêu chí của một đơn vị. Chọn Chấp nhận, Điều chỉnh (kèm điểm và lý do) "
    "hoặc Trả lại (kèm lý do).",
    "2. Bấm vào minh chứng để mở. Tệp mở được khi bảng này nằm cùng thư mục đã giải nén của gói minh chứng.",
    "3. Lọc, ẩn cột được; không thêm dòng, không sửa cột “Mã dòng”. Dòng đang ẩn do lọc thì không nhận: "
    "bỏ lọc trước khi gửi.",
    "4. Gửi lại tệp cho bot: bot cho xem từng thay đổi, hỏi những dòng đã có quyết định mới hơn; "
    "chưa bấm “Ghi” thì chưa có gì thay đổi.",
    "5. Trả lại chỉ đến đơn vị khi Anh/Chị đóng đợt trả lại trong chat.",
)


def make(found: Iterable[Item], campaign: str, title: str, zone: str, now: datetime) -> bytes:
    """The book. `campaign` is the short name by which it is known again."""
    rows, base = [], dict[str, tuple[str, ...]]()
    for item in found:
        rows.append(_entry(item))
        base[item.id] = (item.stamp,)
    table = Table(TITLE, LEAD, REVIEW, tuple(rows))
    head = (f"Bảng thẩm định – {title}", f"Số liệu lúc {moment(now, zone)}.")
    mark = Mark(VERSION, campaign, made_at=now.isoformat())
    made = BytesIO()
    write(made, Book("review", mark, base, (*head, *GUIDE), (table,)))
    return made.getvalue()


def _entry(item: Item) -> Entry:
    node = item.slot.node
    first = next(_links(item), None)
    cells: dict[str, Content] = {
        "unit": item.slot.unit.name,
        "code": node.name,
        "title": node.title,
        "max": _decimal(item.maximum),
        "figures": "\n".join(item.figures),
        "own": _decimal(item.own.points),
        "how": item.own.explanation,
        "proofs": "\n".join(_proof(piece) for piece in item.proofs),
        "words": item.words or None,
        "before": reviews.standing(item),
        "id": item.id,
    }
    words = (reviews.ACCEPT, reviews.ADJUST, reviews.RETURN)
    offered = {
        "decision": Choices(words),
        "points": Choices(number=True, most=_decimal(item.maximum)),
    }
    return Entry(cells, {"proofs": first} if first else {}, offered, OPEN)


def _links(item: Item) -> Iterator[str]:
    """Addresses, and files where the archive of evidence puts them."""
    for piece in item.proofs:
        if piece.kind == "link":
            yield piece.title
        elif piece.id in item.files:
            yield path_of(item.slot.unit.slug, item.slot.node.id, piece.title, item.files[piece.id])


def _proof(piece: EvidenceView) -> str:
    said = [text for text in (piece.place, piece.document_number, piece.note) if text]
    return f"{piece.title} ({', '.join(said)})" if said else piece.title


def _decimal(value: Fraction) -> Decimal:
    return half_up(value, 2).normalize()
