"""How far one of the staff reaches, in chat: ranking groups and indices, ticked."""

from collections.abc import Sequence
from dataclasses import dataclass

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import listed, short
from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff.roles import ROLES
from dti_core.messages.staff.roster import PERSON, STAFF
from dti_core.messages.staff.ticking import OFF, ON
from dti_core.messages.verbs import button

TICK = "s.ro.sk"  # ref or role, sum of the groups' bits, sum of the indices' bits: drawn so
DONE = "s.ro.sd"  # the same: kept so, or on to the name of somebody new
CHANGED = "Đã đổi phạm vi"


@dataclass(frozen=True)
class Sheet:
    """What the screen is drawn from. `whom`: a person's ref, or the role of somebody new; `name` then empty.

    `groups`, `indices`: what can be ticked (label and short name); `in_groups`, `in_indices`: the sums of
    what is. Nothing ticked is everything.
    """

    whom: str
    role: str
    name: str
    groups: Sequence[tuple[str, str]]
    indices: Sequence[tuple[str, str]]
    in_groups: int
    in_indices: int


def screen(sheet: Sheet) -> Message:
    """Groups and indices with their ticks; what there is only one of is not asked."""
    who = f"{sheet.name} ({ROLES[sheet.role]})" if sheet.name else f"cán bộ {ROLES[sheet.role]} mới"
    text = paragraphs(
        rich("**Phạm vi của {who}**", who=who),
        lines(
            rich("Nhóm: **{part}**", part=_part(sheet.groups, sheet.in_groups)) if sheet.groups else None,
            rich("Chỉ số chính: **{part}**", part=_part(sheet.indices, sheet.in_indices))
            if sheet.indices
            else None,
        ),
        rich("Bấm để chọn hoặc bỏ; không chọn gì là tất cả."),
    )
    return Message(text, (*_groups(sheet), *_indices(sheet), _last(sheet)), in_place=True)


def _part(named: Sequence[tuple[str, str]], ticked: int) -> str:
    found = [name for place, (_, name) in enumerate(named) if ticked >> place & 1]
    return listed(found, 20) if found else "tất cả"


def _groups(sheet: Sheet) -> tuple[tuple[Choice, ...], ...]:
    every = button(f"{_all(sheet.in_groups)} Mọi nhóm", TICK, sheet.whom, 0, _hex(sheet.in_indices))
    picks = [
        button(
            f"{_sign(sheet.in_groups, place)} {short(label, 40)}",
            TICK, sheet.whom, _hex(sheet.in_groups ^ (1 << place)), _hex(sheet.in_indices),
        )
        for place, (label, _) in enumerate(sheet.groups)
    ]  # fmt: skip
    return ((every,), *grid(picks)) if picks else ()


def _indices(sheet: Sheet) -> tuple[tuple[Choice, ...], ...]:
    every = button(f"{_all(sheet.in_indices)} Mọi chỉ số chính", TICK, sheet.whom, _hex(sheet.in_groups), 0)
    picks = [
        button(
            f"{_sign(sheet.in_indices, place)} {short(label, 40)}",
            TICK, sheet.whom, _hex(sheet.in_groups), _hex(sheet.in_indices ^ (1 << place)),
        )
        for place, (label, _) in enumerate(sheet.indices)
    ]  # fmt: skip
    return ((every,), *grid(picks)) if picks else ()


def _last(sheet: Sheet) -> tuple[Choice, ...]:
    sums = _hex(sheet.in_groups), _hex(sheet.in_indices)
    go = button("Lưu" if sheet.name else "Tiếp tục", DONE, sheet.whom, *sums)
    return (go, button("Thôi", PERSON, sheet.whom) if sheet.name else button("Thôi", STAFF, 0))


def _all(ticked: int) -> str:
    return OFF if ticked else ON


def _sign(ticked: int, place: int) -> str:
    return ON if ticked >> place & 1 else OFF


def _hex(ticked: int) -> str:
    """Sixty indices still fit a button so."""
    return f"{ticked:x}"
