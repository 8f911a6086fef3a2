"""`dti review …`: the same use cases as in chat, for the operator and for machines."""

import json
from pathlib import Path

import pytest

from dti.main import main
from dti_core.campaign import requests
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.databases import Begun
from tests.staff import review_room as room


@pytest.fixture
def office(tmp_path: Path, begun: Begun, monkeypatch: pytest.MonkeyPatch) -> World:
    """Two units that have handed in, in the database that the command line opens."""
    monkeypatch.delenv("DTI_DATABASE_URL", raising=False)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    db = Database(f"sqlite:///{begun(tmp_path) / 'dti.sqlite'}")
    world = World(db).begin()
    room.handed_in(world, "a")
    room.handed_in(world, "b")
    world.drain()
    return world


def run(*words: str) -> int:
    name, *rest = words
    return main(["review", name, "--campaign", "2026", *rest])


def item(*words: str) -> tuple[str, ...]:
    return (words[0], "--unit", "a", "--criterion", "1.2", *words[1:])


def test_the_list_is_filtered_and_readable_by_machines(
    office: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("list", "--unit", "a") == 0
    told = capsys.readouterr().out
    assert "○  a  Sở a  1.1" in told and "4 mục." in told
    assert run("list", "--by-criterion", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["unit"], one["criterion"]) for one in found[:2]] == [("a", "1.1"), ("b", "1.1")]
    assert run("list", "--state", "returned") == 0
    assert "Không có mục nào." in capsys.readouterr().out


def test_an_item_is_shown_accepted_adjusted_and_reset(
    office: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*item("show")) == 0
    assert "Tự chấm 9,5 điểm" in capsys.readouterr().out
    assert run(*item("accept")) == 0
    assert "chấp nhận 9,5 điểm" in capsys.readouterr().out
    assert run(*item("adjust", "--points", "7,5", "--reason", "Không khớp.")) == 0
    capsys.readouterr()
    assert run(*item("show", "--json")) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["points"], shown["verdict"]["state"]) == (7.5, "adjusted")
    assert run(*item("reset")) == 0
    assert [row.state for row in office.rows(t.review)] == ["unreviewed"]


def test_what_cannot_be_done_is_said_and_changes_nothing(
    office: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*item("adjust", "--points", "11", "--reason", "x")) == 1
    assert "không dùng được" in capsys.readouterr().err
    assert run("accept", "--unit", "zz", "--criterion", "1.1") == 1
    assert "không có đơn vị “zz”" in capsys.readouterr().err
    assert run("accept", "--unit", "a", "--criterion", "9.9") == 1
    assert "không có tiêu chí" in capsys.readouterr().err
    assert office.rows(t.review) == []
    with pytest.raises(SystemExit):
        run(*item("adjust", "--points", "7,555", "--reason", "x"))


def test_many_are_accepted_only_with_yes(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("accept", "--group", "so") == 0
    assert "8 mục của 2 đơn vị" in (told := capsys.readouterr().out) and "--yes" in told
    assert office.rows(t.review) == []
    assert run("accept", "--group", "so", "--yes") == 0
    assert len(office.rows(t.review, state="accepted")) == 8


def test_a_batch_is_sent_and_a_unit_verified(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*item("return", "--reason", "Chỉ có 52 máy.")) == 0
    assert run("send", "--unit", "a", "--days", "3") == 0
    assert "Đã gửi trả 1 tiêu chí" in capsys.readouterr().out
    assert run("verify", "--unit", "a") == 1
    assert "đang trả lại: 1.2" in capsys.readouterr().out
    room.accept_rest(office, "b")
    assert run("verify", "--unit", "b") == 0
    assert "--yes" in capsys.readouterr().out
    assert room.state(office, "b") == "in_review"
    assert run("verify", "--unit", "b", "--yes") == 0
    assert room.state(office, "b") == "verified"


def test_requests_are_decided(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    lan = office.unit("c")
    with office.db.write() as conn:
        requests.request(conn, lan, "1.4", "Không có việc này.", office.now)
        requests.request(conn, lan, "1.3", "Không có việc này.", office.now)
    assert run("grant", "--unit", "c", "--criterion", "1.4") == 0
    assert "lấy điểm cao nhất" in capsys.readouterr().out
    assert run("refuse", "--unit", "c", "--criterion", "1.3", "--reason", "Sở nào cũng có.") == 0
    assert [row.state for row in office.rows(t.exemption_request)] == ["granted", "refused"]
    assert run("grant", "--unit", "a", "--criterion", "1.4", "--kind", "zz") == 1
