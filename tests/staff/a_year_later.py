"""A round that was reviewed, and the one that follows it."""

from datetime import timedelta

from dti_core.campaign.files import StoredFile
from dti_core.campaign.staff import next_campaign
from dti_core.campaign.staff.next_campaign import Begun, NextPlan
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.review_room import boss, does

FILE = StoredFile("ab" * 32, "ke-hoach.pdf", "application/pdf", 9)


def begin(world: World, text: str | None = None) -> World:
    """The same world, a year later."""
    texts = {} if text is None else {world.framework_id: text}
    opens, closes = world.now, world.now + timedelta(days=30)
    plan = NextPlan("2027", "Đợt 2027", 2026, opens, closes, texts)
    done = does(world, lambda conn: next_campaign.begin(conn, boss(world), plan, world.now))
    assert isinstance(done, Begun), done
    rows = world.rows(t.enrolment, campaign_id=done.campaign)
    slugs = {row.id: row.slug for row in world.rows(t.unit)}
    units = {slugs[row.unit_id]: row.id for row in rows}
    return World(world.db, now=world.now, campaign=done.campaign, units=units, accounts=50)
