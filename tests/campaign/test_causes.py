"""What an update leaves behind for other processes names it, so that the log can be followed to the score."""

import logging

import pytest
from sqlalchemy import select

from dti_core import correlation, trail
from dti_core.campaign import outbox, tasks
from dti_core.campaign.outbox import Target
from dti_core.store import tables as t
from tests.campaign.world import NOW, World


@pytest.fixture
def stations(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, trail.NAME)
    return caplog


def cause_of(world: World, table: str) -> list[str | None]:
    with world.db.read() as conn:
        return list(conn.execute(select(t.metadata.tables[table].c.cause)).scalars())


def test_an_answer_names_its_update_in_the_score_computed_elsewhere(
    world: World, stations: pytest.LogCaptureFixture
) -> None:
    an = world.unit("noi-vu")
    world.drain()
    stations.clear()
    with correlation.following("u41"):
        world.tell(an, "1.1:a", "true")
    assert cause_of(world, "enrolment") == ["u41"]
    seen: list[str | None] = []
    stations.handler.addFilter(lambda _record: seen.append(correlation.current()) or True)
    world.drain()
    scored = [r for r in stations.records if r.getMessage() == "scored"]
    changed = [r for r in stations.records if r.getMessage() == "changed"]
    assert "u41" in seen
    assert scored[0].ids["version"] == changed[0].ids["version"]  # type: ignore[attr-defined]  # set by `extra`


def test_a_change_without_an_update_does_not_keep_the_last_ones_name(world: World) -> None:
    an = world.unit("noi-vu")
    with correlation.following("u1"):
        world.tell(an, "1.1:a", "true")
    world.tell(an, "1.1:a", "false")
    assert cause_of(world, "enrolment") == [None]


def test_messages_and_tasks_name_the_update_that_led_to_them(world: World) -> None:
    an = world.unit("noi-vu")
    with world.db.write() as conn, correlation.following("u5"):
        tasks.ask(conn, "export", {}, NOW)
        outbox.put(conn, Target("telegram", "bot", an.identity), "{}", NOW)
    assert cause_of(world, "task")[-1] == cause_of(world, "outbox")[-1] == "u5"
    with world.db.write() as conn:
        claimed = tasks.claim(conn, NOW)
    assert claimed is not None and claimed.cause == "u5"
