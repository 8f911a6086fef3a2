"""Accepting many at once: of which kind, criterion, group and units, with a preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dti_core.framework.framework import Node
from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import points, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff import review_verbs as verbs
from dti_core.messages.staff.ticking import OPEN as TICK
from dti_core.messages.verbs import NOOP, button

CHOICES = {
    "proven": "Đủ minh chứng, không cảnh báo",
    "measured": "Đã có số đo hoặc điểm chấm",
    "exempt": "Được miễn",
    "unanswered": "Chưa trả lời (0 điểm)",
    "all": "Tất cả mục chưa xét",
}
PAGE = 12
SHOWN = 20
TICK_TITLE, TICK_GO = "Chấp nhận ở những đơn vị nào?", "Tiếp"
TO_BULK = button("Thôi", verbs.BULK)


@dataclass(frozen=True)
class Part:
    """What of one unit would be accepted: how many items, and their points."""

    unit: str
    items: int
    points: Fraction


def which(scope: str, *, narrowed: bool, units: bool) -> Message:
    """Which of the open items? `scope`: where, in words; `units`: whether it is of several units."""
    picks = tuple((button(label, verbs.BULK_LOOK, name),) for name, label in CHOICES.items())
    some = (button("Chọn đơn vị", TICK, "rv", 0),) if units else ()
    again = (button("Bỏ lọc", verbs.BULK_ALL),) if narrowed else ()
    text = lines(rich("**Chấp nhận hàng loạt** · {scope}", scope=scope), rich("Chấp nhận những mục nào?"))
    narrow = (button("Chọn tiêu chí", verbs.BULK_BY, 0), *some)
    rows = (*picks, narrow, (*again, button("Thẩm định", verbs.START)))
    return Message(text, rows, in_place=True)


def criteria(found: Sequence[tuple[str, Node, int, int]], page: int) -> Message:
    """One criterion of all units: those that have open items (framework, node, open, all)."""
    back = (button("Thôi", verbs.BULK),)
    if not found:
        return Message(rich("Không còn mục nào chưa xét."), (back,), in_place=True)
    count = -(-len(found) // PAGE)
    here = page % count
    part = found[here * PAGE : (here + 1) * PAGE]
    rows = [
        rich("**{c}** {t} · còn {o}/{a}", c=node.name, t=short(node.title, 50), o=left, a=all_)
        for _, node, left, all_ in part
    ]
    picks = [button(node.name, verbs.BULK_CRITERION, framework, node.id) for framework, node, _, _ in part]
    head = rich("**Chấp nhận cùng một tiêu chí ở nhiều đơn vị** – chọn tiêu chí:")
    return Message(lines(head, *rows), (*grid(picks), *_leaf(here, count), back), in_place=True)


def _leaf(page: int, count: int) -> tuple[tuple[Choice, ...], ...]:
    if count == 1:
        return ()
    before = button("‹", verbs.BULK_BY, (page - 1) % count)
    after = button("›", verbs.BULK_BY, (page + 1) % count)
    return ((before, button(f"{page + 1}/{count}", NOOP), after),)


def preview(choice: str, where: str, mark: str, parts: Sequence[Part], late: int) -> Message:
    """Who, how many, how many points; nothing is done yet."""
    waits = rich("{n} đơn vị đang tính lại điểm, chưa kể vào đây.", n=late) if late else None
    count = sum(one.items for one in parts)
    if not count:
        text = lines(rich("Không có mục nào như vậy."), waits)
        return Message(text, ((button("Chọn khác", verbs.BULK), button("Thẩm định", verbs.START)),))
    rows = [_row(one) for one in parts[:SHOWN]]
    rest = rich("… và {n} đơn vị nữa", n=len(parts) - SHOWN) if len(parts) > SHOWN else None
    head = rich(
        "**{what}** · {where}: {n} mục của {m} đơn vị, tổng **{p}** điểm.",
        what=CHOICES[choice],
        where=where,
        n=count,
        m=len(parts),
        p=points(sum((one.points for one in parts), Fraction(0))),
    )
    yes = button(f"Chấp nhận {count} mục", verbs.BULK_YES, choice, mark)
    return Message(
        lines(head, *rows, rest, waits),
        ((yes,), (button("Chọn khác", verbs.BULK), button("Thôi", verbs.START))),
    )


def _row(part: Part) -> RichText:
    return rich("• {name}: {n} mục, {p} điểm", name=part.unit, n=part.items, p=points(part.points))


def done(count: int, units: int) -> RichText:
    """Accepted."""
    return rich("✓ Đã chấp nhận {n} mục của {m} đơn vị.", n=count, m=units)


CHANGED = rich("Danh sách vừa thay đổi, chưa chấp nhận mục nào. Xem lại:")
EVERYBODY = "mọi đơn vị được giao"


def where_in_words(unit: str | None, criterion: str | None, group: str | None, picked: int) -> str:
    """ "tiêu chí 3.1, 7 đơn vị đã chọn"."""
    parts = (
        unit,
        f"tiêu chí {criterion}" if criterion else None,
        group,
        f"{picked} đơn vị đã chọn" if picked else None,
    )
    return ", ".join(part for part in parts if part) or EVERYBODY


def left(items: int) -> str:
    """Beside a unit's name on a button."""
    return f"{items} mục"
