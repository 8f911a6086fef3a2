"""Two managers press one button in the same second: everybody hears once, both are told what came of it."""

import threading
from collections.abc import Callable
from pathlib import Path

from dti.errands import KINDS
from dti_core.campaign import errands
from dti_core.campaign.staff import reminder_rounds
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, staff
from tests.staff.reminding import campaign_of_all_states
from tests.staff.test_remind_providers import province


def together(*acts: Callable[[], object]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert not any(one.is_alive() for one in threads)


def test_two_managers_send_the_same_reminder(world: World) -> None:
    desk = campaign_of_all_states(world)
    hands = [staff(world), staff(world)]
    for hand in hands:
        hand.does("s.nv.p", "not_submitted")
    together(*(lambda hand=hand: hand.press("Gửi 4 người ngay") for hand in hands))  # type: ignore[misc]
    assert len(world.rows(t.reminder)) == 2
    together(*(lambda: errands.run(world.db, Path(), KINDS, clock=lambda: world.now) for _ in range(3)))
    assert {slug: len(desk.texts(slug)) for slug in ("fresh", "idle", "busy", "bare")} == {
        "fresh": 1, "idle": 1, "busy": 1, "bare": 1,
    }  # fmt: skip
    desk.delivers()
    desk.clock()
    told = [_told(world, hand) for hand in hands]
    assert told == [1, 1]


def _told(world: World, hand: Hand) -> int:
    rows = world.rows(t.outbox, identity_id=hand.speaker.identity)
    return sum("Nhắc việc (chưa nộp)" in row.payload for row in rows if row.inbox_id is None)


def test_two_workers_with_one_round_for_providers_write_to_nobody_twice(world: World) -> None:
    here = province(world)
    world.join("a", "provider", "1.4:a")
    round_ = here.sends_later("not_submitted")
    together(*(lambda: reminder_rounds.send(world.db, round_, world.now) for _ in range(4)))
    results = [(row.result, row.person_id) for row in world.rows(t.reminder_sent)]
    assert sorted(one for one, _ in results) == ["queued", "queued"]
    assert len({person for _, person in results}) == 2


def test_a_unit_is_extended_by_two_managers_at_once(world: World) -> None:
    world.unit("a")
    world.unit("b")
    hands = [staff(world), staff(world)]
    for hand in hands:
        hand.does("s.tk.m", "dl", "*", 0)
        hand.does("s.tk.d", "dl")
        hand.press("+3 ngày")
        hand.press("Sự cố kỹ thuật")
    together(*(lambda hand=hand: hand.press("Đồng ý") for hand in hands))  # type: ignore[misc]
    terms = {row.closes_at for row in world.rows(t.enrolment)}
    assert len(terms) == 1 and None not in terms
