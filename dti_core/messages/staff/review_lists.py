"""Verification at a glance: what is left, unit by unit, criterion by criterion."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dti_core.framework.framework import Node
from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import points, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff import review_verbs as verbs
from dti_core.messages.staff.states import STATES
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

PAGE = 10
SIGNS = {
    "unreviewed": "○",
    "accepted": "✓",
    "adjusted": "✎",
    "returned": "↩",
    "answered": "●",
    "contested": "⚖",
    "decided": "⚖",
}
LEGEND = "_○ chưa xét · ● đã bổ sung · ✓ chấp nhận · ✎ sửa điểm · ↩ trả lại · ⚠ đổi sau khi xét · ∅ xin miễn_"


def legend() -> RichText:
    """What the signs mean."""
    return rich(LEGEND)


@dataclass(frozen=True)
class Counts:
    """How many items of each kind are within reach; `sent` of the returned ones wait for the unit."""

    all: int = 0
    open: int = 0
    answered: int = 0
    changed: int = 0
    contested: int = 0
    requested: int = 0
    returned: int = 0
    untold: int = 0
    units: int = 0
    unsent: int = 0
    """Of these those that were closed before they handed in."""
    not_submitted: int = 0
    ready: int = 0
    """Units with nothing left, to be finished."""
    done: int = 0
    """Units whose verification is finished."""


@dataclass(frozen=True)
class UnitLine:
    """One unit of the list."""

    enrolment: int
    name: str
    state: str
    open: int
    all: int
    untold: int = 0
    points: Fraction | None = None
    group: tuple[str, str] = ("", "")
    """Framework and ranking group."""


@dataclass(frozen=True)
class Mark:
    """One criterion in a unit's sheet."""

    node: Node
    state: str
    changed: bool
    requested: bool

    @property
    def sign(self) -> str:
        return "∅" if self.requested else "⚠" if self.changed else SIGNS.get(self.state, "○")


def home(counts: Counts, group: str | None, groups: int) -> Message:
    """What is left and where to begin."""
    left = rich("**Thẩm định** · còn **{open}**/{all} mục", open=counts.open, all=counts.all)
    if not counts.all:
        left = rich("**Thẩm định** · không còn mục nào")
    inside = rich("{units}", units=_units(counts))
    only = rich("Nhóm: {group}", group=group) if group else None
    text = lines(left, inside, only, _kinds(counts))
    first = (button("Xét mục tiếp theo", verbs.ON),) if counts.open else ()
    special = [
        button(f"{label} ({n})", verbs.WALK, kind, "u")
        for kind, label, n in (
            ("requested", "Xin không áp dụng", counts.requested),
            ("answered", "Đã bổ sung", counts.answered),
            ("changed", "Đổi sau khi xét", counts.changed),
            ("contested", "Khiếu nại", counts.contested),
        )
        if n
    ]
    rows = [
        first,
        (button("Theo đơn vị", verbs.UNITS, 0), button("Theo tiêu chí", verbs.INDICES, 0)),
        *(tuple(special[i : i + 2]) for i in range(0, len(special), 2)),
        (button(f"Gửi trả ({counts.untold})", verbs.WAITING),) if counts.untold else (),
        (button("Chấp nhận hàng loạt", verbs.BULK),) if counts.open else (),
        (button(f"Kết thúc thẩm định {counts.ready} đơn vị", verbs.FINISH),) if counts.ready > 1 else (),
        (*((button("Chọn nhóm", verbs.GROUPS),) if groups > 1 else ()), button("Về bảng việc", HOME)),
    ]
    return Message(text, tuple(row for row in rows if row), in_place=True)


def _units(counts: Counts) -> str:
    """ "5 đơn vị đang thẩm định, 2 đã xong, 1 chưa nộp"."""
    parts = (
        ("đã nộp" if not counts.done else "đang thẩm định", counts.units - counts.unsent),
        ("hết hạn khi chưa nộp", counts.unsent),
        ("đã thẩm định xong", counts.done),
        ("chưa nộp", counts.not_submitted),
    )
    first, *more = [f"{n} {what}" for what, n in parts if n] or ["Chưa có đơn vị nào."]
    head = first.replace(" ", " đơn vị ", 1) if first[0].isdigit() else first
    return ", ".join((head, *more))


def _kinds(counts: Counts) -> RichText | None:
    parts = (
        ("đơn vị đã bổ sung", counts.answered),
        ("đổi sau khi xét", counts.changed),
        ("đang trả lại", counts.returned),
        ("xin không áp dụng", counts.requested),
        ("khiếu nại", counts.contested),
    )
    told = " · ".join(f"{label} {n}" for label, n in parts if n)
    return rich("{told}", told=told) if told else None


def nothing_left(kind: str) -> RichText:
    """The walk is through."""
    return rich("✓ Đã hết mục cần xét." if kind == "open" else "✓ Không còn mục nào trong lượt này.")


def units(found: Sequence[UnitLine], page: int, expert: bool = False) -> Message:
    """The units, those with something left first in the eye."""
    if not found:
        return Message(rich("Chưa có đơn vị nào nộp trong phần Anh/Chị được giao."), (_back(expert),))
    count = -(-len(found) // PAGE)
    page %= count
    part = found[page * PAGE : (page + 1) * PAGE]
    rows = [
        rich(
            "{n}. {sign} {name} · {left}",
            n=page * PAGE + n,
            sign=STATES[one.state].sign,
            name=one.name,
            left=f"còn {one.open}/{one.all}" if one.open else "đã xét hết",
        )
        for n, one in enumerate(part, 1)
    ]
    picks = [button(str(page * PAGE + n), verbs.UNIT, one.enrolment) for n, one in enumerate(part, 1)]
    turn = _turn(verbs.UNITS, page, count)
    head = rich("**Đơn vị thẩm định** ({n})", n=len(found))
    return Message(lines(head, *rows), (*grid(picks), *turn, _back(expert)), in_place=True)


def unit(one: UnitLine, reviews: bool, ready: bool) -> Message:
    """One unit: how far, and what can be done. `ready`: nothing stands in the way of finishing."""
    text = lines(
        rich("**{name}** · {state}", name=one.name, state=STATES[one.state].words),
        rich("Đang tính: **{p}** điểm", p=points(one.points)) if one.points is not None else None,
        rich("Còn **{open}**/{all} tiêu chí chưa xét", open=one.open, all=one.all),
        rich("{n} tiêu chí trả lại, chưa gửi cho đơn vị", n=one.untold) if one.untold else None,
    )
    sheet = button("Danh sách tiêu chí", verbs.SHEET, one.enrolment, 0)
    if not reviews:
        return Message(text, ((sheet,), (button("Đơn vị khác", verbs.EXPERT),)), in_place=True)
    rows = [
        (button(f"Xét tiếp ({one.open})", verbs.OF_UNIT, one.enrolment),) if one.open else (),
        (button(f"Gửi trả {one.untold} tiêu chí", verbs.SEND, one.enrolment),) if one.untold else (),
        (button("Kết thúc thẩm định", verbs.VERIFY, one.enrolment),) if ready else (),
        (sheet, *((button("Chấp nhận hàng loạt", verbs.BULK),) if one.open else ())),
        (button("Đơn vị khác", verbs.UNITS, 0), button("Thẩm định", verbs.START)),
    ]
    return Message(text, tuple(row for row in rows if row), in_place=True)


def sheet(name: str, enrolment: int, marks: Sequence[Mark], page: int) -> Message:
    """A unit's criteria with the state of each."""
    size = 15
    count = max(1, -(-len(marks) // size))
    page %= count
    part = marks[page * size : (page + 1) * size]
    rows = [
        rich("{sign} **{c}** {title}", sign=one.sign, c=one.node.name, title=short(one.node.title, 58))
        for one in part
    ]
    picks = [button(one.node.name, verbs.ITEM, enrolment, one.node.id) for one in part]
    turn = _turn(verbs.SHEET, page, count, enrolment)
    return Message(
        lines(rich("**{name}**", name=name), *rows, rich(LEGEND)),
        (*grid(picks), *turn, (button("Đơn vị", verbs.UNIT, enrolment),)),
        in_place=True,
    )


def indices(found: Sequence[tuple[str, Node, int, int]], page: int) -> Message:
    """The indices (framework, node, open, all): choose one, then a criterion."""
    count = max(1, -(-len(found) // PAGE))
    page %= count
    part = found[page * PAGE : (page + 1) * PAGE]
    rows = [
        rich("**{c}** {t} · còn {o}/{a}", c=node.name, t=short(node.title, 50), o=left, a=all_)
        for _, node, left, all_ in part
    ]
    picks = [button(node.name, verbs.INDEX, framework, node.id) for framework, node, _, _ in part]
    head = rich("**Xét theo tiêu chí**: cùng một tiêu chí của các đơn vị, lần lượt.")
    return Message(
        lines(head, *rows), (*grid(picks), *_turn(verbs.INDICES, page, count), _back(False)), in_place=True
    )


def criteria(index: Node, framework: str, found: Sequence[tuple[Node, int, int]]) -> Message:
    """The criteria of an index with how many units are left for each."""
    rows = [
        rich("**{c}** {t} · còn {o}/{a}", c=node.name, t=short(node.title, 50), o=left, a=all_)
        for node, left, all_ in found
    ]
    picks = [button(node.name, verbs.CRITERION, framework, node.id) for node, _, _ in found]
    head = rich("**{c}. {title}**", c=index.name, title=short(index.title, 100))
    many = (button("Chấp nhận hàng loạt theo tiêu chí", verbs.BULK_BY, 0),)
    back = (button("Chỉ số khác", verbs.INDICES, 0), button("Thẩm định", verbs.START))
    return Message(lines(head, *rows), (*grid(picks), many, back), in_place=True)


def groups(found: Sequence[tuple[str, str]]) -> Message:
    """Only one ranking group, or all."""
    picks = [(button(short(title, 40), verbs.GROUP, name),) for name, title in found]
    return Message(
        rich("Thẩm định nhóm nào?"), (*picks, (button("Tất cả", verbs.GROUP, "*"),)), in_place=True
    )


def _turn(verb: str, page: int, count: int, *before: str | int) -> tuple[tuple[Choice, ...], ...]:
    if count < 2:
        return ()
    here = button(f"{page + 1}/{count}", NOOP)
    return (
        (
            button("‹", verb, *before, (page - 1) % count),
            here,
            button("›", verb, *before, (page + 1) % count),
        ),
    )


def _back(expert: bool) -> tuple[Choice, ...]:
    return (button("Về bảng việc", HOME),) if expert else (button("Thẩm định", verbs.START),)
