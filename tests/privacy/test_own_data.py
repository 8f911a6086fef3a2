"""People see what is kept about them, correct it and leave; staff decide on wishes to be forgotten."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import select

from dti_core.campaign.privacy import requests
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.staffer import operator
from dti_core.messages.consent import consent_hash
from dti_core.messages.model import plain
from dti_core.store import tables as t
from tests.privacy.conftest import ACCOUNT, EMAIL, NAME, PHONE, Place
from tests.staff.office import Hand, staff


def asks(place: Place) -> None:
    place.contact.types("/dulieu")
    place.contact.press("Yêu cầu xoá")
    place.contact.press("Gửi yêu cầu xoá")


def opens_the_wish(place: Place) -> None:
    place.manager.starts()
    place.manager.press("Dữ liệu cá nhân")


def test_a_contact_sees_in_one_message_what_is_kept_about_them(place: Place) -> None:
    place.world.tell(place.lan, "1.1:a", "true")
    place.contact.types("dữ liệu của tôi")
    told = place.contact.text
    assert NAME in told and PHONE in told and "đầu mối Sở noi-vu" in told
    assert "1 lần trả lời" in told and "1 lần đồng ý" in told


def test_everything_comes_as_a_file_to_whom_it_is_about_alone(place: Place, tmp_path: Path) -> None:
    place.world.tell(place.lan, "1.1:a", "true")
    place.contact.types("/dulieu")
    place.contact.press("Tải toàn bộ dữ liệu")
    (sent,) = place.contact.waits(tmp_path)
    assert sent.attachment is not None
    book = load_workbook(tmp_path / sent.attachment.path)
    told = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert {NAME, PHONE, EMAIL, ACCOUNT, "1.1:a"} <= told
    assert book.sheetnames[:3] == ["Người", "Tài khoản", "Danh bạ"]
    assert (tmp_path / sent.attachment.path).stat().st_mode & 0o077 == 0


def test_a_stranger_is_told_of_their_account_and_forgotten_at_once(place: Place, tmp_path: Path) -> None:
    stranger = Hand(place.world, place.world.stranger("777"))
    stranger.types("/dulieu")
    assert "chưa có" in stranger.text
    stranger.press("Yêu cầu xoá")
    stranger.press("Gửi yêu cầu xoá")
    place.world.now += timedelta(minutes=11)
    stranger.waits(tmp_path)
    (account,) = place.world.rows(t.identity, id=stranger.speaker.identity)
    assert (account.external_id, account.address) == (f"erased-{account.id}", "")


def test_staff_have_the_same_right(place: Place) -> None:
    place.manager.types("/dulieu")
    assert "Dữ liệu cá nhân của Anh/Chị" in place.manager.text


def test_a_name_is_corrected_here_and_on_the_roster(place: Place) -> None:
    place.contact.types("/hoten  Nguyễn Thị  Lan Anh")
    assert "Nguyễn Thị Lan Anh" in place.contact.text
    assert [m.name for m in place.world.rows(t.member)] == ["Nguyễn Thị Lan Anh"]
    (act,) = place.world.rows(t.audit, action="own_name_corrected")
    assert (act.old, act.new) == (None, None), "history must be able to outlive the name"


def test_a_name_or_number_that_cannot_be_is_explained(place: Place) -> None:
    place.contact.types("/hoten 12")
    assert "Ví dụ" in place.contact.text
    place.contact.types("/dienthoai chưa có")
    assert "Ví dụ" in place.contact.text
    assert [m.phone for m in place.world.rows(t.member)] == [PHONE]
    place.contact.types("/dienthoai +84 987 654 321")
    assert [m.phone for m in place.world.rows(t.member)] == ["0987654321"]


def test_what_was_consented_to_is_kept_with_the_hash_of_its_words(place: Place) -> None:
    (given,) = place.world.rows(t.consent, person_id=place.lan.person)
    assert given.text_hash == consent_hash("Sở KH&CN", "Đợt 2026") != consent_hash("Sở TTTT", "Đợt 2026")


def test_consent_taken_back_ends_every_role_and_the_manager_is_told(place: Place) -> None:
    place.world.tell(place.lan, "1.1:a", "true")
    place.contact.types("/dulieu")
    place.contact.press("Rút lại đồng ý")
    assert "Mọi vai trò" in place.contact.text
    place.contact.press("Rút lại đồng ý")
    assert [
        r for r in place.world.rows(t.assignment, person_id=place.lan.person) if r.revoked_at is None
    ] == []
    assert all(row.withdrawn_at for row in place.world.rows(t.consent, person_id=place.lan.person))
    assert [row.value for row in place.world.rows(t.answer)] == ["true"]
    told = [plain(m.text) for m in place.manager._new(0)]
    assert any(NAME in text and "rút lại đồng ý" in text for text in told)


def test_a_wish_is_answered_within_two_working_days(place: Place) -> None:
    place.world.now = datetime(2026, 3, 6, 3, tzinfo=UTC)  # a Friday morning in Việt Nam
    asks(place)
    (wish,) = place.world.rows(t.privacy_request)
    assert wish.answer_by == datetime(2026, 3, 10, 3, tzinfo=UTC), "Monday is the first, Tuesday the second"
    with place.world.db.read() as conn:
        assert requests.overdue(conn, wish.answer_by) == 0
        assert requests.overdue(conn, wish.answer_by + timedelta(seconds=1)) == 1


def test_asked_twice_it_is_one_wish_and_may_be_dropped(place: Place) -> None:
    asks(place)
    place.contact.types("/dulieu")
    assert "đang chờ" in place.contact.text
    place.contact.press("Thôi yêu cầu xoá")
    assert [row.state for row in place.world.rows(t.privacy_request)] == ["cancelled"]
    place.contact.does("me.k")
    assert "Không có yêu cầu" in place.contact.text


def test_the_manager_refuses_with_a_reason_that_the_person_reads(place: Place) -> None:
    asks(place)
    opens_the_wish(place)
    assert NAME in place.manager.text
    place.manager.press("Không xoá 1")
    place.manager.types("   ")
    place.manager.types("Hồ sơ đang thẩm định.")
    assert "Đã trả lời" in place.manager.text
    assert "Hồ sơ đang thẩm định." in plain(place.contact._new(0)[-1].text)
    assert [row.state for row in place.world.rows(t.privacy_request)] == ["refused"]


def test_nobody_decides_on_their_own_wish(place: Place) -> None:
    place.manager.types("/dulieu")
    place.manager.press("Yêu cầu xoá")
    place.manager.press("Gửi yêu cầu xoá")
    opens_the_wish(place)
    place.manager.press("Xoá 1")
    place.manager.press("Xoá")
    assert "người khác quyết định" in place.manager.text
    assert [row.state for row in place.world.rows(t.privacy_request)] == ["requested"]


def test_roles_without_the_power_decide_nothing(place: Place) -> None:
    asks(place)
    (wish,) = place.world.rows(t.privacy_request)
    for role in ("reviewer", "council", "expert", "observer"):
        hand = staff(place.world, role)
        for verb, args in (("s.pv", ()), ("s.pvy", (wish.id,)), ("s.pvr", (wish.id,))):
            hand.does(verb, *args)
            assert NAME not in hand.text
    assert [row.state for row in place.world.rows(t.privacy_request)] == ["requested"]


def test_staff_of_another_campaign_neither_see_nor_decide(place: Place) -> None:
    asks(place)
    other = type(place.world)(place.world.db, accounts=500).begin(slug="2027", title="Đợt 2027")
    manager = staff(other)
    manager.does("s.pv")
    assert NAME not in manager.text
    (wish,) = place.world.rows(t.privacy_request)
    manager.does("s.pvy", wish.id)
    with place.world.db.write() as conn:
        assert isinstance(requests.decide(conn, operator(other.campaign), wish.id, None, other.now), Refusal)
    with place.world.db.read() as conn:
        assert conn.execute(select(t.privacy_request.c.state)).scalar_one() == "requested"
