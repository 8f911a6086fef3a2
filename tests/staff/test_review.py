"""Verification: what reviewers may say of a criterion, what follows, and who is told."""

from dataclasses import replace
from fractions import Fraction

import pytest

from dti_core.campaign import answers, evidence, submission
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review, review_batch, review_item
from dti_core.campaign.staff.review import Done, Target
from dti_core.campaign.staff.review_batch import Ready, Sent, Unsettled
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff import review_room as room


def test_looking_at_a_unit_locks_it_against_withdrawing(world: World) -> None:
    lan = room.handed_in(world, "a")
    room.does(world, lambda conn: review.open_(conn, room.boss(world), world.units["a"], world.now))
    assert room.state(world, "a") == "in_review"
    assert room.does(world, lambda c: submission.withdraw(c, lan, world.now)) == Refusal(
        "not_submitted", "in_review"
    )


def test_a_unit_that_has_not_handed_in_is_not_reviewed(world: World) -> None:
    world.unit("a")
    assert room.accept(world, "a", "1.1") == Refusal("not_submitted", "Sở a")
    assert room.state(world, "a") == "not_started"


def test_accepting_leaves_the_points_to_the_rule_and_gives_none_of_its_own(world: World) -> None:
    room.handed_in(world, "a")
    assert room.accept(world, "a", "1.2") == Done("Sở a", "1.2", Fraction(19, 2), "accepted")
    assert world.rows(t.assessment) == []
    (row,) = world.rows(t.review)
    assert (row.state, row.criterion) == ("accepted", "1.2")
    assert [e.action for e in world.rows(t.review_event)] == ["accepted"]


def test_adjusted_points_count_with_their_reason_and_accepting_takes_them_back(world: World) -> None:
    room.handed_in(world, "a")
    world.drain()
    assert world.points("a") == 10 + 9.5 + 0 + 5
    room.adjust(world, "a", "1.2", "7.5", "Bảng kê chỉ có 45 máy.")
    world.drain()
    assert world.points("a") == 22.5
    (given,) = world.rows(t.assessment)
    assert (given.assessor, given.reason) == ("department", "Bảng kê chỉ có 45 máy.")
    room.adjust(world, "a", "1.2", "8")
    room.accept(world, "a", "1.2")
    world.drain()
    assert world.points("a") == 24.5
    assert [row.replaced_at is not None for row in world.rows(t.assessment)] == [True, True]


@pytest.mark.parametrize("points", ["-1", "10.01"])
def test_points_outside_zero_and_the_maximum_are_refused(small_world: World, points: str) -> None:
    room.handed_in(small_world, "a")
    assert room.adjust(small_world, "a", "1.2", points) == Refusal("bad_value", "1.2")
    assert small_world.rows(t.assessment) == []


def test_an_adjustment_and_a_return_need_a_reason(small_world: World) -> None:
    room.handed_in(small_world, "a")
    assert room.adjust(small_world, "a", "1.2", "5", "  ") == Refusal("reason_needed", "1.2")
    assert room.send_back(small_world, "a", "1.2", "") == Refusal("reason_needed", "1.2")
    assert small_world.rows(t.review) == []


def test_the_unit_is_told_once_per_batch_and_answers_only_what_was_sent_back(world: World) -> None:
    lan = room.handed_in(world, "a")
    room.send_back(world, "a", "1.2", "Bảng kê chỉ có 52 máy.")
    room.send_back(world, "a", "1.1", "Liên kết không mở được.")
    assert room.told(world, lan) == []
    assert world.desk(lan).returned == ()
    sent = room.does(world, lambda c: review_batch.send(c, room.boss(world), world.units["a"], world.now))
    assert isinstance(sent, Sent)
    assert (sent.criteria, sent.people) == (2, 1)
    (notice,) = room.told(world, lan)
    assert "trả lại" in notice and "Bảng kê chỉ có 52 máy." in notice
    assert [one.criterion for one in world.desk(lan).returned] == ["1.1", "1.2"]
    again = room.does(world, lambda c: review_batch.send(c, room.boss(world), world.units["a"], world.now))
    assert again == Refusal("nothing_to_return", "Sở a")
    assert world.say(lan, "1.3:a", "9") == Refusal("not_allowed", "1.3:a")
    assert isinstance(world.say(lan, "1.2:a", "52"), answers.Recorded)
    assert isinstance(world.say(lan, "info:1", "61"), answers.Recorded)
    other = room.does(
        world, lambda c: evidence.add_link(c, lan, "1.4", "https://a.vn", evidence.NOTHING, world.now)
    )
    assert other == Refusal("unknown_criterion", "1.4")


def test_what_comes_back_waits_for_the_reviewers_again(world: World) -> None:
    lan = room.handed_in(world, "a")
    room.send_back(world, "a", "1.2")
    room.does(world, lambda c: review_batch.send(c, room.boss(world), world.units["a"], world.now))
    assert room.accept(world, "a", "1.2") == Refusal("waiting_for_unit", "1.2")
    world.tell(lan, "1.2:a", "52")
    room.does(world, lambda c: submission.submit(c, lan, world.now))
    assert room.state(world, "a") == "resubmitted"
    assert room.item(world, "a", "1.2").verdict.state == "answered"
    assert world.desk(lan).returned == ()
    assert isinstance(room.accept(world, "a", "1.2"), Done)
    assert room.state(world, "a") == "in_review"
    actions = [e.action for e in world.rows(t.review_event)]
    assert actions == ["returned", "answered", "accepted"]


def test_the_term_of_a_return_is_counted_in_working_days(small_world: World) -> None:
    room.handed_in(small_world, "a")
    room.send_back(small_world, "a", "1.2")
    boss, unit = room.boss(small_world), small_world.units["a"]
    sent = room.does(small_world, lambda c: review_batch.send(c, boss, unit, small_world.now, days=5))
    assert isinstance(sent, Sent) and sent.until is not None
    assert sent.until.strftime("%d/%m/%Y %H:%M") == "06/03/2026 17:00", "from Sunday 1 March"


def test_a_decision_on_what_has_changed_since_it_was_drawn_is_refused(world: World) -> None:
    room.handed_in(world, "a")
    drawn = room.item(world, "a", "1.2").stamp
    room.adjust(world, "a", "1.2", "5")
    target = Target(world.units["a"], "1.2", drawn)
    late = room.does(world, lambda c: review.accept(c, room.boss(world), target, world.now))
    assert late == Refusal("seen_before", "1.2")
    assert room.item(world, "a", "1.2").verdict.state == "adjusted"


def test_what_changed_since_the_last_review_is_seen(world: World) -> None:
    lan = room.handed_in(world, "a")
    room.accept(world, "a", "1.1")
    assert not room.item(world, "a", "1.1").verdict.changed
    room.send_back(world, "a", "1.2")
    room.does(world, lambda c: review_batch.send(c, room.boss(world), world.units["a"], world.now))
    world.tell(lan, "info:1", "70")
    room.accept(world, "a", "1.4")
    assert not room.item(world, "a", "1.1").verdict.changed
    room.does(
        world,
        lambda c: c.execute(t.answer.update().where(t.answer.c.input_key == "1.1:a").values(value="false")),
    )
    assert room.item(world, "a", "1.1").verdict.changed


def test_verifying_lists_what_is_left_and_tells_the_unit_why_points_were_adjusted(world: World) -> None:
    lan = room.handed_in(world, "a")
    room.adjust(world, "a", "1.4", "2.5", "Kế hoạch chưa ban hành.")
    unit, boss = world.units["a"], room.boss(world)
    left = room.does(world, lambda c: review_batch.verify(c, boss, unit, world.now))
    assert isinstance(left, Unsettled)
    assert left.unreviewed == ("1.1", "1.2", "1.3")
    room.accept_rest(world, "a", "1.4")
    ready = room.does(world, lambda c: review_batch.check(c, boss, unit))
    assert isinstance(ready, Ready)
    assert (ready.points, ready.accepted, ready.adjusted) == (Fraction(22), 3, 1)
    assert room.told(world, lan) == []
    done = room.does(world, lambda c: review_batch.verify(c, boss, unit, world.now))
    assert isinstance(done, Sent)
    assert room.state(world, "a") == "verified"
    (notice,) = room.told(world, lan)
    assert "Kế hoạch chưa ban hành." in notice and "22 / 40" in notice
    assert room.accept(world, "a", "1.4") == Refusal("locked", "Sở a")


def test_nobody_reviews_their_own_unit(small_world: World) -> None:
    room.handed_in(small_world, "a")
    _, mine = room.reviewer(small_world)
    mine = replace(mine, own=frozenset({small_world.units["a"]}))
    assert room.accept(small_world, "a", "1.1", mine) == Refusal("own_unit", "Sở a")
    with small_world.db.read() as conn:
        seen = review_item.load(conn, mine, small_world.units["a"], "1.1")
    assert seen == Refusal("own_unit", "Sở a")


def test_assigned_reviewers_reach_only_their_groups_and_indices(small_world: World) -> None:
    room.handed_in(small_world, "a")
    _, elsewhere = room.reviewer(small_world, groups="khac")
    assert room.accept(small_world, "a", "1.1", elsewhere) == Refusal("out_of_reach", "Sở a")
    _, other = room.reviewer(small_world, indices="2")
    assert room.accept(small_world, "a", "1.1", other) == Refusal("out_of_reach", "1.1")
    assert room.does(small_world, lambda c: review_batch.check(c, other, small_world.units["a"])) == Refusal(
        "out_of_reach", "Sở a"
    )


def test_a_unit_of_another_campaign_is_unknown(small_world: World) -> None:
    room.handed_in(small_world, "a")
    _, mine = room.reviewer(small_world)
    far = replace(mine, campaign=mine.campaign + 1)
    assert room.accept(small_world, "a", "1.1", far).code == "unknown_unit"  # type: ignore[union-attr]


def test_what_was_decided_can_be_taken_back_and_the_history_keeps_all(small_world: World) -> None:
    room.handed_in(small_world, "a")
    room.adjust(small_world, "a", "1.2", "5")
    target = Target(small_world.units["a"], "1.2")
    room.does(small_world, lambda c: review.take_back(c, room.boss(small_world), target, small_world.now))
    shown = room.item(small_world, "a", "1.2")
    assert (shown.verdict.state, shown.points) == ("unreviewed", Fraction(19, 2))
    assert [e.action for e in small_world.rows(t.review_event)] == ["adjusted", "reset"]
    acts = [row.action for row in small_world.rows(t.audit) if row.action.startswith(("review", "points"))]
    assert acts == ["points_given", "review_adjusted", "points_taken_back", "review_reset"]


def test_an_expert_gives_points_in_the_experts_column_only_where_there_is_one(small_world: World) -> None:
    room.handed_in(small_world, "a")
    expert = room.seat(small_world, room.staff(small_world, "expert"))
    target = Target(small_world.units["a"], "1.2")
    said = room.does(
        small_world,
        lambda c: review.assess(c, expert, target, Fraction(5), "Vì", small_world.now),
    )
    assert said == Refusal("no_column", "1.2")
