"""`dti council` and `dti publish`: the same use cases from the command line."""

import json
from pathlib import Path

import pytest

from dti.main import main
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.staff import council_room as room
from tests.staff.review_room import state


@pytest.fixture
def world(own_sqlite_db: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    made = World(own_sqlite_db).begin()
    room.verified(made, "a", ("1.2", "7"))
    made.drain()
    return made


def run(*words: str) -> int:
    return main([*words[:2], "--campaign", "2026", *words[2:]])


def test_a_campaign_is_ended_from_the_command_line(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("council", "show") == 0
    assert "Sở a · 1.2: 9,5 → 7 → 7" in capsys.readouterr().out
    change = ("--unit", "a", "--criterion", "1.2", "--points", "8,5")
    assert run("council", "conclude", *change) == 1
    assert "Cần lý do" in capsys.readouterr().err
    assert run("council", "conclude", *change, "--reason", "Đã xem.") == 0
    world.drain()
    assert run("council", "settle", "--group", "0") == 0
    assert run("council", "review", "--unit", "a", "--reason", "Xem lại 1.3.") == 0
    assert state(world, "a") == "in_review"
    with world.db.write() as conn:
        conn.execute(t.enrolment.update().values(state="verified"))
    assert run("council", "settle", "--group", "0") == 0
    paper = tmp_path / "bien-ban.pdf"
    told = ("--day", "26/02/2026", "--present", "Trần Văn A, Lê Thị B", "--file", str(paper))
    assert run("council", "minutes", "--group", "0", *told) == 0
    assert paper.read_bytes().startswith(b"%PDF")
    decision = ("--number", "12/QĐ", "--date", "27/02/2026")
    assert run("publish", "do", *decision) == 0
    assert "Thêm --yes" in capsys.readouterr().out
    assert world.rows(t.publication) == []
    assert run("publish", "do", *decision, "--yes") == 0
    assert state(world, "a") == "published"
    assert run("publish", "do", *decision, "--yes") == 1
    assert "đã được công bố" in capsys.readouterr().err
    assert run("publish", "book", "--file", str(tmp_path / "b.xlsx")) == 0
    assert run("publish", "book", "--file", str(tmp_path / "no" / "b.xlsx")) == 1
    assert run("publish", "reopen", "--reason", "Sai số.", "--yes") == 0
    assert state(world, "a") == "council_decided"


def test_what_stands_in_the_way_is_told_as_words_and_as_json(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("publish", "check") == 0
    assert "Chưa kết luận: Sở a (đã thẩm định)" in capsys.readouterr().out
    assert run("publish", "check", "--json") == 0
    assert json.loads(capsys.readouterr().out)["undecided"] == [["Sở a", "verified"]]
    assert run("publish", "do", "--number", "1/QĐ", "--date", "27/02/2026", "--yes") == 1
    assert run("council", "conclude", "--unit", "x", "--criterion", "1.2") == 1
    assert run("council", "contest-until", "--until", "30/12/2099") == 0
