"""Several units picked by ticking: pages, whole groups, all or none; what is ticked stays across pages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import short
from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import NOOP, button

OPEN = "s.tk"  # purpose, page
TICK = "s.tk.t"  # purpose, enrolment, page
MANY = "s.tk.m"  # purpose, number of a group or ALL or NONE, page
DONE = "s.tk.d"  # purpose
ALL, NONE = "*", "-"
PAGE = 14
MOST_GROUPS = 6
ON, OFF = "✓", "○"


@dataclass(frozen=True)
class Tickable:
    """A unit that can be ticked: its group's number, and what is known of it in a word."""

    enrolment: int
    name: str
    group: int = 0
    about: str = ""


@dataclass(frozen=True)
class Sheet:
    """What the screen is drawn from. `groups`: number and title; `go`: what the last button says."""

    purpose: str
    title: str
    go: str
    units: Sequence[Tickable]
    ticked: Collection[int]
    groups: Sequence[tuple[int, str]]
    back: Choice


def screen(sheet: Sheet, page: int) -> Message:
    """One page of units with their ticks."""
    count = max(1, -(-len(sheet.units) // PAGE))
    here = page % count
    shown = sheet.units[here * PAGE : (here + 1) * PAGE]
    text = lines(
        rich("**{title}**", title=sheet.title),
        rich(
            "Đã chọn **{n}**/{all} đơn vị. Bấm vào tên để chọn hoặc bỏ.",
            n=len(sheet.ticked),
            all=len(sheet.units),
        ),
    )
    picks = grid([_pick(sheet, one, here) for one in shown])
    rows = (*picks, *_leaf(sheet, here, count), *_many(sheet, here), _last(sheet))
    return Message(text, rows, in_place=True)


def nobody(title: str, back: Choice) -> Message:
    """There is nothing to tick."""
    return Message(rich("**{title}**: không có đơn vị nào như vậy.", title=title), ((back,),), in_place=True)


def none_ticked(sheet: Sheet, page: int) -> Message:
    """Done without a tick."""
    drawn = screen(sheet, page)
    return Message(lines(rich("Chưa chọn đơn vị nào."), drawn.text), drawn.choices, in_place=True)


def _pick(sheet: Sheet, one: Tickable, page: int) -> Choice:
    sign = ON if one.enrolment in sheet.ticked else OFF
    about = f" · {one.about}" if one.about else ""
    return button(f"{sign} {short(one.name, 40)}{about}", TICK, sheet.purpose, one.enrolment, page)


def _leaf(sheet: Sheet, page: int, count: int) -> tuple[tuple[Choice, ...], ...]:
    if count == 1:
        return ()
    before = button("‹", OPEN, sheet.purpose, (page - 1) % count)
    after = button("›", OPEN, sheet.purpose, (page + 1) % count)
    return ((before, button(f"{page + 1}/{count}", NOOP), after),)


def _many(sheet: Sheet, page: int) -> tuple[tuple[Choice, ...], ...]:
    """All, none, and whole groups where there are several."""
    everybody = (
        button("Chọn tất cả", MANY, sheet.purpose, ALL, page),
        button("Bỏ chọn tất cả", MANY, sheet.purpose, NONE, page),
    )
    inside = [
        (number, title, [u for u in sheet.units if u.group == number]) for number, title in sheet.groups
    ]
    filled = [one for one in inside if one[2]]
    if len(filled) < 2:
        return (everybody,)
    return (everybody, *grid([_group(sheet, *one, page) for one in filled[:MOST_GROUPS]]))


def _group(sheet: Sheet, number: int, title: str, units: Sequence[Tickable], page: int) -> Choice:
    ticked = sum(one.enrolment in sheet.ticked for one in units)
    sign = ON if ticked == len(units) else OFF
    return button(f"{sign} {short(title, 28)} ({ticked}/{len(units)})", MANY, sheet.purpose, number, page)


def _last(sheet: Sheet) -> tuple[Choice, ...]:
    go = button(f"{sheet.go} ({len(sheet.ticked)})", DONE, sheet.purpose)
    return (go, sheet.back) if sheet.ticked else (sheet.back,)
