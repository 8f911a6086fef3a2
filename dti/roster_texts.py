"""What the operator reads about the roster and invitations."""

from collections.abc import Iterable
from pathlib import Path

from dti_core.messages.staff.roster_notices import scope_line
from dti_core.messages.staff.roster_views import Scope

HELP_TEMPLATE = "tạo tệp Excel mẫu để điền đơn vị, người liên hệ, cán bộ"
HELP_TEMPLATE_FILE = "tệp sẽ tạo"
HELP_TEMPLATE_FRAMEWORK = "bộ chỉ số dùng trong mẫu (ghi nhiều lần được)"
HELP_TEMPLATE_CAMPAIGN = "tên ngắn của đợt: mẫu có sẵn danh bạ đang có của đợt"
HELP_IMPORT = "nạp danh bạ từ Excel: xem trước, chỉ ghi khi có --yes"
HELP_IMPORT_FILE = "tệp Excel theo mẫu"
HELP_YES = "ghi những gì đã xem trước"
HELP_JSON = "kết quả dạng JSON, cho chương trình khác đọc"
HELP_LIST = "danh bạ: ai đã tham gia, ai chưa"
HELP_REMOVE = "bỏ một người khỏi danh bạ, thôi quyền truy cập; câu trả lời vẫn giữ"
HELP_IN_CHARGE = "đổi đầu mối chính của một đơn vị"
HELP_REPLACE = "thay một người bằng người khác, giữa đợt cũng được"
HELP_UNIT_OR_STAFF = "tên ngắn của đơn vị; không ghi: cán bộ"
HELP_NAME = "họ tên như trong danh bạ"
HELP_BY = "người mới: “họ tên, điện thoại, email”"
HELP_INVITE = "thư mời: một người, hoặc hàng loạt"
HELP_ROLE = (
    "vai trò: contact (đầu mối), provider (cung cấp một phần số liệu), manager (phụ trách), "
    "reviewer (thẩm định), council (Hội đồng), expert (chuyên gia), observer (theo dõi)"
)
HELP_DEPUTY = "phó đầu mối"
HELP_GUEST = "họ tên người được mời (và điện thoại, email, cách nhau bằng dấu phẩy); được ghi vào danh bạ"
HELP_GROUPS = "nhóm mà cán bộ phụ trách, cách nhau bằng dấu phẩy (mặc định: tất cả)"
HELP_INDICES = "chỉ số chính mà cán bộ phụ trách, cách nhau bằng dấu phẩy (mặc định: tất cả)"
HELP_ALL_MISSING = "mời mọi người chưa tham gia và chưa có thư mời còn hạn"
HELP_ALL_WAITING = "mời lại mọi người chưa tham gia; thư mời cũ hết hiệu lực"
HELP_REVOKE = "thu hồi thư mời chưa dùng của một người (--name) hoặc một đơn vị"
HELP_SOME_UNITS = "với --all-…: chỉ mời ở các đơn vị này (tên ngắn, cách nhau bằng dấu phẩy)"
HELP_TO = "thư mục để ghi tệp PDF và Excel của thư mời"

NEEDS_TO = "Mời hàng loạt cần --to THƯ_MỤC, nơi ghi tệp PDF và Excel."
NEEDS_UNIT = "Vai trò này cần --unit."
NO_UNIT = "Cán bộ không thuộc đơn vị nào; bỏ --unit."
ONLY_STAFF = "--groups và --indices chỉ dùng cho cán bộ."
UNCLEAR_NAME = "Chưa rõ họ tên. Viết như “Trần Văn Minh, 0912345678, minh@so.gov.vn”."
NOTHING_WRITTEN = "Chưa ghi gì. Để ghi, chạy lại với --yes."
NOBODY_TO_INVITE = "Không còn ai cần mời."
DONE = "Đã xong."
NOT_A_ROSTER = (
    "Không thấy danh bạ trong tệp: cần trang “Đơn vị”, “Người liên hệ” hoặc “Cán bộ” với các cột của mẫu. "
    "Tạo mẫu: dti roster template TỆP.xlsx"
)
WHICH_TEMPLATE = "Mẫu cần biết bộ chỉ số: thêm --framework hoặc --campaign."


def made(path: Path) -> str:
    """After a template."""
    return f"Đã tạo {path}. Điền rồi nạp: dti roster import {path} --campaign ĐỢT"


def unwritable(path: Path, why: str) -> str:
    """A place that cannot be written to."""
    return f"Không ghi được vào {path}: {why}."


def invited(count: int, paths: Iterable[Path], until: str) -> str:
    """After invitations in bulk."""
    files = ", ".join(map(str, paths))
    return f"Đã tạo {count} thư mời, có hạn đến {until}: {files}\nXoá các tệp này sau khi phát."


EVERYTHING = "all"
HELP_SCOPE = "xem hoặc đổi phạm vi của một cán bộ: nhóm, chỉ số chính"
HELP_NEW_GROUPS = "nhóm phụ trách, cách nhau bằng dấu phẩy; all: tất cả (không ghi: giữ nguyên)"
HELP_NEW_INDICES = "chỉ số chính phụ trách, cách nhau bằng dấu phẩy; all: tất cả (không ghi: giữ nguyên)"
NEEDS_NAME = "Cần --name: cấp mã xác nhận cho ai."
HELP_CODE = "cấp mã xác nhận 6 số cho người (--name) không xác nhận được bằng số điện thoại"
HELP_RULES = "xem hoặc đặt cách xác nhận người được mời"
HELP_BINDING = "off: không; phone: số điện thoại trong danh bạ; phone_or_code: số điện thoại hoặc mã"
BINDING = {
    "off": "không xác nhận, ai có liên kết thì vào được",
    "phone": "bằng số điện thoại trong danh bạ",
    "phone_or_code": "bằng số điện thoại trong danh bạ, hoặc mã do cán bộ cấp",
}


NOT_ADDED = {
    "unit_known": "“{name}” đã có trong đợt này.",
    "unit_alike": "“{name}” trùng tên ngắn với đơn vị khác của đợt. Đơn vị mới: thêm --slug với tên khác.",
    "published": "Đợt này đã công bố nên danh bạ không đổi được nữa.",
}


def not_added(code: str, name: str) -> str:
    """Why a unit is not added."""
    return NOT_ADDED[code].format(name=name)


def scope(name: str, found: Scope) -> str:
    """How far one of the staff reaches."""
    return f"{name} phụ trách: {scope_line(found)}."


def rules(binding: str) -> str:
    """How the campaign makes sure of whom it lets in."""
    return f"Xác nhận người được mời: {BINDING[binding]}."


def code(name: str, digits: str, until: str) -> str:
    """A code to pass on by phone."""
    return f"Mã xác nhận của {name}: {digits} (dùng một lần, đến {until}). Gọi đúng người rồi đọc mã."
