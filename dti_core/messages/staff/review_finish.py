"""Finishing the verification of many units at once: what it means, and what came of it."""

from collections.abc import Sequence
from fractions import Fraction

from dti_core.messages.formatting import listed, points
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff import review_verbs as verbs
from dti_core.messages.verbs import button

SHOWN = 20
CHANGED = rich("Có thay đổi từ lúc Anh/Chị xem. Xin xem lại:")


def preview(mark: str, units: Sequence[tuple[str, Fraction, int]]) -> Message:
    """Every unit (name, points, adjusted criteria) that would be told."""
    rows = [
        rich("• {name}: {p} điểm{more}", name=name, p=points(each), more=f", điều chỉnh {n}" if n else "")
        for name, each, n in units[:SHOWN]
    ]
    text = lines(
        rich("Kết thúc thẩm định **{n} đơn vị đã xét hết**?", n=len(units)),
        *rows,
        rich("… và {n} đơn vị nữa.", n=len(units) - SHOWN) if len(units) > SHOWN else None,
        rich("Mỗi đơn vị được báo điểm và lý do từng tiêu chí điều chỉnh; sau đó chỉ Hội đồng sửa được."),
    )
    yes = button(f"Kết thúc {len(units)} đơn vị", verbs.FINISH_YES, mark)
    return Message(text, ((yes, button("Chưa", verbs.START)),), in_place=True)


def in_words(mark: str, units: Sequence[tuple[str, Fraction, int]]) -> RichText:
    """The same without buttons."""
    return preview(mark, units).text


def done(units: int, people: int, left: Sequence[str]) -> RichText:
    """How many were finished, how many people were told, which had changed meanwhile."""
    return lines(
        rich("✓ Đã kết thúc thẩm định **{n}** đơn vị, báo {p} người.", n=units, p=people),
        rich("Vừa có thay đổi nên để lại: {names}.", names=listed(left, 6, "đơn vị")) if left else None,
    )
