"""Where contacts stand: the subject of the question in hand, read from their conversations."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Text, cast, literal, select

from dti_core.framework.framework import Framework
from dti_core.messages.staff.board_unit import Place
from dti_core.store import tables as t

INFO = "info:"


def standing_at(conn: Connection, enrolments: Sequence[int]) -> dict[int, tuple[str, datetime]]:
    """Enrolment → subject and since when, by the contact who moved last; absent where nothing is asked."""
    rows = (
        select(t.assignment.c.enrolment_id, t.conversation.c.state, t.conversation.c.updated_at)
        .join(
            t.conversation,
            (t.conversation.c.person_id == t.assignment.c.person_id)
            & (t.conversation.c.slot == literal("a") + cast(t.assignment.c.id, Text)),
        )
        .where(
            t.assignment.c.enrolment_id.in_(enrolments),
            t.assignment.c.role == "contact",
            t.assignment.c.revoked_at.is_(None),
        )
        .order_by(t.conversation.c.updated_at)
    )
    last = {row.enrolment_id: (subject_of(row.state), row.updated_at) for row in conn.execute(rows)}
    return {enrolment: (subject, at) for enrolment, (subject, at) in last.items() if subject is not None}


def subject_of(state: str) -> str | None:
    """The criterion or item that a conversation's stored state is about: its focus ends with it."""
    try:
        _, *args = json.loads(state)["focus"]
    except (ValueError, KeyError, TypeError):
        return None
    return str(args[-1]) if args else None


def place(framework: Framework, subject: str) -> Place | None:
    """A subject as staff name it; None for what the framework does not have."""
    if subject.startswith(INFO):
        item = framework.info.get(subject.removeprefix(INFO))
        return None if item is None else Place(subject, f"thông tin chung {item.id}", item.label)
    node = framework.by_id.get(subject)
    return None if node is None else Place(node.id, node.name, node.title)
