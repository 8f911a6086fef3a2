"""Reminders and deadlines at the chat: by buttons, with words and consequences before anything leaves."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.staff.registry import BUTTONS
from dti_core.campaign.staff import powers
from dti_core.messages.model import Action
from dti_core.messages.staff import reminder_verbs, schedule
from dti_core.store import tables as t
from tests.campaign.world import CLOSES, World
from tests.staff.office import Hand, staff
from tests.staff.reminding import MORNING, Desk, campaign_of_all_states, set_unit


def at_the_desk(world: World, role: str = "manager") -> tuple[Desk, Hand]:
    desk = campaign_of_all_states(world)
    hand = staff(world, role)
    hand.starts()
    return desk, hand


def test_a_manager_reminds_those_who_have_not_handed_in(small_world: World, tmp_path: Path) -> None:
    desk, chief = at_the_desk(small_world)
    chief.press("Nhắc việc")
    assert "Chưa nộp: 5" in chief.labels() and "Thiếu minh chứng" in chief.labels()
    chief.press("Chưa nộp: 5")
    assert "Nhắc việc – 5 đơn vị chưa nộp (còn 19 ngày)" in chief.text
    assert "1 chưa tham gia, 1 chưa bắt đầu, 3 đang làm." in chief.text
    assert "Không nhắn được: 1 chưa có ai tham gia." in chief.text
    assert "“Sở fresh chưa nộp phiếu: còn 4 tiêu chí chưa trả lời. Hạn nộp: 15 giờ" in chief.text
    chief.press("Ví dụ khác")
    assert "“Sở idle chưa nộp phiếu: còn 4 tiêu chí chưa trả lời." in chief.text
    chief.press("Gửi 4 người ngay")
    assert chief.text == "Đang gửi cho 4 người. Kết quả sẽ báo vào đây."
    chief.waits(tmp_path)
    desk.delivers("idle")
    chief.waits(tmp_path)
    assert chief.text.splitlines() == [
        "✓ Nhắc việc (chưa nộp): đã gửi 3.",
        "Không đến được 2 đơn vị: Sở idle, Sở nobody.",
    ]
    chief.press("📞 Danh sách gọi điện")
    assert "• Sở nobody – chưa có trong danh bạ (chưa tham gia)" in chief.text
    chief.press("Nhắc việc")
    chief.press("Các lần nhắc")
    chief.press(next(label for label in chief.labels() if label.startswith("Đã gửi 8 giờ")))
    chief.press("Từng người")
    assert "• Sở fresh – Người 1001: đã nhận" in chief.text


def test_own_words_are_shown_as_they_will_arrive(small_world: World) -> None:
    desk, chief = at_the_desk(small_world)
    chief.press("Nhắc việc")
    chief.press("Chưa bắt đầu: 1")
    chief.press("Sửa lời")
    assert "{con_lai} – thời gian còn lại" in chief.text
    chief.types("Kính gửi {ten}: còn {so_cau} câu.")
    assert "Không có chỗ điền {ten}. Có phải {ho_ten}?" in chief.text
    chief.types("Kính gửi {ho_ten} ({don_vi}): còn {so_cau} câu, hạn {han}.")
    expected = "Kính gửi Người 1001 (Sở fresh): còn 4 câu, hạn 15 giờ ngày 21/03/2026."
    assert f"“{expected}”" in chief.text
    chief.press("Gửi 1 người ngay")
    desk.clock()
    assert desk.texts("fresh") == [expected]


def test_a_planned_reminder_is_listed_and_can_be_cancelled(small_world: World) -> None:
    desk, chief = at_the_desk(small_world)
    chief.press("Nhắc việc")
    chief.press("Chưa bắt đầu: 1")
    chief.press("Hẹn 8 giờ ngày 03/03")
    assert chief.text.startswith("✓ Đã hẹn gửi lúc 8 giờ ngày 03/03/2026.")
    chief.press("Các lần nhắc")
    chief.press("Hẹn 8 giờ ngày 03/03/2026: chưa bắt đầu")
    chief.press("Huỷ hẹn")
    assert chief.text == "✓ Đã huỷ hẹn."
    desk.clock(MORNING + timedelta(days=1))
    assert desk.texts("fresh") == []


def test_a_time_typed_at_night_is_asked_about(small_world: World) -> None:
    _, chief = at_the_desk(small_world)
    chief.press("Nhắc việc")
    chief.press("Chưa bắt đầu: 1")
    chief.press("Giờ khác")
    chief.types("hôm qua")
    assert "Chưa hiểu thời điểm." in chief.text
    chief.types("3/3 22h")
    assert "Ngoài giờ làm việc" in chief.text
    assert chief.labels()[:2] == ["Vẫn hẹn giờ đó", "Hẹn 8 giờ ngày 04/03"]
    chief.press("Vẫn hẹn giờ đó")
    assert "22 giờ ngày 03/03/2026" in chief.text


def test_a_rule_is_made_with_three_presses_and_can_rest(small_world: World) -> None:
    desk, chief = at_the_desk(small_world)
    for label in ("Nhắc việc", "Nhắc tự động", "Thêm", "Chưa nộp", "Mỗi ngày làm việc", "8 giờ"):
        chief.press(label)
    assert "1. Chưa nộp: mỗi ngày làm việc, 8 giờ" in chief.text
    desk.clock(MORNING + timedelta(days=1))
    assert desk.reminded() == ["bare", "busy", "fresh", "idle"]
    chief.press("Tạm dừng 1")
    assert "(đang dừng)" in chief.text
    desk.clock(MORNING + timedelta(days=2))
    assert desk.reminded() == []


def test_the_deadline_is_moved_with_a_reason_after_seeing_what_happens(small_world: World) -> None:
    desk, chief = at_the_desk(small_world)
    small_world.now = CLOSES + timedelta(hours=1)
    desk.clock()
    chief.starts()
    chief.press("Thời hạn")
    assert "Hết hạn chưa nộp: 5 đơn vị" in chief.text
    chief.press("Mở lại")
    chief.press("Ngày khác")
    chief.types("tuần sau")
    chief.types("25/3")
    assert chief.text.startswith("Dời hạn nộp của cả kỳ đến 17 giờ ngày 25/03/2026. Lý do?")
    chief.types("Bão số 3")
    assert "5 đơn vị đã hết hạn được làm tiếp." in chief.text
    chief.press("Đồng ý")
    assert chief.text == "✓ Dời hạn nộp của cả kỳ đến 17 giờ ngày 25/03/2026.\nMở lại 5 đơn vị."
    assert desk.texts("fresh")[-1].startswith("Sở fresh được trả lời tiếp đến 17 giờ ngày 25/03/2026")
    chief.press("Thời hạn")
    chief.does(schedule.DO)
    assert "✓" not in chief.text, "an old button moves nothing twice"


def test_one_unit_gets_more_time_and_loses_it_again(small_world: World) -> None:
    _, chief = at_the_desk(small_world)
    chief.press("Thời hạn")
    chief.press("Gia hạn một đơn vị")
    chief.press("Sở fresh")
    chief.press("+3 ngày")
    chief.press("Sự cố kỹ thuật")
    chief.press("Đồng ý")
    assert chief.text == "✓ Gia hạn cho Sở fresh đến 15 giờ ngày 24/03/2026."
    chief.press("Thời hạn")
    assert "Được gia hạn riêng: 1 đơn vị" in chief.text
    chief.press("Gia hạn một đơn vị")
    chief.press("Sở fresh · đến 15 giờ ngày 24/03")
    chief.press("Bỏ gia hạn")
    chief.types("nhầm đơn vị")
    chief.press("Đồng ý")
    assert small_world.rows(t.enrolment, id=small_world.units["fresh"])[0].closes_at is None


def test_closing_now_says_how_many_it_shuts_out(small_world: World) -> None:
    desk, chief = at_the_desk(small_world)
    chief.press("Thời hạn")
    chief.press("Khoá sổ ngay")
    chief.press("Theo chỉ đạo của lãnh đạo")
    assert "5 đơn vị chưa nộp sẽ bị khoá" in chief.text
    chief.press("Thôi")
    assert small_world.rows(t.enrolment, id=small_world.units["fresh"])[0].state == "not_started"
    chief.press("Khoá sổ ngay")
    chief.press("Theo chỉ đạo của lãnh đạo")
    chief.press("Đồng ý")
    assert "Đã khoá 5 đơn vị." in chief.text
    assert "chưa nộp khi hết hạn" in desk.texts("busy")[-1]


def test_the_review_is_shut_and_opened_again(small_world: World) -> None:
    _, chief = at_the_desk(small_world)
    for label in ("Thời hạn", "Khoá thẩm định", "Theo chỉ đạo của lãnh đạo", "Đồng ý", "Thời hạn"):
        chief.press(label)
    assert "Thẩm định: đã khoá lúc" in chief.text
    for label in ("Mở lại thẩm định", "Sự cố kỹ thuật", "Đồng ý", "Thời hạn"):
        chief.press(label)
    assert "Thẩm định: đang mở" in chief.text


def all_verbs() -> list[tuple[str, tuple[str, ...]]]:
    mine = [*vars(reminder_verbs).values(), *vars(schedule).values()]
    verbs = {value for value in mine if isinstance(value, str) and value.startswith(("s.nv", "s.dl"))}
    return [(verb, ("1",) * BUTTONS[verb].args) for verb in sorted(verbs)]


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_every_button_obeys_the_table_of_powers(small_world: World, role: str) -> None:
    set_up = campaign_of_all_states(small_world)
    hand = staff(small_world, role)
    for verb, args in all_verbs():
        hand.does(verb, *args)
        allowed = powers.has(role, BUTTONS[verb].power)
        assert ("không làm được việc đó" not in hand.text) is allowed, verb
    assert set_up.reminded() == []


@pytest.mark.parametrize("junk", ["", "x", "-1", "99999999999999999999", "1'; --", "Ａ", "²"])
def test_a_button_with_nonsense_in_it_breaks_nothing(small_world: World, junk: str) -> None:
    _, chief = at_the_desk(small_world)
    chief.press("Nhắc việc")
    chief.press("Chưa nộp: 5")
    for verb, args in all_verbs():
        chief.does(verb, *(junk for _ in args))
        assert chief.messages[-1].text
    assert small_world.rows(t.reminder) == [] and small_world.rows(t.campaign)[0].closes_at == CLOSES


def test_every_button_fits_into_what_the_platforms_take(small_world: World) -> None:
    _, chief = at_the_desk(small_world)
    set_unit(small_world, "idle", closes_at=CLOSES + timedelta(days=1))
    for label in ("Nhắc việc", "Chưa nộp: 5", "Giờ khác"):
        chief.press(label)
    longest = [Action(reminder_verbs.RULE_HOUR, ("evidence_missing", "10", "16"))]
    longest += [Action(reminder_verbs.PEOPLE, ("999999999", "999"))]
    assert all(len(action.encode()) <= 60 for action in longest)
