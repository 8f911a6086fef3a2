"""Progress in chat: the list, filters, one unit, the picture, and whoever has no business there."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.staff.registry import BUTTONS
from bot.telegram import limits, render
from dti_core.campaign import comparison
from dti_core.campaign.staff import powers
from dti_core.messages.model import ACTION_LIMIT, Message, plain
from dti_core.messages.staff import board as texts
from dti_core.messages.staff.board_view import Pick
from dti_core.messages.staff.states import STATES
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, contact, staff

VERBS = [verb for verb in BUTTONS if verb.startswith("s.pg")]


def crowd(world: World, count: int, **plan: object) -> None:
    for number in range(count):
        world.enrol(f"d{number:02}", **plan)


def picture_of(message: Message, data_dir: Path) -> Image.Image:
    assert message.attachment is not None and message.attachment.kind == "photo"
    assert limits.units(plain(message.text)) <= limits.CAPTION
    return Image.open(io.BytesIO((data_dir / message.attachment.path).read_bytes()))


def at_the_board(world: World, role: str = "manager") -> Hand:
    hand = staff(world, role)
    hand.starts()
    hand.press("Tiến độ")
    return hand


def test_the_board_tells_the_states_and_each_unit_with_its_sign(world: World) -> None:
    world.enrol("a")
    lan = world.unit("b")
    world.tell(lan, "1.1:a", "true")
    world.drain()
    world.now += timedelta(days=3)
    chief = at_the_board(world)
    assert "2 đơn vị · trung bình xong 13% tiêu chí" in chief.text
    assert "✕ 1 chưa tham gia · ◐ 1 đang làm" in chief.text
    assert "1. ✕ Sở a 0/4" in chief.text
    assert "2. ◐ Sở b 1/4 · 10 điểm · 3 ngày" in chief.text


def test_long_lists_are_leafed_through_in_place(small_world: World) -> None:
    crowd(small_world, 23)
    chief = at_the_board(small_world)
    assert [label for label in chief.labels() if label.isdigit()] == [str(n) for n in range(1, 11)]
    chief.press("›")
    assert chief.messages[-1].in_place
    assert "11. " in chief.text
    chief.press("›")
    assert [label for label in chief.labels() if label.isdigit()] == ["21", "22", "23"]
    chief.press("›")
    assert "1. " in chief.text
    before = len(chief.messages)
    chief.press("1/3")
    assert len(chief.messages) == before, "the page's number is no button"


def test_groups_and_states_are_chosen_by_buttons(small_world: World) -> None:
    crowd(small_world, 2)
    small_world.unit("c", group="khac")
    chief = at_the_board(small_world)
    chief.press("Lọc")
    assert chief.labels()[:3] == ["✓ Mọi nhóm", "Sở, ban, ngành", "Khác"]
    chief.press("Khác")
    assert "Tiến độ · Khác" in chief.text
    assert "Sở c" in chief.text and "Sở d00" not in chief.text
    chief.press("Lọc")
    chief.press("Mọi nhóm")
    chief.press("Lọc")
    chief.press("Chưa tham gia (2)")
    assert "Sở d00" in chief.text and "Sở c" not in chief.text
    chief.press("Lọc")
    chief.press("Điểm cao trước")
    assert "chưa tham gia" in chief.text, "the state stays picked"


def test_a_unit_is_opened_by_its_number_and_leads_back(small_world: World) -> None:
    small_world.unit("a")
    chief = at_the_board(small_world)
    chief.press("1")
    assert "Sở a · Sở, ban, ngành · ○ chưa bắt đầu" in chief.text
    assert "Hạn nộp: 15 giờ ngày 21/03/2026 (còn 20 ngày)." in chief.text
    assert "Chưa trả lời (4): 1.1, 1.2, 1.3, 1.4" in chief.text
    chief.press("Bảng tiến độ")
    assert "1. ○ Sở a" in chief.text


def test_an_extension_is_told_as_such(small_world: World) -> None:
    small_world.unit("a")
    with small_world.db.write() as conn:
        conn.execute(t.enrolment.update().values(closes_at=small_world.now + timedelta(days=30)))
    chief = at_the_board(small_world)
    chief.press("1")
    assert "gia hạn riêng" in chief.text


def test_who_is_stuck_is_told_with_a_button_for_each(small_world: World) -> None:
    small_world.unit("a")
    contact(small_world, "a").types("/sua 1.3")
    small_world.now += timedelta(days=2)
    chief = at_the_board(small_world)
    chief.press("Ai đang vướng")
    assert "Sở a 2 ngày, đang ở 1.3" in chief.text
    assert "• 1.3 Số sáng kiến so với đơn vị cao nhất – 1 đơn vị, lâu nhất 2 ngày" in chief.text
    chief.press("Sở a")
    assert "đang đứng ở 1.3" in chief.text


def test_nobody_stuck_is_said_too(small_world: World) -> None:
    chief = at_the_board(small_world)
    assert "Không có đơn vị nào." in chief.text
    chief.press("Ai đang vướng")
    assert "Chưa thấy đơn vị nào vướng." in chief.text


def test_the_picture_comes_as_a_photo_with_a_gist_and_buttons(world: World, tmp_path: Path) -> None:
    crowd(world, 25)
    world.drain()
    chief = at_the_board(world)
    chief.press("Xem bảng hình")
    assert chief.text == "Đang vẽ, ảnh sẽ gửi vào đây."
    (message,) = chief.waits(tmp_path)
    first = picture_of(message, tmp_path)
    assert first.width == 1080
    assert "đơn vị 1–20 trên 25" in chief.text
    assert "tạm tính" in chief.text
    assert chief.labels() == ["Ảnh 2/2 ›", "Danh sách", "Lọc"]
    chief.press("Ảnh 2/2 ›")
    (message,) = chief.waits(tmp_path)
    assert "đơn vị 21–25 trên 25" in chief.text
    assert picture_of(message, tmp_path).height < first.height
    assert chief.labels()[0] == "‹ Ảnh 1"
    part = render.render(message)[0]
    assert part.as_photo and part.file_name == "tien-do.png"


def test_an_impatient_second_press_is_one_picture(small_world: World, tmp_path: Path) -> None:
    crowd(small_world, 1)
    chief = at_the_board(small_world)
    chief.press("Xem bảng hình")
    chief.press("Xem bảng hình")
    assert len(chief.waits(tmp_path)) == 1


def test_a_picture_of_a_page_that_there_is_no_more_shows_the_last(small_world: World, tmp_path: Path) -> None:
    crowd(small_world, 3)
    chief = at_the_board(small_world)
    chief.does(texts.PICTURE, "-", "-", "s", 9)
    chief.waits(tmp_path)
    assert "3 đơn vị" in chief.text


def test_an_empty_campaign_is_said_to_be_empty_instead_of_drawn(small_world: World, tmp_path: Path) -> None:
    chief = at_the_board(small_world)
    assert "Xem bảng hình" not in chief.labels()
    chief.does(texts.PICTURE, "-", "-", "s", 0)
    (message,) = chief.waits(tmp_path)
    assert message.attachment is None
    assert chief.text == "Không có đơn vị nào để vẽ."
    chief.does(texts.PICTURE, "-", "verified", "s", 0)
    chief.waits(tmp_path)
    assert chief.text == "Không còn đơn vị nào như vậy."


def test_who_lost_the_role_meanwhile_gets_no_picture(world: World, tmp_path: Path) -> None:
    crowd(world, 1)
    chief = at_the_board(world)
    chief.press("Xem bảng hình")
    with world.db.write() as conn:
        conn.execute(t.assignment.update().values(revoked_at=world.now))
    (message,) = chief.waits(tmp_path)
    assert message.attachment is None
    assert "không làm được việc đó" in chief.text


def test_a_units_chart_names_nobody_else_and_tells_staff_the_groups_figures(
    world: World, tmp_path: Path
) -> None:
    for slug in ("a", "b", "c", "d"):
        world.tell(world.unit(slug), "1.1:a", "true")
    world.drain()
    chief = at_the_board(world, "observer")
    chief.press("1")
    chief.press("Biểu đồ")
    (message,) = chief.waits(tmp_path)
    picture_of(message, tmp_path)
    assert "Nhóm 4 đơn vị: trung vị 10, cao nhất 10" in chief.text
    assert "Sở b" not in chief.text
    assert "Bảng tiến độ" in chief.labels()


def test_a_unit_without_points_has_no_chart_yet(small_world: World, tmp_path: Path) -> None:
    number = small_world.enrol("a")
    chief = at_the_board(small_world)
    chief.press("1")
    assert "Biểu đồ" not in chief.labels()
    chief.does(texts.CHART, number)
    chief.waits(tmp_path)
    assert "chưa có điểm" in chief.text


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
@pytest.mark.parametrize("verb", VERBS)
def test_every_role_of_the_staff_may_press_every_button_of_progress(
    small_world: World, role: str, verb: str
) -> None:
    number = small_world.enrol("a")
    args = {texts.UNIT: (number,), texts.CHART: (number,), texts.START: ()}.get(verb, ("-", "-", "s", "0"))
    someone = staff(small_world, role)
    someone.does(verb, *args[: BUTTONS[verb].args])
    assert "không làm được" not in someone.text
    assert "không còn dùng được" not in someone.text


@pytest.mark.parametrize("verb", VERBS)
def test_a_contact_who_presses_them_sees_nothing_of_others(small_world: World, verb: str) -> None:
    number = small_world.enrol("b")
    lan = contact(small_world, "a")
    args = {texts.UNIT: (number,), texts.CHART: (number,)}.get(verb, ("-", "-", "s", "0"))
    lan.does(verb, *args[: BUTTONS[verb].args])
    assert "Sở b" not in lan.text
    assert small_world.rows(t.task) == []


@pytest.mark.parametrize(
    "args",
    [
        ("9", "-", "s", "0"),
        ("x", "-", "s", "0"),
        ("-", "asleep", "s", "0"),
        ("-", "-", "q", "0"),
        ("-", "-", "s"),
    ],
)
def test_a_button_that_names_what_there_is_not_is_said_so(small_world: World, args: tuple[str, ...]) -> None:
    chief = staff(small_world)
    for verb in (texts.BOARD, texts.PICTURE):
        chief.does(verb, *args)
        assert chief.text == "Nút này không còn dùng được."
    assert small_world.rows(t.task) == []


def test_a_unit_out_of_reach_is_as_if_it_did_not_exist(small_world: World) -> None:
    number = small_world.enrol("a")
    reviewer = staff(small_world, "reviewer", groups="khac")
    for verb in (texts.UNIT, texts.CHART):
        reviewer.does(verb, number)
        assert reviewer.text == "Nút này không còn dùng được."
    reviewer.does(texts.UNIT, "99999999999999999999")
    assert reviewer.text == "Nút này không còn dùng được."


def test_the_typed_word_opens_the_board(small_world: World) -> None:
    chief = staff(small_world)
    chief.types("/tiendo")
    assert "Tiến độ" in chief.text


@pytest.mark.parametrize("status", STATES)
def test_every_pick_fits_a_button_and_comes_back_as_it_was(status: str) -> None:
    pick = Pick(999, status, "points")
    carried = texts.arguments(pick)
    assert texts.pick_of(*carried) == pick
    assert len("|".join((texts.PICTURE, *carried, "99999"))) <= ACTION_LIMIT


def test_the_fewest_others_are_more_than_one() -> None:
    assert comparison.FEWEST_OTHERS > 1
