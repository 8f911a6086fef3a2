"""Publishing: frozen once under a decision, told once, nothing moves afterwards, reopened with a reason."""

import json
import threading
from datetime import date

from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import freezing, publishing, review
from dti_core.campaign.staff.review import Target
from dti_core.messages.staff.publishing_views import Decision, Published
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff import council_room as room
from tests.staff.office import staff
from tests.staff.review_room import boss, does, state
from tests.staff.test_council import told


def ready(world: World) -> None:
    room.verified(world, "a", ("1.2", "7"))
    room.verified(world, "b")
    world.drain()
    room.settle(world)


def test_publishing_freezes_every_point_under_a_checksum(world: World) -> None:
    ready(world)
    done = room.publish(world)
    assert isinstance(done, Published)
    (row,) = world.rows(t.publication)
    assert row.checksum == freezing.checksum(row.frozen) == done.checksum
    frozen = json.loads(row.frozen)
    assert frozen["decision"] == {"number": "1234/QĐ-UBND", "date": "2026-02-27"}
    first = frozen["units"][0]
    assert (first["unit"], first["rank"], first["criteria"]["1.2"]) == ("a", 2, 7_000_000)
    assert len(first["method"]) == 64
    assert (state(world, "a"), state(world, "b")) == ("published", "published")


def test_equal_points_share_a_rank_and_volunteers_have_none(small_world: World) -> None:
    for slug, points in (("a", "7"), ("b", "9"), ("c", "9"), ("d", "8")):
        room.verified(small_world, slug, ("1.2", points))
    room.verified(small_world, "e", ("1.2", "10"))
    with small_world.db.write() as conn:
        mine = t.enrolment.c.id == small_world.units["e"]
        conn.execute(t.enrolment.update().where(mine).values(volunteer=True, wanted_version=99))
    small_world.drain()
    room.settle(small_world)
    done = room.publish(small_world)
    assert isinstance(done, Published)
    ranks = [(line.slug, line.rank) for line in done.tables[0].lines]
    assert ranks == [("b", 1), ("c", 1), ("d", 3), ("a", 4), ("e", None)]


def test_every_contact_is_told_once_with_rank_and_every_reason(world: World) -> None:
    ready(world)
    lan = world.speakers["a"]
    before = len(told(world, lan))
    done = room.publish(world)
    assert isinstance(done, Published)
    assert done.people == 2
    (said,) = told(world, lan)[before:]
    for words in ("1234/QĐ-UBND", "27/02/2026", "Không khớp.", "9,5 → 7"):
        assert words in said
    assert room.publish(world) == Refusal("published")
    assert len(told(world, lan)) == before + 1


def test_a_published_campaign_refuses_answers_verdicts_and_scoring(world: World) -> None:
    ready(world)
    room.publish(world)
    lan, before = world.speakers["a"], world.points("a")
    assert world.say(lan, "1.2:a", "60") == Refusal("published")
    target = Target(world.units["a"], "1.1")
    late = does(world, lambda conn: review.accept(conn, boss(world), target, world.now))
    assert late == Refusal("published", "Sở a")
    assert room.conclude(world, "a", "1.2", "9") == Refusal("published", "Sở a")
    with world.db.write() as conn:
        mine = t.assessment.c.enrolment_id == world.units["a"]
        conn.execute(t.assessment.update().where(mine).values(points_micro=1))
        conn.execute(t.enrolment.update().values(wanted_version=t.enrolment.c.wanted_version + 1))
    world.drain()
    assert world.points("a") == before


def test_units_that_nobody_decided_stand_in_the_way(small_world: World) -> None:
    ready(small_world)
    small_world.unit("c")
    small_world.drain()
    assert room.outlook(small_world).undecided == (("Sở c", "not_started"),)
    assert room.publish(small_world) == Refusal("not_ready")


def test_a_decision_needs_a_number_and_a_date_that_is_not_ahead(small_world: World) -> None:
    ready(small_world)
    assert room.publish(small_world, Decision(" ", date(2026, 2, 27))) == Refusal("no_decision")
    assert room.publish(small_world, Decision("1/QĐ", date(2027, 1, 1))) == Refusal("bad_time", "ahead")


def test_results_that_changed_since_they_were_looked_at_are_not_published(small_world: World) -> None:
    ready(small_world)
    mark = room.outlook(small_world).mark
    room.conclude(small_world, "a", "1.2", "8")
    late = does(
        small_world,
        lambda c: publishing.publish(c, boss(small_world), room.DECISION, mark, small_world.now),
    )
    assert late == Refusal("seen_before")


def test_of_two_who_publish_at_once_one_wins(world: World) -> None:
    ready(world)
    mark, done = room.outlook(world).mark, []
    together = threading.Barrier(2)

    def one() -> None:
        together.wait()
        done.append(does(world, lambda c: publishing.publish(c, boss(world), room.DECISION, mark, world.now)))

    hands = [threading.Thread(target=one) for _ in range(2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(type(each).__name__ for each in done) == ["Published", "Refusal"]
    assert len(world.rows(t.publication)) == 1


def test_reopening_needs_a_reason_is_told_and_leads_to_a_new_publication(world: World) -> None:
    ready(world)
    room.publish(world)
    assert room.reopen(world, " ") == Refusal("reason_needed")
    assert isinstance(room.reopen(world), Published)
    assert state(world, "a") == "council_decided"
    assert "Sửa số quyết định." in told(world, world.speakers["a"])[-1]
    room.conclude(world, "a", "1.2", "8")
    assert isinstance(room.publish(world, Decision("1300/QĐ-UBND", date(2026, 3, 1))), Published)
    first, second = world.rows(t.publication)
    assert first.reopen_reason == "Sửa số quyết định."
    assert first.checksum != second.checksum
    assert second.reopened_at is None
    acts = [row.action for row in world.rows(t.audit) if row.subject == "campaign"]
    assert acts.count("published") == 2
    assert "publication_reopened" in acts


def test_what_is_not_published_cannot_be_reopened(small_world: World) -> None:
    ready(small_world)
    assert room.reopen(small_world) == Refusal("not_published")


def test_what_waits_for_the_council_says_so_and_leads_there(small_world: World) -> None:
    for slug in "abcdefgh":
        room.verified(small_world, slug)
    chief = staff(small_world)
    chief.does("s.pu")
    assert "8 đơn vị đã thẩm định, chờ Hội đồng kết luận" in chief.text
    assert "và 2 đơn vị nữa" in chief.text
    chief.press("Hội đồng")
    assert "8 đơn vị trước Hội đồng, không có điểm nào phải xem riêng" in chief.text
