"""Who is stuck, and where: units that rest longest, criteria at which most of them stand or put off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import short
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff import board_words as words
from dti_core.messages.staff.board import BOARD, UNIT, arguments
from dti_core.messages.staff.board_unit import Place, place_line
from dti_core.messages.staff.board_view import Pick, Row
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import button

MOST = 8
"""Units, and criteria of each kind, on one screen."""


@dataclass(frozen=True)
class Resting:
    """A unit at work that has rested for a day at least; `place`: the question its contact stands at."""

    row: Row
    place: Place | None


@dataclass(frozen=True)
class Crowd:
    """A criterion and the units that stand there; `longest`: days since the first of them moved."""

    place: Place
    units: int
    longest: int = 0


@dataclass(frozen=True)
class Stuck:
    """A campaign's difficulties at one moment; the longest rest and the largest crowd first."""

    pick: Pick
    at: datetime
    resting: tuple[Resting, ...]
    standing: tuple[Crowd, ...]
    deferred: tuple[Crowd, ...]


def screen(stuck: Stuck) -> Message:
    """Units with a button each, then criteria."""
    shown = stuck.resting[:MOST]
    text = paragraphs(
        rich("**Ai đang vướng, vướng ở đâu**"),
        _listed("Lâu chưa làm tiếp:", (*map(_resting, shown), *_rest(len(stuck.resting) - MOST))),
        _listed("Nhiều đơn vị đang dừng ở:", map(_standing, stuck.standing[:MOST])),
        _listed("Hay được để sau:", map(_deferred, stuck.deferred[:MOST])),
        None if shown or stuck.standing or stuck.deferred else rich("Chưa thấy đơn vị nào vướng."),
    )
    units = grid([button(short(one.row.name, 34), UNIT, one.row.enrolment) for one in shown])
    last = (button("Bảng tiến độ", BOARD, *arguments(stuck.pick), 0), button("Về bảng việc", HOME))
    return Message(text, (*units, last), in_place=True)


def _resting(one: Resting) -> RichText:
    row = one.row
    where = f", đang ở {one.place.name}" if one.place else ""
    done = f" ({words.done(row)})" if row.total else ""
    days = words.idle(row.idle)
    return rich("• **{name}** {days}{where}{done}", name=row.name, days=days, where=where, done=done)


def _rest(more: int) -> tuple[RichText, ...]:
    return (rich("và {n} đơn vị nữa", n=more),) if more > 0 else ()


def _listed(head: str, items: Iterable[RichText]) -> RichText | None:
    found = tuple(items)
    return lines(head, *found) if found else None


def _standing(crowd: Crowd) -> RichText:
    days = f", lâu nhất {words.idle(crowd.longest)}" if crowd.longest else ""
    return place_line(crowd.place, f"{crowd.units} đơn vị{days}")


def _deferred(crowd: Crowd) -> RichText:
    return place_line(crowd.place, f"{crowd.units} đơn vị")
