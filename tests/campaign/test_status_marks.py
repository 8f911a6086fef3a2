"""Who has to see a new status message, and when: the one who acted at once, those whose rank moved lazily."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from dti_core.campaign import evidence, scoring_unit
from dti_core.campaign.evidence import NOTHING
from dti_core.campaign.marks import SCORING_GRACE
from dti_core.store import tables as t
from tests.campaign.world import World


def status(world: World, slug: str) -> Any:
    (row,) = world.rows(t.status_message, enrolment_id=world.units[slug])
    return row


def shown(world: World) -> None:
    """Every status message is on screen as wanted."""
    with world.db.write() as conn:
        wanted = t.status_message.c.wanted_seq
        conn.execute(update(t.status_message).values(sent_seq=wanted, not_before=None))


def test_an_answer_waits_a_moment_for_its_score_and_then_shows_at_once(world: World) -> None:
    an = world.unit("a")
    world.drain()
    shown(world)
    world.tell(an, "1.4:a", "cao")
    assert status(world, "a").not_before == world.now + SCORING_GRACE
    before = status(world, "a").wanted_seq
    world.drain()
    assert status(world, "a").not_before is None
    assert status(world, "a").wanted_seq > before


def test_evidence_shows_at_once(world: World) -> None:
    an = world.unit("a")
    shown(world)
    with world.db.write() as conn:
        evidence.add_link(conn, an, "1.1", "https://x.vn", NOTHING, world.now)
    row = status(world, "a")
    assert (row.wanted_seq - row.sent_seq, row.not_before) == (1, None)


def test_what_is_due_at_once_stays_due_at_once(world: World) -> None:
    an = world.unit("a")
    shown(world)
    with world.db.write() as conn:
        evidence.add_link(conn, an, "1.1", "https://x.vn", NOTHING, world.now)
    world.tell(an, "1.4:a", "cao")
    assert status(world, "a").not_before is None


def test_who_is_passed_sees_it_within_the_hour_and_who_is_not_sees_nothing(world: World) -> None:
    low, middle, high = (world.unit(slug) for slug in ("low", "middle", "high"))
    world.tell(middle, "1.4:a", "vua")
    world.tell(high, "1.4:a", "cao")
    world.tell(high, "1.1:a", "true")
    world.drain()
    shown(world)
    world.tell(low, "1.4:a", "cao")
    world.drain()
    passed, untouched = status(world, "middle"), status(world, "high")
    assert passed.wanted_seq == passed.sent_seq + 1
    assert world.now < passed.not_before <= world.now + scoring_unit.PEERS_WAIT
    assert untouched.wanted_seq == untouched.sent_seq


def test_being_passed_twice_does_not_put_the_message_off(world: World) -> None:
    low, last = world.unit("low"), world.unit("last")
    middle = world.unit("middle")
    world.tell(middle, "1.4:a", "vua")
    world.drain()
    shown(world)
    world.tell(low, "1.4:a", "cao")
    world.drain()
    first = status(world, "middle").not_before
    world.now += timedelta(minutes=20)
    world.tell(last, "1.4:a", "cao")
    world.drain()
    assert status(world, "middle").not_before == first
    assert status(world, "middle").wanted_seq == status(world, "middle").sent_seq + 2


def test_catching_up_moves_the_rank_of_the_one_caught_up_with_only_when_it_is_passed(world: World) -> None:
    low, other = world.unit("low"), world.unit("other")
    world.tell(other, "1.4:a", "vua")
    world.drain()
    shown(world)
    world.tell(low, "1.4:a", "vua")
    world.drain()
    assert status(world, "other").wanted_seq == status(world, "other").sent_seq
    world.tell(low, "1.4:a", "cao")
    world.drain()
    assert status(world, "other").wanted_seq == status(world, "other").sent_seq + 1


def test_a_volunteer_moves_nobody(world: World) -> None:
    guest = world.unit("guest", volunteer=True)
    world.unit("other")
    world.drain()
    shown(world)
    world.tell(guest, "1.4:a", "cao")
    world.drain()
    assert status(world, "other").wanted_seq == status(world, "other").sent_seq


def test_both_contacts_of_a_unit_are_told(world: World) -> None:
    an = world.unit("a")
    world.join("a")
    world.drain()
    shown(world)
    world.tell(an, "1.4:a", "cao")
    world.drain()
    rows = world.rows(t.status_message, enrolment_id=world.units["a"])
    assert [row.wanted_seq > row.sent_seq for row in rows] == [True, True]


def test_joining_from_another_account_moves_the_message_there(world: World) -> None:
    from dti_core.campaign import marks

    an = world.unit("a")
    with world.db.write() as conn:
        conn.execute(update(t.status_message).values(sent_seq=1, message_ref="17", text_hash="x"))
    phone = world.stranger("2222")
    with world.db.write() as conn:
        marks.follow_status(conn, an.person, world.units["a"], phone.identity)
    row = status(world, "a")
    assert (row.identity_id, row.message_ref, row.text_hash) == (phone.identity, None, None)
    assert row.wanted_seq > row.sent_seq


def test_points_that_move_with_a_peers_best_are_shown_within_the_hour(world: World) -> None:
    an, binh = world.unit("a"), world.unit("b")
    world.tell(an, "1.3:a", "10")
    world.tell(binh, "1.3:a", "5")
    world.drain()
    shown(world)
    world.tell(an, "1.3:a", "20")
    world.drain()
    row = status(world, "b")
    assert row.wanted_seq > row.sent_seq
    assert row.not_before is not None
    assert status(world, "a").not_before is None


def test_how_many_are_past_the_half_is_told_to_all_of_the_group_within_the_hour(world: World) -> None:
    low, high = world.unit("low"), world.unit("high")
    world.tell(high, "1.1:a", "true")
    world.drain()
    shown(world)
    for key, value in (("1.1:a", "false"), ("1.3:a", "0"), ("1.2:a", "0"), ("info:1", "60")):
        world.tell(low, key, value)
    world.drain()
    told = status(world, "high")
    assert told.wanted_seq > told.sent_seq, "the rank is the same, yet one more is past the half"
    assert world.now < told.not_before <= world.now + scoring_unit.PEERS_WAIT


def test_a_unit_that_is_new_in_the_group_changes_what_all_of_it_see(world: World) -> None:
    world.unit("first")
    world.drain()
    shown(world)
    world.unit("second")
    world.drain()
    told = status(world, "first")
    assert told.wanted_seq > told.sent_seq
