"""A contact contests an adjusted score in chat, and the way back is always there."""

from datetime import timedelta
from pathlib import Path

from dti_core.messages.verbs import CARD, CONTEST
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff import council_room as room
from tests.staff.office import Hand, contact

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF"


def at_the_card(world: World) -> Hand:
    room.verified(world, "a", ("1.2", "7"))
    room.window(world)
    lan = contact(world, "a")
    lan.does(CARD, "1.2")
    return lan


def test_a_contact_contests_with_words_a_link_and_a_file(world: World, tmp_path: Path) -> None:
    lan = at_the_card(world)
    assert "Thẩm định điều chỉnh: 7 điểm – “Không khớp.”" in lan.text
    lan.press("Phản ánh điểm này")
    assert "Vì sao số điểm này chưa đúng?" in lan.text
    lan.types("Bảng kê đã đủ 57 máy: https://a.gov.vn/bang-ke")
    assert "✓ Đã gửi phản ánh về 1.2." in lan.text
    lan.sends(tmp_path, "bang-ke.pdf", PDF)
    assert "✓ Đã thêm bằng chứng" in lan.text
    (row,) = world.rows(t.review, enrolment_id=world.units["a"], criterion="1.2")
    assert row.state == "contested"
    filed = world.rows(t.evidence, enrolment_id=world.units["a"], criterion="1.2")
    assert [piece.url or piece.file_name for piece in filed] == ["https://a.gov.vn/bang-ke", "bang-ke.pdf"]
    lan.press("Xong")
    assert "Đang chờ Hội đồng." in lan.text


def test_a_file_before_any_words_is_not_taken(small_world: World, tmp_path: Path) -> None:
    lan = at_the_card(small_world)
    lan.press("Phản ánh điểm này")
    lan.sends(tmp_path, "bang-ke.pdf", PDF)
    assert "Trước khi gửi tệp" in lan.text
    assert small_world.rows(t.evidence, criterion="1.2") == []


def test_who_thinks_better_of_it_contests_nothing_by_later_words(small_world: World) -> None:
    lan = at_the_card(small_world)
    lan.press("Phản ánh điểm này")
    lan.press("Thôi, không phản ánh")
    lan.types("Cảm ơn, như vậy là được rồi ạ.")
    assert "Thẩm định đã xong" in lan.text
    (row,) = small_world.rows(t.review, criterion="1.2")
    assert row.state == "adjusted"


def test_after_the_window_an_old_button_says_since_when(small_world: World) -> None:
    lan = at_the_card(small_world)
    small_world.now += timedelta(days=4)
    lan.press("Phản ánh điểm này")
    assert "Thời gian phản ánh điểm đã hết" in lan.text
    lan.does(CARD, "1.2")
    assert "Phản ánh điểm này" not in lan.labels()


def test_points_that_were_not_adjusted_have_nothing_to_contest(small_world: World) -> None:
    lan = at_the_card(small_world)
    lan.does(CONTEST, "1.1")
    assert "không bị điều chỉnh" in lan.text


def test_the_card_tells_what_the_council_decided(small_world: World) -> None:
    lan = at_the_card(small_world)
    room.contest(small_world, small_world.speakers["a"])
    room.conclude(small_world, "a", "1.2", "9", "Bảng kê bổ sung đã đủ.")
    lan.does(CARD, "1.2")
    assert "Hội đồng kết luận: 9 điểm – “Bảng kê bổ sung đã đủ.”" in lan.text


def test_wanting_to_edit_adjusted_points_leads_to_contesting_them(small_world: World) -> None:
    lan = at_the_card(small_world)
    lan.types("/sua 1.2")
    assert "Câu trả lời 1.2 đã khoá" in lan.text
    assert "Phản ánh điểm này" in lan.labels()
    lan.types("/sua 1.1")
    assert "Phản ánh điểm này" not in lan.labels(), "those points were not adjusted"
    small_world.now += timedelta(days=4)
    lan.types("/sua 1.2")
    assert "Phản ánh điểm này" not in lan.labels(), "the time to contest is over"
