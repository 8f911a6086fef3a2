"""Models and migrations agree, upgrades are safe, and a database of tomorrow is refused."""

import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, insert, inspect, text
from sqlalchemy.exc import IntegrityError

from dti_core.store import schema
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.store.migrations import REVISIONS


def test_migrations_make_exactly_the_tables_of_the_models(empty_db: Database) -> None:
    schema.migrate(empty_db)
    with empty_db.read() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, t.metadata) == []


def test_migrations_make_every_check_of_the_models(empty_db: Database) -> None:
    schema.migrate(empty_db)
    wanted = {
        (table.name, str(constraint.name))
        for table in t.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    with empty_db.read() as conn:
        found = {
            (table, str(check["name"]))
            for table in t.metadata.tables
            for check in inspect(conn).get_check_constraints(table)
        }
    assert found == wanted


def test_the_list_of_revisions_is_that_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    scripts = reversed(list(ScriptDirectory.from_config(config).walk_revisions()))
    assert tuple(script.revision for script in scripts) == REVISIONS


def test_migrating_twice_changes_nothing(empty_db: Database) -> None:
    schema.migrate(empty_db)
    with empty_db.write() as conn:
        conn.execute(insert(t.unit), {"slug": "so-y-te", "name": "Sở Y tế"})
    schema.migrate(empty_db)
    schema.check_schema(empty_db)
    with empty_db.read() as conn:
        assert conn.execute(t.unit.select()).one().name == "Sở Y tế"


def test_missing_tables_are_named_as_such(empty_db: Database) -> None:
    with pytest.raises(schema.OutdatedSchema, match="dti init"):
        schema.check_schema(empty_db)


def test_a_newer_database_is_refused_and_left_alone(own_db: Database) -> None:
    with own_db.write() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for act in (schema.migrate, schema.check_schema):
        with pytest.raises(schema.NewerSchema, match="9999"):
            act(own_db)
    with own_db.read() as conn:
        assert schema.current(conn) == "9999"


def test_a_sqlite_file_is_copied_before_an_upgrade(
    own_sqlite_db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "HEAD", "later")
    upgraded = []
    monkeypatch.setattr(schema, "_upgrade", lambda _conn, target: upgraded.append(target))
    schema.migrate(own_sqlite_db)
    (copy,) = tmp_path.glob("dti.before-*.db")
    assert upgraded == ["head"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    old = Database(f"sqlite:///{copy}")
    with old.read() as conn:
        assert schema.current(conn) == REVISIONS[-1]
    old.close()


def test_rebuilding_a_table_keeps_the_rows_that_point_to_it(own_sqlite_db: Database) -> None:
    with own_sqlite_db.write() as conn:
        conn.exec_driver_sql(
            "INSERT INTO person (id, name, created_at) VALUES (1, 'An', '2026-01-01 00:00:00')"
        )
        conn.exec_driver_sql(
            "INSERT INTO identity (person_id, channel, bot, external_id, address, display_name, created_at)"
            " VALUES (1, 'telegram', 'b', '1', '1', 'An', '2026-01-01 00:00:00')"
        )
    with own_sqlite_db.backend.exclusive() as conn:
        conn.exec_driver_sql("CREATE TABLE rebuilt AS SELECT * FROM person")
        conn.exec_driver_sql("DROP TABLE person")
        conn.exec_driver_sql(
            "CREATE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR, created_at DATETIME)"
        )
        conn.exec_driver_sql("INSERT INTO person SELECT * FROM rebuilt")
        conn.exec_driver_sql("DROP TABLE rebuilt")
    with own_sqlite_db.read() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM identity").scalar_one() == 1


def test_a_migration_that_leaves_orphans_is_rolled_back(own_sqlite_db: Database) -> None:
    with pytest.raises(RuntimeError, match="without their parent"), own_sqlite_db.backend.exclusive() as conn:
        conn.exec_driver_sql(
            "INSERT INTO identity (person_id, channel, bot, external_id, address, display_name, created_at)"
            " VALUES (7, 'telegram', 'b', '1', '1', 'An', '2026-01-01 00:00:00')"
        )
    with own_sqlite_db.write() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM identity").scalar_one() == 0
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_an_upgrade_from_the_first_version_keeps_roles_and_invitations_whole(empty_db: Database) -> None:
    schema.migrate(empty_db, "0001")
    at = "2026-01-01 00:00:00+00:00"
    old = (
        f"INSERT INTO person (id, name, created_at) VALUES (1, 'An', '{at}')",
        "INSERT INTO campaign (id, slug, title, coordinator, reference_year, opens_at, closes_at, state,"
        f" rank_visibility, time_zone, created_at) VALUES (1, 'k', 'K', 'Sở', 2026, '{at}',"
        f" '2026-02-01 00:00:00+00:00', 'open', 'always', 'Asia/Ho_Chi_Minh', '{at}')",
        "INSERT INTO assignment (id, person_id, campaign_id, role, active, granted_at)"
        f" VALUES (1, 1, 1, 'reviewer', true, '{at}')",
        "INSERT INTO invitation (id, token_hash, campaign_id, role, created_at, expires_at)"
        f" VALUES (1, 'h', 1, 'manager', '{at}', '{at}')",
        f"INSERT INTO invitation_try (person_id, invitation_id, at) VALUES (1, 1, '{at}')",
    )
    with empty_db.write() as conn:
        for statement in old:
            conn.execute(text(statement))
    schema.migrate(empty_db)
    with empty_db.write() as conn:
        kept = conn.execute(t.assignment.select()).one()
        assert (kept.role, kept.active, kept.in_charge, kept.scope_indices) == ("reviewer", True, True, None)
        assert conn.execute(t.invitation.select()).one().role == "manager"
        assert conn.execute(t.invitation_try.select()).one().invitation_id == 1
        conn.execute(text("UPDATE assignment SET role = 'observer'"))
    with pytest.raises(IntegrityError), empty_db.write() as conn:
        conn.execute(text("UPDATE assignment SET role = 'king'"))
