"""Every contact hears of the published result once: points, rank, and the reason of every adjusted point."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign import frameworks
from dti_core.campaign.staff import differences, people_told
from dti_core.campaign.staff.differences import Difference
from dti_core.messages.contact import results as texts
from dti_core.messages.contact.results import Adjusted, Verdict
from dti_core.messages.model import Message
from dti_core.messages.staff.publishing_views import Decision, Line, Table
from dti_core.store import tables as t


def results(
    conn: Connection, campaign: Row[Any], decision: Decision, tables: Sequence[Table], now: datetime
) -> int:
    """Queue the messages of a publication; to how many people."""
    lines = {line.enrolment: (table, line) for table in tables for line in table.lines}
    told = 0
    for unit, people in people_told.contacts(conn, lines).items():
        said = texts.published(_verdict(conn, campaign, decision, *lines[unit]))
        told += sum(_tell(conn, one, said, now) for one in people)
    return told


def reopened(conn: Connection, campaign: Row[Any], units: Iterable[int], reason: str, now: datetime) -> int:
    """Say that a published result is looked at again, and why; to how many people."""
    said = (texts.reopened(campaign.title, campaign.coordinator, reason),)
    people = people_told.contacts(conn, units)
    return sum(_tell(conn, one, said, now) for each in people.values() for one in each)


def _tell(conn: Connection, contact: people_told.Contact, said: Sequence[Message], now: datetime) -> bool:
    return sum(people_told.tell(conn, contact, message, now) is not None for message in said) > 0


def _verdict(conn: Connection, campaign: Row[Any], decision: Decision, table: Table, line: Line) -> Verdict:
    row = conn.execute(select(t.enrolment).where(t.enrolment.c.id == line.enrolment)).one()
    found = differences.of(conn, row, frameworks.framework(conn, row.content_hash))
    return Verdict(
        unit=line.name,
        campaign=campaign.title,
        decision=decision,
        group=table.title,
        ranked=sum(one.rank is not None for one in table.lines),
        rank=line.rank,
        points=line.points,
        attainable=line.attainable,
        mean=line.score if table.mean else None,
        adjusted=tuple(_adjusted(one) for one in found if one.adjusted and "self" in one.node.assessors),
    )


def _adjusted(one: Difference) -> Adjusted:
    reason = one.decision or one.reason if one.decided else one.reason
    return Adjusted(one.node.name, one.own, one.points, reason, one.column)
