"""The staff and paper: answering for a unit, recording a signed copy, a unit's form; every role."""

import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from dti_core.campaign.people import Speaker
from dti_core.campaign.staff import paper_rules, powers, staffer
from dti_core.messages.model import plain
from dti_core.messages.staff import papers as texts
from dti_core.messages.staff.verbs import HOME
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, contact, staff

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF"
WORDS = "45/BC-S ngày 27/02/2026, Giám đốc Trần Văn B"


def zipped(name: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, "<document/>")
    return made.getvalue()


def told(hand: Hand) -> list[str]:
    """Every word that this person was sent, also by others' doing."""
    hand._new(0)
    return [plain(message.text) for message in hand.messages]


def begin(chief: Hand, slug: str, data_dir: Path | None = None) -> None:
    """As far as the first question of a unit that sent paper."""
    chief.starts()
    chief.press("Nộp, bản giấy")
    chief.press("Trả lời thay")
    chief.press(f"○ Sở {slug}")
    chief.types(WORDS)
    if data_dir:
        chief.sends(data_dir, "ban-giay.pdf", PDF)
    chief.press("Bắt đầu trả lời thay")


def test_a_manager_answers_for_a_unit_that_sent_paper_and_its_contact_is_told(
    world: World, tmp_path: Path
) -> None:
    lan, chief = contact(world, "a"), staff(world)
    begin(chief, "a", tmp_path)
    assert "Trả lời thay Sở a theo văn bản số 45/BC-S ngày 27/02/2026" in chief.text
    assert any("đang nhập thay câu trả lời của Sở a" in words for words in told(lan))
    world.tell(seat(world, chief), "1.1:a", "true")
    chief.types("nộp")
    chief.press("Vẫn nộp")
    assert "Đã nộp thay Sở a" in chief.text
    (row,) = world.rows(t.submission)
    assert (row.on_paper, row.document_number, row.person_id) == (True, "45/BC-S", chief.speaker.person)
    assert row.signed_name == "ban-giay.pdf"
    assert any("đã nộp thay Sở a" in words for words in told(lan))
    (answer,) = world.rows(t.answer)
    assert answer.person_id == chief.speaker.person, "the history names the hand"
    chief.press("Về bảng việc")
    assert "đã nộp 1" in chief.text, "back in their own role"
    assert [row for row in world.rows(t.assignment, role="clerk") if row.revoked_at is None] == []


def seat(world: World, chief: Hand) -> Speaker:
    (row,) = world.rows(t.assignment, role="clerk", person_id=chief.speaker.person, revoked_at=None)
    return Speaker(chief.speaker.person, chief.speaker.identity, row.id, "telegram", chief.speaker.name)


def test_a_clerk_is_no_contact_and_goes_back_and_forth(small_world: World) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    begin(chief, "a")
    chief.types("/donvi")
    chief.press("Phụ trách kỳ đánh giá")
    assert "đã tham gia 0" in chief.text, "a clerk does not count as somebody who joined"
    chief.press("Nộp, bản giấy")
    assert f"Đang nhập thay: Sở a ({chief.speaker.name})" in chief.text
    chief.press("Trả lời thay")
    chief.press("○ Sở a")
    assert "bắt đầu sẽ chuyển sang Anh/Chị" in chief.text
    chief.types("46/BC-S ngày 27/02/2026")
    chief.press("Bắt đầu trả lời thay")
    assert "số 46/BC-S" in chief.text
    assert len(small_world.rows(t.assignment, role="clerk", revoked_at=None)) == 1


def test_a_second_member_of_the_staff_takes_over_and_the_first_is_back_in_their_role(
    small_world: World,
) -> None:
    small_world.enrol("a")
    first, second = staff(small_world), staff(small_world)
    begin(first, "a")
    begin(second, "a")
    (live,) = small_world.rows(t.assignment, role="clerk", revoked_at=None)
    assert live.person_id == second.speaker.person
    first.does(HOME)
    assert "Đợt 2026" in first.text


def test_a_role_lost_in_the_middle_ends_the_seat_too(small_world: World) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    begin(chief, "a")
    with small_world.db.write() as conn:
        mine = t.assignment.c.role == "manager"
        conn.execute(t.assignment.update().where(mine).values(revoked_at=small_world.now))
    chief.types("57")
    assert "Sở a" not in chief.text
    assert small_world.rows(t.answer) == []


def test_without_number_and_date_nobody_begins(small_world: World) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    chief.does(texts.UNIT, "a", small_world.units["a"])
    assert "Bắt đầu trả lời thay" not in chief.labels()
    chief.types("Giám đốc Trần Văn B")
    assert "Bắt đầu trả lời thay" not in chief.labels()
    chief.does(texts.GO, "a", small_world.units["a"])
    assert "Cần số và ngày của văn bản." in chief.text
    assert small_world.rows(t.assignment, role="clerk") == []


def test_a_date_to_come_and_a_wrong_kind_of_file_are_explained(small_world: World, tmp_path: Path) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    chief.does(texts.UNIT, "a", small_world.units["a"])
    chief.types("45/BC-S ngày 27/02/2027")
    assert "chưa tới" in chief.text
    chief.types("xin chào")
    assert "Chưa nhận ra" in chief.text
    chief.sends(tmp_path, "ghi-chu.docx", zipped("word/document.xml"))
    assert "Bản giấy cần là ảnh chụp hoặc tệp PDF" in chief.text


def test_where_the_copy_is_required_paper_without_a_file_is_refused(small_world: World) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    with small_world.db.write() as conn:
        paper_rules.require(conn, staffer.operator(small_world.campaign), "required", small_world.now)
    begin(chief, "a")
    assert "bắt buộc có ảnh hoặc tệp" in chief.text


def test_after_the_deadline_the_way_to_take_paper_is_told(small_world: World) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    small_world.now += timedelta(days=60)
    chief.does(texts.UNIT, "a", small_world.units["a"])
    assert "gia hạn cho đơn vị trước" in chief.text


def test_nobody_answers_from_paper_for_the_unit_whose_contact_they_are(small_world: World) -> None:
    lan, chief = contact(small_world, "a"), staff(small_world)
    with small_world.db.write() as conn:
        mine = t.assignment.c.person_id == lan.speaker.person
        conn.execute(t.assignment.update().where(mine).values(person_id=chief.speaker.person, active=False))
    chief.does(texts.UNIT, "a", small_world.units["a"])
    assert "Anh/Chị là đầu mối của đơn vị này" in chief.text


def handed_in(world: World, slug: str) -> Hand:
    lan = contact(world, slug)
    world.tell(lan.speaker, "1.1:a", "true")
    lan.types("nộp")
    lan.press("Vẫn nộp")
    return lan


def test_a_signed_copy_that_came_on_paper_is_recorded(world: World, tmp_path: Path) -> None:
    handed_in(world, "a")
    chief = staff(world)
    chief.does(texts.START)
    assert "Đã nộp 1/1 đơn vị: 0 có bản ký, 1 chưa có" in chief.text
    chief.press("Ghi bản ký")
    chief.press("● Sở a")
    chief.sends(tmp_path, "ky.pdf", PDF, WORDS)
    chief.press("Ghi bản ký")
    assert "✓ Đã ghi cho Sở a" in chief.text
    (row,) = world.rows(t.submission)
    assert (row.document_number, row.signed_name, row.on_paper) == ("45/BC-S", "ky.pdf", False)
    chief.press("Nộp, bản giấy")
    assert "1 có bản ký, 0 chưa có" in chief.text


def test_the_staff_get_a_unit_s_form_as_paper_and_as_a_workbook(world: World, tmp_path: Path) -> None:
    world.enrol("a", volunteer=True)
    chief = staff(world)
    chief.does(texts.LIST, "f", 0)
    chief.press("○ Sở a")
    assert "đang được lập" in chief.text
    came = chief.waits(tmp_path)
    names = [message.attachment.name for message in came if message.attachment]
    assert names == ["phieu-tu-danh-gia-a-nhap.pdf", "phieu-tu-danh-gia-a-nhap.xlsx"]
    first = came[0].attachment
    assert first is not None
    assert (tmp_path / first.path).read_bytes().startswith(b"%PDF")


def test_a_contact_gets_the_form_before_and_after_handing_in(world: World, tmp_path: Path) -> None:
    lan = contact(world, "a")
    world.tell(lan.speaker, "1.1:a", "true")
    lan.types("nộp")
    lan.press("Lấy phiếu để trình ký")
    came = lan.waits(tmp_path)
    assert next(m.attachment.name for m in came if m.attachment).endswith("-nhap.pdf")
    assert "Bản nháp – chưa nộp" in plain(came[0].text)
    lan.types("nộp")
    lan.press("Vẫn nộp")
    lan.press("Lấy phiếu (PDF, Excel)")
    came = lan.waits(tmp_path)
    assert [m.attachment.name for m in came if m.attachment] == [
        "phieu-tu-danh-gia-a.pdf",
        "phieu-tu-danh-gia-a.xlsx",
    ]
    assert "Đã nộp lúc" in plain(came[0].text)


def test_a_form_asked_for_by_who_lost_the_role_meanwhile_is_not_handed_over(
    small_world: World, tmp_path: Path
) -> None:
    lan = contact(small_world, "a")
    lan.types("phiếu")
    with small_world.db.write() as conn:
        conn.execute(t.assignment.update().values(revoked_at=small_world.now))
    (answer,) = lan.waits(tmp_path)
    assert answer.attachment is None
    assert "không còn thuộc vai trò" in plain(answer.text)


def test_many_units_come_a_page_at_a_time(small_world: World) -> None:
    for number in range(20):
        small_world.enrol(f"u{number:02}")
    chief = staff(small_world)
    chief.does(texts.LIST, "a", 0)
    assert "1/3" in chief.labels()
    chief.press("›")
    assert "○ Sở u08" in chief.labels()
    assert all(len(choice.action.encode()) <= 60 for row in chief.messages[-1].choices for choice in row)


def test_who_is_assigned_one_group_sees_no_other(small_world: World) -> None:
    small_world.enrol("a")
    chief = staff(small_world, groups="khong-co")
    chief.does(texts.LIST, "a", 0)
    assert "○ Sở a" not in chief.labels()
    chief.does(texts.UNIT, "a", small_world.units["a"])
    assert "không thuộc phạm vi" in chief.text


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
@pytest.mark.parametrize(
    "act", [(texts.START,), (texts.LIST, "a", 0), (texts.UNIT, "f", 1), (texts.GO, "r", 1)]
)
def test_every_role_may_or_may_not(small_world: World, role: str, act: tuple[str, ...]) -> None:
    small_world.enrol("a")
    someone = staff(small_world, role)
    someone.starts()
    assert ("Nộp, bản giấy" in someone.labels()) is powers.has(role, "answer_for")
    someone.does(*act)
    assert ("không làm được việc đó" in someone.text) is not powers.has(role, "answer_for")


def test_a_contact_s_button_of_the_staff_opens_nothing(small_world: World) -> None:
    lan = contact(small_world, "a")
    lan.does(texts.UNIT, "a", small_world.units["a"])
    assert "Trả lời thay" not in lan.text
