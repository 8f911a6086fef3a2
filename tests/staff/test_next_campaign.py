"""Next year's campaign from this one: units, traits and people again, figures offered, states anew."""

from datetime import timedelta
from pathlib import Path

import pytest

from dti.main import main
from dti_core.campaign import setup
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import next_campaign, powers
from dti_core.campaign.staff.next_campaign import Begun, NextPlan
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.staff.office import contact, staff
from tests.staff.review_room import boss, does, seat


def plan(world: World, text: str | None = None) -> NextPlan:
    texts = {} if text is None else {world.framework_id: text}
    opens, closes = world.now, world.now + timedelta(days=30)
    return NextPlan("2027", "Đợt 2027", 2026, opens, closes, texts)


def begin(world: World, text: str | None = None) -> World:
    """The same world, a year later."""
    done = does(world, lambda conn: next_campaign.begin(conn, boss(world), plan(world, text), world.now))
    assert isinstance(done, Begun), done
    rows = world.rows(t.enrolment, campaign_id=done.campaign)
    slugs = {row.id: row.slug for row in world.rows(t.unit)}
    units = {slugs[row.unit_id]: row.id for row in rows}
    return World(world.db, now=world.now, campaign=done.campaign, units=units, accounts=50)


def test_units_groups_traits_and_people_come_again_and_states_are_reset(world: World) -> None:
    lan = world.unit("a", traits=frozenset({"dac-thu"}))
    world.enrol("b", group="khac", volunteer=True)
    world.tell(lan, "info:1", "60")
    chief = staff(world)
    after = begin(world)
    rows = world.rows(t.enrolment, campaign_id=after.campaign)
    assert [(r.group_id, r.traits, r.volunteer, r.state) for r in rows] == [
        ("so", "dac-thu", False, "not_started"),
        ("khac", "", True, "not_started"),
    ]
    (member,) = world.rows(t.member, campaign_id=after.campaign)
    assert (member.role, member.name, member.person_id) == ("contact", lan.name, None)
    roles = world.rows(t.assignment, campaign_id=after.campaign)
    assert [(r.role, r.person_id, r.active) for r in roles] == [("manager", chief.speaker.person, False)]
    (rules,) = world.rows(t.campaign_rules, campaign_id=after.campaign)
    assert rules.previous_id == world.campaign
    assert world.rows(t.answer, enrolment_id=after.units["a"]) == []


def test_last_years_general_information_is_offered_under_the_key_that_means_the_same(world: World) -> None:
    lan = world.unit("a")
    world.tell(lan, "info:1", "60")
    world.tell(lan, "info:2.ho_ten", "Trần Văn An")
    moved = world.text.replace('{id: "1", label: Tổng số người', '{id: "7", label: Tổng số người')
    moved = moved.replace('"info:1"', '"info:7"').replace("id: small", "id: smaller")
    moved = moved.replace("label: Người phụ trách", "label: Người đứng đầu")
    after = begin(world, moved)
    found = after.desk(after.join("a")).suggestions
    assert found == {"info:7": "60"}


def test_who_has_last_years_role_joins_by_typing_the_new_code(small_world: World) -> None:
    small_world.unit("a")
    lan = contact(small_world, "a")
    after = begin(small_world)
    lan.types(after.token("a"))
    assert "Đợt 2027" in lan.text
    lan.press("Đồng ý, bắt đầu")
    roles = after.rows(t.assignment, person_id=lan.speaker.person, campaign_id=after.campaign)
    assert [(row.role, row.active) for row in roles] == [("contact", True)]


def test_a_name_that_is_taken_changes_nothing(small_world: World) -> None:
    small_world.unit("a")
    begin(small_world)
    before = len(small_world.rows(t.enrolment))
    with pytest.raises(SetupProblem, match="slug_taken"):
        begin(small_world)
    assert len(small_world.rows(t.enrolment)) == before


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_only_who_runs_campaigns_begins_the_next_one(small_world: World, role: str) -> None:
    who = seat(small_world, staff(small_world, role))
    done = does(small_world, lambda c: next_campaign.begin(c, who, plan(small_world), small_world.now))
    assert isinstance(done, Begun) == (role in ("manager", "operator"))
    assert isinstance(done, Refusal) != (role in ("manager", "operator"))


def test_the_command_begins_it(
    own_sqlite_db: Database,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    World(own_sqlite_db).begin().unit("a")
    words = ["campaign", "next", "2027", "--from", "2026", "--title", "Đợt 2027", "--closes", "30/11/2099"]
    assert main([*words, "--preview"]) == 0
    assert "• 1 đơn vị trong 1 nhóm" in capsys.readouterr().out
    assert main(words) == 0
    assert "1 đơn vị, 1 người trong danh bạ" in capsys.readouterr().out
    with own_sqlite_db.read() as conn:
        assert setup.find_campaign(conn, "2027") is not None
    assert main(words) == 1
    assert "2027" in capsys.readouterr().err
    assert main([*words[:2], "2028", "--from", "khong-co", *words[5:]]) == 1
