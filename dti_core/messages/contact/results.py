"""The published result, as a unit's contact hears it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from dti_core.messages.formatting import flat, points, short
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.publishing_views import Decision
from dti_core.messages.verbs import LIST, POINTS, button

AT_A_TIME = 12
"""Adjusted criteria in one message: with their reasons they still fit."""
_LOOK = ((button("Xem điểm", POINTS), button("Danh sách", LIST, 0)),)


@dataclass(frozen=True)
class Adjusted:
    """A criterion that ended with other points than the unit gave itself."""

    name: str
    own: Fraction
    points: Fraction
    reason: str | None
    column: str | None


@dataclass(frozen=True)
class Verdict:
    """One unit's published result. `rank` None: a volunteer; `mean`: the headline where that is a mean."""

    unit: str
    campaign: str
    decision: Decision
    group: str
    ranked: int
    rank: int | None
    points: Fraction
    attainable: Fraction
    mean: Fraction | None
    adjusted: tuple[Adjusted, ...]


def published(found: Verdict) -> tuple[Message, ...]:
    """The result first, then every adjusted point with its reason, in as many messages as that takes."""
    head = lines(
        rich("**Đã công bố kết quả {campaign}**", campaign=found.campaign),
        rich(
            "Quyết định số {number} ngày {date}.",
            number=found.decision.number,
            date=f"{found.decision.date:%d/%m/%Y}",
        ),
        _points(found),
        _rank(found),
        rich("Điểm được điều chỉnh: **{n}** tiêu chí.", n=len(found.adjusted))
        if found.adjusted
        else rich("Không có tiêu chí nào bị điều chỉnh điểm."),
    )
    parts = list(_parts(found.adjusted)) or [()]
    first = lines(head, *parts[0])
    return (Message(first, _LOOK), *(Message(lines(*part), _LOOK) for part in parts[1:]))


def reopened(campaign: str, coordinator: str, reason: str) -> Message:
    """A published result is looked at again."""
    text = lines(
        rich(
            "{who} mở lại kết quả đã công bố của **{campaign}** để xem xét.",
            who=coordinator,
            campaign=campaign,
        ),
        rich("Lý do: {reason}", reason=reason),
        rich("Kết quả chính thức sẽ được công bố lại và báo cho Anh/Chị."),
    )
    return Message(text, _LOOK)


def _points(found: Verdict) -> RichText:
    said = rich(
        "**{unit}**: **{points} / {all}** điểm",
        unit=found.unit,
        points=points(found.points),
        all=points(found.attainable),
    )
    mean = "" if found.mean is None else f" (bình quân {points(found.mean)})"
    return rich("{said}{mean}.", said=said, mean=mean)


def _rank(found: Verdict) -> RichText:
    if found.rank is None:
        return rich("Đơn vị tham gia tự nguyện, không xếp hạng.")
    return rich("Xếp hạng **{rank}**/{all} ({group}).", rank=found.rank, all=found.ranked, group=found.group)


def _parts(adjusted: tuple[Adjusted, ...]) -> Iterator[tuple[RichText, ...]]:
    for start in range(0, len(adjusted), AT_A_TIME):
        yield tuple(_line(one) for one in adjusted[start : start + AT_A_TIME])


def _line(one: Adjusted) -> RichText:
    reason = f"“{short(flat(one.reason), 240)}”" if one.reason else f"theo cột “{one.column or 'đánh giá'}”"
    return rich(
        "• **{c}**: {own} → {points} – {reason}",
        c=one.name,
        own=points(one.own),
        points=points(one.points),
        reason=reason,
    )
