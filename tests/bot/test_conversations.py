"""Where a conversation stands, and what the status message shows; on both databases."""

from datetime import timedelta

import pytest

from dti_core.campaign import conversations, leases, outbox, status_delivery
from dti_core.campaign.outbox import Target
from dti_core.campaign.people import Speaker
from dti_core.campaign.status_delivery import Due
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World


@pytest.fixture
def world(db: Database) -> World:
    return World(db).begin()


def account(world: World, speaker: Speaker) -> str:
    return str(world.rows(t.identity, id=speaker.identity)[0].external_id)


def ask(world: World, speaker: Speaker, slot: str) -> int:
    """A question in the outbox, and the conversation that waits for its answer."""
    with world.db.write() as conn:
        row = outbox.put(conn, Target("telegram", "bot", speaker.identity), "{}", world.now)
        conversations.save(conn, speaker.person, slot, "{}", row, world.now)
    return row


def asked(world: World, speaker: Speaker) -> str | None:
    with world.db.read() as conn:
        fate = conversations.question_on_its_way(conn, "telegram", "bot", account(world, speaker))
    return fate and fate.state


def test_a_conversation_is_kept_per_role(world: World) -> None:
    lan = world.stranger()
    with world.db.write() as conn:
        conversations.lock(conn, "telegram", "bot", account(world, lan))
        conversations.save(conn, lan.person, "lobby", "one", None, world.now)
        conversations.save(conn, lan.person, "a1", "two", None, world.now)
        conversations.save(conn, lan.person, "lobby", "three", None, world.now)
        assert conversations.load(conn, lan.person, "lobby").state == "three"
        assert conversations.load(conn, lan.person, "a1").state == "two"
        assert conversations.load(conn, lan.person, "a2").state is None


def test_the_question_of_the_role_in_hand_is_the_one_that_counts(world: World) -> None:
    lan = world.stranger()
    assert asked(world, lan) is None
    ask(world, lan, "lobby")
    assert asked(world, lan) == "pending"
    world.enrol("a")
    lan = world.join("a", who=lan)
    assert asked(world, lan) is None
    ask(world, lan, conversations.slot_of(lan.active_assignment))
    assert asked(world, lan) == "pending"


def test_a_state_saved_without_a_question_keeps_the_earlier_one(world: World) -> None:
    lan = world.stranger()
    row = ask(world, lan, "lobby")
    with world.db.write() as conn:
        conversations.save(conn, lan.person, "lobby", "later", None, world.now)
        standing = conversations.load(conn, lan.person, "lobby")
    assert (standing.state, standing.asked) == ("later", row)


def due(world: World) -> list[Due]:
    with world.db.read() as conn:
        return status_delivery.due(conn, "telegram", "bot", world.now)


def test_a_status_is_due_until_it_is_shown_and_again_after_a_change(world: World) -> None:
    lan = world.unit("a")
    (item,) = due(world)
    assert (item.ref, item.renew, item.scored) == (None, False, False)
    with world.db.write() as conn:
        held = leases.acquire(conn, "sender", "me", world.now, timedelta(seconds=10))
        assert held is not None
        assert status_delivery.shown(conn, item, "41", "hash", held, world.now)
    assert due(world) == []
    with world.db.write() as conn:
        status_delivery.renew(conn, lan.person, lan.active_assignment)
    (item,) = due(world)
    assert (item.ref, item.renew) == ("41", True)


def test_a_wish_for_a_new_message_outlives_an_edit_that_was_on_its_way(world: World) -> None:
    lan = world.unit("a")
    (item,) = due(world)
    with world.db.write() as conn:
        held = leases.acquire(conn, "sender", "me", world.now, timedelta(seconds=10))
        assert held is not None
        status_delivery.renew(conn, lan.person, lan.active_assignment)
        status_delivery.shown(conn, item, "41", "hash", held, world.now)
    (again,) = due(world)
    assert (again.ref, again.renew) == ("41", True)
    with world.db.write() as conn:
        assert status_delivery.lost(conn, again, held)
        assert status_delivery.postpone(conn, again, world.now + timedelta(seconds=5), "429", held)
    assert due(world) == []
