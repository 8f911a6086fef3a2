"""Sheets and columns of the roster: one table for the one who writes the book and the one who reads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from dti_core.campaign.staff.roster.book import Kind

EXAMPLE = "VD:"
"""How the first cell of an example begins; such rows are not read."""


@dataclass(frozen=True)
class Column:
    """A column: its field, heading, other headings it is known by, width, and what is asked for."""

    field: str
    heading: str
    also: tuple[str, ...]
    width: float
    note: str
    example: str
    required: bool = False
    several_frameworks: bool = False
    """Only wanted where a campaign uses more than one framework."""


@dataclass(frozen=True)
class Layout:
    """One sheet. `also`: other titles it is known by, compared without diacritics."""

    kind: Kind
    title: str
    also: tuple[str, ...]
    columns: tuple[Column, ...]


UNITS = Layout("unit", "Đơn vị", ("danh sach don vi", "don vi duoc danh gia"), (
    Column("name", "Tên đơn vị", ("ten", "don vi", "co quan", "ten co quan"), 44,
           "Tên đầy đủ, như in trên phiếu.", "Sở Nội vụ", required=True),
    Column("code", "Mã", ("ma don vi",), 20,
           "Để trống được: tự đặt từ tên. Ghi mã khi muốn đổi tên một đơn vị đã có.", "so-noi-vu"),
    Column("group", "Nhóm", ("nhom xep hang",), 34,
           "Nhóm xếp hạng, chọn trong danh sách. Trống: nhóm đầu tiên.", ""),
    Column("traits", "Đặc điểm", ("dac diem don vi", "dac thu"), 40,
           "Nhiều đặc điểm cách nhau bằng dấu chấm phẩy. Trống: không có.", ""),
    Column("framework", "Bộ chỉ số", ("ma bo chi so",), 28,
           "Chọn trong danh sách. Chỉ một bộ thì để trống được.", ""),
    Column("volunteer", "Tự nguyện", ("tu nguyen tham gia",), 12,
           "“có”: được chấm điểm nhưng không xếp hạng.", "không"),
))  # fmt: skip
CONTACTS = Layout("contact", "Người liên hệ", ("lien he", "dau moi", "danh sach dau moi"), (
    Column("unit", "Đơn vị", ("ten don vi", "co quan", "ma don vi"), 44,
           "Tên hoặc mã của đơn vị ở trang Đơn vị.", "Sở Nội vụ", required=True),
    Column("name", "Họ tên", ("ho va ten", "ten", "nguoi lien he"), 30,
           "Người sẽ nhận thư mời.", "Nguyễn Thị Lan", required=True),
    Column("role", "Vai trò", ("vai tro tham gia",), 20,
           "Đầu mối (một người), Phó đầu mối, hoặc Cung cấp số liệu.", "Đầu mối", required=True),
    Column("phone", "Điện thoại", ("so dien thoai", "dt", "sdt", "di dong"), 16, "", "0912345678"),
    Column("email", "Email", ("thu dien tu", "e-mail"), 34, "", "lan.nt@sonoivu.gov.vn"),
    Column("office", "Nhà cung cấp", ("noi cung cap",), 34,
           "Chỉ với Cung cấp số liệu: nơi cung cấp như quyết định nêu.", ""),
    Column("framework", "Bộ chỉ số", (), 28, "Chỉ khi đơn vị tham gia nhiều bộ chỉ số.", "",
           several_frameworks=True),
))  # fmt: skip
STAFF = Layout("staff", "Cán bộ", ("can bo tham dinh", "to giup viec", "can bo phu trach"), (
    Column("name", "Họ tên", ("ho va ten", "ten"), 30, "", "Trần Văn Minh", required=True),
    Column("role", "Vai trò", (), 26,
           "Phụ trách kỳ đánh giá, Thẩm định, Thành viên Hội đồng, Chuyên gia hoặc Theo dõi.", "Thẩm định",
           required=True),
    Column("groups", "Nhóm phụ trách", ("nhom",), 40,
           "Nhiều nhóm cách nhau bằng dấu chấm phẩy. Trống: tất cả.", ""),
    Column("indices", "Chỉ số phụ trách", ("chi so",), 34,
           "Số thứ tự hoặc tên chỉ số chính, cách nhau bằng dấu chấm phẩy. Trống: tất cả.", ""),
    Column("phone", "Điện thoại", ("so dien thoai", "dt", "sdt", "di dong"), 16, "", "0987654321"),
    Column("email", "Email", ("thu dien tu", "e-mail"), 34, "", "minh.tv@skhcn.gov.vn"),
))  # fmt: skip
LAYOUTS: Mapping[Kind, Layout] = {each.kind: each for each in (UNITS, CONTACTS, STAFF)}
