"""Every way a book can be wrong or odd, in the words of whoever made it; refusals first, then doubts."""

from collections.abc import Mapping

from dti_core.framework.catalogue.entry import Entry

REFUSALS: Mapping[str, Entry] = {
    "unreadable-book": Entry(
        "Không đọc được tệp: {why}.",
        "Tệp không tồn tại, không có quyền đọc, hoặc là một thư mục.",
        "Kiểm tra đường dẫn và quyền đọc của tệp.",
    ),
    "empty-book-file": Entry(
        "Tệp trống (0 byte).",
        "Tệp chưa được ghi xong hoặc chép bị hỏng.",
        "Mở lại bản gốc bằng Excel và lưu lại.",
    ),
    "too-many-bytes": Entry(
        "Tệp nặng {size}, lớn hơn mức {limit}.",
        "Bảng của một phụ lục chỉ vài trăm KB; tệp nặng thường vì có ảnh hoặc dữ liệu khác đi kèm.",
        "Chép riêng trang có bảng sang một tệp mới rồi lưu dạng .xlsx.",
    ),
    "zip-bomb": Entry(
        "Tệp bung ra {size}, {parts} phần; mức cho phép là {limit}, {most} phần.",
        "Tệp được nén bất thường, mở ra có thể làm treo máy.",
        "Chép riêng bảng sang một tệp mới rồi lưu dạng .xlsx.",
    ),
    "hostile-book": Entry(
        "Tệp có phần khai báo không bao giờ có trong một bảng tính.",
        "Khai báo như vậy (DTD) thường được dùng để làm treo máy.",
        "Không dùng tệp này; chép bảng sang một tệp mới bằng Excel.",
    ),
    "encrypted-book": Entry(
        "Tệp đặt mật khẩu nên không mở được.",
        "Nội dung được mã hoá, phải có mật khẩu mới đọc được.",
        "Mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi lưu lại.",
    ),
    "old-excel": Entry(
        "Đây là tệp Excel kiểu cũ (.xls hoặc .xlsb).",
        "Chương trình chỉ đọc dạng .xlsx.",
        "Mở bằng Excel, chọn Lưu thành (Save As), dạng Excel Workbook (.xlsx).",
    ),
    "macro-book": Entry(
        "Tệp có macro.",
        "Macro là chương trình đi kèm, có thể gây hại; bảng chỉ số không cần đến.",
        "Mở bằng Excel, lưu thành dạng Excel Workbook (.xlsx), không chọn dạng .xlsm.",
    ),
    "other-file": Entry(
        "Đây là tệp {what}, không phải bảng tính .xlsx.",
        "Tên tệp có thể đã bị đổi, hoặc chọn nhầm tệp.",
        "Chép bảng sang Excel rồi lưu dạng .xlsx.",
    ),
    "text-file": Entry(
        "Đây là tệp văn bản (như .csv hoặc trang web), không phải .xlsx.",
        "Đổi đuôi tên tệp không đổi được nội dung bên trong.",
        "Mở tệp bằng Excel rồi lưu thành dạng Excel Workbook (.xlsx).",
    ),
    "not-a-book": Entry(
        "Đây không phải bảng tính .xlsx.",
        "Nội dung tệp không giống bảng tính nào.",
        "Mở bằng Excel để xem tệp có đúng không, rồi lưu thành dạng .xlsx.",
    ),
    "broken-book": Entry(
        "Tệp bị hỏng, không mở được.",
        "Tệp tải về hoặc chép chưa đủ, hoặc phần mềm khác ghi sai.",
        "Mở bằng Excel; nếu Excel sửa được thì lưu lại, nếu không thì xin lại bản gốc.",
    ),
    "too-many-rows": Entry(
        "Một trang có {rows} dòng, quá mức {limit}.",
        "Phụ lục chỉ vài trăm dòng; số còn lại thường là dòng trống đã kẻ khung hoặc dữ liệu khác.",
        "Xoá các dòng thừa phía dưới, hoặc chép riêng bảng sang một tệp mới.",
    ),
    "too-much-merged": Entry(
        "Một trang gộp tới {cells} ô.",
        "Gộp cả cột hoặc cả trang làm chương trình phải giữ hàng triệu ô trống.",
        "Bỏ gộp các vùng trống, hoặc chép riêng bảng sang một tệp mới.",
    ),
    "empty-book": Entry(
        "Tệp không có ô nào có chữ.",
        "Tệp mới tạo, hoặc nội dung là ảnh.",
        "Gõ hoặc chép bảng vào rồi lưu lại.",
    ),
    "unknown-sheet": Entry(
        "Không có trang tên “{value}”.",
        "Tệp có các trang: {names}.",
        "Ghi đúng tên trang sau --sheet.",
    ),
    "unknown-table": Entry(
        "Không có bảng số {value}.",
        "Đếm được {count} bảng, đánh số từ 1.",
        "Chạy lại không có --table để xem danh sách các bảng.",
    ),
    "no-table": Entry(
        "Không thấy bảng chỉ số ở các trang {sheets}. Những ô đầu tiên thấy được: {seen}.",
        "Bảng được nhận ra nhờ một dòng tiêu đề có “STT”, “Chỉ số/Tiêu chí/Nội dung” và “Điểm tối đa”.",
        "Thêm hoặc sửa dòng tiêu đề cho đúng các chữ đó; nếu bảng ở trang đang ẩn, bỏ ẩn hoặc dùng --sheet.",
    ),
    "column-missing": Entry(
        "Bảng không có cột “{missing}”. Các cột thấy được: {seen}.",
        "Cần cột mã (STT), cột tiêu đề và cột điểm tối đa; cột đang ẩn không được đọc.",
        "Sửa lại tiêu đề cột, hoặc bỏ ẩn cột đó.",
    ),
    "many-tables": Entry(
        "Có {count} bảng:\n{list}",
        "Mỗi tệp bộ chỉ số là một phụ lục; không thể biết Anh/Chị muốn lấy bảng nào.",
        "Lấy một bảng: thêm --sheet “{sheet}” hoặc --table 1. Lấy tất cả, mỗi bảng một trụ cột: thêm {all}.",
    ),
    "table-empty": Entry(
        "Dưới dòng tiêu đề không có chỉ số nào.",
        "Không dòng nào có mã ở cột STT hoặc điểm ở cột điểm tối đa.",
        "Kiểm tra lại bảng; nếu các dòng đang ẩn thì bỏ ẩn.",
    ),
}

HIDDEN: Mapping[str, Entry] = {
    "hidden-sheet": Entry(
        "trang đang ẩn, không đọc.",
        "Trang ẩn thường là bản nháp hoặc dữ liệu phụ.",
        "Nếu cần, bỏ ẩn hoặc ghi tên trang sau --sheet.",
    ),
    "hidden-column": Entry(
        "cột đang ẩn, không đọc: “{title}”.",
        "Chỉ đọc những gì thấy được khi mở bảng.",
        "Nếu cần cột này, bỏ ẩn rồi chạy lại.",
    ),
    "hidden-row": Entry(
        "dòng đang ẩn, không đọc: “{text}”.",
        "Chỉ đọc những gì thấy được khi mở bảng; dòng có thể bị ẩn do đang lọc.",
        "Nếu cần dòng này, bỏ ẩn (hoặc bỏ lọc) rồi chạy lại.",
    ),
    "unknown-column": Entry(
        "không rõ cột “{title}” chứa gì, không đọc.",
        "Tên cột không giống mã, tiêu đề, điểm, người đánh giá, ghi chú hay tài liệu kiểm chứng.",
        "Nếu cần, đổi tên cột rồi chạy lại, hoặc tự thêm vào tệp YAML.",
    ),
}

CODES: Mapping[str, Entry] = {
    "number-lost-zero": Entry(
        "mã “{value}” được đọc là {code}.",
        "Excel hiểu mã là con số nên bỏ số 0 cuối; các dòng bên cạnh cho biết mã đúng.",
        "Xem lại; để khỏi nhầm, đặt định dạng cột STT là Văn bản (Text) rồi gõ lại mã.",
    ),
    "code-was-date": Entry(
        "ngày {value} được đọc là mã {code}.",
        "Excel hiểu mã là ngày tháng; các dòng bên cạnh cho biết mã đúng.",
        "Xem lại; để khỏi nhầm, đặt định dạng cột STT là Văn bản (Text) rồi gõ lại mã.",
    ),
    "bad-code": Entry(
        "“{value}” không phải mã; dòng “{title}” được đặt mã theo vị trí.",
        "Mã gồm chữ số và dấu chấm (1.2.3), số La Mã hoặc một chữ cái.",
        "Sửa ô mã rồi chạy lại, hoặc sửa `code` trong tệp YAML.",
    ),
    "no-code": Entry(
        "không có mã: “{title}”; đặt mã theo vị trí.",
        "Bảng để trống cột STT nhưng dòng có điểm, nên được hiểu là một tiêu chí.",
        'Xem lại `code` (và `printed_code: ""`) của dòng này trong tệp YAML.',
    ),
    "code-alone": Entry(
        "chỉ có “{code}”, không có tiêu đề và điểm; bỏ qua.",
        "Có thể là số trang lẫn vào bảng.",
        "Nếu là một chỉ số, điền tiêu đề rồi chạy lại.",
    ),
    "code-twice": Entry(
        "mã {code} đã có ở dòng {row}; dòng này mang `id` {id}.",
        "Hai dòng cùng mã thì số liệu sẽ lẫn vào nhau.",
        "Gõ nhầm thì sửa bảng; quyết định in như vậy thì giữ, mục `anomalies` đã ghi sẵn.",
    ),
    "code-order": Entry(
        "mã {code} đứng sau {before}.",
        "Thiếu một mã ở giữa, gõ nhầm, hoặc quyết định in như vậy.",
        "So lại với quyết định; nếu in như vậy, ghi vào `anomalies`.",
    ),
    "parent-missing": Entry(
        "{code} không có mục cha {parent}.",
        "Dòng của mục cha bị thiếu, bị ẩn, hoặc mã gõ nhầm.",
        "So lại với quyết định và sửa bảng hoặc tệp YAML.",
    ),
}

CONTENT: Mapping[str, Entry] = {
    "no-title": Entry(
        "{code} không có tiêu đề.",
        "Ô tiêu đề để trống.",
        "Điền `title` trong tệp YAML.",
    ),
    "no-max": Entry(
        "{code} “{title}” không có điểm tối đa.",
        "Ô điểm để trống; có thể quyết định không in, hoặc hai tiêu chí chung một điểm.",
        "Điền `max`; chung điểm thì dùng `pool`; quyết định không in thì ghi vào `anomalies`.",
    ),
    "max-is-no-number": Entry(
        "điểm của {code} là “{value}”, không phải số.",
        "Ô điểm có chữ hoặc ký hiệu.",
        "Sửa ô điểm rồi chạy lại, hoặc điền `max` trong tệp YAML.",
    ),
    "max-negative": Entry(
        "điểm của {code} là “{value}”, số âm.",
        "Điểm tối đa không thể âm.",
        "Sửa ô điểm rồi chạy lại, hoặc điền `max` trong tệp YAML.",
    ),
    "max-two-readings": Entry(
        "điểm của {code} gõ là “{value}”, được đọc theo dấu chấm phân nghìn.",
        "Dấu chấm có thể là phân nghìn hoặc phần lẻ.",
        "Xem lại `max` trong tệp YAML.",
    ),
    "max-shared": Entry(
        "{codes} chung một ô điểm {max}; ghi thành nhóm điểm chung (`pools`).",
        "Ô điểm tối đa gộp qua nhiều dòng.",
        "So lại với quyết định; nếu mỗi dòng có điểm riêng thì sửa trong tệp YAML.",
    ),
    "many-totals": Entry(
        "có nhiều dòng tổng (dòng {rows}); lấy số lớn nhất làm thang điểm.",
        "Bảng có cả dòng cộng từng phần.",
        "Xem lại `max_points` trong tệp YAML.",
    ),
    "formula-without-value": Entry(
        "ô của {code} là công thức chưa có kết quả.",
        "Tệp do phần mềm khác ghi, chưa được Excel tính.",
        "Mở bằng Excel, lưu lại rồi chạy lại; hoặc gõ thẳng số vào ô.",
    ),
    "error-value": Entry(
        "ô của {code} đang báo lỗi công thức.",
        "Công thức trỏ tới ô đã xoá hoặc chia cho 0.",
        "Sửa công thức hoặc gõ thẳng số vào ô rồi chạy lại.",
    ),
    "row-joined": Entry(
        "“{text}” được nối vào tiêu đề của {code}.",
        "Dòng không có mã, không có điểm nên được hiểu là phần tiếp theo của dòng trên.",
        "Xem lại `title` trong tệp YAML.",
    ),
    "row-unread": Entry(
        "không đọc: “{text}”.",
        "Dòng không có mã, không có điểm và không liền với tiêu chí nào.",
        "Nếu là tiêu chí, điền mã và điểm rồi chạy lại.",
    ),
}

CATALOGUE: Mapping[str, Entry] = {**REFUSALS, **HIDDEN, **CODES, **CONTENT}
