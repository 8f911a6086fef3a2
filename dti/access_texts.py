"""What `dti access` says."""

HELP = "ai có quyền gì: vai trò, phạm vi, từ khi nào, do ai cấp, tài khoản, lần cuối dùng, xác nhận hai bước"
HELP_CAMPAIGN = "tên ngắn của đợt"
HELP_JSON = "in dạng JSON, mỗi vai trò một dòng"
HELP_CSV = "ghi ra tệp CSV"
HELP_XLSX = "ghi ra tệp Excel"
NOBODY = "Chưa ai có vai trò nào trong đợt này."


def written(many: int, path: object) -> str:
    """After writing a file."""
    return f"Đã ghi {many} vai trò vào {path}."
