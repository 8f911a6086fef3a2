"""The end of a campaign in chat: dossier, conclusion, minutes, publication, reopening; who may do which."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dti_core.campaign.staff import powers
from dti_core.messages import codec
from dti_core.messages.model import plain
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff import council_room as room
from tests.staff.office import staff
from tests.staff.review_room import state

DECIDE = "1234/QĐ-UBND ngày 27/02/2026"


def ready(world: World) -> None:
    room.verified(world, "a", ("1.2", "7"))
    room.verified(world, "b")
    world.drain()
    room.settle(world)


def test_a_member_of_the_council_concludes_on_a_contest_and_on_the_group(world: World) -> None:
    lan = room.verified(world, "a", ("1.2", "7"))
    room.window(world)
    room.contest(world, lan)
    member = staff(world, "council")
    member.starts()
    member.press("Hội đồng")
    assert "1 phản ánh chưa kết luận" in member.text
    member.press("Sở, ban, ngành")
    assert "⚠ Sở a · 1.2: 9,5 → 7" in member.text
    member.press("1")
    assert "Bảng kê có đủ 57 máy." in member.text
    member.press("Giữ 7 điểm")
    assert "Lý do giữ điểm?" in member.text
    member.does("s.co")
    member.press("Sở, ban, ngành")
    member.press("1")
    member.press("Điểm khác")
    member.types("khoảng chín")
    assert "điểm và lý do" in member.text
    member.types("9 – Bảng kê bổ sung đã đủ.")
    assert "✓ Sở a · 1.2: điểm mới 9 điểm. 1 đầu mối được báo lúc 8 giờ" in member.text
    world.now += timedelta(days=5)
    member.press("Nội dung khác")
    member.press("Kết luận 1 đơn vị")
    assert "Kết luận 1 đơn vị của nhóm" in member.text
    member.press("Kết luận")
    assert state(world, "a") == "council_decided"


def test_a_manager_opens_the_time_to_contest_and_units_are_told(small_world: World) -> None:
    room.verified(small_world, "a", ("1.2", "7"))
    chief = staff(small_world)
    chief.starts()
    chief.press("Hội đồng")
    chief.press("Đặt hạn phản ánh")
    chief.press("3 ngày làm việc")
    assert "1 đầu mối được báo lúc 8 giờ ngày 02/03/2026" in chief.text
    chief.press("Về hồ sơ")
    assert "Nhận phản ánh đến 17 giờ" in chief.text


def test_minutes_name_the_day_and_who_was_there(world: World, tmp_path: Path) -> None:
    room.verified(world, "a", ("1.2", "7"))
    member = staff(world, "council")
    member.does("s.con", 0)
    assert member.speaker.name in member.text
    member.press("Sửa ngày, thành phần")
    member.types("26/02/2026, Trần Văn A, Lê Thị B")
    assert "Ngày: 26/02/2026" in member.text
    member.press("Xuất biên bản (PDF)")
    member.waits(tmp_path)
    made = member.messages[-1].attachment
    assert made is not None
    assert (tmp_path / made.path).read_bytes().startswith(b"%PDF")
    (act,) = world.rows(t.audit, action="minutes_exported")
    assert act.new == "2026-02-26 Trần Văn A, Lê Thị B"


def test_a_manager_publishes_after_seeing_what_will_happen(world: World, tmp_path: Path) -> None:
    ready(world)
    chief = staff(world)
    chief.starts()
    chief.press("Công bố")
    assert "Mọi đơn vị đã có kết luận." in chief.text
    chief.press("Nhập số quyết định")
    chief.types("chưa có")
    assert "Chưa rõ số hoặc ngày." in chief.text
    chief.types(DECIDE)
    assert "điểm và hạng của 2 đơn vị bị khoá" in chief.text
    assert "2 đầu mối nhận kết quả" in chief.text
    assert world.rows(t.publication) == []
    chief.press("Công bố")
    assert "✓ Đã công bố theo Quyết định số 1234/QĐ-UBND." in chief.text
    chief.press("Bảng công bố")
    chief.waits(tmp_path)
    made = chief.messages[-1].attachment
    assert made is not None
    sheet = load_workbook(tmp_path / made.path).worksheets[0]
    assert "1234/QĐ-UBND" in sheet["A3"].value
    ranking = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=6)]
    assert [(rank, name) for rank, name, _ in ranking] == [(1, "Sở b"), (2, "Sở a")]
    assert ranking[1][2] == pytest.approx(world.points("a"))
    assert (sheet.page_setup.paperSize, sheet.print_title_rows) == (9, "$5:$5")


def test_a_manager_reopens_with_a_reason_and_a_second_look(small_world: World) -> None:
    ready(small_world)
    room.publish(small_world)
    chief = staff(small_world)
    chief.does("s.pu")
    chief.press("Mở lại kết quả")
    chief.types("Sai số quyết định.")
    assert "mọi đầu mối nhận tin kèm lý do" in chief.text
    assert state(small_world, "a") == "published"
    chief.press("Mở lại")
    assert "✓ Đã mở lại 2 đơn vị" in chief.text
    assert state(small_world, "a") == "council_decided"


def test_what_stands_in_the_way_is_named(small_world: World) -> None:
    small_world.unit("a")
    small_world.drain()
    chief = staff(small_world)
    chief.does("s.pu")
    assert "Chưa công bố được" in chief.text
    assert "Sở a" in chief.text


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
@pytest.mark.parametrize(
    ("verb", "args", "power"),
    [
        ("s.co", (), "export"),
        ("s.cog", (0, 0), "export"),
        ("s.com", (1, "1.2"), "export"),
        ("s.cok", (1, "1.2", "x"), "council"),
        ("s.cop", (1, "1.2", "x"), "council"),
        ("s.cos", (0,), "council"),
        ("s.coy", (0,), "council"),
        ("s.cow", (), "schedule"),
        ("s.cod", (3,), "schedule"),
        ("s.cor", (1,), "council"),
        ("s.con", (0,), "export"),
        ("s.cox", (0,), "export"),
        ("s.pu", (), "publish"),
        ("s.pun", ("x",), "publish"),
        ("s.puy", ("x",), "publish"),
        ("s.pub", (), "publish"),
        ("s.puu", (), "publish"),
        ("s.puv", (), "publish"),
    ],
)
def test_every_button_asks_for_its_power(
    small_world: World, role: str, verb: str, args: tuple[object, ...], power: str
) -> None:
    someone = staff(small_world, role)
    someone.does(verb, *args)
    refused = "không làm được việc đó" in someone.text
    assert refused == (not powers.has(role, power))  # type: ignore[arg-type]


def test_points_and_reason_may_come_one_after_the_other(small_world: World) -> None:
    room.verified(small_world, "a", ("1.2", "7"))
    member = staff(small_world, "council")
    member.starts()
    for label in ("Hội đồng", "Sở, ban, ngành", "1", "Điểm khác"):
        member.press(label)
    member.types("9")
    assert "9 điểm. Lý do?" in member.text
    assert [row.state for row in small_world.rows(t.review, criterion="1.2")] == ["adjusted"], "not yet"
    member.types("Bảng kê bổ sung đã đủ.")
    assert "✓ Sở a · 1.2: điểm mới 9 điểm." in member.text


def test_outside_working_hours_it_is_said_when_units_are_told(small_world: World) -> None:
    room.verified(small_world, "a", ("1.2", "7"))
    chief = staff(small_world)
    small_world.now = datetime(2026, 3, 7, 3, 0, tzinfo=UTC)  # a Saturday
    chief.starts()
    for label in ("Hội đồng", "Đặt hạn phản ánh", "3 ngày làm việc"):
        chief.press(label)
    assert "1 đầu mối được báo lúc 8 giờ ngày 09/03/2026 (đang ngoài giờ làm việc)" in chief.text
    chief.does("s.co")
    assert "Nhận phản ánh đến" in chief.text
    chief.press("Đặt hạn phản ánh")
    chief.press("Kết thúc ngay")
    small_world.now += timedelta(minutes=1)
    chief.does("s.co")
    assert "Đã hết thời gian phản ánh" in chief.text
    chief.press("Đặt hạn phản ánh")
    assert "Kết thúc ngay" not in chief.labels()
    small_world.now = datetime(2026, 3, 9, 3, 0, tzinfo=UTC)
    chief.press("5 ngày làm việc")
    assert "Đang báo 1 đầu mối." in chief.text


def test_units_hear_of_the_time_to_contest_with_a_button_for_each_criterion(small_world: World) -> None:
    lan = room.verified(small_world, "a", ("1.2", "7"), ("1.3", "2"))
    room.window(small_world)
    waiting = small_world.rows(t.outbox, identity_id=lan.identity)
    said = codec.load(waiting[-1].payload)
    labels = [choice.label for row in said.choices for choice in row]
    assert labels[:2] == ["Xem 1.2", "Xem 1.3"]


def test_few_more_units_are_named_rather_than_counted(small_world: World) -> None:
    for number in range(7):
        room.verified(small_world, f"u{number}")
    small_world.drain()
    room.settle(small_world)
    chief = staff(small_world)
    chief.starts()
    chief.press("Công bố")
    assert "Sở u6" in chief.text and "đơn vị nữa" not in chief.text


def test_a_term_that_was_moved_or_ended_before_anybody_read_it_is_not_told(small_world: World) -> None:
    """At night notices wait for the morning; what they would say then must still hold."""
    lan = room.verified(small_world, "a", ("1.2", "7"))

    def terms() -> list[tuple[str, str]]:
        rows = small_world.rows(t.outbox, identity_id=lan.identity)
        said = [(row.state, plain(codec.load(row.payload).text)) for row in rows]
        return [(state, text.partition("trước ")[2][:7]) for state, text in said if "Chưa đồng ý?" in text]

    room.window(small_world, days=3)
    room.window(small_world, days=5)
    assert [state for state, _ in terms()] == ["superseded", "pending"]
    room.window(small_world, days=5)
    assert len(terms()) == 2, "the same term again is no news"
    room.window(small_world, days=0)
    assert [state for state, _ in terms()] == ["superseded", "superseded"]
