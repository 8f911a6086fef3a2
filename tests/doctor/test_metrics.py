"""Figures come from the database: all workers count, whoever answers the question."""

import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import insert

from bot.holder import myself
from dti.main import main
from dti_core import figures
from dti_core.campaign import heartbeats
from dti_core.campaign.heartbeats import Sign
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.end_to_end.household import free_port

LABELS = dict[str, str]


@pytest.fixture(autouse=True)
def house(tmp_path: Path, own_sqlite_db: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    for name in ("DTI_REDIS_URL", "DTI_METRICS_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DTI_DATABASE_URL", own_sqlite_db.url)
    return own_sqlite_db


def live(db: Database, holder: str, kind: str, troubles: tuple[str, ...] = ()) -> None:
    now = datetime.now(UTC)
    with db.write() as conn:
        heartbeats.beat(conn, Sign(holder, kind, now, "1", troubles, figures.taken()), now)


def parsed(text: str) -> dict[tuple[str, str], float]:
    """Values by name and labels; the name of a process stands for itself."""
    found: dict[tuple[str, str], float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{k}={v}" for k, v in sorted(sample.labels.items()) if k != "process")
            key = (sample.name, labels)
            found[key] = found.get(key, 0.0) + sample.value
    return found


def asked(capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str], float]:
    assert main(["metrics", "--once"]) == 0
    return parsed(capsys.readouterr().out)


def test_two_workers_count_together_and_apart(house: Database, capsys: pytest.CaptureFixture[str]) -> None:
    figures.forget()
    figures.count("sends", "SlowDown", by=3)
    figures.spread("scoring_seconds", 0.03)
    live(house, "m/1", "worker")
    live(house, "n/1", "worker", ("queue_silent",))
    figures.forget()
    found = asked(capsys)
    assert found["dti_processes", "kind=worker"] == 2 and found["dti_processes", "kind=bot"] == 0
    assert found["dti_sends_total", "case=SlowDown,kind=worker"] == 6
    assert found["dti_scoring_seconds_bucket", "kind=worker,le=0.01"] == 0
    assert found["dti_scoring_seconds_bucket", "kind=worker,le=0.05"] == 2
    assert found["dti_scoring_seconds_count", "kind=worker"] == 2
    assert found["dti_trouble", "kind=worker,trouble=queue_silent"] == 1


def test_lags_and_totals_are_those_of_the_tables(house: Database, capsys: pytest.CaptureFixture[str]) -> None:
    old = datetime.now(UTC) - timedelta(hours=1)
    row = {"channel": "telegram", "bot": "b", "conversation_key": "k", "payload": "{}", "received_at": old}
    with house.write() as conn:
        conn.execute(insert(t.inbox), {**row, "update_id": "1"})
        conn.execute(insert(t.inbox), {**row, "update_id": "2", "state": "quarantined"})
    found = asked(capsys)
    assert found["dti_waiting", "lane=,what=updates"] == 1
    assert 3600 <= found["dti_waiting_oldest_seconds", "lane=,what=updates"] < 3700
    assert found["dti_in_state", "state=quarantined,what=updates"] == 1
    assert found["dti_stored_total", "what=updates"] == 2
    assert {lane for name, lane in found if name == "dti_waiting" and "messages" in lane} == {
        f"lane={lane},what=messages" for lane in ("reply", "status", "notice", "bulk")
    }


def test_a_queue_that_is_away_is_a_figure_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTI_REDIS_URL", "redis://127.0.0.1:1/0")
    assert asked(capsys)["dti_queue_up", ""] == 0


def test_health_is_that_of_this_machine_alone(house: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health", "worker"]) == 1
    live(house, "elsewhere/1", "worker")
    assert main(["health", "worker"]) == 1
    live(house, myself(), "worker")
    assert main(["health", "worker"]) == 0 and main(["health", "bot"]) == 1


def test_the_exporter_answers_on_the_machine_itself_until_it_is_told_to_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = free_port()
    monkeypatch.setenv("DTI_METRICS_PORT", str(port))
    process = subprocess.Popen(
        [sys.executable, "-m", "dti.main", "metrics"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        deadline = time.monotonic() + 60
        while not parsed(httpx.get(f"http://127.0.0.1:{port}/metrics").text)["dti_processes", "kind=metrics"]:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_an_exporter_without_a_port_says_what_to_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics"]) == 78
    assert "DTI_METRICS_PORT" in capsys.readouterr().err
