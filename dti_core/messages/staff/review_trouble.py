"""Why a wish of a reviewer cannot be met, in one sentence, with a way on."""

from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import rich
from dti_core.messages.staff import review_verbs as verbs
from dti_core.messages.staff import secret
from dti_core.messages.verbs import button

SENTENCES = {
    "not_allowed": "Vai trò của Anh/Chị không làm được việc này.",
    "unknown_unit": "Không có đơn vị này trong kỳ đánh giá.",
    "unknown_criterion": "Bộ chỉ số không có tiêu chí này.",
    "unknown_evidence": "Không còn tệp minh chứng này.",
    "no_page": secret.NO_PAGE,
    "already_purged": "Tệp này đã xoá rồi.",
    "unknown_input": "Bộ chỉ số không có số liệu này.",
    "own_unit": "Anh/Chị là đầu mối của đơn vị này nên không thẩm định được; việc này của người khác.",
    "out_of_reach": "Phần này không thuộc nhóm hoặc chỉ số Anh/Chị được giao.",
    "not_submitted": "Đơn vị chưa nộp nên chưa thẩm định được.",
    "locked": "Đơn vị đã thẩm định xong, không sửa được nữa.",
    "review_closed": "Thẩm định đã khoá; người phụ trách kỳ mở lại ở mục Thời hạn nếu cần.",
    "published": "Kết quả đã công bố, không sửa được nữa.",
    "seen_before": "Tiêu chí này vừa thay đổi hoặc đã có người xét. Xem lại dưới đây rồi quyết định.",
    "waiting_for_unit": "Đang chờ đơn vị bổ sung, chưa quyết định được.",
    "request_first": "Đơn vị đang xin không áp dụng: cần chấp thuận hoặc từ chối trước.",
    "nothing_to_accept": "Tiêu chí này chưa có điểm nào để chấp nhận: cần nhập số đo hoặc cho điểm.",
    "nothing_to_finish": "Chưa có đơn vị nào xét hết để kết thúc thẩm định.",
    "nothing_to_return": "Không có gì để trả lại.",
    "exempt": "Đơn vị được miễn tiêu chí này nên không cho điểm khác được.",
    "no_column": "Bộ chỉ số không có cột điểm cho vai trò này.",
    "reason_needed": "Cần ghi lý do (tối đa 4.000 ký tự).",
    "bad_value": "Giá trị này không dùng được.",
    "no_request": "Không còn yêu cầu không áp dụng nào ở tiêu chí này.",
}


def sentence(code: str) -> str:
    """The sentence of a refusal."""
    return SENTENCES.get(code, SENTENCES["bad_value"])


def refused(code: str, *way_on: Choice) -> Message:
    """Said in place of what was asked for."""
    return Message(rich("{why}", why=sentence(code)), ((*way_on, button("Thẩm định", verbs.START)),))
