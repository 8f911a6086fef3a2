"""What `dti doctor` says."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from dti.texts import TELEGRAM_REFUSED

Lag = Literal["updates.lag", "scores.lag", "outbox.lag", "tasks.lag", "links.lag"]
Bad = tuple[str, str]
"""What is wrong, and what to do."""

HELP = "khám toàn hệ thống: cái gì không ổn và phải làm gì"
HELP_JSON = "in dạng JSON cho chương trình khác đọc"
DATABASE_ANSWERS = "Cơ sở dữ liệu: trả lời, đúng phiên bản."
DATABASE_SILENT = "Cơ sở dữ liệu: không trả lời."
DATABASE_SILENT_TODO = (
    "Kiểm tra DTI_DATABASE_URL và máy chủ cơ sở dữ liệu. Tin nhắn mới chờ ở Telegram, không mất."
)
DATABASE_WRITES = "Cơ sở dữ liệu: ghi được."
READ_ONLY: Bad = (
    "Cơ sở dữ liệu: máy chủ PostgreSQL chỉ cho đọc.",
    "Tắt default_transaction_read_only, hoặc nâng máy dự phòng lên chính; tin đến chờ, không mất.",
)
CLOCKS_AGREE = "Đồng hồ: máy này và cơ sở dữ liệu khớp nhau."
CLOCK_RIGHT = "Đồng hồ: khớp với máy chủ Bot API."
QUEUE_EMBEDDED = "Hàng đợi: DTI_REDIS_URL chưa đặt, dti run dùng máy chủ kèm sẵn."
QUEUE_ANSWERS = "Hàng đợi: trả lời."
QUEUE_SILENT: Bad = (
    "Hàng đợi: không trả lời.",
    "Kiểm tra DTI_REDIS_URL và máy chủ Redis. Câu trả lời vẫn được lưu; điểm được tính khi máy chủ chạy lại.",
)
QUEUE_REFUSED: Bad = (
    "Hàng đợi: máy chủ từ chối.",
    "Kiểm tra mật khẩu trong DTI_REDIS_URL hoặc DTI_REDIS_PASSWORD_FILE.",
)
POLICY_WELL = "Hàng đợi: không tự xoá khoá (noeviction)."
PASSWORD_WELL = "Hàng đợi: có mật khẩu."  # noqa: S105  # a sentence, not a password
NO_PASSWORD: Bad = (
    "Hàng đợi: máy chủ nhận cả người không có mật khẩu.",
    "Đặt requirepass cho máy chủ Redis và mật khẩu đó vào DTI_REDIS_PASSWORD_FILE.",
)
NO_BOT = "Bot: TELEGRAM_BOT_TOKEN chưa đặt."
BOT_REFUSED: Bad = ("Bot: máy chủ Bot API không nhận mã.", TELEGRAM_REFUSED)
CLOSED = "Tệp: chỉ tài khoản chạy hệ thống đọc được."
BACKUP_TODO = "Chạy dti backup TỆP và đặt lịch chạy hằng ngày."
PROCESSES = {
    "bot": "Bot",
    "worker": "Tiến trình tính điểm",
    "sweeper": "Tiến trình nhắc việc sót",
    "web": "Trang nhập tài khoản",
}
NO_PAGES = "Trang nhập tài khoản: không dùng (DTI_WEB_URL chưa đặt)."
WHAT_WAITS = {
    "updates.lag": ("Tin đến", "tin chờ xử lý", "đã xử lý hết"),
    "scores.lag": ("Điểm", "đơn vị chờ tính", "mọi câu trả lời đã được tính"),
    "outbox.lag": ("Tin nhắn", "tin chờ gửi", "đã gửi hết"),
    "tasks.lag": ("Việc nền", "việc chờ làm", "đã làm hết"),
    "links.lag": ("Liên kết", "liên kết chờ kiểm tra", "đã kiểm tra hết"),
}
LAG_TODO: dict[Lag, str] = {
    "updates.lag": "Xem dti bot có chạy không và nhật ký của bot; tin chờ được xử lý theo thứ tự, không mất.",
    "scores.lag": "Xem dti worker, dti sweeper và máy chủ Redis có chạy không.",
    "outbox.lag": "Xem dti bot có chạy không, đường ra Bot API có thông không.",
    "tasks.lag": "Xem dti worker có chạy không; thêm worker nếu việc nhiều.",
    "links.lag": (
        "Xem dti worker có chạy và ra được Internet không; không có đường ra thì đặt DTI_CHECK_LINKS=off."
    ),
}
TROUBLES = {
    "poller_conflict": (
        "một tiến trình khác đang nhận tin của cùng mã bot (409)",
        "Tìm và dừng bản kia, hoặc cấp cho mỗi bản một mã bot riêng.",
    ),
    "platform_silent": (
        "không lấy được tin từ Bot API",
        "Kiểm tra mạng, DTI_PROXY_URL, DTI_CA_FILE; xem dòng bot.token.",
    ),
    "queue_silent": (
        "không gọi được hàng đợi",
        "Xem dòng queue.answers; trong lúc đó điểm vẫn được tính, chậm vài giây.",
    ),
    "no_right_to_send": (
        "chưa có quyền gửi: tiến trình bot khác đang giữ",
        "Chỉ chạy một bot cho mỗi mã; quyền tự chuyển trong 10 giây sau khi bản kia dừng.",
    ),
    "scanner_silent": (
        "phần mềm quét mã độc không quét được tệp",
        "Kiểm tra DTI_SCAN_COMMAND và dịch vụ quét; trong lúc đó người gửi được mời gửi lại tệp.",
    ),
    "syslog_silent": (
        "không gửi được nhật ký tới máy chủ syslog",
        "Kiểm tra DTI_LOG_SYSLOG và máy chủ nhận; nhật ký vẫn có ở đầu ra của tiến trình.",
    ),
}


def overdue_wishes(many: int) -> Bad:
    """Wishes about personal data that the law wanted answered by now."""
    return (
        f"Dữ liệu cá nhân: {many} yêu cầu xoá quá hạn trả lời.",
        "Nhắc quản lý kỳ đánh giá mở “Dữ liệu cá nhân”, hoặc dùng dti privacy requests --campaign …",
    )


def verdict(ill: int) -> str:
    """The last line."""
    return "Mọi thứ đều ổn." if ill == 0 else f"{ill} điều chưa ổn. Hướng dẫn từng dòng: docs/operate.md"


def no_schema() -> Bad:
    """No tables yet."""
    return "Cơ sở dữ liệu: chưa có bảng nào.", "Chạy dti init."


def old_schema(found: str) -> Bad:
    """Tables of an earlier version."""
    return f"Cơ sở dữ liệu: còn ở phiên bản {found}.", "Dừng các tiến trình rồi chạy dti upgrade."


def newer_schema(found: str) -> Bad:
    """Tables of a later version."""
    return (
        f"Cơ sở dữ liệu: phiên bản {found}, mới hơn chương trình này.",
        "Cài lại bản chương trình mới, hoặc khôi phục bản sao lưu cũ vào chỗ trống.",
    )


def clocks_differ(seconds: float) -> Bad:
    """Machine and database disagree about the time."""
    return (
        f"Đồng hồ: máy này lệch {seconds:+.0f} giây so với cơ sở dữ liệu.",
        "Bật đồng bộ giờ (NTP) trên cả hai máy.",
    )


def clock_wrong(seconds: float) -> Bad:
    """The machine and the platform disagree about the time."""
    return f"Đồng hồ: lệch {seconds:+.0f} giây so với máy chủ Bot API.", "Bật đồng bộ giờ (NTP) trên máy này."


def waiting(code: Lag, count: int, seconds: int) -> str:
    """Something that waits; `seconds`: how long the oldest has waited."""
    name, waits, done = WHAT_WAITS[code]
    return f"{name}: {done}." if count == 0 else f"{name}: {count} {waits}, lâu nhất {seconds} giây."


def links_off(count: int) -> str:
    """Links are not looked at here."""
    return f"Liên kết: không kiểm tra (DTI_CHECK_LINKS=off); {count} liên kết chưa xem."


def put_aside(count: int, shown: Sequence[tuple[int, datetime, str]]) -> Bad:
    """Updates that could not be applied."""
    each = "; ".join(f"số {number} ({when:%d/%m %H:%M} UTC): {why}" for number, when, why in shown)
    return (
        f"Tin đến: {count} tin không xử lý được, đã để riêng. Mới nhất: {each}.",
        "Người gửi đã được báo. Sau khi sửa hoặc nâng cấp: dti inbox retry SỐ; bỏ hẳn: dti inbox drop SỐ.",
    )


def never_ran(kind: str) -> str:
    """No process of any kind has shown itself within a day."""
    return f"{PROCESSES[kind]}: chưa chạy."


def lives(kind: str, living: int, silent: int) -> str:
    """How many processes live, and how many ended without a word within a day."""
    lost = f" (trong 24 giờ có {silent} lần dừng đột ngột)" if silent else ""
    return f"{PROCESSES[kind]}: {living} đang chạy{lost}."


def dead(kind: str, silent: Sequence[datetime]) -> Bad:
    """None of this kind lives."""
    last = f", dấu hiệu cuối {max(silent):%d/%m %H:%M:%S} UTC" if silent else ""
    return (
        f"{PROCESSES[kind]}: không có tiến trình nào đang chạy{last}.",
        f"Khởi động lại dti {kind} (hoặc dti run, docker compose up -d) và xem nhật ký của nó.",
    )


def trouble(kind: str, code: str) -> Bad:
    """What a living process complains of."""
    what, todo = TROUBLES.get(code, (code, "Xem nhật ký của tiến trình."))
    return f"{PROCESSES.get(kind, kind)}: {what}.", todo


def other_version(kind: str, theirs: str, ours: str) -> Bad:
    """A process of another version is still running."""
    return (
        f"{PROCESSES.get(kind, kind)}: đang chạy bản {theirs}, bản đã cài là {ours}.",
        f"Khởi động lại dti {kind}.",
    )


def right_held() -> str:
    """Somebody may send."""
    return "Quyền gửi tin: có tiến trình giữ."


def right_lost(since: datetime) -> Bad:
    """Nobody may send though a bot lives."""
    return (
        f"Quyền gửi tin: không ai giữ từ {since:%d/%m %H:%M:%S} UTC.",
        "Khởi động lại dti bot; nếu lặp lại, xem nhật ký có “cannot renew the right to send” không.",
    )


def policy(found: str) -> Bad:
    """The server throws keys away when it is full."""
    return f"Hàng đợi: maxmemory-policy là {found}.", "Đặt maxmemory-policy noeviction cho máy chủ Redis."


def queued(count: int) -> str:
    """Jobs that wait."""
    return f"Hàng đợi: {count} việc chờ."


def clogged(count: int) -> Bad:
    """Jobs that nobody takes."""
    return f"Hàng đợi: {count} việc chờ, không ai nhận.", "Xem dti worker có chạy không."


def bot_answers(name: str) -> str:
    """The bot's name, as the server gives it."""
    return f"Bot: @{name} trả lời."


def bot_silent(address: str) -> Bad:
    """The Bot API server cannot be reached."""
    return (
        f"Bot: không kết nối được {address}.",
        "Kiểm tra mạng, DTI_PROXY_URL, DTI_CA_FILE hoặc TELEGRAM_API_BASE_URL.",
    )


def incoming(by_webhook: bool) -> str:
    """How updates come in."""
    return "Bot: nhận tin qua webhook." if by_webhook else "Bot: tự lấy tin (không dùng webhook)."


def other_webhook(is_set: bool) -> Bad:
    """What the platform knows is not what is set here."""
    what = "một webhook khác đang đặt ở Bot API" if is_set else "Bot API chưa biết webhook đã cài"
    return f"Bot: {what}.", "Khởi động lại dti bot; nếu vẫn vậy, một hệ thống khác đang dùng mã bot này."


def webhook_fails(why: str) -> Bad:
    """The platform cannot call us."""
    return (
        f"Bot: Bot API gọi webhook không được: {why[:200]}.",
        "Kiểm tra máy chủ web phía trước và chứng thư.",
    )


def room(free: int) -> str:
    """What is free on the disk."""
    return f"Ổ đĩa: còn trống {free / 1e9:.1f} GB."


def no_room(folder: Path, free: int) -> Bad:
    """Too little is free on the disk."""
    return (
        f"Ổ đĩa: chỉ còn {free / 1e9:.2f} GB cho {folder}.",
        "Giải phóng hoặc mở rộng ổ đĩa; chuyển các bản sao lưu cũ sang nơi khác.",
    )


def open_files(folder: Path, found: Sequence[Path]) -> Bad:
    """Files that others may read."""
    shown = ", ".join(str(path.relative_to(folder)) for path in found[:3])
    return (
        f"Tệp: {len(found)} mục người khác đọc được hoặc sở hữu: {shown}.",
        f"chown -R về tài khoản chạy hệ thống, rồi chmod -R u=rwX,go= {folder}",
    )


def files_there(count: int) -> str:
    """Every stored file is on the disk."""
    return f"Minh chứng: đủ {count} tệp."


def files_lost(count: int) -> Bad:
    """Files that the database knows and the disk does not."""
    return (
        f"Minh chứng: thiếu {count} tệp trên ổ đĩa.",
        "Kiểm tra DTI_DATA_DIR có đúng thư mục không; lấy lại thư mục evidence từ bản sao lưu.",
    )


def last_backup(when: datetime | None) -> str:
    """When the last backup was made."""
    return (
        "Sao lưu: chưa có bản nào." if when is None else f"Sao lưu: bản mới nhất {when:%d/%m/%Y %H:%M} UTC."
    )
