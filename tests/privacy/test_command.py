"""`dti privacy`: find, export, erase, requests, sweep at the command line."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from dti.main import main
from dti.settings import Settings
from dti_core.campaign import people
from dti_core.campaign.privacy import requests
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.privacy.conftest import NAME


@pytest.fixture
def lan(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> people.Speaker:
    for name in ("DTI_REDIS_URL", "TELEGRAM_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path / "data"))
    world = World(Database(sqlite_url)).begin()
    speaker = world.unit("a")
    world.tell(speaker, "1.1:a", "true")
    with world.db.write() as conn:
        conn.execute(update(t.person).where(t.person.c.id == speaker.person).values(name=NAME))
        requests.ask(conn, speaker, world.now)
    world.db.close()
    return speaker


def said(capsys: pytest.CaptureFixture[str], *call: object) -> tuple[int, str]:
    code = main(["privacy", *map(str, call)])
    out = capsys.readouterr()
    return code, out.out + out.err


def test_a_person_is_found_by_name_and_by_account(
    lan: people.Speaker, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "find", "nguyễn thị") == (0, f"{lan.person}  {NAME}  contact Sở a\n")
    assert NAME in said(capsys, "find", "1001")[1]
    assert said(capsys, "find", "Không ai") == (0, "Không tìm thấy ai.\n")


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_everything_about_a_person_goes_into_a_file(
    lan: people.Speaker, capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"lan{suffix}"
    code, _ = said(capsys, "export", lan.person, "--to", path)
    assert code == 0
    if suffix == ".json":
        told = json.loads(path.read_text(encoding="utf-8"))
        assert (told["person"][0]["name"], told["answers"][0]["new_value"]) == (NAME, "true")
    else:
        assert load_workbook(path)["Người"]["B2"].value == NAME


def test_what_does_not_work_is_explained(
    lan: people.Speaker, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for call, words in (
        (("export", 99, "--to", tmp_path / "x.json"), "Không có người số 99"),
        (("export", lan.person, "--to", tmp_path / "x.doc"), ".xlsx hoặc .json"),
        (("export", lan.person, "--to", tmp_path / "không có" / "x.json"), "Không ghi được"),
        (("grant", "--campaign", "2026", 99), "Không có yêu cầu này"),
        (("erase", 99), "Không có người số 99"),
    ):
        code, told = said(capsys, *call)
        assert (code, words in told) == (1, True), told


def test_erasing_is_foretold_and_done_only_when_certain(
    lan: people.Speaker, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = said(capsys, "erase", lan.person)
    assert code == 0 and "Sẽ xoá" in told and "--yes" in told
    assert NAME in said(capsys, "find", NAME)[1]
    assert said(capsys, "erase", lan.person, "--yes")[0] == 0
    assert said(capsys, "find", NAME)[1] == "Không tìm thấy ai.\n"


def test_wishes_are_listed_and_decided_on(lan: people.Speaker, capsys: pytest.CaptureFixture[str]) -> None:
    assert NAME in said(capsys, "requests", "--campaign", "2026")[1]
    assert said(capsys, "refuse", "--campaign", "2026", 1, "--reason", "Đang thẩm định.")[0] == 0
    assert said(capsys, "requests", "--campaign", "2026")[1] == "Không có yêu cầu nào đang chờ.\n"


def test_the_sweep_says_what_it_forgot(lan: people.Speaker, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said(capsys, "sweep")
    assert code == 0 and told.startswith("Đã dọn: 0 nội dung tin nhắn")


def test_days_that_cannot_be_are_refused_at_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DTI_RETAIN_MESSAGES_DAYS", "14")
    assert Settings.from_env().keeping.messages == 14
    monkeypatch.setenv("DTI_RETAIN_MESSAGES_DAYS", "mãi mãi")
    assert main(["privacy", "sweep"]) == 78
