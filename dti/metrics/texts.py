"""What the operator reads about figures and health."""

HELP = "cung cấp số đo cho Prometheus (DTI_METRICS_PORT)"
HELP_ONCE = "in số đo một lần rồi dừng"
HELP_HEALTH = "thoát 0 nếu tiến trình loại này trên máy (trong container) này còn sống"
HELP_KIND = "loại tiến trình; để trống: loại nào cũng được"
NO_PORT = (
    "DTI_METRICS_PORT: chưa đặt. Hãy đặt cổng cung cấp số đo, ví dụ 9464; xem một lần: dti metrics --once"
)
UNKNOWN = "Không hỏi được cơ sở dữ liệu."


def port_busy(port: int, error: OSError) -> str:
    """The port cannot be taken."""
    why = error.strerror
    return f"DTI_METRICS_PORT: không mở được cổng {port} ({why}). Hãy chọn cổng hoặc DTI_METRICS_HOST khác."


def alive(kind: str, count: int) -> str:
    """How many live here."""
    return f"{kind}: {count} đang chạy ở đây."
