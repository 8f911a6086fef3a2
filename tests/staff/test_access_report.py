"""Who has access to what: every live role of one campaign, for those who may see the history."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from openpyxl import load_workbook

from dti.main import main
from dti_core.campaign import behalf, invitations, people, second_factor
from dti_core.campaign.history import Who
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import access_report, powers
from dti_core.campaign.staff.next_campaign import NextPlan, begin
from dti_core.excel import access as table
from dti_core.messages.staff import access as texts
from dti_core.messages.staff.access_views import Access, Account
from dti_core.messages.staff.audit import ACCESS
from dti_core.messages.staff.trouble import NOT_ALLOWED
from dti_core.store import tables as t
from dti_core.survey.dossier import Paper
from tests.campaign.world import CONSENT, World
from tests.staff.office import Hand, staff
from tests.staff.review_room import boss, seat


def report(world: World, who: object = None) -> list[Access]:
    with world.db.read() as conn:
        found = access_report.report(conn, who or boss(world), world.now)  # type: ignore[arg-type]
    assert not isinstance(found, Refusal), found
    return found


def of(world: World, person: int, role: str) -> Access:
    return next(one for one in report(world) if (one.person, one.role) == (person, role))


def test_every_live_role_is_told_with_its_scope_and_who_gave_it(world: World) -> None:
    world.enrol("a")
    chief = staff(world)
    with world.db.write() as conn:
        who = Who(chief.speaker.person, "telegram")
        token = invitations.issue(conn, world.units["a"], "provider", world.now, inputs="1.2:a", who=who)
    world.now += timedelta(hours=1)
    stranger = world.stranger()
    with world.db.write() as conn:
        view = invitations.look_up(conn, token, stranger.person, world.now)
        invitations.accept(conn, stranger, view.id, CONSENT, "telegram", world.now)
    given = of(world, stranger.person, "provider")
    assert (given.unit, given.inputs, given.groups) == ("Sở a", ("1.2:a",), ())
    assert (given.since, given.granted_by) == (world.now, chief.speaker.name)
    assert given.accounts == (Account("telegram", stranger.name),)
    assert texts.scope(given) == "Sở a; số liệu 1.2:a"
    mine = of(world, chief.speaker.person, "manager")
    assert (mine.unit, mine.granted_by, texts.granted_by(mine)) == (None, None, "Người vận hành")
    assert texts.scope(mine) == "mọi nhóm"


def test_a_reviewer_s_groups_and_indices_are_told(world: World) -> None:
    reviewer = staff(world, "reviewer", groups="so", indices="1 2")
    given = of(world, reviewer.speaker.person, "reviewer")
    assert given.indices == ("1", "2")
    assert texts.scope(given) == "nhóm Sở, ban, ngành; chỉ số 1, 2"


def test_last_use_is_that_of_the_role_and_a_second_factor_counts_once_it_is_in_force(world: World) -> None:
    chief = staff(world)
    person = chief.speaker.person
    assert of(world, person, "manager").seen is None
    world.now += timedelta(hours=2)
    chief.starts()
    assert of(world, person, "manager").seen == world.now
    with world.db.write() as conn:
        secret = second_factor.begin(conn, person, "a", world.now)
    assert of(world, person, "manager").factor is None
    assert not isinstance(secret, Refusal)
    with world.db.write() as conn:
        code = pyotp.TOTP(secret.secret).at(world.now)
        assert second_factor.enter(conn, chief.speaker, code, world.now) is None
    assert of(world, person, "manager").factor == world.now


def test_a_clerk_gave_the_seat_to_themselves(world: World) -> None:
    unit, chief = world.enrol("a"), staff(world)
    with world.db.write() as conn:
        who = Who(chief.speaker.person, "telegram")
        behalf.begin(conn, who, world.campaign, unit, Paper("1/BC", "2026-03-01"), world.now)
    given = of(world, chief.speaker.person, "clerk")
    assert (given.unit, given.granted_by) == ("Sở a", chief.speaker.name)


def test_roles_taken_over_from_last_year_come_from_who_began_the_round(world: World) -> None:
    world.enrol("a")
    chief, observer = staff(world), staff(world, "observer")
    plan = NextPlan("2030", "Đợt", 2030, world.now, world.now + timedelta(days=9))
    who = seat(world, chief)
    with world.db.write() as conn:
        begun = begin(conn, who, plan, world.now)
    assert not isinstance(begun, Refusal), begun
    found = report(world, replace(boss(world), campaign=begun.campaign))
    taken = next(one for one in found if one.person == observer.speaker.person)
    assert taken.granted_by == chief.speaker.name


def test_a_role_that_was_taken_away_is_not_told(world: World) -> None:
    lan = world.unit("a")
    assert lan.person in {one.person for one in report(world)}
    with world.db.write() as conn:
        conn.execute(t.assignment.update().values(revoked_at=world.now, active=False))
    assert report(world) == []


def test_nobody_of_another_campaign_is_told(world: World) -> None:
    lan = world.unit("a")
    other = World(world.db, now=world.now, accounts=500).begin(slug="2027")
    tam, chief = other.unit("b"), staff(other)
    with world.db.write() as conn:
        people.resolve(conn, "zalo", "bot", "9", "9", "Ai đó", world.now)
    assert [one.person for one in report(world)] == [lan.person]
    assert {one.person for one in report(other)} == {tam.person, chief.speaker.person}


def test_a_manager_of_one_group_sees_only_who_reaches_that_group(world: World) -> None:
    world.unit("a")
    elsewhere = world.unit("b", group="khac")
    whole, of_so = staff(world, "reviewer"), staff(world, "reviewer", groups="so")
    chief = staff(world, groups="khac")
    shown = {one.person for one in report(world, seat(world, chief))}
    assert shown == {elsewhere.person, whole.speaker.person, chief.speaker.person}
    assert of_so.speaker.person in {one.person for one in report(world)}


@pytest.mark.parametrize("role", [*powers.STAFF_ROLES])
def test_only_who_may_see_the_history_sees_it(small_world: World, role: str) -> None:
    lan, someone = small_world.unit("a"), staff(small_world, role)
    allowed = role in ("manager", "operator")
    someone.does(ACCESS, 0)
    assert (lan.name in someone.text) == allowed
    with small_world.db.read() as conn:
        found = access_report.report(conn, seat(small_world, someone), small_world.now)
    assert isinstance(found, Refusal) != allowed


def test_a_manager_leafs_through_it_and_takes_it_away(world: World, tmp_path: Path) -> None:
    for number in range(texts.PAGE + 1):
        world.unit(f"u{number}")
    chief = staff(world)
    chief.starts()
    chief.press("Nhật ký")
    chief.press("Ai có quyền gì")
    assert f"Ai có quyền gì · {texts.PAGE + 2} vai trò, {texts.PAGE + 2} người" in chief.text
    assert "phụ trách kỳ đánh giá" in chief.text
    assert "do Người vận hành cấp" in chief.text
    first = chief.text
    chief.press("›")
    assert "Sở u6" in chief.text
    assert "Sở u6" not in first
    chief.press("Xuất danh sách Excel")
    assert not _exported(world)
    chief.waits(tmp_path)
    made = chief.messages[-1].attachment
    assert made is not None
    sheet = load_workbook(tmp_path / made.path).active
    assert sheet.max_row == texts.PAGE + 2 + 2
    assert {sheet.cell(row, 1).value for row in range(3, sheet.max_row + 1)} == {
        one.name for one in report(world)
    }
    (noted,) = _exported(world)
    assert (noted.person_id, noted.new) == (chief.speaker.person, str(texts.PAGE + 2))


def test_who_lost_the_role_meanwhile_gets_no_workbook(small_world: World, tmp_path: Path) -> None:
    chief = staff(small_world)
    chief.does(texts.BOOK)
    _take_away(small_world, chief)
    chief.waits(tmp_path)
    assert chief.messages[-1].attachment is None
    assert chief.messages[-1].text == NOT_ALLOWED.text
    assert not _exported(small_world)


def test_the_command_prints_and_writes(
    own_sqlite_db: object,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    world = World(own_sqlite_db).begin()  # type: ignore[arg-type]
    here = ["access", "--campaign", "2026"]
    assert main(here) == 0
    assert "Chưa ai có vai trò" in capsys.readouterr().out
    lan = world.unit("a")
    assert main(here) == 0
    assert f"{lan.name}  đầu mối  Sở a" in capsys.readouterr().out
    assert main([*here, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["role"], told["unit"], told["granted_by"]) == ("contact", "Sở a", None)
    assert told["since"].startswith("2026-03-01T08:00")
    assert not _exported(world)
    assert main([*here, "--csv", str(tmp_path / "a.csv")]) == 0
    assert main([*here, "--xlsx", str(tmp_path / "a.xlsx")]) == 0
    assert [one.channel for one in _exported(world)] == ["cli", "cli"]
    assert load_workbook(tmp_path / "a.xlsx").active["A3"].value == lan.name
    capsys.readouterr()
    assert main([*here, "--csv", str(tmp_path / "no" / "a.csv")]) == 1
    assert "Không ghi được" in capsys.readouterr().err
    assert main(["access", "--campaign", "khong-co"]) == 1
    assert len(_exported(world)) == 2


def test_no_name_becomes_a_formula_in_the_csv(small_world: World, tmp_path: Path) -> None:
    lan = small_world.unit("a")
    with small_world.db.write() as conn:
        conn.execute(t.person.update().where(t.person.c.id == lan.person).values(name="=1+1"))
    table.comma_separated(report(small_world), tmp_path / "a.csv", "Asia/Ho_Chi_Minh")
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert rows[1][0] == "'=1+1"


def _exported(world: World) -> list[object]:
    return [row for row in world.rows(t.audit) if row.action == "access_exported"]


def _take_away(world: World, hand: Hand) -> None:
    with world.db.write() as conn:
        mine = t.assignment.c.person_id == hand.speaker.person
        conn.execute(t.assignment.update().where(mine).values(revoked_at=world.now, active=False))
