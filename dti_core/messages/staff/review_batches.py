"""Closing: sending back, finishing a unit's verification, accepting many at once."""

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
CHOICES = {
    "proven": "Đủ minh chứng, không cảnh báo",
    "measured": "Đã có số đo hoặc điểm chấm",
    "exempt": "Được miễn",
    "unanswered": "Chưa trả lời (0 điểm)",
    "all": "Tất cả mục chưa xét",
}


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
        "✓ Đã kết thúc thẩm định {unit} (điều chỉnh {n} tiêu chí). {told}",
        unit=unit,
        n=adjusted,
        told=told(people),
    )


def bulk_which(scope: str) -> Message:
    """Which of the open items? `scope`: where, in words."""
    picks = tuple((button(label, verbs.BULK_LOOK, name),) for name, label in CHOICES.items())
    text = lines(rich("**Chấp nhận hàng loạt** · {scope}", scope=scope), rich("Chấp nhận những mục nào?"))
    return Message(text, (*picks, (button("Thẩm định", verbs.START),)), in_place=True)


def bulk_preview(
    choice: str, mark: str, units: Sequence[tuple[str, int]], total: Fraction, late: int
) -> Message:
    """Who, how many, how many points; nothing is done yet."""
    waits = rich("{n} đơn vị đang tính lại điểm, chưa kể vào đây.", n=late) if late else None
    count = sum(n for _, n in units)
    if not count:
        text = lines(rich("Không có mục nào như vậy."), waits)
        return Message(text, ((button("Chọn khác", verbs.BULK), button("Thẩm định", verbs.START)),))
    rows = [rich("• {name}: {n}", name=name, n=n) for name, n in units[:20]]
    rest = rich("… và {n} đơn vị nữa", n=len(units) - 20) if len(units) > 20 else None
    head = rich(
        "**{what}**: {n} mục của {m} đơn vị, tổng **{p}** điểm.",
        what=CHOICES[choice],
        n=count,
        m=len(units),
        p=points(total),
    )
    yes = button(f"Chấp nhận {count} mục", verbs.BULK_YES, choice, mark)
    return Message(
        lines(head, *rows, rest, waits),
        ((yes,), (button("Chọn khác", verbs.BULK), button("Thôi", verbs.START))),
    )


def bulk_done(count: int, units: int) -> RichText:
    """Accepted."""
    return rich("✓ Đã chấp nhận {n} mục của {m} đơn vị.", n=count, m=units)


BULK_CHANGED = rich("Danh sách vừa thay đổi, chưa chấp nhận mục nào. Xem lại:")
