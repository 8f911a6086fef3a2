"""What a unit hears of its verification: what was sent back, what was decided, reason first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from dti_core.messages.contact import listing
from dti_core.messages.contact.questions import name_of
from dti_core.messages.formatting import moment, points, short
from dti_core.messages.model import Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import ASK, LIST, POINTS, button
from dti_core.survey.questionnaire import Questionnaire, Returned
from dti_core.survey.window import may_answer

MOST = 20
"""Criteria named in one message; the list has them all."""


@dataclass(frozen=True)
class Adjusted:
    """One criterion that ended with other points than the unit gave itself."""

    name: str
    points: Fraction
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What verification came to."""

    points: Fraction
    attainable: Fraction
    adjusted: tuple[Adjusted, ...]


def returned(view: Questionnaire, new: Sequence[Returned]) -> Message | None:
    """The criteria sent back this time; nothing for a provider whom none of them concerns."""
    theirs = tuple(one for one in new if may_answer(view, one.criterion))
    if not theirs:
        return None
    deadline = moment(view.returned_until, view.campaign.time_zone) if view.returned_until else None
    return listing.returned_list(replace(view, returned=theirs), deadline)


def verified(view: Questionnaire, outcome: Outcome) -> Message | None:
    """Verification is finished: the points, and the reason of every adjustment."""
    if view.inputs_scope is not None:
        return None
    head = rich(
        "{who} đã thẩm định xong **{unit}**: **{points} / {all}** điểm.",
        who=view.campaign.coordinator,
        unit=view.unit_name,
        points=points(outcome.points),
        all=points(outcome.attainable),
    )
    rows = [
        rich("• **{c}**: {p} điểm – “{r}”", c=one.name, p=points(one.points), r=short(one.reason, 300))
        for one in outcome.adjusted[:MOST]
    ]
    rest = len(outcome.adjusted) - len(rows)
    text = lines(
        head,
        rich("Điều chỉnh **{n}** tiêu chí:", n=len(outcome.adjusted)) if rows else rich("Không điều chỉnh."),
        *rows,
        rich("… và {n} tiêu chí nữa.", n=rest) if rest > 0 else None,
    )
    return Message(text, ((button("Xem điểm", POINTS), button("Danh sách", LIST, 0)),))


def granted(view: Questionnaire, criterion: str, gives: str) -> Message | None:
    """A request for "không áp dụng" was granted."""
    if view.inputs_scope is not None:
        return None
    text = rich(
        "✓ {who} chấp thuận không áp dụng **{c}** cho {unit}: {gives}.",
        who=view.campaign.coordinator,
        c=name_of(view, criterion),
        unit=view.unit_name,
        gives=gives,
    )
    return Message(text, ((button("Xem điểm", POINTS), button("Danh sách", LIST, 0)),))


def refused(view: Questionnaire, criterion: str, reason: str) -> Message | None:
    """A request for "không áp dụng" was refused; answered again where that is still open."""
    if view.inputs_scope is not None:
        return None
    name = name_of(view, criterion)
    text = rich(
        "{who} không chấp thuận không áp dụng **{c}** cho {unit}: “{reason}”",
        who=view.campaign.coordinator,
        c=name,
        unit=view.unit_name,
        reason=short(reason, 400),
    )
    still_open = view.state in ("not_started", "in_progress")
    answer = (button(f"Trả lời {name}", ASK, criterion),) if still_open else ()
    return Message(text, ((*answer, button("Danh sách", LIST, 0)),))
