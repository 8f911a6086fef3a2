"""Problems of naming: pools, pillars, exemptions, bases and anomalies that do not fit."""

from collections.abc import Mapping

from dti_core.framework.catalogue.entry import Entry

REFERENCES: Mapping[str, Entry] = {
    "unknown-pool": Entry(
        "{subject} thuộc nhóm điểm chung “{value}” không có.",
        "Nhóm điểm chung phải được khai dưới `pools`.",
        "Sửa tên hoặc thêm vào `pools`.",
    ),
    "pool-too-small": Entry(
        "Nhóm điểm chung “{value}” có {found} tiêu chí.",
        "Điểm chung chỉ có nghĩa với từ hai tiêu chí trở lên.",
        "Thêm `pool: {value}` vào các tiêu chí còn lại hoặc bỏ nhóm.",
    ),
    "pool-member-max": Entry(
        "{subject} vừa có điểm riêng {value} vừa thuộc nhóm điểm chung “{pool}”.",
        "Điểm sẽ bị tính hai lần.",
        "Bỏ `max` của tiêu chí hoặc bỏ `pool`.",
    ),
    "pool-member-rule": Entry(
        "{subject} thuộc nhóm điểm chung nên phải tính theo tỷ lệ, không theo “{value}”.",
        "Điểm chung bằng tổng tử số chia tổng mẫu số của các tiêu chí trong nhóm.",
        "Dùng `type: ratio` hoặc bỏ `pool`.",
    ),
    "unknown-criterion": Entry(
        "Quy định miễn “{subject}” nhắc tới tiêu chí “{value}” không có.",
        "Danh sách `criteria` phải là mã các tiêu chí (cấp cho điểm) của tệp này.",
        "Sửa lại mã.",
    ),
    "unknown-trait": Entry(
        "Quy định miễn “{subject}” dựa vào đặc điểm “{value}” không có.",
        "Đặc điểm của đơn vị phải được khai dưới `traits`.",
        "Sửa tên hoặc thêm vào `traits`.",
    ),
    "exemption-overlap": Entry(
        "Tiêu chí {value} được miễn theo cả “{subject}” và “{other}”.",
        "Một đơn vị có thể rơi vào cả hai trường hợp, khi đó không biết tính theo quy định nào.",
        "Bỏ tiêu chí khỏi một danh sách, hoặc ghi `yields_to: [{other}]` ở quy định nhường bước.",
    ),
    "unknown-exemption": Entry(
        "Quy định miễn “{subject}” nhường cho “{value}” không có.",
        "`yields_to` phải là mã của quy định miễn khác trong tệp.",
        "Sửa lại mã.",
    ),
    "exemption-empty": Entry(
        "Quy định miễn “{subject}” không áp dụng cho tiêu chí nào.",
        "Danh sách `criteria` đang trống nên quy định không có tác dụng tự động.",
        "Điền mã tiêu chí; nếu phụ lục không nêu, ghi vào `anomalies` với `covers: [{cover}]`.",
    ),
    "unknown-assessor": Entry(
        "“{value}” không có trong danh sách người đánh giá (`assessors`).",
        "Thứ tự ưu tiên và cột điểm chỉ dùng những người đã khai.",
        "Sửa tên hoặc thêm vào `assessors`.",
    ),
    "unknown-group": Entry(
        "Đơn vị “{subject}” thuộc nhóm xếp hạng “{value}” không có.",
        "Nhóm xếp hạng phải được khai dưới `groups`.",
        "Sửa tên hoặc thêm vào `groups`.",
    ),
    "hint-unknown-input": Entry(
        "Lời nhắc dưới `plausible` nói về số liệu “{value}” không có.",
        "Mỗi vế gồm các số liệu của tệp này: info:5 hoặc 3.1:a.",
        "Sửa lại cho đúng mã.",
    ),
    "hint-not-a-number": Entry(
        "Lời nhắc dưới `plausible` so sánh “{value}” là loại {found}.",
        "Chỉ so sánh được các con số (count, decimal, money).",
        "Chọn số liệu khác hoặc bỏ lời nhắc.",
    ),
    "unknown-pillar": Entry(
        "{subject} thuộc trụ cột “{value}” không có.",
        "Trụ cột phải được khai dưới `pillars`.",
        "Sửa tên hoặc thêm vào `pillars`.",
    ),
    "pillar-unknown-index": Entry(
        "Trụ cột “{subject}” gồm chỉ số “{value}” không có.",
        "Danh sách `indices` phải là mã các chỉ số chính.",
        "Sửa lại mã.",
    ),
    "pillar-sum-differs": Entry(
        "Trụ cột “{subject}” in {value} điểm nhưng các chỉ số cộng lại được {found}.",
        "Có thể thiếu chỉ số, hoặc chính quyết định in sai.",
        "So lại với quyết định; nếu in như vậy, ghi vào `anomalies` với `covers: [{cover}]`.",
    ),
    "headline-without-pillars": Entry(
        "Điểm công bố là bình quân các trụ cột nhưng tệp không có trụ cột nào.",
        "`headline.kind: pillar_mean` cần ít nhất một trụ cột.",
        "Thêm `pillars` hoặc dùng `kind: sum`.",
    ),
    "unknown-basis": Entry(
        "Không có căn cứ nào tên “{value}”.",
        "Căn cứ gọi theo tên phải được khai dưới `bases`.",
        "Sửa tên hoặc thêm vào `bases`.",
    ),
    "basis-missing": Entry(
        "{subject}: tham số “{value}” chưa có căn cứ.",
        "Mỗi tham số đổi số liệu thành điểm phải nói rõ lấy từ đâu.",
        "Thêm “{value}: <căn cứ>” vào `basis` của cách tính, hoặc “other: <căn cứ>” cho mọi tham số còn lại.",
    ),
    "unknown-parameter": Entry(
        "{subject}: `basis` nêu “{value}” nhưng cách tính không có tham số đó.",
        "Cách tính này có: {allowed}.",
        "Sửa tên tham số hoặc xoá dòng.",
    ),
    "basis-without-place": Entry(
        "Căn cứ là quyết định nhưng chưa ghi ở đâu.",
        "Người đọc phải tìm lại được chỗ đó trong quyết định.",
        "Thêm `place`, ví dụ: place: Điều 7.3.",
    ),
    "basis-without-reason": Entry(
        "Căn cứ là cách hiểu (assumed) nhưng chưa nêu lý do.",
        "Người trả lời có quyền biết vì sao tính như vậy khi quyết định không nói.",
        "Thêm `reason`, ví dụ: reason: Quyết định không in công thức.",
    ),
    "anomaly-unknown-place": Entry(
        "Mục bất thường nói về “{value}” không có trong tệp.",
        "`at` là mã chỉ số, tiêu chí, thông tin chung (info:5), trụ cột, quy định miễn, hoặc Điều, Phụ lục.",
        "Sửa lại chỗ.",
    ),
    "anomaly-covers-nothing": Entry(
        "Mục bất thường giải thích “{value}” nhưng tệp không có lỗi đó.",
        "Có thể lỗi đã được sửa, hoặc gõ sai dạng “mã-lỗi@chỗ”.",
        "Xoá khỏi `covers` hoặc sửa lại.",
    ),
}
