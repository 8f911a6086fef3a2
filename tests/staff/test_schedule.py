"""Deadlines: closing by itself, extensions, moving back and forth; always with a reason, losing nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import due, powers, review, review_batch, schedule, schedule_dates, staffer
from dti_core.campaign.staff.review import Done
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages import codec
from dti_core.messages.model import plain
from dti_core.messages.staff.schedule_view import Effect
from dti_core.store import tables as t
from tests.campaign.world import CLOSES, World
from tests.staff import review_room as room

LATER = CLOSES + timedelta(days=5)


def chief(world: World) -> Staffer:
    return staffer.operator(world.campaign)


def state(world: World, slug: str) -> str:
    return str(world.rows(t.enrolment, id=world.units[slug])[0].state)


def told(world: World, slug: str) -> list[str]:
    mine = world.rows(t.outbox, identity_id=world.speakers[slug].identity)
    return [plain(codec.load(row.payload).text) for row in mine]


def clock_runs(world: World) -> bool:
    with world.db.read() as conn:
        found = due.due(conn, world.now)
    due.run_due(world.db, world.now)
    return found


def move(world: World, until: datetime, reason: str = "các đơn vị đề nghị") -> Effect | Refusal:
    with world.db.write() as conn:
        return schedule.move_deadline(conn, chief(world), until, reason, world.now)


def extend(world: World, slug: str, until: datetime, reason: str = "mất mạng") -> Effect | Refusal:
    with world.db.write() as conn:
        return schedule.extend(conn, chief(world), world.units[slug], until, reason, world.now)


def three_units(world: World) -> None:
    """One that answered, one that joined, one that nobody joined."""
    lan = world.unit("a")
    world.tell(lan, "1.1:a", "true")
    world.unit("b")
    world.enrol("c")


def acts(world: World, action: str) -> list[Any]:
    return world.rows(t.audit, action=action)


def test_the_deadline_closes_by_itself_what_was_not_handed_in(world: World) -> None:
    three_units(world)
    world.now = CLOSES - timedelta(seconds=1)
    assert not clock_runs(world)
    world.now = CLOSES
    assert clock_runs(world)
    assert {state(world, slug) for slug in "abc"} == {"closed_unsubmitted"}
    assert len(told(world, "a")) == len(told(world, "b")) == 1
    assert "chưa nộp khi hết hạn" in told(world, "a")[0]
    assert [(act.channel, act.person_id, act.old) for act in acts(world, "enrolment_close")] == [
        ("clock", None, "in_progress"),
        ("clock", None, "not_started"),
        ("clock", None, "not_started"),
    ]
    assert not clock_runs(world), "nothing is left to close"
    assert len(told(world, "a")) == 1, "told once"


def test_closing_redraws_the_status_message(world: World) -> None:
    three_units(world)
    (before,) = world.rows(t.status_message, enrolment_id=world.units["a"])
    world.now = CLOSES
    clock_runs(world)
    (after,) = world.rows(t.status_message, enrolment_id=world.units["a"])
    assert after.wanted_seq > before.wanted_seq


def test_what_was_handed_in_or_extended_is_not_closed(world: World) -> None:
    three_units(world)
    with world.db.write() as conn:
        mine = t.enrolment.c.id == world.units["a"]
        conn.execute(t.enrolment.update().where(mine).values(state="submitted"))
    assert extend(world, "b", LATER) == Effect()
    world.now = CLOSES
    clock_runs(world)
    assert [state(world, slug) for slug in "abc"] == ["submitted", "not_started", "closed_unsubmitted"]
    world.now = LATER
    assert clock_runs(world)
    assert state(world, "b") == "closed_unsubmitted"


def test_at_night_the_closing_is_told_in_the_morning(world: World) -> None:
    three_units(world)
    world.now = CLOSES + timedelta(hours=7)  # 22 h there, a Saturday
    clock_runs(world)
    (row,) = world.rows(t.outbox, identity_id=world.speakers["a"].identity)
    local = row.not_before + timedelta(hours=7)
    assert (local.hour, local.weekday() < 5) == (8, True)


def test_a_deadline_moved_back_and_forth_loses_nothing(world: World) -> None:
    three_units(world)
    extend(world, "b", CLOSES + timedelta(days=2))
    world.now = CLOSES
    clock_runs(world)
    assert move(world, LATER) == Effect(reopened=2)
    assert [state(world, slug) for slug in "abc"] == ["in_progress", "not_started", "in_progress"]
    assert not isinstance(world.say(world.speakers["a"], "1.2:a", "5"), Refusal)
    assert isinstance(move(world, CLOSES + timedelta(hours=1)), Effect)
    world.now = CLOSES + timedelta(hours=1)
    clock_runs(world)
    assert [state(world, slug) for slug in "abc"] == [
        "closed_unsubmitted", "not_started", "closed_unsubmitted",
    ], "the extension outlived both moves"  # fmt: skip
    answers = world.rows(t.answer, enrolment_id=world.units["a"])
    assert {row.input_key for row in answers} == {"1.1:a", "1.2:a"}
    assert len(acts(world, "deadline_moved")) == 2


def test_an_earlier_deadline_that_is_past_closes_at_once(world: World) -> None:
    three_units(world)
    world.now = CLOSES - timedelta(days=2)
    with world.db.write() as conn:
        done = schedule.close_now(conn, chief(world), "đủ số liệu", world.now)
    assert done == Effect(closed=3)
    assert state(world, "a") == "closed_unsubmitted"
    assert isinstance(world.say(world.speakers["a"], "1.2:a", "5"), Refusal)
    with world.db.write() as conn:
        again = schedule.close_now(conn, chief(world), "đủ số liệu", world.now)
    assert again == Refusal("closed")


def test_everybody_still_at_work_hears_of_the_new_date_and_why(world: World) -> None:
    three_units(world)
    move(world, LATER)
    assert told(world, "a") == ["Hạn nộp của Sở a nay là 15 giờ ngày 26/03/2026.\nLý do: các đơn vị đề nghị"]


def test_an_extension_opens_a_closed_unit_again_and_says_until_when(world: World) -> None:
    three_units(world)
    world.now = CLOSES
    clock_runs(world)
    assert extend(world, "a", LATER) == Effect(reopened=1)
    assert state(world, "a") == "in_progress"
    assert state(world, "b") == "closed_unsubmitted"
    assert "được trả lời tiếp đến 15 giờ ngày 26/03/2026" in told(world, "a")[-1]
    (act,) = acts(world, "unit_extended")
    assert (act.reason, act.new) == ("mất mạng", LATER.isoformat())


def test_more_time_after_a_return_is_a_term_of_its_own(world: World) -> None:
    three_units(world)
    with world.db.write() as conn:
        mine = t.enrolment.c.id == world.units["a"]
        conn.execute(t.enrolment.update().where(mine).values(state="returned"))
    world.now = CLOSES - timedelta(days=3)
    soon = world.now + timedelta(days=1)
    assert extend(world, "a", soon) == Effect(), "a return may end before everybody's deadline"
    (row,) = world.rows(t.enrolment, id=world.units["a"])
    assert (row.returned_until, row.closes_at) == (soon, None)
    assert told(world, "a")[-1].startswith("Hạn bổ sung của Sở a nay là")


def test_an_extension_taken_back_closes_at_once_where_the_deadline_is_past(world: World) -> None:
    three_units(world)
    extend(world, "a", LATER)
    world.now = CLOSES + timedelta(hours=1)
    clock_runs(world)
    with world.db.write() as conn:
        done = schedule.end_extension(conn, chief(world), world.units["a"], "nhầm", world.now)
    assert done == Effect(closed=1)
    assert state(world, "a") == "closed_unsubmitted"


def test_what_makes_no_sense_is_refused_and_changes_nothing(world: World) -> None:
    three_units(world)
    assert move(world, LATER, "  ") == Refusal("no_reason")
    assert move(world, CLOSES) == Refusal("bad_time", "same")
    assert move(world, CLOSES - timedelta(days=60)) == Refusal("bad_time", "before_opening")
    assert extend(world, "a", CLOSES) == Refusal("bad_time", "not_later")
    assert extend(world, "a", world.now) == Refusal("bad_time", "past")
    with world.db.write() as conn:
        conn.execute(t.campaign.update().values(state="published"))
    assert move(world, LATER) == Refusal("published")
    assert world.rows(t.campaign)[0].closes_at == CLOSES
    assert acts(world, "deadline_moved") == []


def test_a_unit_that_handed_in_needs_no_more_time(world: World) -> None:
    three_units(world)
    with world.db.write() as conn:
        conn.execute(t.enrolment.update().values(state="submitted"))
    assert extend(world, "a", LATER) == Refusal("locked", "submitted")


def test_what_a_deadline_would_do_is_known_before_it_does(world: World) -> None:
    three_units(world)
    extend(world, "b", LATER)
    with world.db.read() as conn:
        assert schedule.foresee(conn, chief(world), world.now, world.now) == Effect(closed=2, extended=1)
    world.now = CLOSES
    clock_runs(world)
    with world.db.read() as conn:
        seen = schedule.foresee(conn, chief(world), CLOSES + timedelta(days=1), world.now)
    assert seen == Effect(reopened=2, extended=1)


def test_the_review_is_ended_and_goes_on_again(world: World) -> None:
    def closed() -> bool:
        with world.db.read() as conn:
            return schedule_dates.is_review_closed(conn, world.campaign, world.now)

    assert not closed()
    with world.db.write() as conn:
        assert schedule_dates.close_review(conn, chief(world), "đã đủ", world.now) is None
    assert closed()
    with world.db.write() as conn:
        assert schedule_dates.reopen_review(conn, chief(world), None, "còn sót", world.now) is None
    assert not closed()
    assert [act.reason for act in acts(world, "review_end_moved")] == ["đã đủ", "còn sót"]


def test_once_the_review_is_ended_nothing_is_decided_until_it_goes_on(world: World) -> None:
    room.handed_in(world, "a")
    boss, a = chief(world), world.units["a"]
    assert isinstance(room.accept(world, "a", "1.1"), Done)
    room.does(world, lambda conn: schedule_dates.close_review(conn, boss, "đã đủ", world.now))
    ended = Refusal("review_closed", "Sở a")
    assert room.accept(world, "a", "1.2") == ended
    assert room.does(world, lambda conn: review.open_(conn, boss, a, world.now)) == ended
    assert room.does(world, lambda conn: review_batch.send(conn, boss, a, world.now)) == ended
    assert room.does(world, lambda conn: review_batch.verify(conn, boss, a, world.now)) == ended
    room.does(world, lambda conn: schedule_dates.reopen_review(conn, boss, None, "còn sót", world.now))
    assert isinstance(room.accept(world, "a", "1.2"), Done)


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_only_those_who_keep_the_schedule_may_touch_a_date(small_world: World, role: str) -> None:
    three_units(small_world)
    who = Staffer(chief(small_world).who, small_world.campaign, role)
    allowed = role in ("manager", "operator")
    a, now = small_world.units["a"], small_world.now
    with small_world.db.write() as conn:
        done = [
            schedule.extend(conn, who, a, LATER, "x", now),
            schedule.end_extension(conn, who, a, "x", now),
            schedule.move_deadline(conn, who, LATER, "x", now),
            schedule.close_now(conn, who, "x", now),
            schedule_dates.close_review(conn, who, "x", now),
            schedule_dates.reopen_review(conn, who, None, "x", now),
            schedule_dates.dates(conn, who, now),
        ]
    refused = [one for one in done if isinstance(one, Refusal)]
    assert refused == ([] if allowed else [Refusal("not_allowed", "schedule")] * 7)
    assert (small_world.rows(t.campaign)[0].closes_at == now) is allowed


def test_a_manager_of_some_groups_extends_no_unit_of_others(small_world: World) -> None:
    small_world.unit("a", group="khac")
    narrow = Staffer(chief(small_world).who, small_world.campaign, "manager", groups=frozenset({"so"}))
    with small_world.db.write() as conn:
        done = schedule.extend(conn, narrow, small_world.units["a"], LATER, "x", small_world.now)
    assert done == Refusal("unknown_unit", str(small_world.units["a"]))
