"""What the demo is filled with, on every framework of the library."""

import json
import socket
from argparse import Namespace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from dti.demo.cast import cast_of
from dti.demo.launcher import Demo
from dti.demo.seed import seed
from dti.demo.staff import STAFF
from dti.demo.units import AGENCIES, units_of
from dti.main import main
from dti.settings import Settings
from dti_core.campaign import scores
from dti_core.framework.framework import Framework
from dti_core.framework.library import available, find
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.databases import Begun

NOW = datetime.now(UTC)
FRAMEWORKS = [each.id for each in available()]


@cache
def load(framework_id: str) -> Framework:
    found = find(framework_id).framework
    assert found is not None
    return found


def test_a_busy_port_is_named_and_the_next_free_one_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        demo = Demo(Namespace(framework="an-giang-2024-so", fresh=False, port=port, workers=1))
    assert f"Cổng {port} đang bận" in capsys.readouterr().out
    assert demo.port is not None and demo.port > port
    assert demo.address.endswith(f":{demo.port}")


def test_any_free_port_is_taken_where_none_is_named_and_what_is_no_port_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    demo = Demo(Namespace(framework="an-giang-2024-so", fresh=False, port=0, workers=1))
    assert demo.port and demo.address == f"http://127.0.0.1:{demo.port}"
    for wrong in ("-1", "70000", "x"):
        with pytest.raises(SystemExit):
            main(["demo", f"--port={wrong}"])
        assert "cổng phải là số từ 0 đến 65535" in capsys.readouterr().err


def test_nineteen_agencies_are_enrolled_and_about_half_of_them_are_at_work(tmp_path: Path) -> None:
    settings = Settings.from_env({"DTI_DATA_DIR": str(tmp_path)})
    seed(settings, "an-giang-2024-so", NOW)
    people = json.loads((tmp_path / "people.json").read_text())
    contacts = [f"Đầu mối {name}" for name in AGENCIES.values()]
    assert [person["name"] for person in people] == [*contacts, *(one.name for one in STAFF)]
    assert sum("start_payload" in person for person in people) == 9

    seed(settings, "an-giang-2024-so", NOW)
    assert json.loads((tmp_path / "people.json").read_text()) == people, "seeded once only"


@pytest.mark.parametrize("framework_id", FRAMEWORKS)
def test_the_first_person_has_all_before_them_and_about_half_of_the_others_are_at_work(
    framework_id: str,
) -> None:
    cast = cast_of(load(framework_id))
    assert not cast[0].busy and not cast[0].inputs
    assert len(cast) / 3 < sum(player.busy for player in cast) < len(cast) * 2 / 3
    assert len({player.name for player in cast}) == len(cast)


@pytest.mark.parametrize("framework_id", FRAMEWORKS)
def test_the_units_fit_the_framework(framework_id: str) -> None:
    framework = load(framework_id)
    units = units_of(framework)
    if framework.spec.units:
        assert [(unit.name, unit.group) for unit in units] == [
            (u.title, u.group) for u in framework.spec.units
        ]
    known = {trait.id for trait in framework.spec.traits}
    assert all(unit.traits <= known for unit in units)
    assert len({unit.slug for unit in units}) == len(units)
    start = {"huyen": ("Thành phố", "Thị xã", "Huyện"), "tinh": ("Tỉnh",), "so": ("Sở", "Văn phòng")}
    assert units[0].name.startswith(start[framework.spec.level])


@pytest.mark.parametrize("framework_id", FRAMEWORKS)
def test_a_demo_on_every_framework_is_seeded_and_scored_to_the_end(
    tmp_path: Path, begun: Begun, framework_id: str
) -> None:
    settings = Settings.from_env({"DTI_DATA_DIR": str(begun(tmp_path))})
    seed(settings, framework_id, NOW)
    database = Database(settings.database_url)
    units = units_of(load(framework_id))
    assert scores.drain(database, seconds=60).units >= len(units)
    with database.read() as conn:
        assert not scores.is_work_waiting(conn)
        rows = conn.execute(t.score.select()).all()
    database.close()
    assert len(rows) == len(units)
    assert sum(row.points_micro > 0 for row in rows) >= len(units) / 3


def test_where_one_unit_is_scored_offices_answer_for_themselves_and_districts_add_up(
    tmp_path: Path, begun: Begun
) -> None:
    settings = Settings.from_env({"DTI_DATA_DIR": str(begun(tmp_path))})
    seed(settings, "dong-nai-2024-tinh", NOW)
    database = Database(settings.database_url)
    with database.read() as conn:
        stored = conn.execute(t.answer.select()).all()
        outside = conn.execute(t.reference.select()).all()
    database.close()
    people = {player.name: player for player in cast_of(load("dong-nai-2024-tinh"))}
    assert {"Đầu mối Công an tỉnh", "Đầu mối Sở Nội vụ"} <= people.keys()
    assert {row.source for row in stored} == {f"person:{row.person_id}" for row in stored}
    assert len([row for row in stored if row.input_key == "4.5:a"]) > 1
    assert [row.criterion for row in outside] == ["7.5"]
