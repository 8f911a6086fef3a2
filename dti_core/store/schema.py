"""Bringing the tables up to date, and refusing a database of a later version."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from dti_core.store.database import Database
from dti_core.store.migrations import HEAD, REVISIONS
from dti_core.store.sqlite import SqliteBackend

VERSION_TABLE = "alembic_version"


class NewerSchema(RuntimeError):
    """The database was written by a later version of the program."""

    def __init__(self, found: str) -> None:
        super().__init__(f"schema {found} is newer than this program (which knows up to {HEAD})")
        self.found = found


class OutdatedSchema(RuntimeError):
    """The tables are missing (`dti init` makes them) or of an earlier version (`dti upgrade`)."""

    def __init__(self, found: str | None) -> None:
        todo = "dti init" if found is None else "dti upgrade"
        super().__init__(f"schema {found or 'missing'} is older than {HEAD}: run `{todo}`")
        self.found = found


def current(conn: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    if not inspect(conn).has_table(VERSION_TABLE):
        return None
    return conn.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608  # a constant of ours


def check_schema(db: Database) -> None:
    """Raise where the tables are not exactly this version's."""
    with db.read() as conn:
        found = current(conn)
    refuse_newer(found)
    if found != HEAD:
        raise OutdatedSchema(found)


def migrate(
    db: Database,
    target: str = "head",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    *,
    keep_copy: bool = True,
) -> None:
    """Upgrade to `target` in one transaction; what is up to date is left alone.

    `keep_copy`: a SQLite file is copied before; not needed where there is a backup already.
    """
    with db.read() as conn:
        found = current(conn)
    refuse_newer(found)
    if found == (HEAD if target == "head" else target):
        return
    if keep_copy and found is not None and isinstance(db.backend, SqliteBackend):
        db.backup(_backup_path(db.backend.path, found, clock()))
    with db.backend.exclusive() as conn:
        _upgrade(conn, target)


def refuse_newer(found: str | None) -> None:
    """Raise where the tables were written by a later version of the program."""
    if found is not None and found not in REVISIONS:
        raise NewerSchema(found)


def _backup_path(path: Path, revision: str, now: datetime) -> Path:
    return path.with_name(f"{path.stem}.before-{revision}.{now:%Y%m%d-%H%M%S-%f}{path.suffix}")


def _upgrade(conn: Connection, target: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = conn
    command.upgrade(config, target)
