"""What `dti audit` says."""

HELP = "xem và xuất nhật ký: ai làm gì, khi nào, qua kênh nào, giá trị cũ và mới, lý do"
HELP_CAMPAIGN = "tên ngắn của đợt"
HELP_UNIT = "chỉ một đơn vị (tên ngắn)"
HELP_PERSON = "chỉ người có tên chứa chữ này"
HELP_ACTION = "chỉ một loại việc (mã việc, như points_given)"
HELP_SINCE = "từ ngày hay thời điểm này"
HELP_UNTIL = "trước ngày hay thời điểm này"
HELP_MOST = "số dòng in ra, mới nhất trước (mặc định 50)"
HELP_JSON = "in dạng JSON, mỗi việc một dòng, đủ mọi việc"
HELP_CSV = "ghi mọi việc ra tệp CSV"
HELP_XLSX = "ghi mọi việc ra tệp Excel"
NOTHING = "Không có việc nào như vậy."


def more(shown: int, many: int) -> str:
    """What was not printed."""
    return f"… {shown} trong {many} việc; thêm --most N, --csv hoặc --xlsx để xem hết."


def written(many: int, path: object) -> str:
    """After writing a file."""
    return f"Đã ghi {many} việc vào {path}."
