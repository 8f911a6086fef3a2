"""Tasks: done once, told once, tried again after a death, never in each other's way."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dti_core.campaign import claim_kept, errands, tasks
from dti_core.campaign.errands import Errand, Outcome
from dti_core.messages.model import Message
from dti_core.messages.rich import rich
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, staff
from tests.worker.waiting import wait_until


def says_done(errand: Errand) -> Outcome:
    return Outcome((Message(rich("Xong {what}.", what=errand.task.arguments["what"])),))


def breaks(_errand: Errand) -> Outcome:
    raise ValueError("nothing to do it with")


KINDS: errands.Kinds = {"say": says_done, "break": breaks}


def ask(hand: Hand, kind: str, mark: str | None = None) -> int | None:
    person, identity = hand.speaker.person, hand.speaker.identity
    with hand.world.db.write() as conn:
        who = tasks.Requester(person, None, identity)
        return tasks.ask(conn, kind, {"what": "bảng"}, hand.world.now, requester=who, mark=mark)


def run(world: World) -> int:
    return errands.run(world.db, Path(), KINDS, clock=lambda: world.now)


def claimed_until(world: World) -> datetime:
    (task,) = world.rows(t.task)
    until: datetime = task.claimed_until
    return until


def told(hand: Hand) -> list[str]:
    return [row.payload for row in hand.world.rows(t.outbox, identity_id=hand.speaker.identity)]


def test_a_task_is_done_once_and_its_requester_is_told(world: World) -> None:
    chief = staff(world)
    ask(chief, "say")
    assert run(world) == 1
    assert run(world) == 0
    assert len(told(chief)) == 1
    assert "Xong bảng." in told(chief)[0]


def test_a_second_press_waits_for_the_first(world: World) -> None:
    chief = staff(world)
    assert ask(chief, "say", mark="book:1") is not None
    assert ask(chief, "say", mark="book:1") is None
    assert run(world) == 1
    assert ask(chief, "say", mark="book:1") is not None


def test_a_task_whose_worker_died_is_done_by_the_next(world: World) -> None:
    chief = staff(world)
    ask(chief, "say")
    with world.db.write() as conn:
        assert tasks.claim(conn, world.now) is not None
    assert run(world) == 0
    world.now += tasks.CLAIM + timedelta(seconds=1)
    assert run(world) == 1
    assert len(told(chief)) == 1


def test_a_task_that_keeps_failing_is_given_up_and_said_so_once(world: World) -> None:
    chief = staff(world)
    ask(chief, "break")
    ask(chief, "say")
    assert run(world) == 4, "the broken one thrice, the other once"
    (broken, done) = world.rows(t.task)
    assert (broken.state, done.state) == ("failed", "done")
    assert len([line for line in told(chief) if "không làm được" in line]) == 1


def test_two_workers_never_do_the_same_task(world: World) -> None:
    chief = staff(world)
    number = ask(chief, "say")
    with world.db.write() as conn:
        mine = tasks.claim(conn, world.now)
    with world.db.write() as conn:
        assert tasks.claim(conn, world.now) is None
    assert mine is not None and mine.id == number


def test_a_task_that_takes_its_time_stays_its_workers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim_kept, "EVERY", 0.01)
    begun, others = world.now, []

    def long_work(errand: Errand) -> Outcome:
        world.now += tasks.CLAIM * 2 / 3
        wait_until(lambda: claimed_until(world) == world.now + tasks.CLAIM, "the claim is renewed")
        world.now += tasks.CLAIM * 2 / 3
        others.append(run(world))
        return says_done(errand)

    chief = staff(world)
    ask(chief, "long")
    assert errands.run(world.db, Path(), {"long": long_work}, clock=lambda: world.now) == 1
    assert world.now > begun + tasks.CLAIM
    assert others == [0]
    assert len(told(chief)) == 1
