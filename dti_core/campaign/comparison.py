"""A unit's points beside its group's: the median and the best, of nobody in particular."""

from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign import desk, standing
from dti_core.campaign.exact import from_micro
from dti_core.campaign.staff.board_columns import most_of
from dti_core.messages.contact.comparison import Bar, Comparison, Gain
from dti_core.messages.contact.points import left
from dti_core.messages.staff.board_words import median
from dti_core.store import tables as t
from dti_core.survey.questionnaire import Questionnaire, Standing
from dti_core.survey.window import closed_because, may_answer

FEWEST_OTHERS = 3
"""With fewer units to be compared with, the best or the median would be somebody's own figure."""
GAINS = 3


def of_unit(conn: Connection, enrolment: int, now: datetime, *, by_staff: bool = False) -> Comparison | None:
    """The unit's chart; None before its first score.

    Its own people see the group's figures where the campaign lets them see ranks; staff always do.
    """
    view = desk.of_unit(conn, enrolment)
    mine = conn.execute(select(t.score).where(t.score.c.enrolment_id == enrolment)).one_or_none()
    if view.standing is None or mine is None:
        return None
    others = _ranked(conn, mine)
    told = by_staff or standing.may_see_rank(view.campaign.rank_visibility, view.state)
    apart = sum(other.enrolment_id != enrolment for other in others)
    told = told and apart >= FEWEST_OTHERS
    return Comparison(
        unit=view.unit_name,
        campaign=view.campaign.title,
        group=next((one.title for one in view.framework.spec.groups if one.id == view.group), ""),
        time_zone=view.campaign.time_zone,
        at=now,
        published="published" in (view.campaign.state, view.state),
        whole=_whole(view.standing, others if told else []),
        bars=_bars(view, view.standing, _of_others(conn, mine) if told else {}),
        units=len(others),
        past_half=sum(other.answered * 2 > other.total for other in others),
        gains=_gains(view, view.standing, now),
    )


def _ranked(conn: Connection, mine: Row[Any]) -> list[Row[Any]]:
    """The scores of the group; volunteers are nobody's peers."""
    return list(conn.execute(select(t.score).where(*_group(mine))))


def _group(mine: Row[Any]) -> tuple[Any, ...]:
    names = ("campaign_id", "framework_id", "group_id")
    return (*(t.score.c[name] == getattr(mine, name) for name in names), t.score.c.volunteer.is_(False))


def _of_others(conn: Connection, mine: Row[Any]) -> dict[str, list[Fraction]]:
    """Every unit's points by index, without saying whose they are."""
    rows = (
        select(t.subtotal.c.node, t.subtotal.c.points_micro)
        .join(t.score, t.score.c.enrolment_id == t.subtotal.c.enrolment_id)
        .where(t.subtotal.c.kind == "index", *_group(mine))
    )
    found: dict[str, list[Fraction]] = defaultdict(list)
    for node, micro in conn.execute(rows):
        found[node].append(from_micro(micro))
    return found


def _whole(own: Standing, others: list[Row[Any]]) -> Bar:
    totals = [from_micro(other.points_micro) for other in others]
    return Bar("Tổng điểm", own.attainable, own.points, median(totals), max(totals, default=None))


def _bars(view: Questionnaire, own: Standing, others: dict[str, list[Fraction]]) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            title=node.title if node.pillar is None else f"{node.name} {node.title}",
            most=most_of(view.framework, node),
            own=own.indices[node.id],
            median=median(others.get(node.id, [])),
            best=max(others.get(node.id, []), default=None),
        )
        for node in view.framework.indices
        if node.id in own.indices
    )


def _gains(view: Questionnaire, own: Standing, now: datetime) -> tuple[Gain, ...]:
    """What would bring most now; nothing where nothing can be changed."""
    if closed_because(view, now) is not None or not own.criteria:
        return ()
    rest = [(node, more) for node, more in left(view.framework, own.criteria) if may_answer(view, node.id)]
    return tuple(Gain(node.id, node.name, node.title, more) for node, more in rest[:GAINS])
