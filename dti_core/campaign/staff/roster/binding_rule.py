"""How an invitation is bound to its person: the coordinator's choice for a campaign."""

from datetime import datetime

from sqlalchemy import Connection, select

from dti_core.campaign import binding
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.staffer import Staffer
from dti_core.store import tables as t


def decide(conn: Connection, staffer: Staffer, wish: str, now: datetime) -> Refusal | None:
    """One of `binding.RULES` for whoever joins from now on; who is in stays in."""
    if refusal := staffer.lacks_for_all("invite"):
        return refusal
    found = next((one for one in binding.RULES if one == wish), None)
    if found is None:
        return Refusal("unknown_rule", wish)
    mine = select(t.campaign.c.state).where(t.campaign.c.id == staffer.campaign).with_for_update()
    if conn.execute(mine).scalar_one() == "published":
        return Refusal("published")
    if refusal := staffer.unproven(now):
        return refusal
    binding.set_rule(conn, staffer.campaign, found, now, staffer.who)
    return None
