"""What the operator reads of `dti submission`."""

from dti_core.messages.contact.signing import cited
from dti_core.messages.formatting import moment
from dti_core.messages.staff.paper_views import PaperLine
from dti_core.messages.staff.states import STATES

HELP = "phiếu đã nộp, bản ký, bản giấy"
HELP_LIST = "đơn vị nào đã nộp, theo văn bản nào, có bản ký chưa"
HELP_JSON = "in dạng JSON"
HELP_FORM = "lập phiếu tự đánh giá của một đơn vị (PDF hoặc Excel)"
HELP_TO = "tệp kết quả, đuôi .pdf hoặc .xlsx"
HELP_FORCE = "ghi đè nếu tệp đã có"
HELP_RECORD = "ghi số, ngày, người ký, bản ký của một đơn vị đã nộp"
HELP_NUMBER = "số văn bản, ví dụ 12/BC-SNV"
HELP_DATE = "ngày văn bản, ví dụ 28/11/2026"
HELP_APPROVED_BY = "chức vụ và họ tên người ký"
HELP_FILE = "ảnh hoặc tệp PDF của bản đã ký"
HELP_HAND_IN = "nộp thay đơn vị đã gửi bản giấy, với các câu trả lời đang có"
HELP_RULES = "bản ký là bắt buộc hay tuỳ chọn khi nộp"
HELP_SIGNED_COPY = "required: bắt buộc; optional: tuỳ chọn (không ghi: chỉ xem)"

BAD_SUFFIX = "--to: tệp phải có đuôi .pdf hoặc .xlsx."
EXISTS = "{path} đã có. Thêm --force để ghi đè."
NOT_WRITTEN = "Không ghi được {path}: {why}"
NOT_READ = "Không đọc được {path}: {why}"
WRONG_KIND = "{path}: bản ký phải là ảnh hoặc tệp PDF."
TOO_LARGE = "{path}: quá 20 MB."
FUTURE = "--date: ngày này chưa tới."
NOTHING = "Chưa có đơn vị nào trong đợt này."
SIGNED_COPY = {"required": "bắt buộc", "optional": "tuỳ chọn"}


def written(path: str, name: str, status: str) -> str:
    """A form was written."""
    return f"Đã lập phiếu của {name} ({status}): {path}"


def recorded(name: str, handed_in: bool) -> str:
    """A paper was kept."""
    return f"Đã {'nộp thay' if handed_in else 'ghi bản ký cho'} {name}."


def rules(signed_copy: str) -> str:
    """What the campaign asks for."""
    return f"Bản ký khi nộp: {SIGNED_COPY[signed_copy]}."


def line(one: PaperLine, zone: str) -> str:
    """One unit."""
    parts = [f"{one.slug:<24} {one.name}", STATES[one.state].words]
    if one.handed_in and one.submitted_at is not None:
        parts.append(moment(one.submitted_at, zone))
        parts.append(cited(one.paper) if one.paper.cited else "chưa có số, ngày")
        parts.append(one.paper.approved_by or "")
        parts.append("có bản ký" if one.paper.file else "chưa có bản ký")
        parts.append("nộp thay theo bản giấy" if one.on_paper else "")
    parts.append(f"{one.clerk} đang nhập thay" if one.clerk else "")
    parts.append("tự nguyện" if one.volunteer else "")
    return " · ".join(part for part in parts if part)
