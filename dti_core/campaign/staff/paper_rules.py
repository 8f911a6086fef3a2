"""Whether handing in needs the signed and sealed form: the coordinator's choice for a campaign."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.staffer import Staffer
from dti_core.store import tables as t
from dti_core.survey.dossier import SignedCopy


def signed_copy(conn: Connection, campaign: int) -> str:
    """`required` or `optional`."""
    rules = t.campaign_rules.c
    asked = select(rules.signed_copy).where(rules.campaign_id == campaign)
    return conn.execute(asked).scalar_one_or_none() or "optional"


def require(conn: Connection, staffer: Staffer, wish: SignedCopy, now: datetime) -> Refusal | None:
    """Change it for everything that is handed in from now on."""
    if refusal := staffer.lacks_for_all("schedule"):
        return refusal
    mine = select(t.campaign.c.state).where(t.campaign.c.id == staffer.campaign).with_for_update()
    if conn.execute(mine).scalar_one() == "published":
        return Refusal("published")
    before = signed_copy(conn, staffer.campaign)
    if before == wish:
        return None
    row = {"campaign_id": staffer.campaign, "signed_copy": wish}
    conn.execute(
        upsert(t.campaign_rules).on_conflict_do_update(
            index_elements=["campaign_id"], set_={"signed_copy": wish}
        ),
        row,
    )
    record_act(
        conn, staffer.who, Act("signed_copy_set", "campaign", before, wish), now, campaign=staffer.campaign
    )
    return None
