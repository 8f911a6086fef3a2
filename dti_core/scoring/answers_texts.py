"""What a person reads about a file of answers that cannot be scored: one sentence per kind of problem."""

MESSAGES = {
    "bad-json": "Không phải JSON hợp lệ; hãy kiểm tra dấu phẩy, ngoặc, nháy kép ở dòng {line}, cột {column}.",
    "too-deep": "Dữ liệu lồng nhau quá nhiều tầng; tệp số liệu chỉ có năm tầng.",
    "too-long": "Tệp quá lớn (trên {limit} MB). Hãy chia thành nhiều tệp.",
    "not-object": "Chỗ này phải là một đối tượng {{…}}, không phải {found}.",
    "not-list": "Chỗ này phải là một danh sách […], không phải {found}.",
    "not-text": "Chỗ này phải là chữ trong dấu nháy kép, không phải {found}.",
    "not-number": "Chỗ này phải là số, không phải {found}.",
    "not-yes-no": "Chỗ này phải là true (có) hoặc false (không), không phải {found}.",
    "number-as-text": "“{value}” đang là chữ; hãy bỏ dấu nháy kép và viết số theo JSON, ví dụ 98.3.",
    "empty-value": "Giá trị null; nếu chưa có số liệu thì bỏ hẳn mục này.",
    "empty-text": "Chỗ này không được để trống.",
    "negative": "Số không được âm: {value}.",
    "too-big": "Số quá lớn hoặc quá nhiều chữ số: {value}.",
    "not-whole": "Phải là số nguyên, không phải {value}.",
    "unknown-choice": "“{value}” không có trong các lựa chọn: {allowed}.",
    "repeated-key": "Mục “{value}” lặp lại; chỉ được ghi một lần.",
    "unknown-key": "Không có mục “{value}” ở đây; các mục được dùng: {allowed}.",
    "missing-key": "Thiếu mục “{value}”.",
    "no-units": "Danh sách “units” chưa có đơn vị nào.",
    "repeated-unit": "Mã đơn vị “{value}” đã dùng ở {other}.",
    "unknown-group": "Bộ chỉ số không có nhóm “{value}”; các nhóm: {allowed}.",
    "unknown-trait": "Bộ chỉ số không có đặc điểm “{value}”.",
    "unknown-info": "Bộ chỉ số không có thông tin chung “{value}”.",
    "unknown-criterion": "Bộ chỉ số không có tiêu chí “{value}”.",
    "not-a-criterion": "“{value}” là chỉ số gồm nhiều tiêu chí; hãy ghi từng tiêu chí bên trong.",
    "unknown-input": "Tiêu chí {criterion} không có số liệu “{value}”; các số liệu: {allowed}.",
    "no-inputs": "Tiêu chí {criterion} không có số liệu nào để nhập; điểm do cơ quan đánh giá chấm.",
    "unknown-assessor": "Bộ chỉ số không có cột chấm điểm “{value}”; các cột: {allowed}.",
    "self-assessed": "Điểm tự đánh giá được tính từ số liệu, không nhập trực tiếp.",
    "unknown-exemption": "Không có cách miễn “{value}”; các cách: {allowed}.",
    "over-maximum": "{value} điểm lớn hơn điểm tối đa của tiêu chí {criterion} ({maximum}).",
    "differs": "Số liệu dùng chung phải như nhau: ở đây là {value}, nhưng ở {other} là {before}.",
    "differs-from-sum": "Số liệu dùng chung phải như nhau: ở đây {value}, còn {other} cộng lại là {before}.",
    "over-most": "{value} lớn hơn số nhiều nhất có thể có ({most}).",
    "excess": "{top} lớn hơn tổng số {bottom} (tiêu chí {criterion}).",
    "no-comparison": "Tiêu chí {criterion} không so với đơn vị khác nên không dùng giá trị tham chiếu.",
}
SUGGESTION = " Có phải “{suggestion}”?"

KINDS = {
    "object": "một đối tượng {…}",
    "list": "một danh sách […]",
    "text": "chữ",
    "number": "số",
    "boolean": "true/false",
}


def message(code: str, facts: dict[str, object], suggestion: str | None) -> str:
    """The sentence for one problem."""
    text = MESSAGES[code].format(**facts)
    return text + SUGGESTION.format(suggestion=suggestion) if suggestion else text
