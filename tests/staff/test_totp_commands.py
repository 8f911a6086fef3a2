"""`dti totp` on the command line of the server, where no second factor is asked for."""

from pathlib import Path

import pytest

from dti.main import main
from dti.settings import Settings
from dti_core.campaign import people, second_factor
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import NOW


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Database:
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    settings = Settings.from_env()
    return Database(sqlite_url, settings.sealer())


def test_a_lost_phones_second_factor_is_forgotten_once(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with database.write() as conn:
        who = people.resolve(conn, "telegram", "b", "1", "1", "Trần An", NOW)
        second_factor.begin(conn, who.person, "An", NOW)
    assert main(["totp", "list"]) == 0
    assert capsys.readouterr().out.split() == f"{who.person} Trần An đang bật dở".split()
    assert main(["totp", "reset", str(who.person)]) == 0
    assert main(["totp", "reset", str(who.person)]) == 1
    with database.read() as conn:
        assert conn.execute(t.second_factor.select()).all() == []
    capsys.readouterr()
    assert main(["totp", "list"]) == 0
    assert "Chưa ai" in capsys.readouterr().out
