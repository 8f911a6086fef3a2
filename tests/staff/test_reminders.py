"""Reminders by hand: exactly the right people, the exact words, at most one a day, and what came of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dti_core.campaign.history import Who
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import powers, reminder_results, reminders
from dti_core.campaign.staff.reminders import Plan
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import Requester
from dti_core.messages.staff.reminder_view import Round
from dti_core.store import tables as t
from tests.campaign.world import CLOSES, World
from tests.staff.office import staff
from tests.staff.reminding import MORNING, Desk, campaign_of_all_states, set_unit


def units(desk: Desk, kind: str, **plan: object) -> list[str]:
    """Whom sending now reaches, and who could only be phoned."""
    number = desk.send(kind, **plan)
    desk.clock()
    rows = desk.world.rows(t.reminder_sent, reminder_id=number)
    names = {number: slug for slug, number in desk.world.units.items()}
    return sorted({names[row.enrolment_id] for row in rows})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("not_joined", ["nobody"]),
        ("not_started", ["fresh"]),
        ("stalled", ["idle"]),
        ("evidence_missing", ["bare"]),
        ("not_submitted", ["bare", "busy", "fresh", "idle", "nobody"]),
        ("returned", ["back"]),
    ],
)
def test_each_state_reaches_exactly_its_units(world: World, kind: str, expected: list[str]) -> None:
    desk = campaign_of_all_states(world)
    seen = desk.preview(kind)
    assert seen.units == len(expected)
    assert units(desk, kind) == expected
    assert desk.reminded() == [slug for slug in expected if slug != "nobody"]


def test_stalled_counts_the_days_that_were_asked_for(small_world: World) -> None:
    desk = campaign_of_all_states(small_world)
    assert desk.preview("stalled", stalled_days=7).units == 1
    assert desk.preview("stalled", stalled_days=8).units == 0
    assert desk.preview("stalled", stalled_days=0).units == 3


def test_a_returned_unit_that_has_answered_since_is_left_in_peace(world: World) -> None:
    desk = campaign_of_all_states(world)
    back = world.units["back"]
    at, here = MORNING - timedelta(days=1), {"enrolment_id": back, "criterion": "1.1"}
    said = {**here, "action": "returned", "reason": "thiếu", "channel": "cli", "at": at, "told_at": at}
    with world.db.write() as conn:
        conn.execute(t.review.insert().values(**here, state="returned", reason="thiếu", at=at))
        conn.execute(t.review_event.insert().values(**said))
    assert desk.preview("returned").units == 1
    world.tell(world.speakers["back"], "1.1:a", "true")
    assert desk.preview("returned").units == 0


def test_the_preview_counts_people_and_shows_the_exact_text(small_world: World) -> None:
    desk = campaign_of_all_states(small_world)
    own = "Kính gửi {Đơn vị}: {so_cau}/{tong} câu, hạn {hạn} ({con_lai})."
    seen = desk.preview("not_started", text=own)
    assert (seen.units, seen.people, seen.not_joined, seen.blocked) == (1, 1, 0, 0)
    assert seen.example is not None
    assert seen.example.text == "Kính gửi Sở fresh: 4/4 câu, hạn 15 giờ ngày 21/03/2026 (còn 19 ngày)."
    assert desk.reminded() == [], "a preview sends nothing"
    desk.send("not_started", text=own)
    desk.clock()
    assert desk.texts("fresh") == [seen.example.text]


def test_words_with_a_placeholder_that_does_not_exist_are_refused(small_world: World) -> None:
    desk = campaign_of_all_states(small_world)
    with small_world.db.write() as conn:
        for text, why in (("{so_cua} câu", "so_cua"), ("   ", "empty"), ("a" * 1501, "1501")):
            done = reminders.send(conn, desk.chief, Plan("stalled", text), Requester(), small_world.now)
            assert done == Refusal("bad_text", why)


def test_only_units_of_the_groups_that_were_asked_for(world: World) -> None:
    desk = Desk(world)
    world.unit("a", group="so")
    world.unit("b", group="khac")
    world.now = MORNING
    assert desk.preview("not_submitted").units == 2
    assert units(desk, "not_submitted", groups=["khac"]) == ["b"]
    assert desk.reminded() == ["b"]


def test_a_reviewer_of_one_group_reminds_nobody_else(small_world: World) -> None:
    small_world.unit("a", group="so")
    small_world.unit("b", group="khac")
    small_world.now = MORNING
    narrow = Staffer(Who(None, "cli"), small_world.campaign, "reviewer", groups=frozenset({"khac"}))
    with small_world.db.write() as conn:
        seen = reminders.preview(conn, narrow, Plan("not_submitted", groups=["so", "khac"]), MORNING)
        reminders.send(conn, narrow, Plan("not_submitted"), Requester(), MORNING)
    assert not isinstance(seen, Refusal) and seen.units == 1
    desk = Desk(small_world)
    desk.clock()
    assert desk.reminded() == ["b"]


def test_two_managers_who_send_the_same_at_the_same_second_reach_everybody_once(world: World) -> None:
    desk = campaign_of_all_states(world)
    first, second = desk.send("not_submitted"), desk.send("not_submitted")
    desk.clock()
    counts = {slug: len(desk.texts(slug)) for slug in ("fresh", "idle", "busy", "bare")}
    assert set(counts.values()) == {1}, counts
    assert ("settled", "already") in desk.results(second)
    assert [result for result, _ in desk.results(first)].count("queued") == 4


def test_another_kind_on_the_same_day_reaches_nobody_twice(world: World) -> None:
    desk = campaign_of_all_states(world)
    desk.send("stalled")
    desk.clock()
    desk.delivers()
    assert desk.preview("not_submitted").waiting == 1
    desk.send("not_submitted")
    desk.clock()
    assert len(desk.texts("idle")) == 1
    desk.clock(MORNING + timedelta(days=1))
    desk.send("not_submitted")
    desk.clock()
    assert len(desk.texts("idle")) == 2


def test_one_message_names_all_units_of_one_person(world: World) -> None:
    desk = Desk(world)
    lan = world.unit("a")
    world.enrol("b")
    world.join("b", who=lan)
    world.now = MORNING
    desk.send("not_submitted")
    desk.clock()
    (text,) = desk.texts("a")
    assert text.startswith("Sở a chưa nộp phiếu") and text.endswith("Cùng việc này: Sở b.")


def test_deputies_are_spared_while_those_in_charge_can_be_reached(world: World) -> None:
    desk = Desk(world)
    world.enrol("a")
    head, deputy = world.join("a"), world.join("a")
    with world.db.write() as conn:
        mine = t.assignment.c.person_id == deputy.person
        conn.execute(t.assignment.update().where(mine).values(in_charge=False))
    world.now = MORNING
    desk.send("not_submitted")
    desk.clock()
    assert [row.identity_id for row in world.rows(t.outbox)] == [head.identity]
    with world.db.write() as conn:
        conn.execute(t.identity.update().where(t.identity.c.id == head.identity).values(blocked_at=MORNING))
    desk.clock(MORNING + timedelta(days=1))
    desk.send("not_submitted")
    desk.clock()
    assert [row.identity_id for row in world.rows(t.outbox)] == [head.identity, deputy.identity]


def outcome(desk: Desk, reminder: int) -> Round:
    with desk.world.db.write() as conn:
        found = reminder_results.one(conn, desk.chief, reminder)
    assert isinstance(found, Round), found
    return found


def test_the_outcome_is_told_person_by_person_with_whom_to_phone(world: World) -> None:
    desk = campaign_of_all_states(world)
    with world.db.write() as conn:
        member = {
            "campaign_id": world.campaign, "enrolment_id": world.units["nobody"], "role": "contact",
            "name": "Trần Văn Bình", "phone": "0912 345 678", "created_at": MORNING,
        }  # fmt: skip
        conn.execute(t.member.insert().values(**member))
    number = desk.send("not_submitted")
    desk.clock()
    desk.delivers("idle")
    found = outcome(desk, number)
    assert {one.unit: one.result for one in found.results} == {
        "Sở bare": "delivered", "Sở busy": "delivered", "Sở fresh": "delivered",
        "Sở idle": "blocked", "Sở nobody": "not_joined",
    }  # fmt: skip
    assert [(one.unit, one.name, one.phone) for one in found.to_phone] == [
        ("Sở idle", "Người 1002", None),
        ("Sở nobody", "Trần Văn Bình", "0912 345 678"),
    ]
    again = desk.send("not_submitted")
    desk.clock(MORNING + timedelta(days=1))
    later = [(one.name, one.result) for one in outcome(desk, again).results if one.unit == "Sở idle"]
    assert later == [("Người 1002", "blocked")], "nothing is even tried"
    again = desk.preview("not_submitted")
    assert (again.blocked, again.not_joined) == (1, 1), "who blocked the bot is known from now on"


def test_a_message_that_the_platform_refused_says_why(world: World) -> None:
    desk = campaign_of_all_states(world)
    number = desk.send("not_started")
    desk.clock()
    with world.db.write() as conn:
        refused = {"state": "failed", "error": "chat not found"}
        conn.execute(t.outbox.update().values(**refused))
    (one,) = outcome(desk, number).results
    assert (one.result, one.why) == ("failed", "chat not found")
    assert [phone.unit for phone in outcome(desk, number).to_phone] == ["Sở fresh"]


def test_who_sent_it_is_told_once_when_all_messages_have_left(world: World) -> None:
    desk = campaign_of_all_states(world)
    boss = staff(world)
    asked_by = Requester(boss.speaker.person, None, boss.speaker.identity)
    before = len(world.rows(t.outbox, identity_id=boss.speaker.identity))
    desk.send("not_submitted", asked_by)
    desk.clock()
    assert len(world.rows(t.outbox, identity_id=boss.speaker.identity)) == before, "nothing has left yet"
    desk.delivers("idle")
    assert desk.is_due()
    desk.clock()
    desk.clock()
    told = world.rows(t.outbox, identity_id=boss.speaker.identity)[before:]
    assert len(told) == 1
    assert "đã gửi " in told[0].payload and "Không đến được 2 đơn vị: Sở idle, Sở nobody" in told[0].payload


def test_after_the_deadline_nobody_is_reminded_but_returned_units_within_their_term(world: World) -> None:
    desk = campaign_of_all_states(world)
    set_unit(world, "back", returned_until=CLOSES + timedelta(days=5))
    set_unit(world, "busy", closes_at=CLOSES + timedelta(days=4))
    world.now = CLOSES + timedelta(days=2)  # a Monday
    desk.clock()
    desk.reminded()
    assert units(desk, "not_submitted") == ["busy"], "only the unit that was given more time"
    assert units(desk, "returned") == ["back"]
    world.now = CLOSES + timedelta(days=5)
    assert units(desk, "returned") == []


def test_a_deadline_that_passes_before_the_bot_could_send_takes_the_message_back(world: World) -> None:
    desk = campaign_of_all_states(world)
    world.now = CLOSES - timedelta(days=1, hours=2)
    number = desk.send("not_started")
    desk.clock()
    desk.clock(CLOSES + timedelta(minutes=1))
    assert desk.results(number) == [("settled", "changed")]
    states = {row.state for row in world.rows(t.outbox) if "chưa bắt đầu phiếu" in row.payload}
    assert states == {"superseded"}


def test_who_hands_in_before_the_bot_could_send_is_left_in_peace(world: World) -> None:
    desk = campaign_of_all_states(world)
    number = desk.send("not_started")
    desk.clock()
    set_unit(world, "fresh", state="submitted")
    assert desk.is_due()
    desk.clock()
    assert desk.results(number) == [("settled", "changed")]
    assert not desk.is_due()


def test_by_hand_at_night_it_asks_first(world: World) -> None:
    desk = campaign_of_all_states(world)
    world.now = MORNING.replace(hour=21)
    with world.db.write() as conn:
        asked = reminders.send(conn, desk.chief, Plan("not_started"), Requester(), world.now)
        assert asked == Refusal("at_night", (MORNING + timedelta(days=1)).isoformat())
        meant = reminders.send(
            conn, desk.chief, Plan("not_started"), Requester(), world.now, even_at_night=True
        )
    assert isinstance(meant, int)
    desk.clock()
    assert desk.reminded() == ["fresh"]


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_only_those_who_may_remind_can_do_anything_about_it(small_world: World, role: str) -> None:
    desk = campaign_of_all_states(small_world)
    who, now = replace(desk.chief, role=role), small_world.now
    plan, nobody = Plan("not_started"), Requester()
    with small_world.db.write() as conn:
        done = [
            reminders.preview(conn, who, plan, now),
            reminders.send(conn, who, plan, nobody, now),
            reminders.plan_for(conn, who, plan, nobody, now + timedelta(hours=1), now),
            reminder_results.rounds(conn, who),
        ]
    refused = [one for one in done if isinstance(one, Refusal)]
    may = role in ("manager", "reviewer", "operator")
    assert refused == ([] if may else [Refusal("not_allowed", "remind")] * 4)
    assert bool(small_world.rows(t.reminder)) is may
