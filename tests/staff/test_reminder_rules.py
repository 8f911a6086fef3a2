"""Reminders by the clock: planned ones and rules; exactly once, never at night, caught up once."""

import threading
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from dti.errands import KINDS
from dti_core.campaign import errands, tasks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import due, reminder_rounds, reminder_rules, reminders
from dti_core.campaign.staff.reminder_rules import When
from dti_core.campaign.staff.reminders import Plan
from dti_core.campaign.tasks import Requester
from dti_core.campaign.working_time import vietnam
from dti_core.store import tables as t
from tests.campaign.world import CLOSES, World
from tests.staff.reminding import MORNING, ZONE, Desk, campaign_of_all_states, set_unit

VN = vietnam()
DAY = timedelta(days=1)


def one_unit(world: World) -> Desk:
    """A joined unit that has not begun, on a Monday morning before eight."""
    world.unit("a")
    world.now = MORNING - timedelta(minutes=30)
    return Desk(world)


def sent_days(desk: Desk, slug: str = "a") -> list[str]:
    mine = desk.world.speakers[slug].person
    return [row.day for row in desk.world.rows(t.reminder_sent, person_id=mine)]


def test_a_planned_reminder_leaves_at_its_time_and_once(world: World) -> None:
    desk = one_unit(world)
    assert isinstance(desk.plan("not_started", MORNING + timedelta(hours=2)), int)
    desk.clock(MORNING + timedelta(hours=1))
    assert desk.texts("a") == []
    assert not desk.is_due()
    world.now = MORNING + timedelta(hours=2)
    assert desk.is_due()
    desk.clock()
    assert len(desk.texts("a")) == 1
    desk.clock(MORNING + timedelta(hours=3))
    assert len(desk.texts("a")) == 1
    assert not desk.is_due()


def test_what_was_done_between_planning_and_sending_stops_it(world: World) -> None:
    desk = campaign_of_all_states(world)
    number = desk.plan("not_submitted", MORNING + timedelta(hours=2))
    for slug in ("fresh", "idle", "busy"):
        set_unit(world, slug, state="submitted")
    desk.clock(MORNING + timedelta(hours=2))
    assert desk.reminded() == ["bare"]
    assert isinstance(number, int)
    with world.db.write() as conn:
        assert reminders.cancel(conn, desk.chief, number, world.now) == Refusal("unknown_reminder", "sent")


def test_a_cancelled_reminder_never_leaves(world: World) -> None:
    desk = one_unit(world)
    number = desk.plan("not_started", MORNING)
    assert isinstance(number, int)
    with world.db.write() as conn:
        assert reminders.cancel(conn, desk.chief, number, world.now) is None
    desk.clock(MORNING + timedelta(hours=1))
    assert desk.texts("a") == []


def test_a_time_that_makes_no_sense_is_refused(small_world: World) -> None:
    desk = one_unit(small_world)
    assert desk.plan("stalled", small_world.now - DAY) == Refusal("bad_time", "past")
    assert desk.plan("stalled", CLOSES + DAY) == Refusal("bad_time", "after_deadline")
    night = MORNING.replace(hour=22)
    assert desk.plan("stalled", night) == Refusal("at_night", (MORNING + DAY).isoformat())
    assert isinstance(desk.plan("stalled", night, night=True), int)


def test_a_planned_reminder_that_an_outage_delayed_into_the_night_waits_for_the_morning(world: World) -> None:
    desk = one_unit(world)
    desk.plan("not_started", MORNING + timedelta(hours=2))
    desk.clock(MORNING.replace(hour=23))
    assert desk.texts("a") == []
    desk.clock(MORNING + DAY - timedelta(minutes=1))
    assert desk.texts("a") == []
    desk.clock(MORNING + DAY)
    assert len(desk.texts("a")) == 1


def test_a_daily_rule_runs_every_working_day_and_no_other(small_world: World) -> None:
    desk = one_unit(small_world)
    desk.rule("not_started", hour=8)
    moment = small_world.now
    while moment < MORNING + timedelta(days=9):
        desk.clock(moment)
        moment += timedelta(hours=6)
    days = sent_days(desk)
    assert days == [f"2026-03-{n:02}" for n in (2, 3, 4, 5, 6, 9, 10)]
    assert len(desk.texts("a")) == 7


def test_a_rule_counts_the_days_to_each_units_own_deadline(small_world: World) -> None:
    desk = one_unit(small_world)
    small_world.unit("b")
    set_unit(small_world, "b", closes_at=CLOSES + timedelta(days=4))  # Wednesday the 25th
    desk.rule("not_started", days_before=3, hour=9)
    moment = small_world.now
    while moment < CLOSES + timedelta(days=6):
        desk.clock(moment)
        moment += timedelta(hours=6)
    assert sent_days(desk, "a") == ["2026-03-18"], "three days before Saturday the 21st"
    assert sent_days(desk, "b") == ["2026-03-20"], "three days before is a Sunday: the Friday before"


def test_a_run_that_was_missed_is_made_up_once(world: World) -> None:
    desk = one_unit(world)
    world.unit("b")
    desk.rule("not_started", days_before=4, hour=9)  # 17 March
    desk.rule("not_submitted", hour=8)
    desk.clock(datetime(2026, 3, 6, 12, tzinfo=ZONE))
    desk.clock(datetime(2026, 3, 6, 13, tzinfo=ZONE))
    assert sent_days(desk) == ["2026-03-06"], "five daily runs were missed, one is made up"
    desk.clock(datetime(2026, 3, 19, 8, 30, tzinfo=ZONE))  # down over the 17th and all daily runs
    assert sent_days(desk) == ["2026-03-06", "2026-03-19"]
    rounds = [row.rule_id for row in world.rows(t.reminder)]
    assert sorted(rounds) == [1, 2, 2], "each rule once"


def test_nothing_leaves_by_rule_at_night_or_on_a_holiday(small_world: World) -> None:
    desk = one_unit(small_world)
    desk.rule("not_started", hour=22)
    for moment in (MORNING.replace(hour=22), MORNING.replace(hour=23, minute=59)):
        desk.clock(moment)
    assert desk.texts("a") == []
    desk.clock(MORNING + DAY)
    assert sent_days(desk) == ["2026-03-03"], "the next working morning"


def test_after_the_deadline_a_rule_is_silent(small_world: World) -> None:
    desk = one_unit(small_world)
    desk.rule("not_submitted", hour=8)
    desk.clock(CLOSES + timedelta(days=2))
    assert sent_days(desk) == []


def test_two_workers_side_by_side_send_once(world: World) -> None:
    desk = campaign_of_all_states(world)
    desk.rule("not_submitted", hour=8)
    desk.rule("not_started", hour=8)
    desk.plan("not_submitted", MORNING + timedelta(minutes=1))
    world.now = MORNING + DAY

    def worker() -> None:
        for _ in range(3):
            due.run_due(world.db, world.now)
            errands.run(world.db, Path(), KINDS, clock=lambda: world.now)

    workers = [threading.Thread(target=worker) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert {slug: len(desk.texts(slug)) for slug in ("fresh", "idle", "busy", "bare")} == {
        "fresh": 1, "idle": 1, "busy": 1, "bare": 1,
    }  # fmt: skip
    assert {row.state for row in world.rows(t.reminder)} == {"sent"}


def test_two_workers_with_the_same_round_in_hand_write_to_nobody_twice(world: World) -> None:
    desk = campaign_of_all_states(world)
    number = desk.send("not_submitted")
    workers = [
        threading.Thread(target=reminder_rounds.send, args=(world.db, number, world.now)) for _ in range(4)
    ]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert all(len(desk.texts(slug)) == 1 for slug in ("fresh", "idle", "busy", "bare"))
    results = [result for result, _ in desk.results(number)]
    assert sorted(results) == ["not_joined", *["queued"] * 4], "no line is written twice either"


def test_a_worker_that_died_in_the_middle_is_followed_by_one_that_sends_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = campaign_of_all_states(world)
    desk.send("not_submitted")
    real, done = reminder_rounds._remind, []

    def dies(*args: object) -> None:
        if len(done) == 2:
            raise SystemExit("killed")
        done.append(1)
        real(*args)

    monkeypatch.setattr(reminder_rounds, "_remind", dies)
    with pytest.raises(SystemExit):
        desk.clock()
    monkeypatch.setattr(reminder_rounds, "_remind", real)
    half = desk.reminded()
    assert 0 < len(half) < 4
    desk.clock()
    assert desk.reminded() == [], "it is still claimed"
    desk.clock(MORNING + tasks.CLAIM + timedelta(seconds=1))
    assert len(desk.reminded()) == 4 - len(half)
    assert all(len(desk.texts(slug)) == 1 for slug in ("fresh", "idle", "busy", "bare"))


@pytest.mark.parametrize("jump", [-2 * DAY, -DAY, -timedelta(hours=3), timedelta(hours=3)])
def test_a_clock_that_is_set_repeats_nothing_on_the_same_day(small_world: World, jump: timedelta) -> None:
    desk = one_unit(small_world)
    desk.rule("not_started", hour=8)
    thursday = MORNING + 3 * DAY + timedelta(hours=4)
    desk.clock(thursday)
    assert len(desk.texts("a")) == 1
    desk.clock(thursday + jump)
    desk.send("not_started")
    desk.clock()
    assert len(desk.texts("a")) == 1
    desk.clock(thursday + timedelta(minutes=5))
    assert len(desk.texts("a")) == 1
    desk.clock(thursday + DAY)
    assert len(desk.texts("a")) == 2, "the next day goes on as ever"


def test_a_clock_that_ran_a_month_ahead_does_not_silence_a_rule(small_world: World) -> None:
    desk = one_unit(small_world)
    number = desk.rule("not_started", hour=8)
    with small_world.db.write() as conn:
        conn.execute(t.reminder_rule.update().values(last_day="2026-05-01"))
    desk.clock(MORNING)
    assert len(desk.texts("a")) == 1
    assert small_world.rows(t.reminder_rule, id=number)[0].last_day == "2026-03-02"


def test_a_reminder_by_rule_that_could_not_leave_by_evening_waits_for_the_morning(small_world: World) -> None:
    desk = one_unit(small_world)
    desk.rule("not_started", hour=8)
    desk.clock(MORNING)
    evening = MORNING.replace(hour=20)
    desk.clock(evening)
    (row,) = small_world.rows(t.outbox, lane=3)
    assert (row.state, row.not_before) == ("pending", MORNING + DAY)
    assert not desk.is_due()


def test_a_rule_may_rest_and_goes_on_without_making_up_for_it(world: World) -> None:
    desk = one_unit(world)
    number = desk.rule("not_started", hour=8)

    def turn(on: bool) -> None:
        with world.db.write() as conn:
            assert reminder_rules.switch(conn, desk.chief, number, on, world.now) is None

    turn(False)
    desk.clock(MORNING + DAY)
    assert sent_days(desk) == []
    world.now = MORNING + DAY + timedelta(hours=2)
    turn(True)
    desk.clock()
    assert sent_days(desk) == []
    desk.clock(MORNING + 2 * DAY)
    assert sent_days(desk) == ["2026-03-04"]


def test_a_rule_with_impossible_values_is_refused(small_world: World) -> None:
    desk = one_unit(small_world)
    with small_world.db.write() as conn:
        for when in (When(None, 24), When(-1, 8), When(99, 8)):
            done = reminder_rules.add(conn, desk.chief, Plan("stalled"), when, Requester(), small_world.now)
            assert done == Refusal("bad_time", "rule")
        done = reminder_rules.add(
            conn, desk.chief, Plan("stalled", "{abc}"), When(None), Requester(), small_world.now
        )
        assert done == Refusal("bad_text", "abc")


def test_an_observer_changes_no_rule(small_world: World) -> None:
    desk = one_unit(small_world)
    number = desk.rule("not_started")
    looks_on = reminders.Staffer(desk.chief.who, small_world.campaign, "observer")
    with small_world.db.write() as conn:
        done = [
            reminder_rules.add(conn, looks_on, Plan("stalled"), When(None), Requester(), small_world.now),
            reminder_rules.switch(conn, looks_on, number, False, small_world.now),
            reminder_rules.listed(conn, looks_on),
            reminders.cancel(conn, looks_on, 1, small_world.now),
        ]
    assert done == [Refusal("not_allowed", "remind")] * 4


@pytest.mark.parametrize(
    ("hour", "now", "day"),
    [
        (8, time(7, 59), date(2026, 2, 27)),
        (8, time(8), date(2026, 3, 2)),
        (22, time(19, 59), date(2026, 2, 27)),
        (5, time(7, 30), date(2026, 2, 27)),
        (5, time(8), date(2026, 3, 2)),
        (8, time(20), None),
        (8, time(6, 59), None),
    ],
)
def test_the_day_whose_run_is_due(hour: int, now: time, day: date | None) -> None:
    at = datetime.combine(MORNING.date(), now, ZONE)
    assert reminder_rules.day_of_run(hour, at, VN) == day
