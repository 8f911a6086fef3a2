"""The form on its way: two files, and what to do with them."""

from dti_core.messages.model import Attachment, Message
from dti_core.messages.paper.form import Form
from dti_core.messages.rich import lines, rich

NOT_YOURS = Message(rich("Phiếu vừa yêu cầu không còn thuộc vai trò của Anh/Chị trong kỳ này."))


def files(form: Form, slug: str, pdf: str, workbook: str) -> tuple[Message, ...]:
    """The PDF first: it is the one to be signed."""
    name = f"phieu-tu-danh-gia-{slug}{'-nhap' if form.draft else ''}"
    head = lines(
        rich("**{title}** – {unit}", title=form.title.capitalize(), unit=form.unit),
        rich("{status}. In, trình ký, đóng dấu rồi chụp hoặc quét gửi lại khi nộp.", status=form.status)
        if form.draft
        else rich("{status}.", status=form.status),
    )
    return (
        Message(head, attachment=Attachment(pdf, f"{name}.pdf")),
        Message(rich("Cùng nội dung, dạng Excel."), attachment=Attachment(workbook, f"{name}.xlsx")),
    )
