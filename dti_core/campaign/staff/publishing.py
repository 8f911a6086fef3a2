"""Publishing under a decision: looked at first, frozen once, told once; reopened only with a reason."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, insert, select, update

from dti_core.campaign import marks, states
from dti_core.campaign.exact import to_micro
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import final_ranking, freezing, overview, people_told, publishing_told
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.working_time import vietnam
from dti_core.messages.staff.publishing_views import Decision, Outlook, Published, Table
from dti_core.store import tables as t
from dti_core.survey.questionnaire import EnrolmentState

LONGEST_NUMBER = 60
BEFORE = {"publish": "council_decided", "reopen": "published"}
"""The state from which all units of a campaign take a step together."""
LONGEST_REASON = 500
_e, _p = t.enrolment.c, t.publication.c


def foresee(conn: Connection, staffer: Staffer) -> Outlook | Refusal:
    """What would be published and who would be told; or what still stands in the way."""
    return _why_not(staffer) or _outlook(conn, staffer)


def publish(
    conn: Connection, staffer: Staffer, decision: Decision, mark: str, now: datetime
) -> Published | Refusal:
    """Freeze the results, end the campaign, tell every contact once.

    Refused: no number, a date that is ahead, units still undecided (`not_ready`), results that are no longer
    those of `mark` (`seen_before`), a campaign that somebody else has just published (`published`).
    """
    if refusal := _why_not(staffer) or staffer.unproven(now) or _bad(decision, now):
        return refusal
    campaign = _locked(conn, staffer)
    if campaign.state == "published":
        return Refusal("published")
    outlook = _outlook(conn, staffer)
    if not outlook.ready:
        return Refusal("not_ready")
    if outlook.mark != mark:
        return Refusal("seen_before")
    decision = Decision(decision.number.strip(), decision.date)
    frozen = freezing.under(_content(conn, staffer, outlook.tables), campaign.slug, decision)
    published = _kept(conn, staffer, decision, frozen, now)
    _results(conn, published, outlook.tables)
    units = _move(conn, staffer, "publish", "published", now)
    act = Act("published", "campaign", campaign.state, f"{decision.number} {freezing.checksum(frozen)}")
    record_act(conn, staffer.who, act, now, campaign=campaign.id)
    told = publishing_told.results(conn, campaign, decision, outlook.tables, now)
    return Published(decision, freezing.checksum(frozen), now, len(units), told, outlook.tables)


def reopen(conn: Connection, staffer: Staffer, reason: str, now: datetime) -> Published | Refusal:
    """Take the publication back: it stays as history, points may change again, contacts are told why."""
    if refusal := _why_not(staffer) or staffer.unproven(now):
        return refusal
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        return Refusal("reason_needed")
    campaign = _locked(conn, staffer)
    live = select(t.publication).where(_p.campaign_id == campaign.id, _p.reopened_at.is_(None))
    row = conn.execute(live).one_or_none()
    if campaign.state != "published" or row is None:
        return Refusal("not_published")
    gone = {"reopened_at": now, "reopened_by": staffer.who.person, "reopen_reason": reason.strip()}
    conn.execute(update(t.publication).where(_p.id == row.id).values(**gone))
    units = _move(conn, staffer, "reopen", "closed", now)
    act = Act("publication_reopened", "campaign", row.decision_number, None, reason.strip())
    record_act(conn, staffer.who, act, now, campaign=campaign.id)
    told = publishing_told.reopened(conn, campaign, units, reason.strip(), now)
    return Published(Decision(row.decision_number, row.decision_date), row.checksum, now, len(units), told)


def current(conn: Connection, campaign: int) -> Published | None:
    """The publication that holds."""
    row = conn.execute(
        select(t.publication).where(_p.campaign_id == campaign, _p.reopened_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    count = len(conn.execute(select(t.result).where(t.result.c.publication_id == row.id)).all())
    decision = Decision(row.decision_number, row.decision_date)
    return Published(decision, row.checksum, row.published_at, count)


def _why_not(staffer: Staffer) -> Refusal | None:
    """Only who reaches every group can publish a campaign."""
    whole = staffer.groups is None
    return staffer.lacks("publish") or (None if whole else Refusal("out_of_reach"))


def _bad(decision: Decision, now: datetime) -> Refusal | None:
    if not 0 < len(decision.number.strip()) <= LONGEST_NUMBER:
        return Refusal("no_decision")
    return Refusal("bad_time", "ahead") if decision.date > vietnam().day(now) else None


def _locked(conn: Connection, staffer: Staffer) -> Row[Any]:
    """The campaign, so that two who publish at once come one after the other."""
    return conn.execute(select(t.campaign).where(t.campaign.c.id == staffer.campaign).with_for_update()).one()


def _outlook(conn: Connection, staffer: Staffer) -> Outlook:
    campaign = conn.execute(select(t.campaign).where(t.campaign.c.id == staffer.campaign)).one()
    tables = final_ranking.tables(conn, staffer)
    rows = _rows(conn, staffer)
    people = people_told.contacts(conn, [row.id for row in rows])
    reached = {unit: sum(one.identity is not None for one in found) for unit, found in people.items()}
    return Outlook(
        title=campaign.title,
        time_zone=campaign.time_zone,
        tables=tables,
        mark=freezing.checksum(freezing.canonical(_content(conn, staffer, tables)))[:12],
        undecided=tuple(
            (row.name, row.state) for row in rows if row.state not in ("council_decided", "published")
        ),
        contested=_contested(conn, staffer),
        computing=sum(row.scored_version < row.wanted_version for row in rows) + _behind(conn, staffer),
        people=sum(reached.values()),
        unreached=tuple(row.name for row in rows if not reached.get(row.id)),
        published=current(conn, campaign.id) if campaign.state == "published" else None,
    )


def _content(conn: Connection, staffer: Staffer, tables: Iterable[Table]) -> dict[str, Any]:
    return freezing.content(conn, tuple(tables), overview.within_reach(staffer))


def _rows(conn: Connection, staffer: Staffer) -> list[Row[Any]]:
    chosen = select(t.enrolment, t.unit.c.name).join(t.unit, t.unit.c.id == _e.unit_id)
    return list(conn.execute(chosen.where(overview.within_reach(staffer)).order_by(_e.id)))


def _contested(conn: Connection, staffer: Staffer) -> tuple[str, ...]:
    waiting = (
        select(t.unit.c.name)
        .join(t.enrolment, _e.unit_id == t.unit.c.id)
        .join(t.review, t.review.c.enrolment_id == _e.id)
        .where(overview.within_reach(staffer), t.review.c.state == "contested")
        .distinct()
        .order_by(t.unit.c.name)
    )
    return tuple(conn.execute(waiting).scalars())


def _behind(conn: Connection, staffer: Staffer) -> int:
    """Frameworks whose bests are still being compared."""
    g = t.peer_group.c
    late = (g.campaign_id == staffer.campaign, g.computed_version < g.wanted_version)
    return len(conn.execute(select(g.framework_id).where(*late)).all())


def _kept(conn: Connection, staffer: Staffer, decision: Decision, frozen: str, now: datetime) -> int:
    row = {
        "campaign_id": staffer.campaign,
        "decision_number": decision.number,
        "decision_date": decision.date,
        "frozen": frozen,
        "checksum": freezing.checksum(frozen),
        "person_id": staffer.who.person,
        "channel": staffer.who.channel,
        "published_at": now,
    }
    return int(conn.execute(insert(t.publication).returning(_p.id), row).scalar_one())


def _results(conn: Connection, publication: int, tables: Iterable[Table]) -> None:
    rows = [
        {
            "publication_id": publication,
            "enrolment_id": line.enrolment,
            "rank": line.rank,
            "points_micro": to_micro(line.points),
            "score_micro": to_micro(line.score),
            "attainable_micro": to_micro(line.attainable),
        }
        for table in tables
        for line in table.lines
    ]
    conn.execute(insert(t.result), rows)


def _move(
    conn: Connection, staffer: Staffer, event: states.EnrolmentEvent, campaign: str, now: datetime
) -> list[int]:
    """Campaign and units take the step together; the units that did."""
    conn.execute(update(t.campaign).where(t.campaign.c.id == staffer.campaign).values(state=campaign))
    moved = [row for row in _rows(conn, staffer) if row.state == BEFORE[event]]
    for row in moved:
        new = states.after(cast(EnrolmentState, row.state), event)
        conn.execute(update(t.enrolment).where(_e.id == row.id).values(state=new))
        act = Act(f"enrolment_{event}", "enrolment", row.state, new)
        record_act(conn, staffer.who, act, now, campaign=staffer.campaign, enrolment=row.id)
        marks.status_changed(conn, row.id)
    return [row.id for row in moved]
