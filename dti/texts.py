"""What the operator reads on the command line."""

from collections.abc import Sequence
from pathlib import Path

DESCRIPTION = "Chấm điểm chỉ số chuyển đổi số của tỉnh qua trò chuyện."
STOPPED = "Đã dừng."

HELP_BOT = "trò chuyện với các đầu mối (cần DTI_REDIS_URL)"
HELP_WORKER = "tính điểm khi có câu trả lời mới (cần DTI_REDIS_URL)"
HELP_SWEEPER = "nhắc các tiến trình tính điểm khi có việc bị sót (cần DTI_REDIS_URL)"
HELP_WEB = "trang nhập và xem tài khoản truy cập (cần DTI_WEB_PORT, DTI_WEB_URL)"
WEB_UNSET = (
    "DTI_WEB_PORT, DTI_WEB_URL: chưa đặt. Hãy đặt cổng nội bộ và địa chỉ HTTPS công khai của trang, "
    "ví dụ DTI_WEB_PORT=8444 DTI_WEB_URL=https://dti.tinh.gov.vn"
)
WEB_IN_THE_CLEAR = (
    "DTI_WEB_URL: phải bắt đầu bằng https:// (tài khoản, mật khẩu nhập ở trang này); "
    "http:// chỉ dùng được với 127.0.0.1."
)
HELP_RUN = "chạy tất cả trên một máy: bot, tính điểm và máy chủ Redis kèm sẵn"
HELP_WORKERS = "số tiến trình tính điểm (mặc định 2)"
HELP_DEMO = "chạy thử trên máy này với trang trò chuyện, không cần tài khoản nào"
HELP_PORT = "cổng của trang trò chuyện (mặc định 8080; bận thì dùng cổng kế tiếp; 0: cổng trống bất kỳ)"
BAD_PORT = "cổng phải là số từ 0 đến 65535"
HELP_FRESH = "xoá dữ liệu thử cũ, bắt đầu lại"
HELP_FRAMEWORK = "bộ chỉ số dùng cho đợt thử"

NO_SCHEMA = "Cơ sở dữ liệu chưa được chuẩn bị. Hãy chạy: dti init"
OLD_SCHEMA = "Cơ sở dữ liệu còn ở phiên bản cũ. Hãy dừng các tiến trình rồi chạy: dti upgrade"
NO_DATABASE = "Không kết nối được cơ sở dữ liệu. Hãy kiểm tra DTI_DATABASE_URL và máy chủ."
TRYING_AGAIN = "Đang thử lại…"
NEWER_SCHEMA = "Cơ sở dữ liệu thuộc phiên bản mới hơn chương trình này. Hãy cập nhật chương trình."
IN_USE = (
    "Thư mục dữ liệu đang được một tiến trình khác dùng. "
    "Hãy dừng tiến trình đó, hoặc đặt DTI_DATA_DIR là thư mục khác."
)
DEMO_RUNNING = (
    "Bản chạy thử đang chạy trong thư mục này. Hãy dừng bản đó (Ctrl-C) trước, hoặc đặt DTI_DATA_DIR khác."
)
REDIS_NEEDED = (
    "DTI_REDIS_URL: chưa đặt. Hãy đặt địa chỉ máy chủ Redis, ví dụ redis://:mat-khau@127.0.0.1:6379/0; "
    "chạy tất cả trên một máy thì dùng: dti run"
)
TELEGRAM_UNSET = (
    "TELEGRAM_BOT_TOKEN: chưa đặt. Hãy lấy mã từ @BotFather rồi đặt biến môi trường này; "
    "muốn thử không cần tài khoản, chạy: make demo"
)
TELEGRAM_REFUSED = (
    "TELEGRAM_BOT_TOKEN: máy chủ Bot API không nhận mã này. "
    "Hãy chép lại nguyên mã từ @BotFather, hoặc tạo mã mới."
)
WEBHOOK_UNPROVEN = (
    "TELEGRAM_WEBHOOK_SECRET: chưa đặt, trong khi TELEGRAM_WEBHOOK_URL đã đặt. "
    "Hãy đặt một chuỗi ngẫu nhiên 16–256 ký tự."
)
BAD_FORM = {
    "TELEGRAM_BOT_TOKEN": (
        "TELEGRAM_BOT_TOKEN: không đúng dạng “123456:ABC-…”. Hãy chép lại nguyên mã từ @BotFather."
    ),
    "TELEGRAM_WEBHOOK_SECRET": (
        "TELEGRAM_WEBHOOK_SECRET: chỉ gồm chữ không dấu, số, gạch ngang, gạch dưới; dài 16–256 ký tự."
    ),
    "DTI_LOG_SYSLOG": (
        "DTI_LOG_SYSLOG: không dùng được. Hãy đặt máy:cổng (ví dụ 10.0.0.5:514) "
        "hoặc đường dẫn (ví dụ /dev/log)."
    ),
    "DTI_BACKUP_KEY": (
        "DTI_BACKUP_KEY: không phải khoá age (“age1…” hoặc “AGE-SECRET-KEY-1…”). "
        "Tạo khoá mới: dti backup --new-key TỆP"
    ),
}
KEY_UNUSABLE = (
    "DTI_SECRET_KEY (hoặc tệp ở DTI_SECRET_KEY_FILE): cần 32 byte viết theo base64; nhiều khoá thì cách nhau "
    "bằng dấu cách, khoá mới đứng trước. Tạo khoá mới: openssl rand -base64 32"
)


def bad_key_file(path: Path) -> str:
    """The key kept in the data folder cannot be read, or is none."""
    return (
        f"Không đọc được khoá bí mật {path}. Hãy trả lại đúng tệp đã sao lưu (thiếu khoá cũ thì không "
        "mở được những gì đã niêm phong), hoặc đặt DTI_SECRET_KEY_FILE."
    )


def bad_second_factor(value: str, known: Sequence[str]) -> str:
    """The second factor has no such mode."""
    return f"DTI_SECOND_FACTOR: không có “{value}”. Chọn một trong: {', '.join(known)}."


def bad_count(name: str, value: str, most: int) -> str:
    """Not a number within bounds."""
    return f"{name}: “{value}” không phải số từ 0 đến {most}."


def bad_minutes(name: str, value: str) -> str:
    """Not a number of minutes."""
    return f"{name}: “{value}” không phải số phút từ 1 đến 1440."


def bad_url(name: str, schemes: tuple[str, ...]) -> str:
    """An address whose beginning says nothing to us; its value may hold a password and is not repeated."""
    starts = " hoặc ".join(f"{scheme}://" for scheme in schemes)
    return f"{name}: không phải địa chỉ dùng được. Địa chỉ phải bắt đầu bằng {starts}."


def given_twice(name: str) -> str:
    """A secret both as a value and as a file."""
    return f"{name}: đặt cả {name} lẫn {name}_FILE. Hãy chỉ giữ một trong hai."


def unreadable_secret(name: str, path: Path, error: Exception) -> str:
    """A secret's file that cannot be read."""
    why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
    return f"{name}: không đọc được tệp {path}{why}. Hãy kiểm tra đường dẫn và quyền đọc."


def no_secret(name: str, path: Path) -> str:
    """A secret's file that holds none."""
    return f"{name}: tệp {path} phải chứa đúng một dòng, không để trống."


def bad_choice(name: str, value: str, choices: tuple[str, ...]) -> str:
    """One of a few words was expected."""
    return f"{name}: “{value}” không dùng được. Hãy chọn: {', '.join(choices)}."


def bad_command(name: str) -> str:
    """A program that cannot be run."""
    return f"{name}: không tìm thấy chương trình này trên máy. Hãy cài đặt hoặc ghi đường dẫn đầy đủ."


def bad_ca(path: Path) -> str:
    """A file that holds no certificate."""
    return f"DTI_CA_FILE: không đọc được chứng thư từ {path}. Tệp phải ở dạng PEM."


def bad_port(name: str, value: str) -> str:
    """A port that is none."""
    return f"{name}: “{value}” không phải số cổng. Hãy dùng một số từ 1 đến 65535."


def bad_days(name: str, text: str, least: int, most: int) -> str:
    """A number of days that cannot be."""
    return f"{name}: “{text}” không phải số ngày từ {least} đến {most}."


def bad_rate(name: str, value: str) -> str:
    """A number of messages a second that is none."""
    return f"{name}: “{value}” không phải số tin nhắn mỗi giây. Hãy dùng một số từ 0.1 đến 1000."


def unwritable(folder: Path, error: OSError | None) -> str:
    """A data folder that cannot be used."""
    why = f" ({error.strerror})" if error is not None and error.strerror else ""
    return (
        f"DTI_DATA_DIR: không ghi được vào {folder}{why}. "
        "Hãy cấp quyền ghi, hoặc đặt DTI_DATA_DIR là thư mục khác."
    )


def port_busy(port: int, following: int) -> str:
    """The wanted port is taken."""
    return f"Cổng {port} đang bận, dùng cổng {following}."


def webhook_port_busy(port: int) -> str:
    """Another program listens where updates should come in."""
    return (
        f"TELEGRAM_WEBHOOK_PORT: cổng {port} đang bận. "
        "Hãy dừng chương trình đang dùng cổng đó, hoặc chọn cổng khác."
    )


def web_port_busy(port: int) -> str:
    """Another program listens where the pages should."""
    return (
        f"DTI_WEB_PORT: cổng {port} đang bận. Hãy dừng chương trình đang dùng cổng đó, hoặc chọn cổng khác."
    )


def no_port(port: int) -> str:
    """No port near the wanted one is free."""
    return f"Không có cổng trống từ {port} trở đi. Hãy chọn cổng khác, ví dụ: make demo PORT=9000"


def demo_ready(address: str, *, fresh: bool) -> str:
    """Where the page is, and how to stop or start over."""
    state = "Dữ liệu mẫu mới" if fresh else "Tiếp tục từ lần trước (bắt đầu lại: make demo ARGS=--fresh)"
    return f"\n  Mở trang trò chuyện: {address}\n  {state}. Dừng: Ctrl-C.\n"


def bad_framework(name: str) -> str:
    """A framework's id that cannot be one."""
    return f"“{name}” không phải mã bộ chỉ số. Xem các mã hiện có: dti framework list"


def cannot_write(path: object, why: str) -> str:
    """A file that was asked for cannot be made."""
    return f"Không ghi được {path}: {why}."
