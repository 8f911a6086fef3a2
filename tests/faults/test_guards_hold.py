"""Guards behind guards: where an outer one usually answers first, the inner one holds by itself."""

import hmac
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from starlette.testclient import TestClient

from bot.intake import Inbox
from bot.telegram.webhook import HEADER, app
from dti_core.campaign import justifications, tasks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_batch
from dti_core.campaign.staff.review import Target, accept
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.staff.review_room import boss, does, handed_in, reviewer, send_back


def test_nobody_sits_down_on_anothers_seat(small_world: World) -> None:
    lan, hoa = small_world.unit("a"), small_world.unit("b")
    thief = replace(hoa, active_assignment=lan.active_assignment)
    assert small_world.say(thief, "1.1:a", "true") == Refusal("no_assignment")
    assert small_world.rows(t.answer) == []


def test_after_a_return_words_on_another_criterion_are_refused(small_world: World) -> None:
    lan = handed_in(small_world, "a")
    send_back(small_world, "a", "1.2")
    does(
        small_world,
        lambda conn: review_batch.send(conn, boss(small_world), small_world.units["a"], small_world.now),
    )
    with small_world.db.write() as conn:
        other = justifications.justify(conn, lan, "1.1", "Lời giải trình.", small_world.now)
        same = justifications.justify(conn, lan, "1.2", "Lời giải trình.", small_world.now)
    assert (other, same) == (Refusal("unknown_criterion", "1.1"), None)


def test_a_reviewer_of_one_group_decides_nothing_in_another(small_world: World) -> None:
    handed_in(small_world, "a")
    _, far = reviewer(small_world, groups="khac")
    target = Target(small_world.units["a"], "1.1")
    refused = does(small_world, lambda conn: accept(conn, far, target, small_world.now))
    assert isinstance(refused, Refusal)
    assert refused.code == "out_of_reach"
    assert small_world.rows(t.review) == []


def test_the_webhooks_secret_is_compared_in_constant_time(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return one == other

    monkeypatch.setattr(hmac, "compare_digest", compare)
    door = TestClient(app("/hook", "geheim", Inbox(sqlite_db, "telegram", "1", lambda: None), lambda _: None))
    assert door.post("/hook", json={"update_id": 1}, headers={HEADER: "geraten"}).status_code == 403
    assert compared == [(b"geraten", b"geheim")]


def test_a_task_that_is_settled_stays_so(small_world: World) -> None:
    with small_world.db.write() as conn:
        task = tasks.ask(conn, "book", {}, small_world.now)
        assert task is not None
        assert tasks.claim(conn, small_world.now) is not None
        assert tasks.finish(conn, task, small_world.now)
        late = (tasks.finish(conn, task, small_world.now), tasks.fail(conn, task, "late", small_world.now))
    assert late == (False, False)


def test_the_database_itself_allows_no_second_reminder_on_a_day(world: World) -> None:
    lan = world.unit("a")
    at = {"planned_for": world.now, "created_at": world.now}
    with world.db.write() as conn:
        row = {"campaign_id": world.campaign, "kind": "not_started", "text": "Mời Anh/Chị.", **at}
        reminder = conn.execute(t.reminder.insert().returning(t.reminder.c.id), row).scalar_one()
    sent = {"reminder_id": reminder, "person_id": lan.person, "day": "2026-03-01", "at": world.now}
    with world.db.write() as conn:
        conn.execute(t.reminder_sent.insert(), sent)
    with pytest.raises(IntegrityError), world.db.write() as conn:
        conn.execute(t.reminder_sent.insert(), sent)


def test_an_error_of_the_database_carries_nothing_that_was_typed(db: Database) -> None:
    with pytest.raises(DBAPIError) as failed, db.write() as conn:
        conn.execute(t.unit.insert(), [{"slug": "a", "name": "0912 345 678"}] * 2)
    assert "0912" not in str(failed.value).partition("[SQL")[2]
