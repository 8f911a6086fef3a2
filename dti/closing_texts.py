"""What `dti council` and `dti publish` say."""

from collections.abc import Iterator

from dti_core.messages.formatting import points
from dti_core.messages.staff.council_views import Dossier
from dti_core.messages.staff.publishing_views import Outlook
from dti_core.messages.staff.states import STATES

HELP_COUNCIL = "hồ sơ và kết luận của Hội đồng, thời hạn phản ánh, biên bản"
HELP_PUBLISH = "công bố kết quả theo quyết định, mở lại, bảng công bố"
ACTION = "VIỆC"
HELP_CAMPAIGN = "tên ngắn của đợt"
HELP_JSON = "in dạng JSON"
HELP_SHOW = "các nhóm, đơn vị và nội dung trước Hội đồng"
HELP_CONCLUDE = "kết luận một tiêu chí của một đơn vị"
HELP_UNIT = "tên ngắn của đơn vị"
HELP_CRITERION = "mã tiêu chí"
HELP_POINTS = "điểm mới; không có: giữ điểm thẩm định"
HELP_REASON = "lý do"
HELP_SETTLE = "kết luận mọi đơn vị đã thẩm định xong của một nhóm"
HELP_GROUP = "số của nhóm, như dti council show in ra"
HELP_REVIEW = "đưa một đơn vị trở lại thẩm định"
HELP_WINDOW = "đặt thời hạn đơn vị được phản ánh điểm"
HELP_UNTIL = "đến ngày hay thời điểm này"
HELP_MINUTES = "làm biên bản họp (PDF)"
HELP_DAY = "ngày họp"
HELP_PRESENT = "người có mặt, ngăn bằng dấu phẩy"
HELP_FILE = "tệp ghi ra"
HELP_CHECK = "xem điều gì còn cản việc công bố, hoặc bảng sẽ công bố"
HELP_DO = "công bố theo số và ngày quyết định"
HELP_NUMBER = "số quyết định"
HELP_DATE = "ngày quyết định"
HELP_YES = "xác nhận; không có thì chỉ in điều sẽ xảy ra"
HELP_REOPEN = "mở lại kết quả đã công bố"
HELP_BOOK = "ghi bảng công bố (Excel)"
SAY_YES = "Chưa làm gì. Thêm --yes để thực hiện."


def dossier(found: Dossier) -> str:
    """Every group with what the council has to look at."""
    return "\n".join(_dossier(found))


def _dossier(found: Dossier) -> Iterator[str]:
    for group in found.groups:
        yield f"{group.number}. {group.title}: {len(group.units)} đơn vị, {len(group.matters)} nội dung"
        for one in group.matters:
            sign = "!" if one.contested else "✓" if one.decided else " "
            figures = f"{points(one.own)} → {points(one.verified)} → {points(one.points)}"
            yield f"  {sign} {one.unit} · {one.name}: {figures}"
        for name, state in group.waiting:
            yield f"    {name}: {STATES[state].words}"


def outlook(found: Outlook) -> str:
    """The ranking, and what stands in the way."""
    return "\n".join(_outlook(found))


def _outlook(found: Outlook) -> Iterator[str]:
    for table in found.tables:
        yield f"{table.title}"
        for line in table.lines:
            yield f"  {line.rank or '–'}. {line.name}: {points(line.points)}"
    if found.published is not None:
        done = found.published
        yield f"Đã công bố: Quyết định số {done.decision.number} ngày {done.decision.date:%d/%m/%Y}"
        yield f"SHA-256: {done.checksum}"
        return
    for name, state in found.undecided:
        yield f"Chưa kết luận: {name} ({STATES[state].words})"
    for name in found.contested:
        yield f"Còn phản ánh: {name}"
    if found.computing:
        yield f"Điểm của {found.computing} đơn vị đang được tính."
    if found.ready:
        yield f"Công bố được; {found.people} đầu mối sẽ nhận kết quả."


def file_written(path: object) -> str:
    """After a file."""
    return f"Đã ghi {path}."
