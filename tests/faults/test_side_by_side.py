"""Two at once, on a database that lets them: one comes first, the other sees what it left."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection

from dti_core.campaign import conversations
from dti_core.campaign.people import Speaker
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.roster import members
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.staff.office import staff
from tests.staff.review_room import boss, does

pytestmark = pytest.mark.postgres


@pytest.fixture
def world(postgres_db: Database) -> World:
    return World(postgres_db).begin()


class Other(threading.Thread):
    """Works in a transaction of its own; `is_through` says whether it came through within a moment."""

    def __init__(self, world: World, act: Callable[[Connection], Any]) -> None:
        super().__init__()
        self._world, self._act = world, act
        self.start()

    def run(self) -> None:
        does(self._world, self._act)

    def is_through(self) -> bool:
        self.join(0.3)
        return not self.is_alive()


@contextmanager
def another_phone(world: World, lan: Speaker) -> Any:
    with world.db.write() as conn:
        row = {"person_id": lan.person, "channel": "telegram", "bot": "bot", "external_id": "2",
               "address": "2", "display_name": "Lan", "created_at": world.now}  # fmt: skip
        conn.execute(t.identity.insert(), row)
    yield "2"


def test_two_phones_of_one_person_are_heard_one_after_the_other(world: World) -> None:
    lan = world.stranger("1")
    with another_phone(world, lan) as phone:
        with world.db.write() as conn:
            conversations.lock(conn, "telegram", "bot", "1")
            other = Other(world, lambda conn: conversations.lock(conn, "telegram", "bot", phone))
            assert not other.is_through()
        other.join(30)
        assert not other.is_alive()


def test_a_role_is_taken_away_before_or_after_a_decision_and_not_amid(world: World) -> None:
    hand = staff(world, "reviewer")
    role = hand.speaker.active_assignment
    with world.db.write() as conn:
        assert staffer.of(conn, hand.speaker) is not None
        other = Other(world, lambda conn: members.remove(conn, boss(world), f"a{role}", world.now))
        assert not other.is_through()
    other.join(30)
    assert not other.is_alive()
    with world.db.write() as conn:
        assert staffer.of(conn, hand.speaker) is None
