"""Which book the staff want to fill in."""

from dti_core.messages.model import Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import button

CHOOSE_VERB, MAKE = "s.x", "s.x.make"
KINDS = {
    "review": "Bảng thẩm định",
    "measured": "Bảng số đo",
    "references": "Bảng số liệu đối chiếu",
}
HOW = "Điền xong, gửi lại tệp vào đây. Chưa bấm Ghi thì chưa có gì thay đổi."
CHOOSE = Message(
    lines(
        rich("**Làm trên Excel** – chọn bảng cần tải, điền xong gửi lại vào đây."),
        rich("Phiếu của một đơn vị (do đầu mối điền) cũng gửi vào đây được."),
    ),
    (*((button(title, MAKE, kind),) for kind, title in KINDS.items()), (button("Về bảng việc", HOME),)),
)
