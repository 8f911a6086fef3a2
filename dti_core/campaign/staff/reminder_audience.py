"""Whom a reminder concerns, contacts or providers, and what may be said to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign.staff import reminder_providers, reminder_targets
from dti_core.campaign.staff.reminder_targets import Target, Wanted
from dti_core.messages.contact.reminders import Facts
from dti_core.store import tables as t
from dti_core.store.tables.reminders import REMINDER_KINDS


def kinds(to_providers: bool) -> tuple[str, ...]:
    """The states that somebody can be reminded in."""
    return reminder_providers.KINDS if to_providers else REMINDER_KINDS


def find(conn: Connection, campaign: Row[Any], wanted: Wanted, now: datetime) -> list[Target]:
    """Everybody whom a reminder of this kind concerns now."""
    if wanted.to_providers:
        return reminder_providers.find(conn, campaign, wanted, now)
    return reminder_targets.find(conn, campaign, wanted, now)


def facts(conn: Connection, campaign: Row[Any], target: Target, name: str | None = None) -> Facts:
    """What a reminder may speak of, counted from what is stored now."""
    if target.provider:
        return reminder_providers.facts(conn, campaign, target, name)
    return reminder_targets.facts(conn, campaign, target, name)


def has_providers(conn: Connection, campaign: int) -> bool:
    """Whether anybody gives only some figures in this campaign."""
    for table in (t.member, t.assignment):
        gone = table.c.removed_at if table is t.member else table.c.revoked_at
        here = (table.c.campaign_id == campaign, table.c.role == "provider", gone.is_(None))
        if conn.execute(select(table.c.id).where(*here).limit(1)).first() is not None:
            return True
    return False
