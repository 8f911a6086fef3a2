"""A reviewer hears what a new look at links found."""

from collections.abc import Sequence

from dti_core.messages.formatting import short
from dti_core.messages.links import Checked, beyond, said, sign
from dti_core.messages.model import Message, RichText, Span
from dti_core.messages.rich import joined, lines, rich
from dti_core.messages.staff import review_verbs as verbs
from dti_core.messages.verbs import button

SENTENCES = {
    "not_checking": "Máy chủ này không kiểm tra liên kết (đang tắt, hoặc không chạy).",
    "no_links": "Tiêu chí này không có liên kết nào.",
}
"""Why there is nothing to wait for."""


def asked(many: int) -> str:
    """Said at once; what is found follows."""
    return f"Đang kiểm tra {many} liên kết; kết quả sẽ báo trong chat."


def checked(unit: str, name: str, enrolment: int, criterion: str, found: Sequence[Checked]) -> Message:
    """Every link of a criterion."""
    head = rich("**{unit} · {c}** – đã kiểm tra {n} liên kết:", unit=unit, c=name, n=len(found))
    rows = [_row(link) for link in found[:10]]
    return Message(lines(head, *rows), ((button(f"Xem {name}", verbs.ITEM, enrolment, criterion),),))


def _row(link: Checked) -> RichText:
    name = short(link.url.partition("://")[2] or link.url, 60)
    more = short(beyond(link), 160)
    tail = f" – {said(link.code)}{f' ({more})' if more else ''}"
    return joined([(Span(f"{sign(link.code)} "),), (Span(name, link=link.url),), (Span(tail),)])
