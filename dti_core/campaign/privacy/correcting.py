"""People correct what we call them and where they can be phoned: here, and on the roster that lists them."""

from datetime import datetime

from sqlalchemy import Connection, update

from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import names
from dti_core.store import tables as t

SHORTEST = 2


def rename(conn: Connection, speaker: Speaker, name: str, now: datetime) -> str | Refusal:
    """The name as it is kept from now on."""
    kept = names.tidy(name)
    if not SHORTEST <= len(kept) <= names.LONGEST or any(letter.isdigit() for letter in kept):
        return Refusal("bad_value", "name")
    conn.execute(update(t.person).where(t.person.c.id == speaker.person).values(name=kept))
    _on_the_roster(conn, speaker, "name", kept, now)
    return kept


def change_phone(conn: Connection, speaker: Speaker, phone: str, now: datetime) -> str | Refusal:
    """The number as it is kept from now on; it is kept on the roster, so who is on none has none."""
    kept = names.phone(phone)
    if kept is None:
        return Refusal("bad_value", "phone")
    return kept if _on_the_roster(conn, speaker, "phone", kept, now) else Refusal("unknown_member", "phone")


def _on_the_roster(conn: Connection, speaker: Speaker, what: str, value: str, now: datetime) -> bool:
    mine = (t.member.c.person_id == speaker.person, t.member.c.removed_at.is_(None))
    changed = update(t.member).where(*mine).values({what: value})
    rows = conn.execute(changed.returning(t.member.c.id, t.member.c.campaign_id)).all()
    who = Who(speaker.person, speaker.channel)
    for row in rows:  # neither the old nor the new value: history outlives a person's wish to be forgotten
        record_act(conn, who, Act(f"own_{what}_corrected", f"member:{row.id}"), now, campaign=row.campaign_id)
    if not rows:
        record_act(conn, who, Act(f"own_{what}_corrected", f"person:{speaker.person}"), now)
    return bool(rows)
