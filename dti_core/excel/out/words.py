"""Every Vietnamese word of the books, apart from what the frameworks bring themselves."""

from collections.abc import Mapping

from dti_core.messages.accounts import KIND

OVERVIEW, RANKING, PROGRESS = "Tổng quan", "Xếp hạng", "Tiến độ"
MATRIX, BY_INDEX, FIGURES = "Ma trận điểm", "Điểm theo chỉ số", "Số liệu"
EVIDENCE, REVIEW, HISTORY, METHOD = "Minh chứng", "Thẩm định", "Lịch sử", "Cách tính"
ANOMALIES, SUMMARY = "Mâu thuẫn văn bản", "Tổng hợp"

PROVISIONAL = "ĐIỂM TẠM TÍNH lúc {moment}: còn có thể thay đổi cho đến khi công bố."
PUBLISHED = "Kết quả đã công bố theo Quyết định số {number} ngày {day}."
NOT_CURRENT = "Đang tính lại {count} đơn vị vừa có thay đổi; điểm trong sổ là điểm tính từ số liệu trong sổ."
DECISION = "Kèm theo Quyết định số {number} ngày {date} của {issuer}"
DECISION_WITHOUT_NUMBER = "Bộ chỉ số của {issuer}, {date} (văn bản không in số quyết định)"
DECISION_WITHOUT_DATE = "Bộ chỉ số của {issuer} (văn bản không in số, ngày)"
UNIT_LINE = "Đơn vị: {unit} · Nhóm: {group} · Trạng thái: {state}"
VOLUNTEER = "tự nguyện tham gia, không xếp hạng"
PARTIAL_VIEW = "Sổ chỉ gồm các chỉ số được giao cho người xuất, nên không có tổng điểm và xếp hạng."

TOTAL, ATTAINABLE = "TỔNG ĐIỂM", "Tối đa đơn vị có thể đạt (sau khi trừ phần không áp dụng)"
ASSIGNED_TOTAL = "CỘNG CÁC CHỈ SỐ ĐƯỢC GIAO"
PILLAR = "Trụ cột {title}"
HEADLINE = "ĐIỂM ĐÁNH GIÁ (trung bình cộng {count} trụ cột)"
FINAL, NOTE, MAX, CODE, TITLE = "Điểm đạt được", "Ghi chú", "Điểm tối đa", "STT", "Chỉ số/Tiêu chí"
SHARED_MAX = "Chung một điểm tối đa {maximum} với {others}."
FIXED = "Điểm này không lấy từ các cột bên cạnh."
SAID = "{assessor}: “{reason}”"
PIECES = "Minh chứng: {pieces}"
NO_PIECES = "Chưa có minh chứng."
OPEN, OPEN_ONE, OPEN_LIST = "Mở minh chứng", "Mở", "Xem {count}"

RANK, UNIT, POINTS, SCORE, STATE = "Hạng", "Đơn vị", "Tổng điểm", "Điểm đánh giá", "Trạng thái"
SHARE, GROUP, ANSWERED = "% tối đa", "Nhóm", "Đã trả lời"
MOST = "Tối đa có thể đạt"
MEDIAN, BEST, LEAST = "Trung vị", "Cao nhất", "Thấp nhất"
VOLUNTEERS = "Tự nguyện tham gia (không xếp hạng)"
RANKING_CHART, INDEX_CHART = "Tổng điểm của các đơn vị", "Điểm theo chỉ số, % điểm tối đa"
OF_MAX = "% điểm tối đa"
INDEX = "Chỉ số"

PROGRESS_HEADS = (
    "Đơn vị", "Nhóm", "Trạng thái", "Đầu mối đã tham gia", "Đã trả lời", "Tổng tiêu chí", "% hoàn thành",
    "Tổng điểm", "Thay đổi gần nhất", "Nộp lúc", "Hạn nộp",
)  # fmt: skip
FIGURE_HEADS = (
    "Đơn vị", "Tiêu chí", "Số liệu", "Giá trị", "Đơn vị tính", "Nguồn", "Người nhập", "Kênh", "Lúc",
    "Lần sửa",
)  # fmt: skip
EVIDENCE_HEADS = (
    "Đơn vị", "Tiêu chí", "Loại", "Liên kết hoặc tệp", "Mục, trang", "Số văn bản", "Ngày văn bản", "Ghi chú",
    "Người gửi", "Lúc", "Dung lượng (KB)", "SHA-256", "Tình trạng", "Kiểm tra liên kết", "Kiểm tra lúc",
    "Trang mở ra",
)  # fmt: skip
EVIDENCE_HINT = (
    "Liên kết mở được ngay. Tệp mở được khi sổ này nằm cùng thư mục với kho minh chứng (ZIP) đã giải nén."
)
REVIEW_HEADS = (
    "Đơn vị", "Tiêu chí", "Việc", "Cột đánh giá", "Điểm", "Lý do, ý kiến", "Người", "Kênh", "Lúc", "Hiệu lực",
)  # fmt: skip
HISTORY_HEADS = (
    "Đơn vị", "Tiêu chí", "Số liệu", "Lần", "Giá trị cũ", "Giá trị mới", "Nguồn", "Người", "Kênh", "Lúc",
    "Lý do",
)  # fmt: skip
METHOD_HEADS = ("STT", "Nội dung", "Điểm tối đa", "Cách tính", "Căn cứ", "Lý do, tham khảo", "Tính chất")
MERGE = "Cột điểm được lấy: {order} (cột đứng trước được lấy trước)"
HEADLINE_SUM = "Điểm đánh giá là tổng điểm các tiêu chí"
HEADLINE_MEAN = "Điểm đánh giá là trung bình cộng các trụ cột; xếp hạng theo tổng điểm"
EXEMPTION = "Không áp dụng: {title}"
POOL = "Chung điểm tối đa: {title}"
GIVES: Mapping[str, str] = {
    "max": "được điểm tối đa",
    "best_points": "lấy điểm cao nhất của các đơn vị khác",
    "best_value": "lấy số liệu cao nhất của các đơn vị khác",
    "drop": "bỏ khỏi thang điểm",
    "zero": "không được điểm",
}
ANOMALY_HEADS = ("Vị trí", "Văn bản in", "Thực tế", "Cách xử lý", "Ghi chú")

COORDINATOR, YEAR, CLOSES, MADE = "Cơ quan chủ trì", "Năm đánh giá", "Hạn nộp", "Xuất lúc"
UNITS, FRAMEWORK, SHEET, HOLDS = "Số đơn vị trong sổ", "Bộ chỉ số", "Trang", "Nội dung"
ABOUT: Mapping[str, str] = {
    RANKING: "Thứ hạng từng nhóm, biểu đồ; đơn vị tự nguyện để riêng",
    PROGRESS: "Trạng thái, số tiêu chí đã trả lời, lần thay đổi gần nhất của từng đơn vị",
    MATRIX: "Điểm từng tiêu chí của mọi đơn vị trên một trang",
    BY_INDEX: "Điểm theo chỉ số, trung vị và cao nhất của nhóm, biểu đồ",
    FIGURES: "Số liệu gốc: giá trị, đơn vị tính, nguồn, ai nhập, lúc nào",
    EVIDENCE: "Liên kết và tệp minh chứng, mã băm SHA-256 của từng tệp",
    REVIEW: "Điểm các cột đánh giá, lý do, trả lại, giải trình, xin không áp dụng",
    HISTORY: "Mọi lần sửa số liệu: giá trị cũ, giá trị mới, ai, lúc nào",
    METHOD: "Cách tính từng tiêu chí, căn cứ văn bản hay tạm tính",
    ANOMALIES: "Chỗ văn bản tự mâu thuẫn và cách xử lý",
}
ABOUT_UNIT = "Phiếu của đơn vị theo mẫu phụ lục"
LIVE = (
    "Tổng, điểm theo chỉ số, điểm đạt được và thứ hạng là công thức: sửa một cột điểm thì các trang khác "
    "đổi theo. Giá trị tính sẵn nằm kèm công thức nên xem trên điện thoại vẫn thấy số."
)
WITH_FORMS = "Mỗi đơn vị có một trang theo mẫu phụ lục; ma trận và xếp hạng lấy điểm từ các trang đó."
WITHOUT_FORMS = (
    "Sổ có nhiều đơn vị nên chỉ có ma trận. Phiếu từng đơn vị: xuất theo nhóm, theo đơn vị, "
    "hoặc “Sổ từng đơn vị (ZIP)”."
)
BACKGROUND = "Sửa trong sổ này không làm thay đổi điểm trong hệ thống."

YES, NO = "Có", "Không"
OWN_SOURCE, OPERATOR = "đơn vị", "Người vận hành"
BY_ASSESSOR = "đo bởi: {title}"
BY_PROVIDER = "đơn vị cung cấp {number}"
PURGED = "đã xoá hẳn"
LINK, FILE, WITHDRAWN, VALID, GONE = "liên kết", "tệp", "đã rút", "đang dùng", "đã thay"
KINDS: Mapping[str, str] = {"link": LINK, "file": FILE, "credential": KIND}
CHANNELS: Mapping[str, str] = {"telegram": "Telegram", "zalo": "Zalo", "cli": "dòng lệnh", "excel": "Excel"}
ACTS: Mapping[str, str] = {
    "given": "Cho điểm",
    "accepted": "Chấp nhận",
    "adjusted": "Điều chỉnh điểm",
    "returned": "Trả lại",
    "commented": "Ý kiến",
    "answered": "Bổ sung",
    "contested": "Kiến nghị",
    "decided": "Kết luận",
    "reset": "Mở lại",
    "requested": "Xin không áp dụng",
    "granted": "Đồng ý không áp dụng",
    "refused": "Không đồng ý không áp dụng",
    "cancelled": "Huỷ xin không áp dụng",
    "justified": "Giải trình",
}
BASIS: Mapping[str, str] = {"decision": "văn bản quy định", "assumed": "tạm tính"}


def dotted(iso: str | None) -> str | None:
    """A printed date ("2024-09-13", "2022-03", "2021") as officials write it."""
    return "/".join(reversed(iso.split("-"))) if iso else None


def decision(number: str | None, date: str | None, issuer: str) -> str:
    """Where the framework comes from, saying only what the document prints."""
    day = dotted(date)
    if number and day:
        return DECISION.format(number=number, date=day, issuer=issuer)
    if day:
        return DECISION_WITHOUT_NUMBER.format(issuer=issuer, date=day)
    return DECISION_WITHOUT_DATE.format(issuer=issuer)


def channel(name: str) -> str:
    """A channel as people call it."""
    return CHANNELS.get(name, name)


INDEX_OF_ARCHIVE, ARCHIVE_INDEX = "Mục lục minh chứng", "Muc-luc-minh-chung"
ARCHIVE_HEADS = (
    "Đơn vị", "Tiêu chí", "Nội dung", "Loại", "Liên kết hoặc tệp", "Mục, trang", "Số văn bản", "Ngày văn bản",
    "Dung lượng (KB)", "SHA-256", "Tình trạng", "Kiểm tra liên kết",
)  # fmt: skip
UNPACK_HINT = (
    "Giải nén mọi phần vào cùng một thư mục, rồi mở sổ này trong thư mục đó: liên kết dẫn thẳng tới tệp."
)
LOST = "thiếu hoặc hỏng tệp"
