"""A roster comes in as a book: shown first, written after a yes, the same again changes nothing."""

import json
import unicodedata
from pathlib import Path

import pytest

from dti_core.campaign.staff import powers
from dti_core.campaign.staff.roster import book, planning, snapshot
from dti_core.messages.staff.roster_preview import APPLY
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, contact, staff
from tests.staff.rosters import roster

UNITS = (("Sở Nội vụ", None, "Sở, ban, ngành"), ("Sở Y tế", "y-te", "Khác", "Cơ quan đặc thù", None, "có"))
PEOPLE = (
    ("Sở Nội vụ", "Nguyễn Thị Lan", "Đầu mối", "0912 345 678", "Lan@SNV.gov.vn"),
    ("Sở Nội vụ", "Trần Minh", "Phó đầu mối", 987654321),
    ("y-te", "Lê Hà", "Đầu mối"),
)
STAFF = (("Phạm An", "Thẩm định", "Sở, ban, ngành", 1), ("Vũ Bình", "Chuyên gia"))


def sent(world: World, tmp_path: Path, *sheets: object, name: str = "danh-ba.xlsx") -> Hand:
    chief = staff(world)
    send(chief, tmp_path, *sheets, name=name)
    return chief


def send(chief: Hand, tmp_path: Path, *sheets: object, name: str = "danh-ba.xlsx") -> None:
    chief.sends(tmp_path, name, roster(*sheets))
    chief.waits(tmp_path)


def names(world: World) -> list[str]:
    return [row.name for row in world.rows(t.member) if row.removed_at is None]


def test_a_whole_roster_is_shown_then_written_then_known(world: World, tmp_path: Path) -> None:
    chief = sent(world, tmp_path, UNITS, PEOPLE, STAFF)
    assert "Mới: 2 đơn vị, 3 người liên hệ, 2 cán bộ" in chief.text
    assert world.rows(t.unit) == world.rows(t.member) == []
    chief.press("Áp dụng")
    assert "Đã ghi: 7 mới, 0 thay đổi" in chief.text
    assert [row.slug for row in world.rows(t.unit)] == ["so-noi-vu", "y-te"]
    (noi_vu, y_te) = world.rows(t.enrolment)
    assert (noi_vu.group_id, noi_vu.volunteer, y_te.group_id, y_te.volunteer) == ("so", False, "khac", True)
    assert y_te.traits == "dac-thu"
    lan, minh, *_ = world.rows(t.member)
    assert (lan.phone, lan.email, lan.in_charge) == ("0912345678", "lan@snv.gov.vn", True)
    assert (minh.phone, minh.in_charge) == ("0987654321", False)
    reviewer = next(row for row in world.rows(t.member) if row.role == "reviewer")
    assert (reviewer.scope_group, reviewer.scope_indices) == ("so", "1")
    before = len(world.rows(t.audit))
    send(chief, tmp_path, UNITS, PEOPLE, STAFF)
    assert "Giữ nguyên: 2 đơn vị, 3 người liên hệ, 2 cán bộ" in chief.text
    assert "Không có gì để ghi" in chief.text
    assert "Áp dụng" not in chief.labels()
    assert len(world.rows(t.audit)) == before


def test_names_in_any_spelling_of_the_same_letters_are_the_same(small_world: World, tmp_path: Path) -> None:
    chief = sent(small_world, tmp_path, UNITS, PEOPLE)
    chief.press("Áp dụng")
    apart = [
        tuple(unicodedata.normalize("NFD", str(x)).upper().replace(" ", "  ") if x else x for x in row[:2])
        for row in UNITS
    ]
    people = [
        (unicodedata.normalize("NFD", unit.upper()), unicodedata.normalize("NFD", name), *rest)
        for unit, name, *rest in PEOPLE
    ]
    send(chief, tmp_path, (), people)
    assert "Giữ nguyên: 3 người liên hệ" in chief.text
    send(chief, tmp_path, [(row[0], row[1].lower() if row[1] else None) for row in apart])
    assert len(small_world.rows(t.unit)) == 2
    assert "Không nhận" not in chief.text


def test_another_person_takes_over_and_the_answers_stay(world: World, tmp_path: Path) -> None:
    chief = sent(world, tmp_path, UNITS, PEOPLE)
    chief.press("Áp dụng")
    (lan_row, *_) = world.rows(t.member)
    lan = join(world, lan_row)
    world.units["so-noi-vu"] = lan_row.enrolment_id
    world.say(lan.speaker, "info:1", "48")
    send(chief, tmp_path, (), (("Sở Nội vụ", "Hoàng Tú", "Đầu mối", "0912345678"), PEOPLE[1]))
    assert "Trong đó thay người: 1" in chief.text
    chief.press("Mới (1)")
    assert "thay Nguyễn Thị Lan" in chief.text
    chief.press("Áp dụng")
    assert sorted(names(world)) == ["Hoàng Tú", "Lê Hà", "Trần Minh"]
    (answer,) = world.rows(t.answer)
    assert answer.value == "48"
    role = world.rows(t.assignment, id=lan.speaker.active_assignment)[0]
    assert role.revoked_at is not None
    told = [row.payload for row in world.rows(t.outbox, identity_id=lan.speaker.identity)]
    assert any("thôi làm đầu mối của Sở Nội vụ" in line for line in told)
    lan.does("next")
    assert "Cần lời mời" in lan.text


def join(world: World, member: object) -> Hand:
    """Somebody accepts the invitation of a row of the list."""
    from dataclasses import replace

    from dti_core.campaign import binding, invitations
    from dti_core.campaign.invitations import Reach
    from tests.campaign.world import CONSENT

    speaker = world.stranger()
    with world.db.write() as conn:
        reach = Reach(world.campaign, member.role, member.enrolment_id, member=member.id,
                      in_charge=member.in_charge)  # fmt: skip
        token = invitations.issue_for(conn, reach, world.now)
        view = invitations.look_up(conn, token, speaker.person, world.now)
        if member.phone:
            binding.show_phone(conn, speaker, view.id, member.phone, True, world.now)
        role = invitations.accept(conn, speaker, view.id, CONSENT, speaker.channel, world.now)
    return Hand(world, replace(speaker, active_assignment=role))


def test_who_is_not_in_the_book_is_told_and_kept(small_world: World, tmp_path: Path) -> None:
    contact(small_world, "a")
    chief = sent(small_world, tmp_path, UNITS, PEOPLE)
    assert "Không có trong tệp, vẫn giữ: 1" in chief.text
    chief.press("Áp dụng")
    send(chief, tmp_path, UNITS[:1], PEOPLE[:1])
    chief.press("Không có trong tệp (3)")
    assert "Sở Y tế" in chief.text and "Trần Minh" in chief.text
    assert len(names(small_world)) == 3


def test_a_unit_changes_its_group_and_is_scored_anew(world: World, tmp_path: Path) -> None:
    chief = sent(world, tmp_path, UNITS)
    chief.press("Áp dụng")
    before = world.rows(t.enrolment)[0].wanted_version
    send(chief, tmp_path, (("Sở Nội vụ mới", "so-noi-vu", "Khác"), UNITS[1]))
    chief.press("Thay đổi (1)")
    assert "nhóm “Sở, ban, ngành” → “Khác”" in chief.text
    chief.press("Áp dụng")
    row = world.rows(t.enrolment)[0]
    assert (row.group_id, row.wanted_version) == ("khac", before + 1)
    assert world.rows(t.unit)[0].name == "Sở Nội vụ mới"


WRONG = [
    ((("", "x"),), (), (), "Ô này còn trống", "trang Đơn vị, ô A2"),
    ((("Sở A", "Mã sai"),), (), (), "không dùng làm mã được", "ô B2"),
    ((("Sở A", None, "Sở, ban nghành"),), (), (), "Có phải “Sở, ban, ngành”?", "ô C2"),
    ((("Sở A", None, None, "lạ"),), (), (), "Không có đặc điểm “lạ”", "ô D2"),
    ((("Sở A", None, None, None, "khac"),), (), (), "không dùng bộ chỉ số “khac”", "ô E2"),
    ((("Sở A", None, None, None, None, "có lẽ"),), (), (), "không phải “có” hoặc “không”", "ô F2"),
    ((("Sở A",), ("sở  a",)), (), (), "đã có ở dòng 2", "ô A3"),
    ((), (("Sở B", "Lan", "Đầu mối"),), (), "Không có đơn vị “Sở B”", "trang Người liên hệ, ô A2"),
    ((), (("Sơ a", "Lan", "Đầu mối"),), (), "Có phải “Sở a”?", "ô A2"),
    ((), (("Sở a", "Lan", "Sếp"),), (), "Không có vai trò “Sếp”", "ô C2"),
    ((), (("Sở a", "Lan", "Đầu mối", "12"),), (), "“12” không phải số điện thoại", "ô D2"),
    ((), (("Sở a", "Lan", "Đầu mối", None, "lan"),), (), "“lan” không phải địa chỉ email", "ô E2"),
    ((), (("Sở a", "Lan", "Đầu mối"), ("Sở a", "Tú", "Đầu mối")), (), "đã có đầu mối Lan ở dòng 2", "ô C3"),
    ((), (("Sở a", "Lan", "Đầu mối"), ("Sở a", "LAN", "Phó đầu mối")), (), "đã có ở dòng 2", "ô B3"),
    ((), (("Sở a", "Lan", "Cung cấp số liệu", None, None, "Bưu điện"),), (), "“Bưu điện”", "ô F2"),
    ((), (("Sở a", "=1+1", "Đầu mối"),), (), "công thức chưa có kết quả", "ô B2"),
    ((), (), (("An", "Thẩm định", "Nhóm lạ"),), "Không có nhóm “Nhóm lạ”", "trang Cán bộ, ô C2"),
    ((), (), (("An", "Thẩm định", None, "9"),), "Không có chỉ số “9”", "ô D2"),
    ((), (), (("An", "Thẩm định"), ("an", "Thẩm định")), "đã có ở dòng 2", "ô A3"),
    ((("Sơ a", None),), (), (), "chỉ khác dấu với “Sở a”", "ô A2"),
    ((("Sở a", "khac"),), (), (), "đã có mã “a”", "ô B2"),
]  # fmt: skip


@pytest.mark.parametrize(("units", "people", "officers", "said", "place"), WRONG)
def test_a_row_that_is_wrong_is_refused_with_place_cause_and_fix(
    small_world: World, tmp_path: Path, units: object, people: object, officers: object, said: str, place: str
) -> None:
    small_world.enrol("so-a" if "Sơ" in str(units) else "a")
    if "Sơ" in str(units):
        with small_world.db.write() as conn:
            conn.execute(t.unit.update().values(name="Sở a"))
    chief = sent(small_world, tmp_path, units, people, officers)
    assert said in chief.text, chief.text
    assert place.casefold() in chief.text.casefold(), chief.text
    assert dealt_with(small_world) == len([*units, *people, *officers])  # type: ignore[misc]


def dealt_with(world: World) -> int:
    """Rows of the last book that were either planned or refused: none may vanish."""
    payload = json.loads(world.rows(t.proposal)[-1].payload)
    with world.db.read() as conn:
        plan = planning.plan(book.load(payload["book"]), snapshot.take(conn, world.campaign))
    return len(plan.changes) + len({(one.sheet, one.row) for one in plan.troubles})


def test_rows_that_are_right_are_taken_beside_those_that_are_not(small_world: World, tmp_path: Path) -> None:
    chief = sent(
        small_world, tmp_path, (*UNITS, ("Sở Xấu", None, "Nhóm nào")), (("Sở Xấu", "A B", "Đầu mối"),)
    )
    assert "Đơn vị “Sở Xấu” chưa nhận được" in chief.text
    chief.press("Áp dụng")
    assert [row.name for row in small_world.rows(t.unit)] == ["Sở Nội vụ", "Sở Y tế"]


def test_a_preview_is_made_anew_where_the_roster_changed_meanwhile(world: World, tmp_path: Path) -> None:
    first = sent(world, tmp_path, UNITS)
    second = sent(world, tmp_path, UNITS[:1])
    second.press("Áp dụng")
    first.press("Áp dụng")
    assert "Danh bạ đã thay đổi từ lúc xem trước" in first.text
    assert len(world.rows(t.unit)) == 1
    first.press("Áp dụng")
    assert len(world.rows(t.unit)) == 2


def test_a_preview_is_applied_once_and_never_after_it_was_dropped(world: World, tmp_path: Path) -> None:
    chief = sent(world, tmp_path, UNITS)
    (proposal,) = world.rows(t.proposal)
    chief.press("Áp dụng")
    chief.does(APPLY, proposal.id)
    assert "không còn hiệu lực" in chief.text
    send(chief, tmp_path, UNITS, PEOPLE)
    chief.press("Huỷ")
    assert "Đã huỷ" in chief.text
    chief.does(APPLY, world.rows(t.proposal)[-1].id)
    assert world.rows(t.member) == []


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_only_who_keeps_the_roster_may_send_one(small_world: World, tmp_path: Path, role: str) -> None:
    someone = staff(small_world, role)
    send(someone, tmp_path, UNITS)
    may = powers.has(role, "roster")
    assert ("Áp dụng" in someone.labels()) is may
    assert (len(small_world.rows(t.proposal)) == 1) is may


def test_a_manager_of_one_group_changes_nothing_of_another(small_world: World, tmp_path: Path) -> None:
    chief = staff(small_world, "manager", groups="so")
    send(chief, tmp_path, UNITS, (), STAFF)
    assert "ngoài phạm vi" in chief.text
    chief.press("Áp dụng")
    assert [row.name for row in small_world.rows(t.unit)] == ["Sở Nội vụ"]
    assert small_world.rows(t.member) == []


def test_a_proposal_of_another_campaign_is_no_business_of_mine(small_world: World, tmp_path: Path) -> None:
    sent(small_world, tmp_path, UNITS)
    (proposal,) = small_world.rows(t.proposal)
    first = small_world.campaign
    small_world.begin(slug="2027")
    other = staff(small_world)
    other.does(APPLY, proposal.id)
    assert "Không thấy bản xem trước" in other.text
    assert small_world.rows(t.enrolment, campaign_id=first) == []
