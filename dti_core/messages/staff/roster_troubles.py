"""Every way a row of a roster can be wrong, in the words of whoever typed it."""

from collections.abc import Mapping

from dti_core.framework.catalogue.entry import Entry
from dti_core.messages.staff.roster_plan import Trouble

FIELDS = {
    "name": "tên",
    "code": "mã",
    "group": "nhóm",
    "traits": "đặc điểm",
    "framework": "bộ chỉ số",
    "volunteer": "tự nguyện",
    "unit": "đơn vị",
    "role": "vai trò",
    "phone": "điện thoại",
    "email": "email",
    "office": "nhà cung cấp",
    "inputs": "số liệu cung cấp",
    "groups": "nhóm phụ trách",
    "indices": "chỉ số phụ trách",
}

CATALOGUE: Mapping[str, Entry] = {
    "missing": Entry(
        "Ô này còn trống.",
        "Thiếu thì không biết dòng nói về ai, việc gì.",
        "Điền ô này, hoặc xoá cả dòng.",
    ),
    "too_long": Entry(
        "“{value}…” dài quá 200 ký tự.",
        "Có thể dán nhầm cả đoạn vào một ô.",
        "Rút gọn nội dung ô.",
    ),
    "formula-without-value": Entry(
        "Ô là công thức chưa có kết quả.",
        "Chỉ đọc giá trị đã tính và lưu trong tệp.",
        "Gõ thẳng nội dung vào ô.",
    ),
    "error-value": Entry(
        "Ô báo lỗi ({value}).",
        "Công thức trong ô bị lỗi nên không có giá trị.",
        "Gõ thẳng nội dung vào ô.",
    ),
    "hidden_row": Entry(
        "Dòng đang ẩn nên không đọc.",
        "Chỉ đọc những gì thấy được; dòng có thể bị ẩn do đang lọc.",
        "Bỏ lọc hoặc bỏ ẩn rồi gửi lại.",
    ),
    "unknown_framework": Entry(
        "Đợt này không dùng bộ chỉ số “{value}”.{guess}",
        "Chỉ có: {known}.",
        "Chọn trong danh sách của ô.",
    ),
    "which_framework": Entry(
        "Chưa ghi bộ chỉ số.",
        "Đợt này có nhiều bộ chỉ số: {known}.",
        "Chọn một bộ trong danh sách của ô.",
    ),
    "unknown_group": Entry(
        "Không có nhóm “{value}”.{guess}",
        "Bộ chỉ số chỉ có các nhóm: {known}.",
        "Chọn trong danh sách của ô.",
    ),
    "unknown_groups": Entry(
        "Không có nhóm “{value}”.{guess}",
        "Chỉ có các nhóm: {known}.",
        "Ghi đúng tên nhóm; nhiều nhóm cách nhau bằng dấu chấm phẩy; để trống là tất cả.",
    ),
    "unknown_indices": Entry(
        "Không có chỉ số “{value}”.{guess}",
        "Chỉ có các chỉ số chính: {known}.",
        "Ghi số thứ tự hoặc tên chỉ số chính, cách nhau bằng dấu chấm phẩy; để trống là tất cả.",
    ),
    "unknown_trait": Entry(
        "Không có đặc điểm “{value}”.{guess}",
        "Bộ chỉ số chỉ có các đặc điểm: {known}.",
        "Ghi đúng một đặc điểm đã có; nhiều đặc điểm cách nhau bằng dấu chấm phẩy.",
    ),
    "yes_or_no": Entry(
        "“{value}” không phải “có” hoặc “không”.",
        "Ô này chỉ cho biết đơn vị có tự nguyện tham gia, không xếp hạng.",
        "Ghi “có”, “không” hoặc để trống.",
    ),
    "bad_code": Entry(
        "“{value}” không dùng làm mã được.",
        "Mã chỉ gồm chữ thường không dấu, số và gạch ngang, tối đa 60 ký tự.",
        "Sửa mã (ví dụ so-noi-vu) hoặc để trống.",
    ),
    "other_code": Entry(
        "Đơn vị này đã có mã “{code}”, không phải “{value}”.",
        "Mã của một đơn vị không đổi trong cả đợt, để không lẫn với đơn vị khác.",
        "Ghi đúng mã “{code}” hoặc để trống.",
    ),
    "looks_like": Entry(
        "“{value}” chỉ khác dấu với “{name}” đã có.",
        "Có thể gõ nhầm; nếu nhận sẽ thành hai đơn vị.",
        "Cùng một đơn vị: ghi mã “{code}” vào cột mã. Đơn vị khác: ghi một mã khác.",
    ),
    "unit_twice": Entry(
        "Đơn vị này đã có ở dòng {other}.",
        "Mỗi đơn vị chỉ một dòng cho mỗi bộ chỉ số.",
        "Xoá một trong hai dòng.",
    ),
    "unit_settled": Entry(
        "“{value}” đã thẩm định xong, không đổi nhóm, đặc điểm được nữa.",
        "Đổi lúc này sẽ làm khác điểm đã được kết luận.",
        "Mở lại đơn vị trước, hoặc giữ như cũ.",
    ),
    "out_of_reach": Entry(
        "“{value}” ngoài phạm vi Anh/Chị phụ trách.",
        "Vai trò của Anh/Chị chỉ gồm một số nhóm.",
        "Nhờ người phụ trách chung của đợt.",
    ),
    "unknown_unit": Entry(
        "Không có đơn vị “{value}”.{guess}",
        "Đơn vị phải có ở trang Đơn vị hoặc đã có trong đợt.",
        "Ghi đúng tên hoặc mã đơn vị, hoặc thêm đơn vị vào trang Đơn vị.",
    ),
    "unit_refused": Entry(
        "Đơn vị “{value}” chưa nhận được.",
        "Dòng của đơn vị này ở trang Đơn vị đang có lỗi.",
        "Sửa dòng đó trước.",
    ),
    "unit_in_two": Entry(
        "“{value}” tham gia nhiều bộ chỉ số.",
        "Không biết người này trả lời bộ nào: {known}.",
        "Ghi rõ ở cột Bộ chỉ số.",
    ),
    "unknown_role": Entry(
        "Không có vai trò “{value}”.",
        "Chỉ có: {known}.",
        "Chọn trong danh sách của ô.",
    ),
    "bad_phone": Entry(
        "“{value}” không phải số điện thoại.",
        "Số điện thoại gồm 9–11 chữ số, bắt đầu bằng 0 (hoặc +84).",
        "Sửa số hoặc để trống.",
    ),
    "bad_email": Entry(
        "“{value}” không phải địa chỉ email.",
        "Địa chỉ có dạng ten@coquan.gov.vn.",
        "Sửa địa chỉ hoặc để trống.",
    ),
    "unknown_office": Entry(
        "Bộ chỉ số không nêu nơi cung cấp “{value}”.{guess}",
        "Quyết định nêu: {known}.",
        "Ghi đúng tên nơi cung cấp như quyết định.",
    ),
    "person_twice": Entry(
        "Người này đã có ở dòng {other}.",
        "Mỗi người chỉ một dòng cho mỗi vai trò.",
        "Xoá một trong hai dòng.",
    ),
    "two_in_charge": Entry(
        "Đơn vị đã có đầu mối {name} ở dòng {other}.",
        "Mỗi đơn vị chỉ một đầu mối chính.",
        "Đổi vai trò một trong hai người thành Phó đầu mối.",
    ),
}


def place(trouble: Trouble) -> str:
    """ "trang Đơn vị, ô C7"."""
    where = f"ô {trouble.column}{trouble.row}" if trouble.column else f"dòng {trouble.row}"
    return f"trang {trouble.sheet}, {where}"


def told(trouble: Trouble) -> Entry:
    """What is wrong, why it matters and what to do, with its own facts filled in."""
    entry, facts = CATALOGUE[trouble.code], {"value": trouble.value, **trouble.facts}
    return Entry(entry.message.format_map(facts), entry.cause.format_map(facts), entry.fix.format_map(facts))
