"""The roster in chat: who is on it, links for one or many, who leads, who leaves."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dti_core.campaign import bots, handouts, invitations
from dti_core.campaign.staff import powers
from dti_core.messages.staff import roster as texts
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, contact, staff
from tests.staff.rosters import roster

UNITS = (("Sở A",), ("Sở B",), ("Sở C", None, "Khác"))
PEOPLE = (
    ("Sở A", "Lan", "Đầu mối", "0912345678"),
    ("Sở A", "Minh", "Phó đầu mối"),
    ("Sở B", "Hà", "Đầu mối"),
)
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@pytest.fixture
def chief(small_world: World, tmp_path: Path) -> Hand:
    return office(small_world, tmp_path)


def office(world: World, tmp_path: Path) -> Hand:
    """A manager with a roster of three units and a reviewer."""
    with world.db.write() as conn:
        bots.note(conn, "telegram", "bot", "dti_bot", world.now)
    hand = staff(world)
    hand.sends(tmp_path, "danh-ba.xlsx", roster(UNITS, PEOPLE, (("An", "Thẩm định"),)))
    hand.waits(tmp_path)
    hand.press("Áp dụng")
    hand.press("Danh bạ")
    return hand


def links(hand: Hand, tmp_path: Path) -> dict[str, str]:
    """Tokens by person or unit, from the table that was just handed over."""
    hand.waits(tmp_path)
    path = next(
        m.attachment.path for m in reversed(hand.messages) if m.attachment and ".xlsx" in m.attachment.name
    )
    sheet = load_workbook(BytesIO((tmp_path / path).read_bytes())).active
    return {row[1] or row[0]: row[6] for row in sheet.iter_rows(min_row=4, values_only=True)}


def use(world: World, token: str) -> Hand:
    """A stranger opens a link and agrees."""
    new = Hand(world, world.stranger())
    new.types(token)
    if "Đồng ý, bắt đầu" in new.labels():
        new.press("Đồng ý, bắt đầu")
        new.shows_own_number()
    return new


def test_the_first_screen_counts_units_and_people(chief: Hand) -> None:
    assert "Sở, ban, ngành: 0/2 đơn vị đã tham gia" in chief.text
    assert "Chưa tham gia: 5 người, 5 chưa có thư mời" in chief.text


def test_links_for_everybody_open_the_door_once(small_world: World, tmp_path: Path) -> None:
    chief = office(small_world, tmp_path)
    chief.press("Mời hàng loạt (5)")
    chief.press("Tất cả chưa tham gia (5)")
    tokens = links(chief, tmp_path)
    assert sorted(tokens) == ["An", "Hà", "Lan", "Minh", "Sở C"]
    lan = use(small_world, tokens["Lan"])
    assert "Thông tin chung" in lan.text
    assert "đã có người dùng" in use(small_world, tokens["Lan"]).text
    assert "Vai trò: thẩm định" in use(small_world, tokens["An"]).text
    chief.press("Danh bạ")
    assert "Sở, ban, ngành: 1/2" in chief.text
    chief.press("Sở, ban, ngành 1/2")
    assert chief.labels()[:2] == ["✓ Sở A", "✉ Sở B"]
    (role,) = small_world.rows(t.assignment, role="contact")
    assert (role.member_id, role.in_charge) == (small_world.rows(t.member)[0].id, True)


def test_no_token_is_kept_but_in_the_files(world: World, tmp_path: Path) -> None:
    chief = office(world, tmp_path)
    chief.press("Mời hàng loạt (5)")
    chief.press("Tất cả chưa tham gia (5)")
    tokens = links(chief, tmp_path)
    kept = " ".join(
        str(tuple(row))
        for table in (t.outbox, t.task, t.audit, t.invitation, t.inbox)
        for row in world.rows(table)
    )
    assert not [token for token in tokens.values() if token in kept]
    assert all(row.token_hash != token for row in world.rows(t.invitation) for token in tokens.values())
    assert len(list((tmp_path / handouts.FOLDER).iterdir())) == 2
    for message in chief.messages:
        handouts.forget(tmp_path, message.attachment)
    assert list((tmp_path / handouts.FOLDER).iterdir()) == []


def test_a_new_link_makes_the_old_one_worthless(small_world: World, tmp_path: Path) -> None:
    chief = office(small_world, tmp_path)
    chief.press("Mời hàng loạt (5)")
    chief.press("Tất cả chưa tham gia (5)")
    old = links(chief, tmp_path)
    chief.press("Mời hàng loạt (5)")
    chief.press("Tất cả chưa tham gia (5)")
    new = links(chief, tmp_path)
    assert "đã bị thu hồi" in use(small_world, old["Lan"]).text
    assert "Thông tin chung" in use(small_world, new["Lan"]).text


def test_only_who_has_no_live_link_gets_one(small_world: World, tmp_path: Path) -> None:
    chief = office(small_world, tmp_path)
    chief.does(texts.INVITE, "m1")
    chief.waits(tmp_path)
    assert "cho 1 người" in chief.text
    chief.does(texts.BULK)
    chief.press("Chỉ người chưa có thư mời (4)")
    assert "Lan" not in links(chief, tmp_path)
    small_world.now += invitations.VALID_FOR + timedelta(days=1)
    chief.does(texts.ROSTER)
    assert "5 chưa có thư mời" in chief.text


def test_a_link_is_revoked_by_button(small_world: World, tmp_path: Path) -> None:
    chief = office(small_world, tmp_path)
    chief.press("Mời hàng loạt (5)")
    chief.press("Tất cả chưa tham gia (5)")
    tokens = links(chief, tmp_path)
    chief.does(texts.PERSON, "m1")
    chief.press("Thu hồi thư mời")
    assert "Thu hồi thư mời" not in chief.labels()
    assert "đã bị thu hồi" in use(small_world, tokens["Lan"]).text
    chief.does(texts.REVOKE, "m1")
    assert "Không có thư mời nào" in chief.text
    chief.does(texts.REVOKE, "e3")
    assert "đã bị thu hồi" in use(small_world, tokens["Sở C"]).text


def test_the_lead_changes_hands_and_both_are_told(world: World, tmp_path: Path) -> None:
    chief = office(world, tmp_path)
    chief.press("Mời hàng loạt (5)")
    chief.press("Tất cả chưa tham gia (5)")
    tokens = links(chief, tmp_path)
    lan, minh = use(world, tokens["Lan"]), use(world, tokens["Minh"])
    chief.does(texts.PERSON, "m2")
    chief.press("Đổi làm đầu mối")
    roles = {row.member_id: row.in_charge for row in world.rows(t.assignment, role="contact")}
    assert roles == {1: False, 2: True}
    assert {row.id: row.in_charge for row in world.rows(t.member)[:2]} == {1: False, 2: True}
    lan._new(0)
    minh._new(0)
    assert "phó đầu mối của Sở A" in lan.text
    assert "đầu mối chính của Sở A" in minh.text


def test_somebody_leaves_by_button_and_opens_nothing_any_more(world: World, tmp_path: Path) -> None:
    chief = office(world, tmp_path)
    lan = contact(world, "d")
    chief.does(texts.ROSTER)
    chief.press("Sở, ban, ngành 1/3")
    chief.press("✓ Sở d")
    chief.press("Bỏ khỏi danh bạ")
    chief.press("Bỏ")
    assert "Chưa có tên" in chief.text
    lan.does("next")
    assert "Cần lời mời" in lan.text


def test_a_person_is_replaced_by_typing_who_comes(world: World, tmp_path: Path) -> None:
    chief = office(world, tmp_path)
    chief.does(texts.PERSON, "m3")
    chief.press("Thay người")
    chief.types("0912")
    assert "Chưa rõ họ tên" in chief.text
    chief.types("Đỗ Quyên, 0988 777 666; quyen@so.gov.vn")
    assert "Đỗ Quyên" in chief.text and "0988777666" in chief.text
    assert [row.name for row in world.rows(t.member) if row.removed_at is None][-1] == "Đỗ Quyên"
    assert world.rows(t.member, id=3)[0].removed_at is not None


def test_nobody_removes_themselves(small_world: World, tmp_path: Path) -> None:
    chief = office(small_world, tmp_path)
    chief.does(texts.REMOVE_YES, f"a{chief.speaker.active_assignment}")
    assert "Không tự bỏ chính mình" in chief.text


def test_the_roster_taken_away_and_sent_back_changes_nothing(small_world: World, tmp_path: Path) -> None:
    chief = office(small_world, tmp_path)
    chief.press("Tải Excel")
    chief.waits(tmp_path)
    book = (tmp_path / chief.messages[-1].attachment.path).read_bytes()  # type: ignore[union-attr]
    chief.sends(tmp_path, "danh-ba.xlsx", book)
    chief.waits(tmp_path)
    assert "Giữ nguyên: 3 đơn vị, 3 người liên hệ, 1 cán bộ" in chief.text
    assert "Không nhận" not in chief.text and "Mới" not in chief.text


VERBS = [
    (texts.ROSTER, ()), (texts.GROUP, ("0", "0")), (texts.UNIT, ("1",)), (texts.STAFF, ("0",)),
    (texts.PERSON, ("m1",)), (texts.BULK, ()), (texts.BULK_GO, ("w", "-")), (texts.INVITE, ("m1",)),
    (texts.REVOKE, ("m1",)), (texts.LEAD, ("m2",)), (texts.REMOVE, ("m1",)), (texts.REMOVE_YES, ("m1",)),
    (texts.REPLACE, ("m1",)), (texts.UPLOAD, ()), (texts.DOWNLOAD, ()),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "args"), VERBS, ids=[verb for verb, _ in VERBS])
@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_every_role_and_every_button_of_the_roster(
    small_world: World, tmp_path: Path, role: str, verb: str, args: tuple[str, ...]
) -> None:
    office(small_world, tmp_path)
    someone = staff(small_world, role)
    before = len(small_world.rows(t.audit)) + len(small_world.rows(t.task))
    someone.does(verb, *args)
    refused = "không làm được việc đó" in someone.text
    assert refused is not powers.has(role, "roster")
    if refused:
        assert len(small_world.rows(t.audit)) + len(small_world.rows(t.task)) == before


def test_a_manager_of_one_group_sees_and_changes_only_theirs(small_world: World, tmp_path: Path) -> None:
    office(small_world, tmp_path)
    other = staff(small_world, "manager", groups="khac")
    other.does(texts.ROSTER)
    assert "Sở, ban, ngành" not in other.text
    for verb in (texts.REMOVE_YES, texts.LEAD, texts.REVOKE, texts.PERSON):
        other.does(verb, "m2")
        assert "không còn trong danh bạ" in other.text
    other.does(texts.INVITE, "m1")
    other.waits(tmp_path)
    assert "Không còn ai cần mời" in other.text


def test_a_role_taken_away_while_the_task_waits_makes_no_links(small_world: World, tmp_path: Path) -> None:
    chief = office(small_world, tmp_path)
    chief.press("Mời hàng loạt (5)")
    chief.press("Tất cả chưa tham gia (5)")
    with small_world.db.write() as conn:
        conn.execute(t.assignment.update().values(revoked_at=small_world.now))
    chief.waits(tmp_path)
    assert "không làm được việc đó" in chief.text
    assert all(row.used_at for row in small_world.rows(t.invitation))


def test_sheets_hold_a_code_for_everybody_and_the_letters_of_vietnam(
    small_world: World, tmp_path: Path
) -> None:
    chief = office(small_world, tmp_path)
    chief.press("Mời hàng loạt (5)")
    chief.press("Tất cả chưa tham gia (5)")
    chief.waits(tmp_path)
    path = next(m.attachment.path for m in chief.messages if m.attachment and ".pdf" in m.attachment.name)
    content = (tmp_path / path).read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 4, "a sheet per unit, one for the staff"


def test_signs_are_explained_where_they_stand_and_ticking_says_it_in_words(chief: Hand) -> None:
    chief.press("Sở, ban, ngành 0/2")
    assert "○ chưa mời" in chief.text and "hết hạn" not in chief.text
    chief.does(texts.PERSON, "m1")
    assert "chưa có thư mời" in chief.text
    chief.does(texts.BULK)
    chief.press("Chọn từng đơn vị")
    assert "○ Sở A · chưa mời" in chief.labels()
