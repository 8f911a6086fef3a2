"""Which groups and indices are whose: ticked in chat, given on the command line, in force at once."""

import pytest

from bot.staff import proving
from dti_core.campaign import invitations
from dti_core.campaign.factor_policy import OPTION, Policy
from dti_core.campaign.invitations import Reach
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_item
from dti_core.campaign.staff.roster import scopes
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, contact, staff
from tests.staff.review_room import handed_in, seat

SECOND = """
  - code: "2"
    title: Thể chế số
    max: 10
    children:
      - code: "2.1"
        title: Có quy chế
        max: 10
        inputs: [{id: a, kind: yes_no, label: Có quy chế}]
        rule: {type: yes_no, inputs: [a], basis: doc}
"""


@pytest.fixture
def wide(small_world: World) -> World:
    """A campaign whose framework has two groups and two indices."""
    return of_two(small_world)


def of_two(world: World) -> World:
    text = world.text.replace("id: small", "id: wide").replace("max_points: 40", "max_points: 50")
    return World(world.db, text=text.rstrip() + SECOND).begin(slug="rong")


def adds(chief: Hand, role: str, *ticks: str, name: str = "Nguyễn Thị Lan") -> None:
    chief.does("s.ro.st", 0)
    chief.press("Thêm cán bộ")
    chief.press(role)
    for tick in ticks:
        chief.press(tick)
    chief.press("Tiếp tục")
    chief.types(name)


def sees(world: World, hand: Hand, criterion: str) -> object:
    """What a reviewer is shown of the first unit's criterion."""
    with world.db.read() as conn:
        return review_item.load(conn, seat(world, hand), world.units["a"], criterion)


def kept(world: World) -> list[tuple[str, str | None, str | None]]:
    return [(row.role, row.scope_group, row.scope_indices) for row in world.rows(t.member)]


@pytest.mark.parametrize(("role", "stored"), [("Thẩm định", "reviewer"), ("Chuyên gia", "expert")])
def test_somebody_new_gets_the_groups_and_indices_that_were_ticked(
    wide: World, role: str, stored: str
) -> None:
    chief = staff(wide)
    adds(chief, role, "○ Khác", "○ 2 Thể chế số")
    assert kept(wide) == [(stored, "khac", "2")]
    assert "chỉ số 2" in chief.text


def test_nothing_ticked_and_all_ticked_are_everything(wide: World) -> None:
    chief = staff(wide)
    adds(chief, "Thẩm định")
    both = ("○ 1 Chỉ số chính", "○ 2 Thể chế số")
    adds(chief, "Thẩm định", *both, name="Lê Thị Hoa")
    adds(chief, "Thẩm định", *both, "○ Mọi chỉ số chính", name="Đỗ Minh")
    assert kept(wide) == [("reviewer", None, None)] * 3


def test_a_manager_is_asked_for_groups_alone_and_the_council_for_nothing(wide: World) -> None:
    chief = staff(wide)
    chief.does("s.ro.at", "manager")
    assert "○ Khác" in chief.labels() and "○ 2 Thể chế số" not in chief.labels()
    chief.does("s.ro.at", "council")
    assert "là ai?" in chief.text


def test_a_reviewer_at_work_sees_only_the_new_part_at_once(world: World) -> None:
    world = of_two(world)
    handed_in(world, "a")
    chief, lan = staff(world), staff(world, "reviewer")
    assert not isinstance(sees(world, lan, "1.1"), Refusal)
    chief.does("s.ro.p", f"a{lan.speaker.active_assignment}")
    chief.press("Phạm vi thẩm định")
    assert "Nhóm: tất cả" in chief.text
    chief.press("○ Khác")
    chief.press("○ 1 Chỉ số chính")
    chief.press("Lưu")
    assert "Khác; chỉ số 1" in chief.text
    assert isinstance(sees(world, lan, "1.1"), Refusal)
    (row,) = world.rows(t.assignment, role="reviewer")
    assert (row.scope_group, row.scope_indices) == ("khac", "1")
    (act,) = world.rows(t.audit, action="scope_changed")
    assert (act.old, act.new) == ("nhóm tất cả; chỉ số tất cả", "nhóm Khác; chỉ số 1")
    assert act.person_id == chief.speaker.person
    lan._new(0)
    assert "Từ nay Anh/Chị (thẩm định) phụ trách" in lan.text and "Nhóm: Khác" in lan.text


def test_the_roster_line_the_role_and_the_link_on_its_way_follow(world: World) -> None:
    world = of_two(world)
    chief = staff(world)
    adds(chief, "Thẩm định", "○ Khác")
    (member,) = world.rows(t.member)
    with world.db.write() as conn:
        reach = Reach(world.campaign, "reviewer", groups="khac", member=member.id)
        invitations.issue_for(conn, reach, world.now)
    chief.does("s.ro.sc", f"m{member.id}")
    assert "✓ Khác" in chief.labels(), "as it is now"
    chief.press("○ Sở, ban, ngành")
    chief.press("Lưu")
    assert kept(world) == [("reviewer", None, None)], "both groups are all"
    chief.does("s.ro.sc", f"m{member.id}")
    chief.press("○ 2 Thể chế số")
    chief.press("Lưu")
    (link,) = [row for row in world.rows(t.invitation) if row.member_id == member.id]
    assert (link.scope_group, link.scope_indices) == (None, "2")


def test_saving_the_same_twice_is_one_entry_of_the_history(wide: World) -> None:
    chief, lan = staff(wide), staff(wide, "reviewer")
    for _ in range(2):
        chief.does("s.ro.sd", f"a{lan.speaker.active_assignment}", "2", "0")
    assert len(wide.rows(t.audit, action="scope_changed")) == 1


def test_who_changes_whom_has_its_bounds(wide: World) -> None:
    chief, some, lan = staff(wide), staff(wide, groups="so"), staff(wide, "reviewer")
    ref = f"a{lan.speaker.active_assignment}"
    chief.does("s.ro.sd", f"a{chief.speaker.active_assignment}", "1", "0")
    assert "chính mình" in chief.text
    some.does("s.ro.sd", ref, "1", "0")
    assert "mọi nhóm" in some.text
    lan.does("s.ro.sd", ref, "0", "0")
    assert "không làm được" in lan.text
    contact(wide, "a").does("s.ro.sd", ref, "1", "0")
    council = staff(wide, "council")
    chief.does("s.ro.sc", f"a{council.speaker.active_assignment}")
    assert "không có gì để chia" in chief.text
    with wide.db.write() as conn:
        conn.execute(t.campaign.update().values(state="published"))
    chief.does("s.ro.sd", ref, "1", "0")
    assert "đã công bố" in chief.text
    assert wide.rows(t.audit, action="scope_changed") == []


def test_it_takes_a_second_factor_where_the_province_asks_for_one(wide: World) -> None:
    chief, lan = staff(wide), staff(wide, "reviewer")
    wide.db.carry(**{OPTION: Policy("required", 15)})
    chief.does("s.ro.sd", f"a{lan.speaker.active_assignment}", "1", "0")
    assert [row.kind for row in wide.rows(t.task)] == [proving.SETUP]
    who = seat(wide, chief)
    with wide.db.write() as conn:
        ref = f"a{lan.speaker.active_assignment}"
        refusal = scopes.change(conn, who, ref, None, frozenset("1"), wide.now)
    assert isinstance(refusal, Refusal) and refusal.code == "second_factor"
    assert wide.rows(t.audit, action="scope_changed") == []


@pytest.mark.parametrize(
    "args", [("a0", "1", "1"), ("x", "zz", "-1"), ("m9999999999", "f" * 30, "1"), ("", "", "")]
)
def test_a_damaged_button_is_answered(wide: World, args: tuple[str, ...]) -> None:
    chief = staff(wide)
    for verb in ("s.ro.sk", "s.ro.sd"):
        chief.does(verb, *args)
        assert "không còn trong danh bạ" in chief.text
