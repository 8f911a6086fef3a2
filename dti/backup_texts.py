"""What the operator reads about backups and upgrades."""

from collections.abc import Mapping, Sequence
from pathlib import Path

HELP_BACKUP = "sao lưu toàn bộ dữ liệu và tệp minh chứng vào một tệp, khi hệ thống vẫn chạy"
HELP_TARGET = "tệp sao lưu sẽ tạo (chưa được tồn tại)"
HELP_KEY_FILE = "tệp chứa khoá age để mã hoá (khoá công khai là đủ); mặc định: DTI_BACKUP_KEY"
HELP_OPENING_KEY = "tệp chứa khoá bí mật age để giải mã; mặc định: DTI_BACKUP_KEY"
HELP_NEW_KEY = "tạo một khoá mới trong TỆP rồi dừng"
HELP_RESTORE = "khôi phục một bản sao lưu vào chỗ còn trống (SQLite hoặc PostgreSQL)"
HELP_SOURCE = "tệp sao lưu"
HELP_CHECK = "chỉ đọc và kiểm tra toàn bộ, không ghi gì"
HELP_UPGRADE = "đưa cơ sở dữ liệu lên phiên bản của chương trình, sau khi sao lưu"
HELP_OR_INIT = "cơ sở dữ liệu còn trống thì chuẩn bị luôn"
HELP_NO_BACKUP = "không sao lưu trước (khi vừa sao lưu xong)"
HELP_FORCE = "vẫn làm khi còn tiến trình đang chạy"

NO_TARGET = "Thiếu tên tệp sao lưu. Ví dụ: dti backup sao-luu.dti"
NOTHING_TO_UPGRADE = "Cơ sở dữ liệu còn trống, chưa có gì để nâng cấp. Hãy chạy: dti init"
KEY_LEFT_OUT = (
    "Lưu ý: bản sao lưu không mã hoá nên không kèm khoá secret.key. "
    "Hãy cất riêng khoá đó, hoặc mã hoá bản sao lưu (dti backup --new-key TỆP)."
)
PROBLEMS: Mapping[str, str] = {
    "no_tables": "Cơ sở dữ liệu chưa có bảng nào, không có gì để sao lưu.",
    "target_exists": "{detail} đã có. Hãy chọn tên khác; bản cũ được giữ nguyên.",
    "not_a_backup": "Tệp này không phải bản sao lưu của dti, hoặc đã hỏng ngay từ đầu.",
    "key_needed": "{detail} đã mã hoá. Hãy đưa khoá bí mật: --key-file TỆP hoặc DTI_BACKUP_KEY.",
    "key_wrong": "Khoá không mở được {detail}. Hãy dùng khoá bí mật ứng với khoá đã dùng khi sao lưu.",
    "key_public_only": (
        "Khoá công khai chỉ để mã hoá. Muốn mở {detail}, hãy dùng khoá bí mật (AGE-SECRET-KEY-1…)."
    ),
    "key_unusable": "Khoá bị chép sai. Hãy chép lại nguyên khoá age.",
    "damaged": "Bản sao lưu đã hỏng hoặc bị sửa ở phần: {detail}. Không ghi gì. Hãy dùng một bản khác.",
    "truncated": (
        "Bản sao lưu bị cắt cụt, thiếu phần cuối. Không ghi gì. Hãy chép lại tệp hoặc dùng một bản khác."
    ),
    "place_not_empty": (
        "Chỗ khôi phục không trống ({detail}). Hãy đặt DTI_DATA_DIR và DTI_DATABASE_URL tới chỗ còn trống."
    ),
    "newer": "Bản sao lưu thuộc phiên bản mới hơn chương trình này ({detail}). Hãy cập nhật chương trình.",
}


def problem(code: str, detail: str) -> str:
    """Why it was not done."""
    return PROBLEMS[code].format(detail=detail)


def no_disk(name: object, why: str | None) -> str:
    """A file that cannot be read or written."""
    reason = f" ({why})" if why else ""
    return f"Không đọc hoặc ghi được {name or 'tệp'}{reason}. Hãy kiểm tra đường dẫn, quyền và ổ đĩa."


def no_key_in(path: Path) -> str:
    """A file without a key."""
    return f"--key-file: {path} không chứa khoá age. Tạo khoá mới: dti backup --new-key TỆP"


def new_key(path: Path, public: str) -> str:
    """A key was made."""
    return (
        f"Khoá bí mật đã ghi vào {path}: hãy cất ở nơi khác máy chủ; "
        "không có nó thì không mở được bản sao lưu.\n"
        f"Trên máy chủ chỉ cần khoá công khai:\n  DTI_BACKUP_KEY={public}"
    )


def made(path: Path, rows: int, files: int, *, encrypted: bool) -> str:
    """A backup stands."""
    how = "đã mã hoá" if encrypted else "không mã hoá"
    return f"Đã sao lưu {rows} dòng dữ liệu và {files} tệp vào {path} ({how})."


def damaged_files(missing: Sequence[str], changed: Sequence[str]) -> str:
    """Evidence that is not what it should be."""
    return (
        f"Bản sao lưu đã tạo, nhưng {len(missing)} tệp minh chứng không có trên ổ đĩa "
        f"và {len(changed)} tệp sai nội dung: {', '.join([*missing, *changed][:5])}. Hãy xem dti doctor."
    )


def checked(made_at: str, schema: str, rows: int, files: int) -> str:
    """A backup is whole."""
    return f"Bản sao lưu nguyên vẹn: tạo lúc {made_at}, phiên bản dữ liệu {schema}, {rows} dòng, {files} tệp."


def restored(made_at: str, rows: int, files: int) -> str:
    """Everything is back."""
    return f"Đã khôi phục {rows} dòng dữ liệu và {files} tệp, sao lưu lúc {made_at}. Kiểm tra: dti doctor"


def up_to_date(version: str) -> str:
    """Nothing is left to do."""
    return f"Cơ sở dữ liệu ở đúng phiên bản {version}."


def still_running(kinds: Sequence[str]) -> str:
    """Processes that must be stopped first."""
    return (
        f"Còn tiến trình đang chạy: {', '.join(kinds)}. Hãy dừng tất cả trước khi nâng cấp "
        "(một tiến trình vừa bị dừng đột ngột được coi là đang chạy trong 35 giây)."
    )


def upgraded(before: str, now: str) -> str:
    """The tables are this version's."""
    return f"Đã nâng cấp cơ sở dữ liệu từ {before} lên {now}. Khởi động lại các tiến trình."
