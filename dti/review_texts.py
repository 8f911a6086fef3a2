"""What the operator reads while verifying on the command line."""

from collections.abc import Sequence

HELP = "thẩm định: xem, chấp nhận, sửa điểm, trả lại, duyệt không áp dụng"
HELP_LIST = "các mục cần thẩm định"
HELP_SHOW = "một tiêu chí của một đơn vị, với số liệu, điểm, minh chứng"
HELP_ACCEPT = "chấp nhận một tiêu chí, hoặc nhiều mục theo bộ lọc (xem trước, thêm --yes để làm)"
HELP_ASSESS = "ghi điểm của chuyên gia, kèm lý do"
HELP_ADJUST = "cho điểm khác, kèm lý do"
HELP_RETURN = "trả lại một tiêu chí (đơn vị được báo khi gọi: dti review send)"
HELP_SEND = "gửi cho đơn vị mọi tiêu chí vừa trả lại, trong một tin"
HELP_COMMENT = "ghi chú cho người thẩm định khác"
HELP_RESET = "bỏ kết quả xét một tiêu chí"
HELP_GRANT = "chấp thuận không áp dụng"
HELP_REFUSE = "không chấp thuận không áp dụng, kèm lý do"
HELP_FINISH = "kết thúc thẩm định mọi đơn vị đã xét hết (xem trước, thêm --yes để làm)"
HELP_VERIFY = "kết thúc thẩm định một đơn vị (xem trước, thêm --yes để làm)"
HELP_STATE = (
    "loại mục: open (chưa xét), answered (đã bổ sung), changed (đổi sau khi xét), contested (khiếu nại), "
    "requested (xin không áp dụng), returned (đang trả lại), all (tất cả)"
)
HELP_BY_CRITERION = "xếp theo tiêu chí qua các đơn vị, thay vì theo đơn vị"
HELP_CRITERION = "mã tiêu chí, ví dụ 3.1"
HELP_GROUP = "chỉ nhóm xếp hạng này"
HELP_INDEX = "chỉ chỉ số này"
HELP_UNITS = "chỉ các đơn vị này (tên ngắn, cách nhau bằng dấu phẩy)"
HELP_ONLY = (
    "khi chấp nhận nhiều: proven (đủ minh chứng, không cảnh báo), measured (có số đo), exempt (được miễn), "
    "unanswered (chưa trả lời), all (tất cả)"
)
HELP_YES = "làm luôn, không chỉ xem trước"
HELP_POINTS = "số điểm, ví dụ 7,5"
HELP_REASON = "lý do, đơn vị sẽ đọc nguyên văn (ghi chú thì không)"
HELP_DAYS = "số ngày làm việc để bổ sung (mặc định 5)"
HELP_KIND = "kiểu miễn của bộ chỉ số, hoặc drop, max, best_points, best_value, zero"
HELP_JSON = "in dạng JSON cho máy đọc"

BAD_POINTS = "điểm là một số, tối đa hai chữ số thập phân, ví dụ 7,5"
NOTHING = "Không có mục nào."
COUNT = "{n} mục."
NEEDS_YES = "Chưa làm gì. Thêm --yes để thực hiện."
UNIT_AND_CRITERION = "Chấp nhận một mục cần cả --unit và --criterion; chỉ --criterion là mọi đơn vị."


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Columns side by side."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
