"""Problems of shape: a key, a word or a number that the model does not take there."""

from collections.abc import Mapping

from dti_core.framework.catalogue.entry import Entry

SHAPE: Mapping[str, Entry] = {
    "unknown-key": Entry(
        "Không có mục tên “{value}” ở đây.",
        "Gõ nhầm tên mục hoặc đặt sai chỗ. Ở đây dùng được: {allowed}.",
        "Sửa tên mục, hoặc chuyển nó về đúng chỗ.",
    ),
    "missing-key": Entry(
        "Thiếu mục bắt buộc “{value}”.",
        "Phần này không dùng được khi không có mục đó.",
        "Thêm dòng “{value}: …” vào phần này.",
    ),
    "text-expected": Entry(
        "“{value}” phải là chữ, đặt trong dấu nháy.",
        "Không có nháy thì YAML hiểu đây là số, đúng/sai hoặc bỏ trống (6.10 sẽ thành 6.1).",
        'Viết trong nháy kép, ví dụ: "6.10".',
    ),
    "empty-text": Entry(
        "Mục này đang để trống.",
        "Người đọc cần thấy nội dung ở đây.",
        "Điền nội dung, hoặc bỏ cả mục nếu không bắt buộc; câu bắt đầu bằng # phải đặt trong nháy.",
    ),
    "bad-name": Entry(
        "“{value}” có ký tự không dùng được ở đây.",
        "Mã chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch ngang; mã số liệu: chữ thường, số, gạch dưới.",
        "Đổi thành tên đúng dạng, ví dụ: khong-dich-vu-cong, so_nguoi, 3.1.",
    ),
    "bad-date": Entry(
        "“{value}” không phải ngày viết đúng dạng, hoặc không có trên lịch.",
        "Ngày viết theo thứ tự năm-tháng-ngày để máy nào cũng hiểu như nhau.",
        "Ví dụ ngày 13/9/2024 viết là 2024-09-13; chỉ in tháng thì viết 2024-09; không in thì bỏ mục này.",
    ),
    "number-expected": Entry(
        "“{value}” phải là số.",
        "Số viết không có nháy, dùng dấu chấm cho phần lẻ, không có dấu phân nghìn, % hay đơn vị.",
        "Ví dụ: 0.5 (không viết 0,5), 1000 (không viết 1.000), 0.01 (không viết 1%).",
    ),
    "boolean-expected": Entry(
        "“{value}” phải là true hoặc false.",
        "Chỉ hai chữ true và false được hiểu là đúng và sai; yes, no, có, không thì không.",
        "Viết true hoặc false, không đặt trong nháy.",
    ),
    "list-expected": Entry(
        "Ở đây cần một danh sách.",
        "Mục này nhận nhiều giá trị, kể cả khi chỉ có một.",
        "Viết dạng [a, b] hoặc mỗi dòng một mục bắt đầu bằng “- ”.",
    ),
    "empty-list": Entry(
        "Danh sách này đang trống.",
        "Ở đây cần ít nhất một mục thì phần này mới có nghĩa.",
        "Thêm ít nhất một mục, hoặc bỏ cả phần nếu không bắt buộc.",
    ),
    "mapping-expected": Entry(
        "Ở đây cần một nhóm “tên: giá trị”.",
        "Phần này gồm nhiều mục con, không phải một giá trị đơn.",
        "Xuống dòng, thụt vào hai dấu cách và ghi từng mục con.",
    ),
    "unknown-value": Entry(
        "“{value}” không phải giá trị dùng được ở đây.",
        "Chỉ nhận: {allowed}.",
        "Chọn một trong các giá trị trên.",
    ),
    "number-out-of-range": Entry(
        "Số {value} nằm ngoài khoảng cho phép ({limit}).",
        "Tỷ lệ và trọng số nằm từ 0 đến 1; điểm và ngưỡng không âm; mẫu số và mức đạt lớn hơn 0.",
        "Sửa lại số; 80% viết là 0.8.",
    ),
    "unknown-rule-type": Entry(
        "Cách tính “{value}” không có.",
        "Mục `type` của `rule` phải là một trong: {allowed}.",
        "Ghi `type` theo danh sách trên.",
    ),
}
