"""`dti progress`: the same board for people, for programs and as pictures; one clear word per mistake."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from dti.main import main
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.staff.office import contact

Ask = Callable[..., int]


@pytest.fixture
def world(own_sqlite_db: Database) -> World:
    made = World(own_sqlite_db).begin()
    made.enrol("a")
    made.tell(made.unit("b"), "1.1:a", "true")
    made.unit("c", group="khac")
    made.drain()
    return made


@pytest.fixture
def ask(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    monkeypatch.setenv("DTI_DATABASE_URL", world.db.url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return lambda *words: main(["progress", "--campaign", "2026", *words])


def test_the_table_has_every_unit_with_its_points_by_index(
    ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask() == 0
    said = capsys.readouterr().out
    assert "Đợt 2026" in said and "tạm tính" in said
    line = next(line for line in said.splitlines() if "Sở b" in line)
    assert line.split() == ["◐", "Sở", "b", "1/4", "10", "1", line.split()[6], "10"]
    assert "Sở, ban, ngành" in said and "Khác" in said


def test_group_and_state_are_picked(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("--group", "so", "--state", "not_joined") == 0
    said = capsys.readouterr().out
    assert "Sở a" in said
    assert "Sở b" not in said and "Sở c" not in said


def test_programs_get_numbers_and_moments(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("--json", "--order", "points") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["counts"] == {"not_joined": 1, "not_started": 1, "in_progress": 1}
    first = data["units"][0]
    assert (first["unit"], first["points"], first["answered"], first["rank"]) == ("b", 10, 1, 1)
    assert first["indices"] == {"1": 10}
    assert first["deadline"].startswith("2026-03-21T08:00:00")
    assert {unit["unit"] for unit in data["units"]} == {"a", "b", "c"}


def test_one_unit_in_detail(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("--unit", "b") == 0
    assert "Chưa trả lời (3): 1.2, 1.3, 1.4" in capsys.readouterr().out
    assert ask("--unit", "b", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["missing"], data["evidence_missing"]) == (["1.2", "1.3", "1.4"], ["1.1"])
    assert data["contacts"][0]["in_charge"] is True


def test_who_is_stuck(ask: Ask, world: World, capsys: pytest.CaptureFixture[str]) -> None:
    contact(world, "b").types("/sua 1.3")
    world.now += timedelta(days=2)
    assert ask("--stuck") == 0
    assert "Sở b" in capsys.readouterr().out
    assert ask("--stuck", "--json") == 0
    assert json.loads(capsys.readouterr().out)["resting"][0]["stands_at"] == "1.3"


def test_pictures_are_numbered_where_there_are_several(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("--picture", "bang.png") == 0
    assert "bang-1.png" in capsys.readouterr().err
    assert [path.read_bytes()[:4] for path in sorted(tmp_path.glob("bang*.png"))] == [b"\x89PNG"] * 2
    assert ask("--group", "so", "--picture", "so.png") == 0
    assert ask("--unit", "b", "--picture", "b.png") == 0
    assert (tmp_path / "so.png").exists() and (tmp_path / "b.png").exists()


def test_json_and_picture_together_keep_the_output_clean(
    ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("--json", "--picture", "bang.png") == 0
    json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--group", "x"), 1, "Không có nhóm xếp hạng “x”. Hiện có: so, khac."),
        (("--unit", "x"), 1, "không có đơn vị “x”"),
        (("--state", "x"), 2, "'x' không có"),
        (("--picture", "khong/co/bang.png"), 1, "không có thư mục đó"),
        (("--state", "verified", "--picture", "a.png"), 1, "Không có đơn vị nào để vẽ."),
        (("--stuck", "--picture", "a.png"), 1, "Chưa có hình cho --stuck"),
        (("--stuck", "--unit", "a"), 2, "--unit"),
    ],
)
def test_a_mistake_is_said_in_one_line(
    ask: Ask, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, said: str
) -> None:
    try:
        assert ask(*words) == code
    except SystemExit as ended:
        assert ended.code == code
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told


def test_an_unknown_campaign_is_named(world: World, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "--campaign", "x"]) == 1
    assert "Không có đợt “x”. Hiện có: 2026." in capsys.readouterr().err


def test_a_unit_without_points_cannot_be_drawn_yet(
    ask: Ask, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.enrol("moi")
    assert ask("--unit", "moi", "--picture", "moi.png") == 1
    assert "chưa có điểm để vẽ" in capsys.readouterr().err
