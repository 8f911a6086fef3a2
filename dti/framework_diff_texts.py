"""What an author reads about the differences between two frameworks."""

from collections.abc import Mapping

HELP = "so sánh hai bộ chỉ số (năm trước, năm nay): đổi gì, câu trả lời cũ nào dùng lại được"
DESCRIPTION = (
    "So sánh hai bộ chỉ số (năm trước, năm nay): đổi gì, câu trả lời cũ nào dùng lại được. "
    "Mã kết thúc như lệnh diff: 0 giống nhau, 1 có khác, 2 không so được (tệp có lỗi)."
)
OLD = "CŨ"
NEW = "MỚI"
HELP_OLD = "bộ chỉ số trước: mã hoặc đường dẫn"
HELP_NEW = "bộ chỉ số sau: mã hoặc đường dẫn"
HELP_JSON = "in kết quả dạng JSON"
SAME = "Hai bộ chỉ số giống nhau: {old} và {new}."
TITLE = "So {old} (trước) với {new} (sau)"
HEAD, ADDED, REMOVED, CHANGED = "Chung", "Thêm", "Bỏ", "Đổi"
CARRY = "Dùng lại câu trả lời năm trước"
CARRIED = "Dùng lại được ({count}), chỉ để gợi ý, người trả lời vẫn phải xác nhận:"
FRESH = "Phải hỏi lại ({count}):"
DROPPED = "Không dùng nữa ({count}):"
NONE = "không có"
EMPTY = "(không có)"
SAME_KEY = "giữ nguyên chỗ: {count} số liệu"
NOTHING_CARRIED = "không có số liệu nào."

HEADS: Mapping[str, str] = {
    "level": "cấp",
    "max_points": "thang điểm",
    "default_assessors": "người đánh giá mặc định",
    "attainable": "điểm có thể đạt",
    "headline": "điểm công bố",
    "merge": "thứ tự lấy điểm",
}
LISTS: Mapping[str, str] = {
    "assessors": "người đánh giá",
    "groups": "nhóm xếp hạng",
    "info": "thông tin chung",
    "pillars": "trụ cột",
    "pools": "nhóm điểm chung",
    "traits": "đặc điểm",
    "exemptions": "quy định miễn",
}
PARTS: Mapping[str, str] = {
    "id": "mã",
    "title": "tiêu đề",
    "label": "nhãn",
    "kind": "loại",
    "measure": "đơn vị tính",
    "max": "điểm",
    "indices": "các chỉ số",
    "criteria": "tiêu chí",
    "gives": "được tính",
    "peers": "so với",
    "trait": "đặc điểm",
    "yields_to": "nhường cho",
    "fields": "các dòng",
    "provider": "nơi cung cấp",
    "combine": "cách gộp",
    "members": "gồm",
}
CHANGES: Mapping[str, str] = {
    "code": "đổi mã: {old} → {new}",
    "title": "đổi tiêu đề: “{old}” → “{new}”",
    "max": "điểm tối đa: {old} → {new}",
    "pillar": "trụ cột: {old} → {new}",
    "pool": "nhóm điểm chung: {old} → {new}",
    "assessors": "người đánh giá: {old} → {new}",
    "method": "quyết định in cách tính khác",
    "note": "quyết định in ghi chú khác",
    "rule": "cách tính: {old} → {new}",
    "basis": "căn cứ của {name}: {old} → {new}",
    "input-added": "thêm số liệu {name}: {new}",
    "input-removed": "bỏ số liệu {name}: {old}",
    "input-label": "số liệu {name}, nhãn: “{old}” → “{new}”",
    "input-kind": "số liệu {name}, loại: {old} → {new}",
    "input-measure": "số liệu {name}, đơn vị tính: {old} → {new}",
    "input-shared": "số liệu {name}, lấy lại từ: {old} → {new}",
    "input-provider": "số liệu {name}, nơi cung cấp: {old} → {new}",
    "input-combine": "số liệu {name}, cách gộp: {old} → {new}",
    "input-members": "số liệu {name}, gồm: {old} → {new}",
    "input-most": "số liệu {name}, nhiều nhất: {old} → {new}",
    "input-choices": "số liệu {name}, phương án: {old} → {new}",
    "evidence": "tài liệu kiểm chứng, {name}: {old} → {new}",
    "evidence-added": "thêm yêu cầu tài liệu kiểm chứng",
    "evidence-removed": "không yêu cầu tài liệu kiểm chứng nữa",
}
PARAMETERS: Mapping[str, str] = {
    "target": "mức đạt điểm tối đa: {old} → {new}",
    "below": "dưới mức đạt: {old} → {new}",
    "zero_denominator": "khi mẫu số bằng 0: {old} → {new}",
    "excess": "khi tử lớn hơn mẫu: {old} → {new}",
    "scale": "hệ số nhân: {old} → {new}",
    "full_at": "được điểm tối đa từ: {old} → {new}",
    "zero_at": "0 điểm từ: {old} → {new}",
    "scope": "so với: {old} → {new}",
    "numerator": "tử số: {old} → {new}",
    "denominator": "mẫu số: {old} → {new}",
    "steps": "các bậc: {old} → {new}",
    "inputs": "các điều kiện: {old} → {new}",
    "parts": "các phần: {old} → {new}",
}
NAMES: Mapping[str, str] = {
    "formula": "công thức",
    "target": "mức đạt",
    "below": "cách tính dưới mức đạt",
    "denominator": "mẫu số",
    "zero_denominator": "mẫu số bằng 0",
    "excess": "tử lớn hơn mẫu",
    "scale": "hệ số nhân",
    "full_at": "mức điểm tối đa",
    "zero_at": "mức 0 điểm",
    "scope": "phạm vi so sánh",
    "steps": "các bậc",
    "fractions": "phần điểm",
    "weights": "trọng số",
}
STEP = "từ {least} ({fraction})"
PART = "{weight} ({rule})"
OTHER_PARAMETER = "tham số {name}: {old} → {new}"
EVIDENCE: Mapping[str, str] = {
    "required": "bắt buộc",
    "kinds": "dạng",
    "text": "nội dung",
    "place": "căn cứ",
    "period": "thời gian",
}
WORDS: Mapping[str, str] = {
    "scaled": "chia cho mức đạt",
    "raw": "theo đúng tỷ lệ",
    "zero": "0 điểm",
    "not_applicable": "không áp dụng",
    "max": "điểm tối đa",
    "refuse": "không nhận",
    "warn": "nhận, có nhắc",
    "allow": "bình thường",
    "group": "đơn vị cùng nhóm",
    "all": "tất cả đơn vị",
    "assumed": "cách hiểu",
    "decision": "theo quyết định",
    "sum": "tổng điểm",
    "pillar_mean": "bình quân các trụ cột",
    "so": "Sở, ban, ngành",
    "huyen": "cấp huyện",
    "tinh": "cấp tỉnh",
    "yes_no": "có/không",
    "choice": "lựa chọn",
    "count": "số đếm",
    "decimal": "số thập phân",
    "money": "tiền",
    "text": "chữ",
    "True": "có",
    "False": "không",
    "link": "liên kết",
    "document": "văn bản",
    "spreadsheet": "bảng tính",
    "image": "ảnh",
    "video": "video",
    "credential": "tài khoản",
    "self": "tự đánh giá",
    "department": "cơ quan thẩm định",
    "online": "không gian mạng",
    "expert": "chuyên gia",
    "council": "hội đồng",
    "same": "phải giống nhau",
    "aggregator": "một nơi tổng hợp",
    "best_points": "điểm cao nhất của các đơn vị khác",
    "best_value": "số liệu cao nhất của các đơn vị khác",
    "drop": "bỏ khỏi thang điểm",
}
WHY: Mapping[str, str] = {
    "new": "số liệu mới",
    "criterion-new": "tiêu chí mới",
    "title": "tiêu đề đã đổi, có thể không còn cùng nghĩa",
    "label": "số liệu đã đổi: “{old}” → “{new}”",
    "kind": "đổi loại: {old} → {new}",
    "measure": "đổi đơn vị tính: {old} → {new}",
    "choices": "các phương án đã đổi",
    "provider": "nơi cung cấp hoặc cách gộp đã đổi",
    "was-sum": "năm trước là tổng của nhiều số, không có riêng",
}


def counted(title: str, count: int) -> str:
    """A section of the output."""
    return f"\n{title} ({count})"
