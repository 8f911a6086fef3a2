"""The headings of the file with one person's own data; what has none here is told by its stored name."""

SECTIONS = {
    "person": "Người",
    "accounts": "Tài khoản",
    "roster": "Danh bạ",
    "roles": "Vai trò",
    "consents": "Đồng ý",
    "answers": "Trả lời",
    "justifications": "Giải trình",
    "evidence": "Minh chứng",
    "reminders": "Tin nhắc",
    "acts": "Nhật ký",
    "requests": "Yêu cầu xoá",
}
COLUMNS = {
    "id": "Số", "name": "Họ tên", "created_at": "Lập lúc", "channel": "Kênh", "bot": "Bot",
    "external_id": "Số tài khoản", "address": "Nơi nhận tin", "display_name": "Tên hiển thị",
    "blocked_at": "Chặn bot lúc", "office": "Chức vụ", "phone": "Điện thoại", "email": "Thư điện tử",
    "role": "Vai trò", "in_charge": "Đầu mối chính", "removed_at": "Rời danh bạ lúc",
    "campaign": "Kỳ đánh giá",
    "unit": "Đơn vị", "granted_at": "Nhận lúc", "revoked_at": "Chấm dứt lúc", "version": "Bản văn",
    "text_hash": "Mã băm của văn bản", "at": "Thời điểm", "withdrawn_at": "Rút lại lúc", "input_key": "Mục",
    "revision": "Lần", "old_value": "Trước", "new_value": "Sau", "criterion": "Tiêu chí", "text": "Nội dung",
    "kind": "Loại", "url": "Liên kết", "file_name": "Tên tệp", "size": "Số byte", "place": "Mục, trang",
    "document_number": "Số văn bản", "document_date": "Ngày văn bản", "note": "Ghi chú",
    "added_at": "Gửi lúc",
    "day": "Ngày", "result": "Kết quả", "error": "Lỗi", "action": "Việc", "subject": "Đối tượng",
    "old": "Giá trị cũ", "new": "Giá trị mới", "reason": "Lý do", "state": "Trạng thái",
    "requested_at": "Yêu cầu lúc", "answer_by": "Trả lời trước", "decided_at": "Quyết định lúc",
}  # fmt: skip
FILE_NAME = "du-lieu-ca-nhan.xlsx"
NOTHING = "Không có."
