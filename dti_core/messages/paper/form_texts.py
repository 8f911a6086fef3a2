"""The form's fixed words."""

from dti_core.messages.formatting import day
from dti_core.survey.dossier import Paper

COUNTRY = ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc")
TITLE = "PHIẾU TỰ ĐÁNH GIÁ"
DRAFT = "Bản nháp – chưa nộp"
INFO, SUMMARY, DETAILS = "THÔNG TIN CHUNG", "TỔNG HỢP ĐIỂM TỰ ĐÁNH GIÁ", "ĐIỂM TỪNG TIÊU CHÍ"
INFO_HEADS = ("STT", "Nội dung", "Số liệu, thông tin")
SUMMARY_HEADS = ("Chỉ số", "Điểm tối đa", "Điểm tự đánh giá")
BASIC = (("code", "STT"), ("title", "Chỉ số/Chỉ số thành phần"), ("max", "Điểm tối đa"))
SELF, NOTE = "Điểm tự đánh giá", "Ghi chú, tài liệu kiểm chứng"
WHOLE, MEAN = "TỔNG ĐIỂM", "ĐIỂM BÌNH QUÂN CÁC TRỤ CỘT"
HEAD = ("THỦ TRƯỞNG CƠ QUAN", "(ký, đóng dấu)")
AUTHOR = ("NGƯỜI LẬP PHIẾU", "(ký, ghi rõ họ tên)")
NOT_SELF = "–"
NOT_ASKED = "Không thuộc phần đơn vị tự đánh giá."
UNANSWERED = "Chưa trả lời đủ."
VOLUNTEER = "Đơn vị tham gia tự nguyện: được chấm điểm, không xếp hạng."
PROVISIONAL = "Điểm tự đánh giá là điểm tạm tính theo số liệu đơn vị cung cấp, chưa qua thẩm định."


def decision(number: str | None, date: str | None, issuer: str) -> str:
    """On what the form rests."""
    named = f"Quyết định số {number}" if number else "Quyết định"
    return f"(Theo {named}{_dated(date)} của {issuer})"


def _dated(date: str | None) -> str:
    """Documents print a day, a month or a year alone."""
    parts = (date or "").split("-")
    if len(parts) == 3:
        return f" ngày {day(date or '')}"
    return f" tháng {parts[1]} năm {parts[0]}" if len(parts) == 2 else f" năm {date}" if date else ""


def submitted(at: str) -> str:
    """When it was handed in."""
    return f"Đã nộp lúc {at}"


def number(paper: Paper | None) -> str:
    """The document's number, or room for it."""
    return f"Số: {paper.document_number}" if paper and paper.document_number else "Số: ……………"


def place_and_date(paper: Paper | None) -> str:
    """The day on the document where it is known, or room for place and day."""
    if paper and paper.document_date:
        year, month, date = paper.document_date.split("-")
        return f"……………………, ngày {date} tháng {month} năm {year}"
    return "……………………, ngày …… tháng …… năm 20……"


def pillar(title: str) -> str:
    """A pillar among the sums."""
    return f"Trụ cột {title}"


def shared(maximum: str) -> str:
    """One maximum for several criteria."""
    return f"chung {maximum}"


def exempt(why: str) -> str:
    """A criterion that does not apply."""
    return f"Không áp dụng. {why}" if why else "Không áp dụng."


def requested(reason: str) -> str:
    """Asked for, not granted."""
    return f"Xin không áp dụng (chờ duyệt): {reason}"


def justified(text: str) -> str:
    """The unit's own words."""
    return f"Giải trình: {text}"


def on_behalf(coordinator: str, paper: Paper) -> str:
    """Who typed it, from what."""
    of = f" số {paper.document_number}" if paper.document_number else ""
    dated = f" ngày {day(paper.document_date)}" if paper.document_date else ""
    return f"{coordinator} nhập thay theo văn bản{of}{dated} của đơn vị."


def page(number: int | str, of: str) -> str:
    """At the foot of every page."""
    return f"Trang {number}/{of}"
