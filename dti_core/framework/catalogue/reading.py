"""Problems of reading: the file and its YAML."""

from collections.abc import Mapping

from dti_core.framework.catalogue.entry import Entry

FILE: Mapping[str, Entry] = {
    "unreadable-file": Entry(
        "Không đọc được tệp: {value}.",
        "Tệp không tồn tại, không có quyền đọc, hoặc là một thư mục.",
        "Kiểm tra đường dẫn và quyền đọc của tệp.",
    ),
    "unknown-framework": Entry(
        "Không có bộ chỉ số nào mang mã “{value}”.",
        "Mã phải trùng với `id` của một tệp trong thư mục bộ chỉ số.",
        "Xem các mã hiện có bằng lệnh `dti framework list`, hoặc đưa đường dẫn tới tệp.",
    ),
    "too-large": Entry(
        "Tệp dài hơn {limit} ký tự.",
        "Một bộ chỉ số chỉ vài trăm nghìn ký tự; tệp lớn hơn thường là tệp nhầm.",
        "Kiểm tra lại tệp; để nguyên văn quyết định ở tệp riêng bên cạnh.",
    ),
    "not-utf8": Entry(
        "Tệp không phải văn bản UTF-8.",
        "Tệp được lưu bằng bảng mã khác (TCVN3, VNI, UTF-16…) hoặc không phải tệp văn bản.",
        "Mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8.",
    ),
    "control-character": Entry(
        "Có ký tự điều khiển {value} trong tệp.",
        "Ký tự không nhìn thấy này thường theo vào khi chép từ PDF hoặc Word.",
        "Xoá ký tự đó rồi gõ lại chỗ ấy.",
    ),
    "empty-file": Entry(
        "Tệp không có nội dung.",
        "Tệp trống hoặc chỉ có dòng chú thích.",
        "Bắt đầu từ một tệp có sẵn trong thư mục `frameworks`.",
    ),
}

YAML: Mapping[str, Entry] = {
    "tab-indentation": Entry(
        "Dòng này thụt lề bằng phím Tab.",
        "YAML chỉ nhận dấu cách khi thụt lề.",
        "Thay mỗi Tab bằng hai dấu cách.",
    ),
    "bad-indentation": Entry(
        "Thụt lề không khớp với các dòng phía trên.",
        "Các mục cùng cấp phải thẳng cột; mục con thụt vào thêm hai dấu cách.",
        "Chỉnh lề của dòng này (hoặc dòng ngay trước) cho thẳng với các mục cùng cấp.",
    ),
    "unquoted-colon": Entry(
        "Có dấu hai chấm giữa câu mà câu chưa đặt trong nháy.",
        "YAML hiểu “: ” là ranh giới giữa tên và giá trị.",
        'Đặt cả câu trong dấu nháy kép, ví dụ: guidance: "Cách tính: có = 10 điểm".',
    ),
    "unclosed-quote": Entry(
        "Dấu nháy mở ở đây không được đóng.",
        "Mọi chữ sau dấu nháy này bị coi là một câu duy nhất.",
        "Thêm dấu nháy cùng loại ở cuối câu.",
    ),
    "broken-yaml": Entry(
        "Cú pháp YAML không đúng ở chỗ này.",
        "Chỗ này không phải là “tên: giá trị”, cũng không phải mục danh sách “- …”.",
        "So với các dòng tương tự; câu có ký hiệu đặc biệt (@ % ` [ ] {{ }} # &) nên đặt trong nháy kép.",
    ),
    "many-documents": Entry(
        "Tệp có nhiều hơn một phần, ngăn bằng “---”.",
        "Mỗi tệp chỉ chứa một bộ chỉ số.",
        "Tách phần sau thành tệp riêng hoặc xoá dòng “---”.",
    ),
    "duplicate-key": Entry(
        "Mục “{value}” được ghi hai lần.",
        "Mục này đã có ở dòng {first}; không thể biết giá trị nào đúng.",
        "Giữ một mục, xoá mục kia.",
    ),
    "alias-refused": Entry(
        "Không dùng được cách viết tắt “{value}” của YAML.",
        "Neo (&), bí danh (*) và gộp (<<) làm tệp khó đọc và có thể bị lợi dụng để làm treo máy.",
        "Viết đầy đủ nội dung tại chỗ; căn cứ dùng chung thì đặt tên dưới `bases`.",
    ),
    "tag-refused": Entry(
        "Không dùng được thẻ “{value}”.",
        "Tệp bộ chỉ số chỉ là dữ liệu, không chứa kiểu riêng hay mã lệnh.",
        "Xoá thẻ, chỉ để lại giá trị.",
    ),
    "number-comma": Entry(
        "“{value}” viết dấu phẩy giữa số.",
        "Trong ngoặc {{ }}, dấu phẩy ngăn các mục nên phần sau dấu phẩy bị coi là một mục khác.",
        "Dùng dấu chấm cho phần lẻ: {meant}.",
    ),
    "comma-splits": Entry(
        "Dấu phẩy trong {{ }} tách “{value}” thành mục mới.",
        "Trong ngoặc {{ }}, dấu phẩy ngăn các mục nên phần sau dấu phẩy bị coi là tên của một mục khác.",
        "Đặt giá trị trong nháy: {meant}.",
    ),
    "unquoted-question": Entry(
        "Câu có dấu hỏi trong ngoặc {{ }} hoặc [ ] chưa đặt trong nháy.",
        "Một số chương trình đọc YAML không nhận dấu hỏi ở đây.",
        "Đặt cả câu trong nháy kép; các câu hỏi khác trong tệp cũng vậy.",
    ),
    "number-grouped": Entry(
        "“{value}” có thể là nghìn hoặc phần lẻ.",
        "Dấu chấm trong YAML là phần lẻ: 1.000 được hiểu là 1, không phải một nghìn.",
        "Một nghìn viết là 1000; nếu đúng là phần lẻ thì bỏ số 0 ở cuối.",
    ),
    "too-many-problems": Entry(
        "Tệp có hơn {limit} lỗi; chỉ nêu {limit} lỗi đầu.",
        "Nhiều lỗi như vậy thường vì chọn nhầm tệp, hoặc một lỗi ở trên kéo theo.",
        "Kiểm tra lại tệp, sửa những lỗi đầu rồi chạy lại.",
    ),
    "bad-key": Entry(
        "Tên mục phải là một từ đơn.",
        "Ở đây tên mục lại là một danh sách hoặc một nhóm, nên không đọc tiếp được.",
        "Viết lại dưới dạng “tên: giá trị”; câu bắt đầu bằng [ hoặc {{ thì đặt trong nháy kép.",
    ),
    "too-deep": Entry(
        "Các mục lồng nhau quá {limit} cấp.",
        "Không bộ chỉ số nào cần sâu như vậy; có thể thiếu dấu ngoặc đóng.",
        "Kiểm tra các dấu [ và {{ phía trước.",
    ),
}
