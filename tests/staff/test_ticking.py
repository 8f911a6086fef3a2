"""Several units picked by ticking: across pages, by group, after a restart, each purpose to its end."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.staff import ticking
from bot.staff.registry import FEATURES
from dti_core.campaign.staff import powers
from dti_core.messages.model import plain
from dti_core.messages.staff import trouble
from dti_core.messages.staff.ticking import PAGE
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, staff
from tests.staff.review_room import accept, handed_in

PURPOSES = sorted(ticking.PURPOSES)


def ticks(hand: Hand, *names: str) -> None:
    for name in names:
        hand.press(next(label for label in hand.labels() if label.startswith((f"○ {name}", f"✓ {name}"))))


def test_what_is_ticked_stays_across_pages_and_restarts(small_world: World) -> None:
    for number in range(150):
        small_world.enrol(f"u{number:03}")
    chief = staff(small_world)
    chief.does("s.tk", "ro", 0)
    assert f"1/{-(-150 // PAGE)}" in chief.labels()
    ticks(chief, "Sở u000", "Sở u003")
    chief.press("›")
    ticks(chief, "Sở u014")
    chief.press("›")
    again = replace(chief, messages=[])  # a new process knows only what is stored
    again.does("s.tk", "ro", 0)
    assert "Đã chọn 3/150 đơn vị" in again.text
    assert [label[:8] for label in again.labels() if label.startswith("✓ Sở")] == ["✓ Sở u00", "✓ Sở u00"]
    ticks(again, "Sở u003")
    assert "Làm thư mời (2)" in again.labels()


def test_all_none_and_a_whole_group_with_one_press(small_world: World) -> None:
    for slug, group in (("a", "so"), ("b", "so"), ("c", "khac")):
        small_world.enrol(slug, group=group)
    chief = staff(small_world)
    chief.does("s.tk", "ro", 0)
    chief.press("Chọn tất cả")
    assert "Đã chọn 3/3" in chief.text
    chief.press(next(label for label in chief.labels() if label.endswith("(2/2)")))
    assert "Đã chọn 1/3" in chief.text
    chief.press("Bỏ chọn tất cả")
    assert "Đã chọn 0/3" in chief.text
    assert not any(label.startswith("Làm thư mời") for label in chief.labels())
    chief.does("s.tk.d", "ro")
    assert "Chưa chọn đơn vị nào" in chief.text


def test_a_unit_that_cannot_be_picked_any_more_does_not_count(small_world: World) -> None:
    small_world.enrol("a")
    small_world.enrol("b")
    chief = staff(small_world)
    chief.does("s.tk", "ro", 0)
    chief.press("Chọn tất cả")
    small_world.join("b")
    chief.does("s.tk", "ro", 0)
    assert "Đã chọn 1/1" in chief.text
    chief.does("s.tk.t", "ro", small_world.units["b"], 0)
    assert "Đã chọn 1/1" in chief.text


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_only_who_has_the_power_of_the_purpose_ticks(small_world: World, role: str, purpose: str) -> None:
    handed_in(small_world, "a")
    small_world.enrol("b")
    hand = staff(small_world, role)
    for verb, more in (("s.tk", ("0",)), ("s.tk.t", ("1", "0")), ("s.tk.m", ("*", "0")), ("s.tk.d", ())):
        hand.does(verb, purpose, *more)
        refused = hand.text == plain(trouble.NOT_ALLOWED.text)
        assert refused != powers.has(role, ticking.PURPOSES[purpose].power)


def test_no_two_features_tick_under_one_name() -> None:
    names = [name for feature in FEATURES for name in feature.ticking]
    assert sorted(names) == PURPOSES


def test_invitations_for_ticked_units_only(small_world: World, tmp_path: Path) -> None:
    for slug in ("a", "b", "c"):
        small_world.enrol(slug)
    chief = staff(small_world)
    chief.does("s.ro.b")
    chief.press("Chọn từng đơn vị")
    ticks(chief, "Sở a", "Sở c")
    chief.press("Làm thư mời (2)")
    chief.waits(tmp_path)
    invited = {row.enrolment_id for row in small_world.rows(t.invitation, role="contact")}
    assert invited == {small_world.units["a"], small_world.units["c"]}


def test_reminders_for_ticked_units_only(small_world: World, tmp_path: Path) -> None:
    for slug in ("a", "b", "c"):
        small_world.unit(slug)
    chief = staff(small_world)
    small_world.now = small_world.now.replace(day=2, hour=3)
    chief.does("s.nv.p", "not_submitted")
    chief.press("Chọn đơn vị")
    ticks(chief, "Sở a", "Sở c")
    chief.press("Xem trước (2)")
    assert "Chỉ 2 đơn vị đã chọn" in chief.text
    chief.press("Gửi 2 người ngay")
    chief.waits(tmp_path)
    reminded = {row.enrolment_id for row in small_world.rows(t.reminder_sent)}
    assert reminded == {small_world.units["a"], small_world.units["c"]}


def test_picked_units_can_be_dropped_from_a_reminder_again(small_world: World) -> None:
    for slug in ("a", "b"):
        small_world.unit(slug)
    chief = staff(small_world)
    chief.does("s.nv.p", "not_submitted")
    chief.press("Chọn đơn vị")
    ticks(chief, "Sở b")
    chief.press("Xem trước (1)")
    chief.press("Bỏ chọn đơn vị")
    assert "2 đơn vị chưa nộp" in chief.text and "đã chọn" not in chief.text


def test_more_time_for_ticked_units_and_who_handed_in_meanwhile_is_named(small_world: World) -> None:
    for slug in ("a", "b", "c"):
        small_world.unit(slug)
    chief = staff(small_world)
    chief.does("s.dl")
    chief.press("Gia hạn nhiều đơn vị")
    ticks(chief, "Sở a", "Sở b")
    chief.press("Chọn hạn mới (2)")
    chief.press("+3 ngày")
    chief.press("Sự cố kỹ thuật")
    assert "Gia hạn cho 2 đơn vị đến" in chief.text
    with small_world.db.write() as conn:
        mine = t.enrolment.c.id == small_world.units["b"]
        conn.execute(t.enrolment.update().where(mine).values(state="submitted"))
    chief.press("Đồng ý")
    assert "Không gia hạn được cho 1 đơn vị" in chief.text and "Sở b" in chief.text
    extended = {row.id for row in small_world.rows(t.enrolment) if row.closes_at is not None}
    assert extended == {small_world.units["a"]}


def test_accepting_one_criterion_of_ticked_units(small_world: World) -> None:
    for slug in ("a", "b", "c"):
        handed_in(small_world, slug)
    small_world.drain()
    chief = staff(small_world)
    chief.does("s.rx")
    chief.press("Chọn tiêu chí")
    chief.press("1.2")
    assert "tiêu chí 1.2" in chief.text
    chief.press("Chọn đơn vị")
    ticks(chief, "Sở a", "Sở c")
    chief.press("Tiếp (2)")
    assert "tiêu chí 1.2, 2 đơn vị đã chọn" in chief.text
    chief.press("Tất cả mục chưa xét")
    assert "2 mục của 2 đơn vị" in chief.text and "• Sở a: 1 mục" in chief.text
    assert small_world.rows(t.review) == []
    chief.press("Chấp nhận 2 mục")
    accepted = [(row.enrolment_id, row.criterion) for row in small_world.rows(t.review, state="accepted")]
    assert sorted(accepted) == sorted([(small_world.units["a"], "1.2"), (small_world.units["c"], "1.2")])


def test_a_preview_that_is_no_longer_true_accepts_nothing(small_world: World) -> None:
    for slug in ("a", "b"):
        handed_in(small_world, slug)
    small_world.drain()
    chief = staff(small_world)
    chief.does("s.rx4", small_world.framework_id, "1.3")
    chief.press("Tất cả mục chưa xét")
    accept(small_world, "a", "1.3")
    chief.press("Chấp nhận 2 mục")
    assert "vừa thay đổi" in chief.text
    accepted = [row.enrolment_id for row in small_world.rows(t.review, state="accepted")]
    assert accepted == [small_world.units["a"]]


def test_evidence_and_reports_of_ticked_units_only(small_world: World, tmp_path: Path) -> None:
    for slug in ("a", "b", "c"):
        handed_in(small_world, slug)
    small_world.drain()
    chief = staff(small_world)
    chief.does("s.xlk", "units")
    chief.press("Chọn từng đơn vị")
    ticks(chief, "Sở b")
    chief.press("Làm sổ (1)")
    said = chief.waits(tmp_path)
    (file,) = [one.attachment for one in said if one.attachment]
    assert zipfile.ZipFile(tmp_path / file.path).namelist() == ["001-b.xlsx"]
