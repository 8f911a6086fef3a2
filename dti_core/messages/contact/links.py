"""A unit hears of links that do not open, while it can still mend them."""

from collections.abc import Sequence

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import short
from dti_core.messages.links import Checked, said
from dti_core.messages.model import Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import EVIDENCE_LIST, button

MOST = 12


def not_opening(broken: Sequence[tuple[str, str, Checked]]) -> Message:
    """Name and id of the criterion, and the link, of each."""
    rows = [
        rich("• **{c}**: {url} – {why}", c=name, url=_shown(link.url), why=_why(link.code))
        for name, _, link in broken[:MOST]
    ]
    rest = rich("… và {n} liên kết nữa.", n=len(broken) - MOST) if len(broken) > MOST else None
    head = rich("**{n} liên kết minh chứng không mở được**", n=len(broken))
    end = rich("Câu trả lời vẫn được giữ. Anh/Chị thay liên kết khác hoặc gửi tệp khi tiện.")
    criteria = {criterion: name for name, criterion, _ in broken[:MOST]}
    picks = [button(name, EVIDENCE_LIST, criterion) for criterion, name in criteria.items()]
    return Message(lines(head, *rows, rest, end), grid(picks))


def _shown(url: str) -> str:
    return short(url.partition("://")[2] or url, 70)


def _why(code: str) -> str:
    return said(code).partition(" – ")[2] or said(code)
