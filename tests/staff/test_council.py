"""The council: what lies before it, what it concludes, and how a unit contests an adjusted score."""

from datetime import timedelta
from fractions import Fraction

from dti_core.campaign import answers, contests, evidence
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import council, council_dossier
from dti_core.campaign.staff.council import Subject
from dti_core.messages.staff.council_views import Concluded, Dossier, Matter, Settled
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff import council_room as room
from tests.staff.office import staff
from tests.staff.review_room import boss, does, seat, state


def dossier(world: World) -> Dossier:
    with world.db.read() as conn:
        found = council_dossier.load(conn, boss(world))
    assert isinstance(found, Dossier), found
    return found


def matters(world: World) -> list[Matter]:
    return [one for group in dossier(world).groups for one in group.matters]


def told(world: World, person: object) -> list[str]:
    rows = world.rows(t.outbox, identity_id=person.identity)
    return [row.payload for row in rows if row.lane == 3]


def test_the_dossier_has_every_adjusted_criterion_with_both_points_and_the_reason(world: World) -> None:
    room.verified(world, "a", ("1.2", "7"))
    (one,) = matters(world)
    assert (one.criterion, one.own, one.verified, one.points) == ("1.2", Fraction("9.5"), 7, 7)
    assert one.reason == "Không khớp."
    assert not one.decided


def test_units_that_are_not_verified_wait_beside_the_dossier(small_world: World) -> None:
    room.verified(small_world, "a")
    small_world.unit("b")
    assert dossier(small_world).groups[0].waiting == (("Sở b", "not_started"),)


def test_a_conclusion_changes_the_points_and_keeps_what_was_verified(world: World) -> None:
    room.verified(world, "a", ("1.2", "7"))
    done = room.conclude(world, "a", "1.2", "8")
    assert isinstance(done, Concluded)
    assert done.changed
    (one,) = matters(world)
    assert (one.own, one.verified, one.points, one.decision) == (Fraction("9.5"), 7, 8, "Đã xem.")
    (score,) = world.rows(t.criterion_score, enrolment_id=world.units["a"], criterion="1.2")
    assert score.points_micro == 8_000_000


def test_the_council_may_think_again_and_keep_the_verified_points(small_world: World) -> None:
    room.verified(small_world, "a", ("1.2", "7"))
    room.conclude(small_world, "a", "1.2", "8")
    again = room.conclude(small_world, "a", "1.2", None)
    assert isinstance(again, Concluded)
    assert (again.points, again.changed) == (7, False)
    assert [(one.verified, one.points) for one in matters(small_world)] == [(7, 7)]


def test_points_that_change_need_a_reason_and_stay_within_the_maximum(small_world: World) -> None:
    room.verified(small_world, "a", ("1.2", "7"))
    assert room.conclude(small_world, "a", "1.2", "8", " ") == Refusal("reason_needed", "1.2")
    assert room.conclude(small_world, "a", "1.2", "11") == Refusal("bad_value", "1.2")


def test_a_conclusion_on_something_that_changed_meanwhile_is_asked_again(small_world: World) -> None:
    lan = room.verified(small_world, "a", ("1.2", "7"))
    (seen,) = matters(small_world)
    room.window(small_world)
    room.contest(small_world, lan)
    subject = Subject(seen.enrolment, seen.criterion, seen.stamp)
    late = does(
        small_world,
        lambda conn: council.conclude(conn, boss(small_world), subject, None, "Đủ.", small_world.now),
    )
    assert late == Refusal("seen_before", "1.2")


def test_a_group_is_concluded_at_once_and_contests_that_wait_are_left_out(world: World) -> None:
    lan = room.verified(world, "a", ("1.2", "7"))
    room.verified(world, "b", ("1.1", "5"))
    room.window(world)
    room.contest(world, lan)
    assert room.settle(world) == Refusal("contest_open")
    world.now += timedelta(days=4)
    done = room.settle(world)
    assert isinstance(done, Settled)
    assert (done.units, done.left) == (("Sở b",), ("Sở a",))
    assert (state(world, "a"), state(world, "b")) == ("verified", "council_decided")


def test_a_contest_is_decided_once_and_the_contact_is_told_with_the_reason(world: World) -> None:
    lan = room.verified(world, "a", ("1.2", "7"))
    room.window(world)
    assert room.contest(world, lan) is None
    (one,) = matters(world)
    assert one.contested
    assert one.contest == "Bảng kê có đủ 57 máy."
    room.conclude(world, "a", "1.2", "9", "Bảng kê bổ sung đã đủ.")
    room.conclude(world, "a", "1.2", "9", "Bảng kê bổ sung đã đủ.")
    decided = [text for text in told(world, lan) if "Bảng kê bổ sung đã đủ." in text]
    assert len(decided) == 1
    assert room.contest(world, lan) == Refusal("nothing_to_contest", "1.2")


def test_a_contested_score_is_not_kept_without_a_reason(small_world: World) -> None:
    lan = room.verified(small_world, "a", ("1.2", "7"))
    room.window(small_world)
    room.contest(small_world, lan)
    assert room.conclude(small_world, "a", "1.2", None, "") == Refusal("reason_needed", "1.2")


def test_only_adjusted_points_are_contested_and_only_within_the_window(small_world: World) -> None:
    lan = room.verified(small_world, "a", ("1.2", "7"))
    assert room.contest(small_world, lan) == Refusal("closed", "1.2")
    assert room.window(small_world) == 1
    assert room.contest(small_world, lan, "1.1") == Refusal("nothing_to_contest", "1.1")
    small_world.now += timedelta(days=4)
    assert room.contest(small_world, lan) == Refusal("closed", "1.2")


def test_evidence_goes_with_a_contest_while_answers_stay_locked(world: World) -> None:
    lan = room.verified(world, "a", ("1.2", "7"))
    room.window(world)
    link = ("https://a.gov.vn/bang-ke", evidence.NOTHING)
    early = does(world, lambda conn: contests.add_link(conn, lan, "1.2", *link, world.now))
    assert early == Refusal("nothing_to_contest", "1.2")
    room.contest(world, lan)
    assert isinstance(does(world, lambda conn: contests.add_link(conn, lan, "1.2", *link, world.now)), int)
    locked = does(world, lambda conn: answers.record(conn, lan, "1.2:a", "60", world.now))
    assert locked == Refusal("locked", "verified")


def test_the_contact_sees_adjusted_points_only_once_verification_is_finished(small_world: World) -> None:
    lan = room.verified(small_world, "a", ("1.2", "7"))
    point = small_world.desk(lan).standpoints["1.2"]
    assert (point.state, point.points, point.reason) == ("adjusted", 7, "Không khớp.")


def test_a_member_of_the_council_never_concludes_on_their_own_unit(small_world: World) -> None:
    lan = room.verified(small_world, "a", ("1.2", "7"))
    member = staff(small_world, "council")
    with small_world.db.write() as conn:
        mine = t.assignment.c.person_id == lan.person
        conn.execute(t.assignment.update().where(mine).values(person_id=member.speaker.person, active=False))
    subject = Subject(small_world.units["a"], "1.2")
    who = seat(small_world, member)
    tried = does(small_world, lambda conn: council.conclude(conn, who, subject, None, "Đủ.", small_world.now))
    assert tried == Refusal("own_unit", "Sở a")
    with small_world.db.read() as conn:
        found = council_dossier.load(conn, who)
    assert isinstance(found, Dossier)
    assert [unit for group in found.groups for unit in group.units] == []


def test_a_unit_goes_back_to_review_with_a_reason(small_world: World) -> None:
    room.verified(small_world, "a")
    unit = small_world.units["a"]
    none = does(
        small_world, lambda c: council.send_to_review(c, boss(small_world), unit, "", small_world.now)
    )
    assert none == Refusal("reason_needed")
    does(
        small_world,
        lambda c: council.send_to_review(c, boss(small_world), unit, "Xem lại 1.2.", small_world.now),
    )
    assert state(small_world, "a") == "in_review"
