"""PostgreSQL that ends our connections, has none left to give, or is restarted without a goodbye."""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from dti.main import main
from tests.databases import PostgresServer
from tests.faults.conftest import NewBot
from tests.faults.talk import Talk
from tests.worker.waiting import wait_until

pytestmark = [pytest.mark.faults, pytest.mark.postgres]
NewTalk = Callable[[], Talk]
FELT = 1.0
"""Seconds that a trouble lasts."""


@dataclass
class Ruled:
    """A database, used under a name of little power, and its administrator."""

    url: str
    admin: str

    def order(self, *statements: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as conn:
            for statement in statements:
                conn.execute(statement.encode())

    def end_all(self) -> None:
        """Every connection but the administrator's."""
        self.order(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def ruled(postgres_server: PostgresServer) -> Iterator[Ruled]:
    admin = postgres_server.create()
    parts = psycopg.conninfo.conninfo_to_dict(admin)
    name = f"user_of_{parts['dbname']}"
    ruled = Ruled(f"postgresql://{name}@/{parts['dbname']}?host={parts['host']}", admin)
    ruled.order(
        f"CREATE ROLE {name} LOGIN",
        f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {name}",
    )
    yield ruled
    ruled.end_all()
    ruled.order(f"DROP OWNED BY {name}", f"DROP ROLE {name}")


def test_connections_that_the_server_ends_are_made_anew(
    ruled: Ruled, new_bot: NewBot, new_talk: NewTalk
) -> None:
    bot, talk = new_bot(ruled.url), new_talk()
    for number in range(5):
        talk.say(f"a{number}")
        ruled.end_all()
        talk.say(f"b{number}")
        talk.wait()
    talk.check(repeats=True)
    assert bot.is_alive()


def test_while_the_server_has_no_connection_to_give_people_wait(
    ruled: Ruled, new_bot: NewBot, new_talk: NewTalk
) -> None:
    bot, talk = new_bot(ruled.url), new_talk()
    role = ruled.url.partition("@")[0].rpartition("/")[2]
    ruled.order(f"ALTER ROLE {role} CONNECTION LIMIT 0")
    ruled.end_all()
    talk.say("a", "b")
    time.sleep(FELT)
    assert not talk.is_answered()
    ruled.order(f"ALTER ROLE {role} CONNECTION LIMIT -1")
    talk.wait()
    talk.check(repeats=True)
    assert bot.is_alive()


@pytest.fixture
def only_reads(postgres_server: PostgresServer) -> Iterator[Callable[[bool], None]]:
    """The whole server takes nothing any more, or takes it again."""

    def turn(on: bool) -> None:
        value = "SET default_transaction_read_only = on" if on else "RESET default_transaction_read_only"
        postgres_server._admin(f"ALTER SYSTEM {value}")
        postgres_server._admin("SELECT pg_reload_conf()")

    yield turn
    turn(False)


def test_a_server_that_only_reads_for_a_while_is_waited_for_and_named(
    postgres_server: PostgresServer, new_bot: NewBot, new_talk: NewTalk, tmp_path: Path,
    only_reads: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    url = postgres_server.create()
    monkeypatch.setenv("DTI_DATABASE_URL", url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    bot, talk = new_bot(url), new_talk()
    for number in range(2):
        talk.say(f"a{number}")
        talk.wait()
        only_reads(True)
        wait_until(lambda: "database.writable" in ill(capsys), "the doctor names it")
        talk.say(f"b{number}", f"c{number}")
        time.sleep(FELT)
        assert not talk.is_answered()
        only_reads(False)
        talk.wait()
        assert "database.writable" not in ill(capsys)
    talk.check(repeats=True)
    assert bot.is_alive()
    assert bot.stop() == 0


def ill(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """What the doctor complains of."""
    capsys.readouterr()
    main(["doctor", "--json"])
    told = json.loads(capsys.readouterr().out)
    return {found["code"] for found in told["findings"] if found["well"] is False}


@pytest.mark.slow_faults
def test_a_server_restarted_without_a_goodbye_is_waited_for(new_bot: NewBot, new_talk: NewTalk) -> None:
    with tempfile.TemporaryDirectory(prefix="dti-postgres-") as folder:
        server = PostgresServer(Path(folder) / "data")
        try:
            server._admin("ALTER SYSTEM RESET synchronous_commit")  # here something has to survive
            server._admin("SELECT pg_reload_conf()")
            bot, talk = new_bot(server.create()), new_talk()
            for word in "ab":
                talk.say(word)
                crash_and_start(server._server)
                talk.wait()
            talk.check(repeats=True)
            assert bot.is_alive()
        finally:
            server.stop()


def crash_and_start(server: Any) -> None:
    postmaster = server.get_pid()
    subprocess.run(["kill", "-QUIT", str(postmaster)], check=True)  # "immediate": no checkpoint, no waiting
    time.sleep(2)
    server.ensure_postgres_running()
