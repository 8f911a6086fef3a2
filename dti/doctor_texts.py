"""What `dti doctor` says."""

from datetime import datetime

from dti.texts import TELEGRAM_REFUSED

SIGNS = {True: "✓", False: "✗", None: "·"}
HELP = "kiểm tra cài đặt, cơ sở dữ liệu, hàng đợi, bot và những việc đang chờ"
DATABASE_ANSWERS = "Cơ sở dữ liệu: trả lời, đúng phiên bản."
DATABASE_SILENT = "Cơ sở dữ liệu: không trả lời. Hãy kiểm tra DTI_DATABASE_URL và máy chủ cơ sở dữ liệu."
QUEUE_EMBEDDED = "Hàng đợi: DTI_REDIS_URL chưa đặt, dti run dùng máy chủ kèm sẵn."
QUEUE_ANSWERS = "Hàng đợi: trả lời."
QUEUE_SILENT = (
    "Hàng đợi: không trả lời. Hãy kiểm tra DTI_REDIS_URL và máy chủ Redis; "
    "câu trả lời vẫn được lưu, điểm được tính khi máy chủ chạy lại."
)
NO_BOT = "Bot: TELEGRAM_BOT_TOKEN chưa đặt."
BOT_REFUSED = TELEGRAM_REFUSED


def unscored(units: int) -> str:
    """Units whose scores are behind."""
    if units == 0:
        return "Điểm: mọi câu trả lời đã được tính."
    return f"Điểm: {units} đơn vị đang chờ tính. Nếu số này không giảm, hãy xem dti worker có chạy không."


def unsent(count: int, seconds: int) -> str:
    """Messages that wait; `seconds`: how long the oldest has waited."""
    if count == 0:
        return "Tin nhắn: đã gửi hết."
    wait = f"Tin nhắn: {count} tin chờ gửi, lâu nhất {seconds} giây."
    return f"{wait} Nếu số này không giảm, hãy xem dti bot có chạy không."


def put_aside(number: int, when: datetime, why: str) -> str:
    """An update that could not be applied."""
    return f"Tin đến số {number} ({when:%d/%m/%Y %H:%M} UTC) không xử lý được, đã để riêng: {why}"


def bot_answers(name: str) -> str:
    """The bot's name, as the server gives it."""
    return f"Bot: @{name} trả lời."


def bot_silent(address: str) -> str:
    """The Bot API server cannot be reached."""
    return f"Bot: không kết nối được {address}. Hãy kiểm tra mạng, DTI_PROXY_URL hoặc TELEGRAM_API_BASE_URL."
