"""The frozen word of a publication: one canonical text of every unit's points, and its checksum."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from dti_core.campaign.staff.final_ranking import scored
from dti_core.messages.staff.publishing_views import Decision, Table
from dti_core.store import tables as t

FORM = 1
"""The form of the text, in case a later version writes another."""


def content(conn: Connection, tables: Sequence[Table], chosen: ColumnElement[bool]) -> dict[str, Any]:
    """Ranks, points per criterion (whole micro-points) and the method's hash of every chosen unit."""
    criteria: dict[int, dict[str, int]] = defaultdict(dict)
    c = t.criterion_score.c
    rows = select(c.enrolment_id, c.criterion, c.points_micro).join(
        t.enrolment, t.enrolment.c.id == c.enrolment_id
    )
    for unit, criterion, points in conn.execute(rows.where(chosen)):
        criteria[unit][criterion] = points
    rank = {line.enrolment: line.rank for table in tables for line in table.lines}
    units = [
        {
            "unit": row.slug,
            "name": row.name,
            "framework": row.framework_id,
            "method": row.content_hash,
            "group": row.group_id,
            "volunteer": row.volunteer,
            "traits": row.traits,
            "rank": rank[row.id],
            "points": row.points_micro or 0,
            "score": row.score_micro or 0,
            "attainable": row.attainable_micro or 0,
            "criteria": criteria[row.id],
        }
        for row in scored(conn, chosen)
    ]
    return {"form": FORM, "units": sorted(units, key=lambda one: (one["framework"], one["unit"]))}


def under(content: dict[str, Any], slug: str, decision: Decision) -> str:
    """The text as it is kept: the content under a campaign's name and a decision."""
    head = {"campaign": slug, "decision": {"number": decision.number, "date": decision.date.isoformat()}}
    return canonical({**content, **head})


def canonical(content: dict[str, Any]) -> str:
    """One spelling for one content: keys sorted, no blanks, letters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(text: str) -> str:
    """SHA-256 (hex) of the UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()
