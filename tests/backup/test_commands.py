"""`dti backup` and `dti restore` as the operator types them."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from dti.main import main
from dti.settings import WRONG_SETTINGS
from dti_core.campaign import backups
from dti_core.store.database import Database
from tests.backup.comparing import rows
from tests.backup.conftest import House

NewPlace = Callable[[str], House]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[House], None]:
    """Work in a house."""

    def go(house: House) -> None:
        monkeypatch.setenv("DTI_DATA_DIR", str(house.data_dir))
        monkeypatch.setenv("DTI_DATABASE_URL", house.db.url)

    return go


def test_from_a_new_key_to_everything_back(
    full: House, new_place: NewPlace, at: Callable[[House], None], tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    key, target = tmp_path / "key", tmp_path / "saved.dti"
    assert main(["backup", "--new-key", str(key)]) == 0
    public = capsys.readouterr().out.rpartition("DTI_BACKUP_KEY=")[2].strip()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 and public.startswith("age1")
    at(full)
    monkeypatch.setenv("DTI_BACKUP_KEY", public)
    assert main(["backup", str(target)]) == 0
    assert "đã mã hoá" in capsys.readouterr().out
    assert last_backup(full.db)
    monkeypatch.delenv("DTI_BACKUP_KEY")
    monkeypatch.setenv("DTI_BACKUP_KEY_FILE", str(key))
    assert main(["restore", "--check", str(target)]) == 0
    place = new_place("sqlite")
    at(place)
    assert main(["restore", str(target), "--key-file", str(key)]) == 0
    saved = {name: found for name, found in rows(full.db).items() if name != "audit"}
    assert {name: found for name, found in rows(place.db).items() if name != "audit"} == saved
    assert main(["restore", str(target)]) == 1
    assert "không trống" in capsys.readouterr().err


def last_backup(db: Database) -> object:
    with db.read() as conn:
        return backups.last(conn)


def test_a_plain_backup_says_that_the_key_is_not_in_it(
    full: House, at: Callable[[House], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at(full)
    assert main(["backup", str(tmp_path / "saved.dti")]) == 0
    assert "secret.key" in capsys.readouterr().err


def test_mistakes_are_said_in_one_line_each(
    full: House, at: Callable[[House], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at(full)
    (tmp_path / "no-key").write_text("hello")
    (tmp_path / "there").write_text("")
    calls = {
        ("backup",): 2,
        ("backup", str(tmp_path / "there")): 1,
        ("backup", str(tmp_path / "no" / "folder")): 1,
        ("backup", str(tmp_path / "x"), "--key-file", str(tmp_path / "no-key")): WRONG_SETTINGS,
        ("backup", str(tmp_path / "x"), "--key-file", str(tmp_path / "nowhere")): WRONG_SETTINGS,
        ("backup", "--new-key", str(tmp_path / "there")): 1,
        ("restore", str(tmp_path / "nowhere")): 1,
        ("restore", str(tmp_path / "there")): 1,
    }
    for call, code in calls.items():
        assert main(list(call)) == code, call
        assert capsys.readouterr().err.count("\n") == 1, call


def test_missing_evidence_is_told_and_the_backup_kept(
    full: House, at: Callable[[House], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at(full)
    next(full.data_dir.glob("evidence/??/*")).unlink()
    assert main(["backup", str(tmp_path / "saved.dti")]) == 1
    assert "1 tệp minh chứng không có" in capsys.readouterr().err and (tmp_path / "saved.dti").exists()
