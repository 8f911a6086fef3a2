"""Closing: sending back and finishing a unit's verification."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from dti_core.messages.formatting import listed, moment, points
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff import review_verbs as verbs
from dti_core.messages.staff.review_asking import told
from dti_core.messages.staff.review_lists import UnitLine
from dti_core.messages.verbs import button

TERMS = (3, 5, 10)
"""Working days offered to answer what was sent back."""


def waiting(found: Sequence[UnitLine]) -> Message:
    """Units with criteria that are sent back and not told of."""
    if not found:
        return Message(rich("Không có gì chờ gửi trả."), ((button("Thẩm định", verbs.START),),))
    rows = [rich("• {name}: {n} tiêu chí", name=one.name, n=one.untold) for one in found[:20]]
    picks = tuple((button(f"{one.name} ({one.untold})", verbs.SEND, one.enrolment),) for one in found[:20])
    text = lines(rich("**Chờ gửi trả**: mỗi đơn vị nhận một tin cho cả đợt."), *rows)
    return Message(text, (*picks, (button("Thẩm định", verbs.START),)), in_place=True)


def ask_send(unit: str, enrolment: int, what: Sequence[tuple[str, str]]) -> Message:
    """Exactly what the unit will read, and until when it may answer."""
    rows = [rich("• **{c}** – “{r}”", c=name, r=reason) for name, reason in what[:20]]
    text = lines(
        rich("Gửi trả **{n}** tiêu chí cho **{unit}**:", n=len(what), unit=unit),
        *rows,
        rich("Đơn vị có bao nhiêu ngày làm việc để bổ sung?"),
    )
    picks = tuple(button(f"{days} ngày", verbs.SEND_YES, enrolment, days) for days in TERMS)
    return Message(text, (picks, (button("Chưa gửi", verbs.UNIT, enrolment),)))


def sent(unit: str, criteria: int, people: int, until: datetime | None, zone: str) -> RichText:
    """The batch is on its way."""
    term = f" Hạn bổ sung: {moment(until, zone)}." if until else ""
    return rich(
        "✓ Đã gửi trả {n} tiêu chí cho {unit}.{term} {told}",
        n=criteria,
        unit=unit,
        term=term,
        told=told(people),
    )


def groups_of(
    unreviewed: Sequence[str], returned: Sequence[str], changed: Sequence[str], requested: Sequence[str]
) -> tuple[tuple[str, Sequence[str]], ...]:
    """What criteria wait for, in words."""
    return (
        ("chưa xét", unreviewed),
        ("đang trả lại", returned),
        ("đổi sau khi xét", changed),
        ("xin không áp dụng, chưa quyết định", requested),
    )


def unsettled(unit: str, enrolment: int, groups: Sequence[tuple[str, Sequence[str]]]) -> Message:
    """What still stands in the way, by name."""
    rows = [rich("• {what}: {names}", what=what, names=listed(names)) for what, names in groups if names]
    text = lines(rich("**{unit}** chưa kết thúc thẩm định được:", unit=unit), *rows)
    return Message(
        text, ((button("Xét tiếp", verbs.OF_UNIT, enrolment), button("Đơn vị", verbs.UNIT, enrolment)),)
    )


def ask_verify(
    unit: str, enrolment: int, result: tuple[Fraction, Fraction], accepted: int, adjusted: int
) -> Message:
    """What finishing means."""
    text = lines(
        rich("Kết thúc thẩm định **{unit}**?", unit=unit),
        rich(
            "**{p} / {all}** điểm; chấp nhận {a}, điều chỉnh {b} tiêu chí.",
            p=points(result[0]),
            all=points(result[1]),
            a=accepted,
            b=adjusted,
        ),
        rich("Đơn vị được báo điểm và lý do từng tiêu chí điều chỉnh; sau đó chỉ Hội đồng sửa được."),
    )
    yes = button("Kết thúc thẩm định", verbs.VERIFY_YES, enrolment)
    return Message(text, ((yes, button("Chưa", verbs.UNIT, enrolment)),))


def verified(unit: str, adjusted: int, people: int) -> RichText:
    """Done."""
    return rich(
        "✓ Đã kết thúc thẩm định {unit}{what}. {told}",
        unit=unit,
        what=f" (điều chỉnh {adjusted} tiêu chí)" if adjusted else "",
        told=told(people),
    )
