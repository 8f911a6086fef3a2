"""What the operator reads about books to fill in."""

HELP_IMPORT = "nhập bảng Excel đã điền: xem trước, ghi khi có --yes"
HELP_KINDS = {
    "answers": "phiếu tự đánh giá của một đơn vị",
    "review": "bảng thẩm định",
    "measured": "bảng số đo",
    "references": "bảng số liệu đối chiếu",
}
HELP_EXPORTS = {
    "questionnaire": "phiếu tự đánh giá của một đơn vị, để điền rồi nhập lại",
    "review-book": "bảng thẩm định, để điền rồi nhập lại",
    "measured-template": "bảng số đo, để điền rồi nhập lại",
    "references-template": "bảng số liệu đối chiếu, để điền rồi nhập lại",
}
HELP_CAMPAIGN = "tên ngắn của đợt"
HELP_FILE = "tệp .xlsx đã điền"
HELP_YES = "ghi thật; không có thì chỉ xem trước"
HELP_CONFLICTS = (
    "với mục đã đổi trên hệ thống sau khi tải tệp: system (giữ trên hệ thống) hoặc file (lấy trong tệp)"
)
HELP_DOCUMENT = "số và ngày văn bản của đơn vị, ví dụ “12/BC-SNV ngày 28/11/2026” (cần khi ghi)"
NEEDS_DOCUMENT = "Thêm --document “12/BC-SNV ngày 28/11/2026”."
BAD_DOCUMENT = (
    "Chưa rõ số hoặc ngày của văn bản, hoặc ngày ở sau hôm nay. Viết như “12/BC-SNV ngày 28/11/2026”."
)
HELP_JSON = "in dạng JSON"
HELP_UNIT = "tên ngắn của đơn vị"
HELP_TO = "tệp .xlsx sẽ được tạo"
HELP_FORCE = "ghi đè tệp đã có"
NOT_THIS_BOOK = "Tệp này không phải {what}."
NOTHING_WRITTEN = "Chưa ghi gì. Thêm --yes để ghi."
UNDECIDED = "Chưa ghi gì: còn {n} mục đã đổi trên hệ thống. Thêm --conflicts system hoặc --conflicts file."
WRITTEN = "Đã ghi {n} mục."
MADE = "Đã tạo {path}."
EXISTS = "Đã có tệp {path}. Thêm --force để ghi đè."
UNWRITABLE = "Không ghi được {path}: {why}."
