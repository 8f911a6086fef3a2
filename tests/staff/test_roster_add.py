"""Somebody new on the roster by buttons: contacts, deputies, providers, staff; one more tap invites."""

from pathlib import Path

import pytest

from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import staff


def members(world: World) -> list[tuple[str, str, bool]]:
    return [(row.role, row.name, row.in_charge) for row in world.rows(t.member)]


def test_a_deputy_is_added_and_invited_in_a_few_taps(world: World, tmp_path: Path) -> None:
    world.enrol("a")
    chief = staff(world)
    chief.does("s.ro.u", world.units["a"])
    chief.press("Thêm người")
    chief.press("Đầu mối")
    chief.types("Trần Văn Minh, 0912345678")
    assert "Trần Văn Minh" in chief.text and "0912" in chief.text
    chief.press("‹ Đơn vị")
    chief.press("Thêm người")
    assert "Đầu mối" not in chief.labels(), "there is one"
    chief.press("Phó đầu mối")
    chief.types("Lê Thị Hoa")
    assert members(world) == [("contact", "Trần Văn Minh", True), ("contact", "Lê Thị Hoa", False)]
    chief.press("Mời")
    chief.waits(tmp_path)
    (link,) = world.rows(t.invitation, role="contact")
    assert (link.in_charge, link.enrolment_id) == (False, world.units["a"])


def test_staff_are_added_with_the_group_that_is_theirs(world: World) -> None:
    world.enrol("a")
    chief = staff(world)
    chief.does("s.ro.st", 0)
    chief.press("Thêm cán bộ")
    chief.press("Thẩm định")
    chief.press("○ Khác")
    assert "Nhóm: Khác" in chief.text
    chief.press("Tiếp tục")
    chief.types("Nguyễn Thị Lan, lan@so.gov.vn")
    (row,) = world.rows(t.member)
    assert (row.role, row.name, row.scope_group, row.email) == (
        "reviewer",
        "Nguyễn Thị Lan",
        "khac",
        "lan@so.gov.vn",
    )
    (act,) = world.rows(t.audit, action="member_added")
    assert (act.new, act.person_id) == ("Nguyễn Thị Lan", chief.speaker.person)


def test_the_same_person_twice_is_one_line(small_world: World) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    for _ in range(2):
        chief.does("s.ro.ar", small_world.units["a"], "deputy")
        chief.types("Lê Thị Hoa")
    assert len(members(small_world)) == 1


@pytest.mark.parametrize("words", ["0912345678", "x", "Lê Thị Hoa, không rõ", "12"])
def test_words_without_a_name_are_asked_back(small_world: World, words: str) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    chief.does("s.ro.ar", small_world.units["a"], "deputy")
    chief.types(words)
    assert "Chưa rõ họ tên" in chief.text
    assert members(small_world) == []


def test_a_manager_of_some_groups_adds_neither_staff_nor_people_of_other_groups(small_world: World) -> None:
    small_world.enrol("a", group="khac")
    chief = staff(small_world, groups="so")
    chief.does("s.ro.at", "observer")
    chief.types("Lê Thị Hoa")
    assert "mọi nhóm" in chief.text
    chief.does("s.ro.ar", small_world.units["a"], "deputy")
    assert "Không có đơn vị" in chief.text
    assert members(small_world) == []


def test_a_published_campaign_keeps_its_roster(small_world: World) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    chief.does("s.ro.ar", small_world.units["a"], "deputy")
    with small_world.db.write() as conn:
        conn.execute(t.campaign.update().values(state="published"))
    chief.types("Lê Thị Hoa")
    assert "đã công bố" in chief.text
    assert members(small_world) == []


def test_an_office_that_the_framework_names_is_added_with_its_figures(small_world: World) -> None:
    text = small_world.text.replace(
        'info:\n  - {id: "1", label: Tổng số người, kind: count, measure: người}',
        'info:\n  - {id: "1", label: Tổng số người, kind: count, measure: người, provider: Công an tỉnh}',
    )
    world = World(small_world.db, text=text.replace("id: small", "id: offices")).begin(slug="khac")
    world.enrol("b")
    chief = staff(world)
    chief.does("s.ro.a", world.units["b"])
    chief.press("Nơi cung cấp số liệu")
    chief.press("Công an tỉnh (1 số liệu)")
    chief.types("Đại uý Lê Văn Nam")
    (row,) = world.rows(t.member)
    assert (row.role, row.office, row.scope_inputs) == ("provider", "Công an tỉnh", "info:1")
    chief.does("s.ro.ao", world.units["b"], 0)
    assert "đã có người" in chief.text
