"""What a drafted file says to its author and, until the author writes better, to the person who answers."""

from collections.abc import Mapping

REASON = "đoán theo tiêu đề"
WHY: Mapping[str, str] = {
    "deed": "tiêu đề kể một việc đã làm hay chưa",
    "share": "tiêu đề bắt đầu bằng “Tỷ lệ”",
    "printed-share": "phụ lục in công thức a/b",
    "bad-share": "tỷ lệ của điều không mong muốn: càng thấp càng tốt",
    "violation": "đếm vi phạm: không có vi phạm nào thì được tối đa",
    "price": "giá cước so với thu nhập: càng thấp càng tốt",
    "meetings": "đếm cuộc họp: đủ 4 cuộc một năm thì được tối đa",
    "news": "đếm tin, bài: đủ 52 tin một năm thì được tối đa",
    "broadcasts": "đếm số lần phát sóng: đủ 12 lần một năm thì được tối đa",
    "of-a-whole": "“Số lượng … được …” tính trên tổng số",
    "spending": "kinh phí so với tổng chi: từ 1% được tối đa",
    "security-spending": "kinh phí an toàn thông tin so với chi công nghệ thông tin: từ 10% được tối đa",
    "amount": "một số lượng không rõ so với gì: so với đơn vị tốt nhất",
    "degree": "“Mức độ …”: ba mức chưa, một phần, đầy đủ",
    "nothing": "tiêu đề không cho biết cách tính; tạm để có/không",
}
LOOK: Mapping[str, str] = {
    "printed": "phụ lục in cách tính: đối chiếu mức đạt, các bậc và mẫu số với `method`",
    "nothing": "xem nên tính có/không, tỷ lệ, số lượng hay do người đánh giá cho điểm",
    "amount": "xem có mẫu số nào hợp lý hơn là so với đơn vị tốt nhất không",
    "degree": "xem lại các mức và phần điểm của mỗi mức",
    "bad-share": "xem lại mức nào thì 0 điểm (`zero_at`)",
    "violation": "xem bao nhiêu vi phạm thì 0 điểm (`zero_at`)",
    "price": "xem lại mức nào thì 0 điểm (`zero_at`)",
    "whole": "chưa rõ mẫu số là gì, xin ghi lại nhãn và câu hỏi của số liệu b",
    "parted": "tiêu đề có thể gồm nhiều việc; xem có nên tách thành nhiều phần (`parts`) không",
}
"""What a person must settle; guesses whose kind stands here are not trusted as they are."""
QUESTION = {
    "yes_no": "Trong năm đánh giá, đơn vị có thực hiện nội dung này không: “{title}”?",
    "number": "Trong năm đánh giá, {label} là bao nhiêu?",
    "choice": "Trong năm đánh giá, đơn vị đạt mức nào về nội dung này: “{title}”?",
}
STEPS = (
    ("chua", "Chưa thực hiện", "0"),
    ("mot-phan", "Thực hiện một phần", "0.5"),
    ("day-du", "Đầy đủ", "1"),
)
LABEL_DEED = "Đã thực hiện"
LABEL_DEGREE = "Mức độ"
WHOLE = "Tổng số {of}"
WHOLE_UNKNOWN = "Tổng số để so"
PART = "Số {words}"
SPENT = "Số tiền đã chi"
SPENT_OF = "Tổng chi ngân sách"
SPENT_OF_IT = "Tổng chi cho công nghệ thông tin"
PRICE = "Giá cước"
INCOME = "Thu nhập bình quân"
GUIDANCE: Mapping[str, str] = {
    "yes_no": "Cách tính: có = {max} điểm, không = 0 điểm.",
    "ratio": "Cách tính: {a} / {b} × {max}.",
    "target": "Cách tính: {a} / {b}; từ {target} trở lên được {max} điểm, thấp hơn thì theo tỷ lệ.",
    "count": "Cách tính: từ {target} trở lên được {max} điểm, ít hơn thì theo tỷ lệ.",
    "inverse": "Cách tính: {a} / {b}; càng thấp điểm càng cao, bằng 0 được {max} điểm.",
    "violation": "Cách tính: không có vi phạm = {max} điểm, có vi phạm = 0 điểm.",
    "relative": "Cách tính: so với đơn vị có số lớn nhất; đơn vị lớn nhất được {max} điểm.",
    "ladder": "Cách tính: chưa = 0, một phần = một nửa, đầy đủ = {max} điểm.",
}
