"""From the first release to this one: the data of a real 0.1.0 demo, on both databases."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select, text

from dti.main import main
from dti.settings import WRONG_SETTINGS
from dti_core.campaign import heartbeats, scores
from dti_core.campaign.heartbeats import Sign
from dti_core.store import schema
from dti_core.store import tables as t
from dti_core.store.backup import restore as restoring
from dti_core.store.backup.restore import check
from dti_core.store.database import Database
from dti_core.store.migrations import HEAD
from tests.backup.comparing import files
from tests.backup.conftest import KINDS, House

RELEASED = Path(__file__).with_name("first_release.dti")
"""Made from the demo of 0.1.0 (schema 0001), with a row in every table and one file."""
NewPlace = Callable[[str], House]


@pytest.fixture
def released(new_place: NewPlace, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], House]:
    """The first release's database as it stood, not yet upgraded."""

    def make(kind: str = "sqlite") -> House:
        place = new_place(kind)
        migrate = schema.migrate
        with monkeypatch.context() as patch:
            patch.setattr(
                restoring.schema,
                "migrate",
                lambda db, target="head", **how: migrate(db, target, **how) if target != "head" else None,
            )
            restoring.restore(RELEASED, place.db, place.data_dir)
        with place.db.read() as conn:
            assert schema.current(conn) == "0001"
        monkeypatch.setenv("DTI_DATA_DIR", str(place.data_dir))
        monkeypatch.setenv("DTI_DATABASE_URL", place.db.url)
        return place

    return make


def counts(db: Database, names: list[str]) -> dict[str, int]:
    with db.read() as conn:
        return {name: conn.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}


@pytest.mark.parametrize("kind", KINDS)
def test_everything_of_the_first_release_is_there_after_an_upgrade(
    released: Callable[[str], House], capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    place = released(kind)
    tables = list(check(RELEASED).tables)
    before = counts(place.db, tables)
    assert all(before.values()), "the release has a row in every table"
    assert main(["upgrade"]) == 0
    said = capsys.readouterr().out
    assert "0001" in said and HEAD in said
    schema.check_schema(place.db)
    assert counts(place.db, tables) == before
    assert len(files(place.data_dir)) == 1
    assert_usable(place.db)
    (kept,) = (place.data_dir / "backups").iterdir()
    assert check(kept).schema == "0001" and check(kept).rows == sum(before.values())


def assert_usable(db: Database) -> None:
    """The new program works on the old data: all of it is scored as it was."""
    points = dict(select_points(db))
    with db.write() as conn:
        conn.execute(t.enrolment.update().values(wanted_version=t.enrolment.c.wanted_version + 1))
    assert scores.drain(db, seconds=60).units >= len(points) > 10
    assert dict(select_points(db)) == points and any(points.values())


def select_judged(db: Database) -> set[int]:
    """Units whose assessment came after their last score of that time."""
    with db.read() as conn:
        return set(conn.execute(select(t.assessment.c.enrolment_id)).scalars())


def select_points(db: Database) -> list[tuple[int, int]]:
    with db.read() as conn:
        found = conn.execute(select(t.score.c.enrolment_id, t.score.c.points_micro)).all()
    judged = select_judged(db)
    return [(row[0], row[1]) for row in found if row[0] not in judged]


def test_a_backup_of_the_first_release_is_restored_and_upgraded_in_one_go(new_place: NewPlace) -> None:
    place = new_place("sqlite")
    restoring.restore(RELEASED, place.db, place.data_dir)
    schema.check_schema(place.db)
    assert_usable(place.db)


def test_an_upgrade_twice_changes_nothing(released: Callable[[str], House]) -> None:
    place = released("sqlite")
    assert main(["upgrade"]) == main(["upgrade"]) == 0
    assert len(list((place.data_dir / "backups").iterdir())) == 1


def test_processes_and_init_refuse_an_old_database_and_name_the_command(
    released: Callable[[str], House], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = released("sqlite")
    monkeypatch.setenv("DTI_REDIS_URL", "redis://127.0.0.1:1/0")
    for command in ("worker", "init"):
        assert main([command]) == WRONG_SETTINGS
        assert "dti upgrade" in capsys.readouterr().err
    with place.db.read() as conn:
        assert schema.current(conn) == "0001"


@pytest.mark.parametrize("kind", KINDS)
def test_while_one_upgrades_others_refuse_to_start_and_a_second_upgrade_waits(
    released: Callable[[str], House], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = released(kind)
    inside, go_on = threading.Event(), threading.Event()
    upgrade = schema._upgrade
    ran: list[str] = []

    def slowly(conn: object, target: str) -> None:
        ran.append(target)
        inside.set()
        assert go_on.wait(30)
        upgrade(conn, target)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(schema, "_upgrade", slowly)
    both = [
        threading.Thread(target=schema.migrate, args=(place.db,), kwargs={"keep_copy": False}) for _ in "ab"
    ]
    both[0].start()
    assert inside.wait(30)
    with pytest.raises(schema.OutdatedSchema):
        schema.check_schema(place.db)
    both[1].start()
    both[1].join(0.3)
    assert both[1].is_alive() and len(ran) == 1
    go_on.set()
    for each in both:
        each.join(60)
    schema.check_schema(place.db)


def test_a_newer_database_is_refused_and_left_alone(
    released: Callable[[str], House], capsys: pytest.CaptureFixture[str]
) -> None:
    place = released("sqlite")
    with place.db.write() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert main(["upgrade"]) == WRONG_SETTINGS
    assert "mới hơn" in capsys.readouterr().err
    assert not (place.data_dir / "backups").exists()
    with place.db.read() as conn:
        assert schema.current(conn) == "9999"


def test_an_upgrade_beside_living_processes_is_refused(
    new_place: NewPlace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = new_place("sqlite")
    monkeypatch.setenv("DTI_DATA_DIR", str(place.data_dir))
    monkeypatch.setenv("DTI_DATABASE_URL", place.db.url)
    schema.migrate(place.db)
    now = datetime.now(UTC)
    with place.db.write() as conn:
        heartbeats.beat(conn, Sign("m/1", "worker", now, "1"), now)
        conn.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert main(["upgrade"]) == 1
    said = capsys.readouterr()
    assert "worker" in said.err and not (place.data_dir / "backups").exists()


def test_an_upgrade_that_fails_leaves_the_old_database_and_the_backup(
    released: Callable[[str], House], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = released("sqlite")

    def fail(conn: Connection, target: str) -> None:
        conn.execute(insert(t.unit), {"slug": "half", "name": "Half"})
        raise RuntimeError("a broken migration")

    monkeypatch.setattr(schema, "_upgrade", fail)
    with pytest.raises(RuntimeError):
        main(["upgrade"])
    with place.db.read() as conn:
        assert schema.current(conn) == "0001"
        assert conn.execute(select(func.count()).where(t.unit.c.slug == "half")).scalar_one() == 0
    assert len(list((place.data_dir / "backups").iterdir())) == 1


def test_an_empty_place_is_made_ready_only_when_asked(
    new_place: NewPlace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = new_place("sqlite")
    monkeypatch.setenv("DTI_DATA_DIR", str(place.data_dir))
    monkeypatch.setenv("DTI_DATABASE_URL", place.db.url)
    assert main(["upgrade"]) == 1
    assert "dti init" in capsys.readouterr().err
    assert main(["upgrade", "--init"]) == 0
    schema.check_schema(place.db)
