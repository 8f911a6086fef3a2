"""Invariant of the pinned message: at rest it shows how things stand."""

from typing import Any

from sqlalchemy import Connection, Row

from bot.telegram.render import render
from dti_core.campaign import desk
from dti_core.messages.status import status_text
from dti_core.store import tables as t
from tests.faults.machine.clock import Clock
from tests.faults.machine.platform import Platform
from tests.faults.machine.stored import Stored


def due(now: Stored) -> list[Row[Any]]:
    """Status messages that are behind, of people who still have the role and can be reached."""
    return [row for row, _ in _followed(now) if row.wanted_seq > row.sent_seq]


def every_pinned_message_shows_how_things_stand(
    conn: Connection, now: Stored, platform: Platform, clock: Clock
) -> None:
    """On the screen is what would be drawn now."""
    accounts = now.by_id(t.identity)
    for row, assignment in _followed(now):
        view = desk.load(conn, row.person_id, assignment)
        wanted = render(status_text(view, row.sent_at))[0].markup
        chat = platform.chats[accounts[row.identity_id].address]
        assert row.message_ref is not None, row
        bubble = chat.bubbles.get(int(row.message_ref))
        assert bubble is None or bubble.text == wanted, (bubble, wanted)


def _followed(now: Stored) -> list[tuple[Row[Any], int]]:
    accounts = now.by_id(t.identity)
    roles = {(r.person_id, r.enrolment_id): r.id for r in now.of(t.assignment) if r.revoked_at is None}
    return [
        (row, roles[row.person_id, row.enrolment_id])
        for row in now.of(t.status_message)
        if (row.person_id, row.enrolment_id) in roles and accounts[row.identity_id].blocked_at is None
    ]
