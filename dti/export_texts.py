"""What `dti export` says."""

HELP = "xuất sổ Excel và kho minh chứng"
HELP_KINDS = {
    "campaign": "sổ cả kỳ: xếp hạng, tiến độ, ma trận, phiếu, số liệu, minh chứng, lịch sử",
    "unit": "phiếu một đơn vị theo mẫu phụ lục",
    "units": "phiếu từng đơn vị, gói trong một tệp ZIP",
    "archive": "kho minh chứng (ZIP) kèm mục lục",
}
HELP_CAMPAIGN = "tên ngắn của kỳ đánh giá"
HELP_UNIT = "tên ngắn của đơn vị"
HELP_UNITS = "chỉ các đơn vị này (tên ngắn, cách nhau bằng dấu phẩy)"
HELP_GROUP = "chỉ một nhóm xếp hạng (mã nhóm; có thể viết BỘ-CHỈ-SỐ:NHÓM)"
HELP_TO = "tệp sẽ ghi"
HELP_FORCE = "ghi đè nếu tệp đã có"

EXISTS = "Tệp {path} đã có. Thêm --force để ghi đè, hoặc chọn tên khác."
NO_FOLDER = "Không có thư mục {path}."
NOT_WRITTEN = "Không ghi được {path}: {why}."
NO_UNITS = "Kỳ này chưa có đơn vị nào."
LOST = "Chú ý: {count} tệp minh chứng thiếu hoặc hỏng trên máy chủ, có ghi trong mục lục."


def written(path: str, size: str) -> str:
    """Done."""
    return f"Đã ghi {path} ({size})."
