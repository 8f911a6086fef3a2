"""A campaign with one contact whom the roster knows by name and number, and a manager."""

from dataclasses import dataclass

import pytest
from sqlalchemy import insert, update

from dti_core.campaign.people import Speaker
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.staff.office import Hand, staff

NAME, DISPLAY = "Nguyễn Thị Lan", "Lan Nguyễn 🌸"
PHONE, EMAIL, ACCOUNT = "0912345678", "lan.nguyen@angiang.gov.vn", "5550123456"
MARKS = (NAME, DISPLAY, PHONE, EMAIL, ACCOUNT)
"""Whatever the store knows her by."""


@dataclass
class Place:
    """Who is there."""

    world: World
    lan: Speaker
    contact: Hand
    manager: Hand


@pytest.fixture
def place(db: Database) -> Place:
    world = World(db).begin()
    world.enrol("noi-vu")
    manager = staff(world)
    with db.write() as conn:
        row = {"campaign_id": world.campaign, "enrolment_id": world.units["noi-vu"], "role": "contact",
               "name": NAME, "office": "Chuyên viên", "phone": PHONE, "email": EMAIL,
               "created_at": world.now}  # fmt: skip
        member = conn.execute(insert(t.member).returning(t.member.c.id), row).scalar_one()
    stranger = world.stranger(ACCOUNT)
    lan = world.join("noi-vu", who=stranger)
    with db.write() as conn:
        conn.execute(update(t.person).where(t.person.c.id == lan.person).values(name=NAME))
        conn.execute(update(t.identity).where(t.identity.c.id == lan.identity).values(display_name=DISPLAY))
        conn.execute(update(t.member).where(t.member.c.id == member).values(person_id=lan.person))
    lan = Speaker(lan.person, lan.identity, lan.active_assignment, lan.channel, NAME)
    return Place(world, lan, Hand(world, lan), manager)
