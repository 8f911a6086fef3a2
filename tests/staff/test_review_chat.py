"""Reviewers at the chat: the walk, decisions, batches, who may press what."""

from pathlib import Path

import pytest

from dti_core.campaign import evidence, files, requests, submission
from dti_core.messages.model import Message
from dti_core.messages.staff import review_verbs as verbs
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff import review_room as room
from tests.staff.office import Hand, contact, staff


def at_work(world: World, *slugs: str) -> Hand:
    """A reviewer before their first item; the units have handed in and are scored."""
    for slug in slugs or ("a",):
        room.handed_in(world, slug)
    world.drain()
    one = staff(world, "reviewer")
    one.starts()
    one.press("Thẩm định")
    return one


def walking(world: World, *slugs: str) -> Hand:
    one = at_work(world, *slugs)
    one.press("Xét mục tiếp theo")
    return one


def data(message: Message) -> list[str]:
    return [choice.action.encode() for row in message.choices for choice in row]


def test_what_is_left_is_counted_on_the_first_screen(world: World) -> None:
    one = at_work(world, "a", "b")
    assert "còn 8/8 mục" in one.text
    assert "2 đơn vị đã nộp" in one.text


def test_one_tap_accepts_and_the_next_item_is_there_at_once(world: World) -> None:
    one = walking(world)
    assert "Sở a · 1.1" in one.text
    assert "Tự chấm 10 điểm" in one.text
    assert "Còn 4 mục" in one.text
    assert room.state(world, "a") == "in_review", "looking begins the review"
    (following,) = one.press("✓ Chấp nhận 10")
    assert following.in_place
    assert "✓ Sở a · 1.1: chấp nhận 10 điểm." in one.text
    assert "Sở a · 1.2" in one.text
    one.press("✓ Chấp nhận 9,5")
    one.press("✓ Chấp nhận 0")
    one.press("✓ Chấp nhận 5")
    assert "Đã hết mục cần xét" in one.text
    assert "còn 0/4" in one.text


def test_points_are_adjusted_by_a_button_or_typed_and_a_reason_is_asked_for(world: World) -> None:
    one = walking(world)
    one.press("Sửa điểm")
    assert one.labels() == ["0", "2,5", "5", "7,5", "10", "Thôi"]
    one.press("7,5")
    assert "Lý do" in one.text
    one.press("Minh chứng không đủ")
    assert "✎ Sở a · 1.1: 7,5 điểm." in one.text
    one.press("Sửa điểm")
    for wrong in ("11", "-1", "chín", "7,555", "50%"):
        one.types(wrong)
        assert "từ 0 đến 10" in one.text, wrong
    one.types("7,25")
    one.types("Bảng kê chỉ có 45 máy.")
    given = {row.criterion: (row.points_micro, row.reason) for row in world.rows(t.assessment)}
    assert given == {
        "1.1": (7_500_000, "Minh chứng không đủ"),
        "1.2": (7_250_000, "Bảng kê chỉ có 45 máy."),
    }


def test_a_question_can_be_left_unanswered(small_world: World) -> None:
    one = walking(small_world)
    one.press("Sửa điểm")
    one.press("Thôi")
    assert "Sở a · 1.1" in one.text
    one.types("7")
    assert small_world.rows(t.assessment) == []


def test_returns_are_gathered_and_sent_in_one_message_with_a_term(world: World) -> None:
    one = walking(world)
    lan = contact(world, "a")
    one.press("Trả lại")
    one.press("Liên kết không mở được")
    one.press("Trả lại")
    one.types("Bảng kê chỉ có 52 máy.")
    assert room.told(world, lan.speaker) == []
    one.press("Đơn vị")
    one.press("Gửi trả 2 tiêu chí")
    assert "• 1.1 – “Liên kết không mở được”" in one.text
    one.press("5 ngày")
    assert "✓ Đã gửi trả 2 tiêu chí cho Sở a." in one.text
    assert "Đã báo 1 người" in one.text
    assert len(room.told(world, lan.speaker)) == 1
    lan.starts()
    assert "trả lại 2 tiêu chí" in lan.text
    assert lan.labels() == ["Xem 1.1", "Xem 1.2"]


def test_a_unit_is_finished_after_everything_is_settled(world: World) -> None:
    one = at_work(world)
    one.press("Theo đơn vị")
    one.press("1")
    assert "Kết thúc thẩm định" not in one.labels()
    one.does(verbs.VERIFY, world.units["a"])
    assert "chưa xét: 1.1, 1.2, 1.3, 1.4" in one.text
    one.press("Xét tiếp")
    for points in ("10", "9,5", "0", "5"):
        one.press(f"✓ Chấp nhận {points}")
    assert "Còn 0/4 tiêu chí chưa xét" in one.text
    one.press("Kết thúc thẩm định")
    assert "24,5 / 40 điểm" in one.text
    one.press("Kết thúc thẩm định")
    assert "✓ Đã kết thúc thẩm định Sở a" in one.text
    assert room.state(world, "a") == "verified"


def test_the_same_criterion_of_all_units_in_a_row(world: World) -> None:
    one = at_work(world, "a", "b", "c")
    one.press("Theo tiêu chí")
    one.press("1")
    one.press("1.2")
    for unit in ("a", "b", "c"):
        assert f"Sở {unit} · 1.2 Tỷ lệ người có máy tính" in one.text
        one.press("✓ Chấp nhận 9,5")
    assert "Sở a · 1.3" in one.text, "then the next criterion"


def test_many_are_accepted_at_once_from_the_preview(world: World) -> None:
    one = at_work(world, "a", "b")
    one.press("Chấp nhận hàng loạt")
    one.press("Đủ minh chứng, không cảnh báo")
    assert "8 mục của 2 đơn vị, tổng 69 điểm" in one.text
    room.accept(world, "a", "1.1")
    one.press("Chấp nhận 8 mục")
    assert "chưa chấp nhận mục nào" in one.text
    one.press("Chấp nhận 7 mục")
    assert "✓ Đã chấp nhận 7 mục của 2 đơn vị." in one.text
    assert "còn 0/8" in one.text


def test_an_old_button_shows_what_has_changed_instead_of_deciding(world: World) -> None:
    one, other = walking(world), staff(world, "reviewer")
    other.does(verbs.ITEM, world.units["a"], "1.1")
    other.press("✓ Chấp nhận 10")
    one.press("✓ Chấp nhận 10")
    assert "đã có người xét" in one.text
    assert "✓ Đã chấp nhận" in one.text
    assert len(world.rows(t.review_event)) == 1


def test_a_request_is_granted_or_refused_from_its_card(world: World) -> None:
    lan = world.unit("a")
    with world.db.write() as conn:
        requests.request(conn, lan, "1.4", "Cơ quan không có việc này.", world.now)
        requests.request(conn, lan, "1.3", "Không có.", world.now)
    one = staff(world, "manager")
    one.starts()
    one.press("Thẩm định")
    one.press("Xin không áp dụng (2)")
    assert "Xin không áp dụng: “Không có.”" in one.text
    one.press("Không cho")
    one.types("Sở nào cũng có sáng kiến.")
    assert "không chấp thuận miễn" in one.text
    assert "Cơ quan không có việc này." in one.text
    one.press("Cho không áp dụng")
    assert "lấy điểm cao nhất" in one.text
    states = {row.criterion: row.state for row in world.rows(t.exemption_request)}
    assert states == {"1.4": "granted", "1.3": "refused"}


def test_a_file_of_evidence_is_sent_along_and_a_link_can_be_opened(world: World, tmp_path: Path) -> None:
    lan = contact(world, "a")
    world.tell(lan.speaker, "1.1:a", "true")
    kept = files.store(tmp_path, [b"%PDF-1.7\n%%EOF"], "ke-hoach.pdf")
    assert isinstance(kept, files.StoredFile)
    with world.db.write() as conn:
        evidence.add_file(conn, lan.speaker, "1.1", kept, evidence.NOTHING, world.now)
        evidence.add_link(conn, lan.speaker, "1.1", "https://a.gov.vn", evidence.NOTHING, world.now)
        submission.submit(conn, lan.speaker, world.now)
    one = staff(world, "reviewer")
    one.does(verbs.ITEM, world.units["a"], "1.1")
    (card,) = one.messages
    assert "https://a.gov.vn" in [span.link for span in card.text]
    (sent,) = one.press("📄 1")
    assert sent.attachment is not None
    assert (sent.attachment.name, sent.attachment.path) == ("ke-hoach.pdf", files.path_of(kept.sha256))


def test_a_note_is_kept_for_the_others_and_not_told_to_the_unit(small_world: World) -> None:
    one = walking(small_world)
    one.press("Ghi chú")
    one.types("Cần hỏi lại Văn phòng.")
    assert "Cần hỏi lại Văn phòng." in one.text
    assert room.told(small_world, contact(small_world, "a").speaker) == []


def test_a_reviewer_who_loses_the_role_in_the_middle_decides_nothing_more(world: World) -> None:
    one = walking(world)
    one.press("Sửa điểm")
    one.press("5")
    with world.db.write() as conn:
        mine = t.assignment.c.person_id == one.speaker.person
        conn.execute(t.assignment.update().where(mine).values(revoked_at=world.now))
    one.types("Vì minh chứng không đủ.")
    assert "điểm" not in one.text
    assert world.rows(t.assessment) == []
    assert world.rows(t.review) == []


@pytest.mark.parametrize("role", ["manager", "reviewer", "council", "expert", "observer"])
def test_who_may_review(small_world: World, role: str) -> None:
    room.handed_in(small_world, "a")
    one = staff(small_world, role)
    one.starts()
    assert ("Thẩm định" in one.labels()) == (role in ("manager", "reviewer"))
    assert ("Chấm điểm" in one.labels()) == (role == "expert")
    unit = small_world.units["a"]
    stamp = room.item(small_world, "a", "1.1").stamp
    for verb, *args in (
        (verbs.ACCEPT, unit, "1.1", stamp),
        (verbs.SEND_YES, unit, 5),
        (verbs.VERIFY_YES, unit),
        (verbs.BULK_YES, "all", "x"),
        (verbs.GRANT_AS, unit, "1.1", 0),
        (verbs.START,),
    ):
        one.does(verb, *args)
        may = role in ("manager", "reviewer")
        assert ("không làm được việc đó" not in one.text) == may, verb
    assert [row.state for row in small_world.rows(t.review)] == (["accepted"] if may else [])


def test_every_button_of_verification_fits_the_platforms(world: World) -> None:
    one = walking(world, "a", "b")
    for press in ("Sửa điểm", "Thôi", "Lịch sử", "Về mục này", "Đơn vị", "Danh sách tiêu chí"):
        for message in one.press(press):
            assert all(len(code.encode()) <= 60 for code in data(message))
