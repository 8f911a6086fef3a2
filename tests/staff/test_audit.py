"""The history: one timeline of acts, answers and the review, narrowed, paged, and taken away inert."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dti.main import main
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import audit, powers
from dti_core.excel import audit as table
from dti_core.messages.staff.audit_actions import ACTIONS
from dti_core.messages.staff.audit_views import Entry, Lookup
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff import council_room as room
from tests.staff.office import staff
from tests.staff.review_room import boss, seat


def entries(world: World, **lookup: object) -> list[Entry]:
    with world.db.read() as conn:
        found = audit.page(conn, boss(world), Lookup(**lookup), 0, 10_000)
    assert not isinstance(found, Refusal), found
    assert found[1] == len(found[0])
    return found[0]


def test_answers_reviews_and_acts_stand_in_one_timeline(world: World) -> None:
    lan = room.verified(world, "a", ("1.2", "7"))
    world.now += timedelta(minutes=1)
    found = entries(world)
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)
    answer = next(one for one in found if one.subject == "answer:1.2:a")
    assert (answer.person, answer.unit, answer.new) == (lan.name, "Sở a", "57")
    adjusted = next(one for one in found if one.action == "review_adjusted")
    assert (adjusted.new, adjusted.reason) == ("7", "Không khớp.")
    assert sum(one.action == "review_adjusted" for one in found) == 1
    assert "enrolment_verify" in {one.action for one in found}


def test_the_history_is_narrowed_by_unit_person_action_and_time(world: World) -> None:
    lan = world.unit("a")
    world.unit("b")
    world.tell(lan, "1.1:a", "true")
    at = world.now
    world.now += timedelta(hours=1)
    world.tell(world.speakers["b"], "1.1:a", "true")
    changed = {"action": "answer_changed"}
    assert [one.unit for one in entries(world, **changed)] == ["Sở b", "Sở a"]
    assert [one.unit for one in entries(world, unit="a", **changed)] == ["Sở a"]
    assert [one.unit for one in entries(world, person=lan.name.lower(), **changed)] == ["Sở a"]
    assert [one.unit for one in entries(world, since=at + timedelta(minutes=1), **changed)] == ["Sở b"]
    assert [one.unit for one in entries(world, until=at + timedelta(minutes=1), **changed)] == ["Sở a"]
    assert entries(world, person="100%") == []


def test_another_campaign_is_another_history(small_world: World) -> None:
    small_world.tell(small_world.unit("a"), "1.1:a", "true")
    first = len(entries(small_world))
    other = World(small_world.db, now=small_world.now).begin(slug="2027")
    assert [one.action for one in entries(other)] == ["framework_adopted", "campaign_created"]
    assert len(entries(small_world)) == first


def test_an_unknown_unit_is_refused(small_world: World) -> None:
    with small_world.db.read() as conn:
        assert audit.page(conn, boss(small_world), Lookup(unit="x")) == Refusal("unknown_unit", "x")


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_only_who_may_see_the_history_sees_it(small_world: World, role: str) -> None:
    someone = staff(small_world, role)
    someone.types("/nhatky")
    allowed = role in ("manager", "operator")
    assert ("Nhật ký" in someone.text) == allowed
    with small_world.db.read() as conn:
        found = audit.page(conn, seat(small_world, someone), Lookup())
    assert isinstance(found, Refusal) != allowed


def test_a_manager_leafs_through_one_units_history_and_takes_it_away(world: World, tmp_path: Path) -> None:
    lan = world.unit("a")
    world.tell(lan, "1.1:a", "true")
    for number in range(12):
        world.tell(lan, "1.3:a", str(number))
    chief = staff(world)
    chief.starts()
    chief.press("Nhật ký")
    chief.press("Chọn đơn vị")
    chief.press("Sở a")
    assert "**" not in chief.text
    assert "Nhật ký – Sở a" in chief.text
    assert "trả lời 1.3:a: 10 → 11" in chief.text
    first = chief.text
    chief.press("›")
    assert chief.text != first
    chief.press("Xuất bảng Excel")
    chief.waits(tmp_path)
    made = chief.messages[-1].attachment
    assert made is not None
    sheet = load_workbook(tmp_path / made.path).active
    assert sheet.max_row == len(entries(world, unit="a")) + 2
    assert "audit_exported" in {row.action for row in world.rows(t.audit)}


def test_no_text_of_a_person_becomes_a_formula(small_world: World, tmp_path: Path) -> None:
    evil = ["=1+1", "+84", "-1", "@x", "\t=2", " =3"]
    told = [
        Entry(small_world.now, text, "telegram", text, "answer_changed", text, text, text, text)
        for text in evil
    ]
    table.book(iter(told), tmp_path / "a.xlsx", "=tiêu đề", "Asia/Ho_Chi_Minh")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    table.comma_separated(iter(told), tmp_path / "a.csv", "Asia/Ho_Chi_Minh")
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert {row[3][0] for row in rows[1:]} == {"'"}


def test_the_command_prints_filters_and_writes(
    own_sqlite_db: object,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    world = World(own_sqlite_db).begin()  # type: ignore[arg-type]
    world.tell(world.unit("a"), "1.1:a", "true")
    assert main(["audit", "--campaign", "2026", "--unit", "a", "--action", "answer_changed"]) == 0
    assert "answer:1.1:a" in capsys.readouterr().out
    assert main(["audit", "--campaign", "2026", "--json", "--action", "answer_changed"]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == "true"
    assert main(["audit", "--campaign", "2026", "--csv", str(tmp_path / "a.csv")]) == 0
    assert main(["audit", "--campaign", "2026", "--xlsx", str(tmp_path / "a.xlsx")]) == 0
    assert main(["audit", "--campaign", "2026", "--unit", "khong-co"]) == 1
    assert "a" in capsys.readouterr().err
    assert main(["audit", "--campaign", "2026", "--csv", str(tmp_path / "no" / "a.csv")]) == 1
    assert "Không ghi được" in capsys.readouterr().err


def test_every_act_that_the_code_writes_has_a_name() -> None:
    import re

    root = Path(__file__).parents[2]
    written = {
        found
        for folder in ("dti_core", "bot", "dti")
        for path in (root / folder).rglob("*.py")
        for found in re.findall(r'\bAct\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert written - ACTIONS.keys() == set()
