"""What the pages say on which access accounts are entered and shown."""

TITLE = "Tài khoản truy cập"
ENTER = "Nhập tài khoản truy cập"
ENTER_LEAD = "Tài khoản được mã hoá ngay khi nhận, chỉ người thẩm định xem được và bị xoá khi thẩm định xong."
FIELDS = (
    ("system", "Hệ thống, địa chỉ", False),
    ("user", "Tên đăng nhập", True),
    ("password", "Mật khẩu", True),
    ("note", "Ghi chú (quyền, thời hạn)", False),
)
SEND = "Gửi"
SHOW = "Xem tài khoản truy cập"
SHOW_LEAD = "Chỉ xem được một lần; lần xem này được ghi nhật ký. Không chụp, không chuyển cho người khác."
OPEN = "Hiện tài khoản"
RECEIVED = "Đã nhận"
RECEIVED_LEAD = "Tài khoản cho {name} đã được nhận và mã hoá. Anh/Chị đóng trang này và quay lại chat."
SHOWN_LEAD = "{unit} · {name}. Đóng trang này khi xem xong; muốn xem lại, bấm lại nút trong chat."
GONE = "Đường dẫn không dùng được"
GONE_LEAD = (
    "Đường dẫn đã dùng, đã quá 15 phút hoặc không đúng. Anh/Chị bấm lại nút trong chat để nhận đường dẫn mới."
)
REFUSED_LEAD = "Lúc này không nhận (hoặc không xem) được nữa. Anh/Chị xem lại trong chat."
MISSING = "Cần tên đăng nhập và mật khẩu; mỗi ô tối đa 500 ký tự."
EMPTY = "–"
