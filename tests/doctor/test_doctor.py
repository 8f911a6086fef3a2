"""The doctor finds what is broken on purpose, one thing at a time, and stays silent about a healthy house."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text, update

from dti.doctor import files
from dti.main import main
from dti_core.campaign import backlog, evidence, heartbeats, leases, tasks
from dti_core.campaign.heartbeats import Sign
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from worker.embedded import prepare

Examine = Callable[[], dict[str, dict[str, Any]]]
LONG_AGO = timedelta(hours=1)


@pytest.fixture
def house(tmp_path: Path, own_sqlite_db: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    for name in ("DTI_REDIS_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_API_BASE_URL", "DTI_ENV"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DTI_DATABASE_URL", own_sqlite_db.url)
    before = os.umask(0o077)
    for path in tmp_path.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    yield own_sqlite_db
    os.umask(before)


@pytest.fixture
def examine(house: Database, capsys: pytest.CaptureFixture[str]) -> Examine:
    """What is not well, by code; the exit code must agree."""

    def run() -> dict[str, dict[str, Any]]:
        capsys.readouterr()
        code = main(["doctor", "--json"])
        told = json.loads(capsys.readouterr().out)
        ill = {found["code"]: found for found in told["findings"] if found["well"] is False}
        assert (code, told["well"]) == (1 if ill else 0, not ill)
        assert all(found["todo"] for found in ill.values())
        return ill

    return run


@pytest.fixture
def world(house: Database) -> World:
    return World(house).begin()


def row(db: Database, table: Any, **values: Any) -> None:
    with db.write() as conn:
        conn.execute(insert(table), values)


def show_life(db: Database, kind: str, seen: datetime, troubles: tuple[str, ...] = ()) -> None:
    from importlib.metadata import version

    sign = Sign(f"m/{kind}{seen}", kind, seen, version("dti"), troubles)
    with db.write() as conn:
        heartbeats.beat(conn, sign, seen)


def message(world: World, created: datetime) -> None:
    speaker = world.unit("noi-vu")
    row(world.db, t.outbox, channel="telegram", bot="b", identity_id=speaker.identity, payload="{}",
        created_at=created)  # fmt: skip


def test_a_house_that_was_only_set_up_is_well(examine: Examine) -> None:
    assert examine() == {}


def test_an_update_that_waits_and_one_put_aside_are_named(house: Database, examine: Examine) -> None:
    old = datetime.now(UTC) - LONG_AGO
    common = {"channel": "telegram", "bot": "b", "conversation_key": "k", "payload": "{}", "received_at": old}
    row(house, t.inbox, update_id="1", **common)
    row(house, t.inbox, update_id="2", state="quarantined", error="ValueError", **common)
    ill = examine()
    assert set(ill) == {"updates.lag", "updates.quarantined"}
    assert "số 2" in ill["updates.quarantined"]["what"] and "ValueError" in ill["updates.quarantined"]["what"]


def test_a_wish_to_be_forgotten_that_nobody_answered_in_time_is_named(world: World, examine: Examine) -> None:
    an, now = world.unit("noi-vu"), datetime.now(UTC)
    asked = {"person_id": an.person, "channel": "telegram", "requested_at": now - LONG_AGO}
    row(world.db, t.privacy_request, **asked, answer_by=now - timedelta(seconds=1))
    assert "1 yêu cầu xoá quá hạn" in examine()["privacy.overdue"]["what"]


def test_answers_without_a_score_are_named_after_half_a_minute(world: World, examine: Examine) -> None:
    an = world.unit("noi-vu")
    world.drain()
    world.tell(an, "1.1:a", "true")
    with world.db.write() as conn:
        conn.execute(update(t.enrolment).values(touched_at=datetime.now(UTC)))
    assert "scores.lag" not in examine()
    with world.db.write() as conn:
        conn.execute(update(t.enrolment).values(touched_at=datetime.now(UTC) - LONG_AGO))
    assert "360" in examine()["scores.lag"]["what"]
    with world.db.write() as conn:
        conn.execute(update(t.campaign).values(state="published"))
    assert "scores.lag" not in examine()


def test_a_message_that_is_not_sent_is_named_after_a_minute(world: World, examine: Examine) -> None:
    message(world, datetime.now(UTC) - LONG_AGO)
    assert "outbox.lag" in examine()


def test_a_message_that_is_kept_for_the_morning_is_not_behind_until_then(
    world: World, examine: Examine
) -> None:
    now = datetime.now(UTC)
    message(world, now - LONG_AGO)
    with world.db.write() as conn:
        conn.execute(update(t.outbox).values(not_before=now + LONG_AGO))
    assert "outbox.lag" not in examine()
    with world.db.read() as conn:
        assert backlog.unsent(conn, now).count == 0
        assert {one.count for one in backlog.unsent_by_lane(conn, now).values()} == {0}
    with world.db.write() as conn:
        conn.execute(update(t.outbox).values(not_before=now - timedelta(seconds=20)))
    assert "outbox.lag" not in examine(), "it was to leave a moment ago"
    with world.db.write() as conn:
        conn.execute(update(t.outbox).values(not_before=now + LONG_AGO, attempts=1))
    assert "outbox.lag" in examine(), "it is tried again and again"


def test_a_task_that_nobody_takes_is_named(house: Database, examine: Examine) -> None:
    with house.write() as conn:
        tasks.ask(conn, "export", {}, datetime.now(UTC) - LONG_AGO)
    assert "tasks.lag" in examine()


def test_links_that_nobody_looks_at_are_named_after_an_hour_unless_that_is_switched_off(
    world: World, examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    an, now = world.unit("noi-vu"), datetime.now(UTC)
    with world.db.write() as conn:
        piece = evidence.add_link(conn, an, "1.1", "https://a.gov.vn", evidence.NOTHING, world.now)
        conn.execute(update(t.evidence_check).values(due_at=now - LONG_AGO))
    assert "1 liên kết chờ kiểm tra" in examine()["links.lag"]["what"]
    monkeypatch.setenv("DTI_CHECK_LINKS", "off")
    assert "links.lag" not in examine()
    monkeypatch.delenv("DTI_CHECK_LINKS")
    with world.db.write() as conn:
        assert evidence.withdraw(conn, an, int(str(piece)), world.now) is None
    assert "links.lag" not in examine()


def test_pages_that_should_be_there_and_are_not_are_named(
    house: Database, examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTI_WEB_URL", "https://dti.tinh.example")
    assert examine() == {}, "a house that never ran is only set up"
    for kind in ("bot", "worker", "sweeper"):
        show_life(house, kind, datetime.now(UTC))
    with house.write() as conn:
        conn.execute(insert(t.lease), {"name": "sender:x", "holder": "m/1", "fence": 1,
                                       "expires_at": datetime.now(UTC) + LONG_AGO})  # fmt: skip
    assert set(examine()) == {"process.web"}
    show_life(house, "web", datetime.now(UTC))
    assert examine() == {}
    monkeypatch.delenv("DTI_WEB_URL")
    with house.write() as conn:
        conn.execute(
            update(t.heartbeat)
            .where(t.heartbeat.c.kind == "web")
            .values(seen_at=datetime.now(UTC) - LONG_AGO)
        )
    assert "dấu hiệu cuối" in examine()["process.web"]["what"]


def test_processes_that_died_are_named_and_those_that_live_are_not(house: Database, examine: Examine) -> None:
    now = datetime.now(UTC)
    show_life(house, "bot", now)
    show_life(house, "worker", now - LONG_AGO)
    ill = examine()
    assert set(ill) == {"process.worker", "process.sweeper"}
    show_life(house, "worker", now)
    show_life(house, "sweeper", now)
    assert examine() == {}


@pytest.mark.parametrize(
    "trouble", ["poller_conflict", "platform_silent", "queue_silent", "no_right_to_send"]
)
def test_what_a_living_process_complains_of_is_told(house: Database, examine: Examine, trouble: str) -> None:
    for kind in ("worker", "sweeper"):
        show_life(house, kind, datetime.now(UTC))
    show_life(house, "bot", datetime.now(UTC), (trouble,))
    assert set(examine()) == {"process.trouble"}


def test_a_right_to_send_that_nobody_holds_while_a_bot_lives_is_told(
    house: Database, examine: Examine
) -> None:
    for kind in ("bot", "worker", "sweeper"):
        show_life(house, kind, datetime.now(UTC))
    with house.write() as conn:
        leases.acquire(conn, "sender:telegram:1", "m/1", datetime.now(UTC), timedelta(seconds=10))
    assert examine() == {}
    with house.write() as conn:
        conn.execute(update(t.lease).values(expires_at=datetime.now(UTC) - LONG_AGO))
    assert set(examine()) == {"lease.sender"}


def test_tables_of_another_version_are_told_with_what_to_run(house: Database, examine: Examine) -> None:
    for found, todo in (("0001", "dti upgrade"), ("9999", "chương trình mới")):
        with house.write() as conn:
            conn.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": found})
        ill = examine()
        assert found in ill["database.schema"]["what"] and todo in ill["database.schema"]["todo"]


def test_a_database_that_is_away_is_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DTI_DATABASE_URL", "postgresql://dti:secret@127.0.0.1:1/dti")
    ill = examine()
    assert "database.answers" in ill and "secret" not in str(ill)


def test_files_that_others_may_read_are_named(tmp_path: Path, examine: Examine) -> None:
    (tmp_path / "evidence").mkdir(mode=0o700)
    (tmp_path / "evidence" / "leak").touch(mode=0o644)
    (tmp_path / "evidence" / "leak").chmod(0o644)
    assert "evidence/leak" in examine()["files.permissions"]["what"]
    (tmp_path / "evidence" / "leak").chmod(0o600)
    tmp_path.chmod(0o755)
    assert "files.permissions" in examine()


def test_evidence_that_is_not_on_the_disk_is_counted(house: Database, examine: Examine) -> None:
    row(
        house,
        t.stored_file,
        sha256="a" * 64,
        size=1,
        mime="x",
        path="evidence/aa/a",
        stored_at=datetime.now(UTC),
    )
    assert "1 tệp" in examine()["files.missing"]["what"]


def test_a_full_disk_is_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _path: Space(total=10**12, free=5 * 10**8))
    assert set(examine()) == {"disk.space"}


def test_production_without_a_recent_backup_is_told(
    house: Database, examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTI_ENV", "production")
    assert "backup.age" in examine()
    row(house, t.audit, at=datetime.now(UTC), channel="cli", action="backup_made", subject="database")
    assert "backup.age" not in examine()


class Space:
    def __init__(self, total: int, free: int) -> None:
        self.total, self.free = total, free


@pytest.fixture
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = prepare(tmp_path_factory.mktemp("valkey"))
    with server.running():
        yield server.url
    server.release()


def test_a_queue_that_forgets_lets_in_strangers_or_is_clogged_is_told(
    valkey: str, examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from worker.queue import connect, queue_on

    monkeypatch.setenv("DTI_REDIS_URL", valkey)
    assert examine() == {}
    server = connect(valkey)
    server.config_set("maxmemory-policy", "allkeys-lru")
    assert set(examine()) == {"queue.policy"}
    server.config_set("maxmemory-policy", "noeviction")
    server.rpush(queue_on(server).key, *map(str, range(200)))
    assert set(examine()) == {"queue.length"}
    server.flushall()
    address = valkey.rpartition("@")[2]
    monkeypatch.setenv("DTI_REDIS_URL", f"redis://:wrong@{address}")
    assert set(examine()) == {"queue.answers"}
    server.config_set("requirepass", "")
    monkeypatch.setenv("DTI_REDIS_URL", f"redis://{address}")
    assert set(examine()) == {"queue.password"}


def test_a_queue_that_is_away_is_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DTI_REDIS_URL", "redis://127.0.0.1:1/0")
    assert set(examine()) == {"queue.answers"}


def test_people_get_one_screen_with_what_to_do(house: Database, capsys: pytest.CaptureFixture[str]) -> None:
    show_life(house, "bot", datetime.now(UTC) - LONG_AGO)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "✗ Bot: không có tiến trình nào đang chạy" in said and "[process.bot]\n    → " in said
    assert len(said.splitlines()) <= 30 and "chưa ổn" in said.splitlines()[-1]
