"""Books for reviewers, for measured values and for other systems' values: out, filled in, and in again."""

from pathlib import Path
from typing import Any

import pytest

from dti_core.campaign.forms import proposals
from dti_core.campaign.refusal import Refusal
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import SMALL, World
from tests.staff.office import Hand, contact, staff
from tests.staff.review_room import adjust, handed_in, seat, state
from tests.staff.test_forms_answers import cell, download, edited, fill, sends, stored


def book(hand: Hand, data_dir: Path, label: str) -> bytes:
    hand.types("/excel")
    hand.press(label)
    hand.waits(data_dir)
    sent = hand.messages[-1].attachment
    assert sent is not None, hand.text
    return (data_dir / sent.path).read_bytes()


def ruled(book: Any, name: str, decision: str, points: Any = None, reason: str | None = None) -> None:
    cell(book, name, "Quyết định").value = decision
    cell(book, name, "Điểm thẩm định").value = points
    cell(book, name, "Lý do").value = reason


def reviews(world: World) -> dict[str, str]:
    return {row.criterion: row.state for row in world.rows(t.review)}


def test_a_review_goes_out_and_comes_back_as_decisions(world: World, tmp_path: Path) -> None:
    handed_in(world, "a")
    lan = staff(world, "reviewer")
    content = book(lan, tmp_path, "Bảng thẩm định")

    def decide(made: Any) -> None:
        assert cell(made, "a/1.1", "Minh chứng").hyperlink.target == "https://a.gov.vn/kh"
        assert cell(made, "a/1.2", "Điểm tự đánh giá").value == 9.5
        ruled(made, "a/1.1", "Chấp nhận")
        ruled(made, "a/1.2", "Điều chỉnh", 8.5, "Chỉ có 52 máy.")
        ruled(made, "a/1.4", "Trả lại", None, "Thiếu quyết định.")

    told = sends(lan, tmp_path, edited(content, decide))
    assert "3 mới" in told, told
    assert reviews(world) == {}
    lan.press("Ghi 3 mục")
    assert reviews(world) == {"1.1": "accepted", "1.2": "adjusted", "1.4": "returned"}
    assert state(world, "a") == "in_review"
    (given,) = world.rows(t.assessment)
    assert (given.points_micro, given.reason) == (8_500_000, "Chỉ có 52 máy.")
    assert "Không có gì để ghi" in sends(lan, tmp_path, edited(content, decide))


def test_a_newer_decision_is_asked_about(world: World, tmp_path: Path) -> None:
    handed_in(world, "a")
    lan = staff(world, "reviewer")
    content = book(lan, tmp_path, "Bảng thẩm định")
    adjust(world, "a", "1.2", "7")
    told = sends(lan, tmp_path, edited(content, lambda made: ruled(made, "a/1.2", "Chấp nhận")))
    assert "1 cần chọn" in told
    lan.press("Chọn 1 mục")
    assert "Trên hệ thống: Điều chỉnh 7 điểm: Không khớp." in lan.text
    lan.press("Lấy trong tệp")
    lan.press("Ghi 1 mục")
    assert reviews(world) == {"1.2": "accepted"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("Điều chỉnh", 8, None), "phải có lý do"),
        (("Điều chỉnh", None, "Sai."), "chưa ghi điểm"),
        (("Điều chỉnh", 11, "Sai."), "từ 0 đến 10"),
        (("Điều chỉnh", "tám", "Sai."), "không phải điểm"),
        (("Trả lại", None, None), "phải có lý do"),
        (("Chấp nhận", 3, None), "không ghi điểm khác"),
        (("Tạm được", None, None), "Không rõ quyết định"),
        ((None, 4, None), "chưa chọn quyết định"),
    ],
)
def test_a_row_that_cannot_be_a_decision_is_refused_with_its_place(
    small_world: World, tmp_path: Path, row: tuple[Any, ...], said: str
) -> None:
    handed_in(small_world, "a")
    lan = staff(small_world, "reviewer")
    content = book(lan, tmp_path, "Bảng thẩm định")
    sends(lan, tmp_path, edited(content, lambda made: ruled(made, "a/1.2", *row)))
    lan.press("Xem 1 mục chưa nhận")
    assert said in lan.text
    assert "Trang “Thẩm định”, ô" in lan.text
    assert reviews(small_world) == {}


def test_a_reviewer_gets_and_decides_only_what_is_assigned(world: World, tmp_path: Path) -> None:
    handed_in(world, "a")
    chief, other = staff(world), staff(world, "reviewer", groups="khac")
    content = book(chief, tmp_path, "Bảng thẩm định")
    with pytest.raises(LookupError):
        edited(book(other, tmp_path, "Bảng thẩm định"), lambda made: cell(made, "a/1.1", "Quyết định"))
    told = sends(other, tmp_path, edited(content, lambda made: ruled(made, "a/1.1", "Chấp nhận")))
    assert "1 chưa nhận" in told
    assert reviews(world) == {}


@pytest.mark.parametrize("role", ["manager", "reviewer", "council", "expert", "observer"])
def test_who_may_fill_in_which_book(small_world: World, tmp_path: Path, role: str) -> None:
    handed_in(small_world, "a")
    small_world.unit("b")
    chief, hand = staff(small_world), staff(small_world, role)
    review = edited(book(chief, tmp_path, "Bảng thẩm định"), lambda made: ruled(made, "a/1.1", "Chấp nhận"))
    answers = edited(download(contact(small_world, "b"), tmp_path), fill(info_1=9))
    may = {"review": role in ("manager", "reviewer"), "answers": role == "manager"}
    told = sends(hand, tmp_path, review, "tham-dinh.xlsx")
    assert ("1 mới" in told) is may["review"], told
    told = sends(hand, tmp_path, answers, "phieu.xlsx")
    assert ("1 mới" in told) is may["answers"], told
    hand.types("/excel")
    assert ("Bảng thẩm định" in hand.labels()) is may["review"]


def test_a_manager_hands_a_units_questionnaire_in_and_the_unit_is_told(world: World, tmp_path: Path) -> None:
    lan, chief = contact(world, "a"), staff(world)
    content = edited(download(lan, tmp_path), fill(info_1=60, k_1_1_a="Có"))
    assert "Phiếu của Sở a" in sends(chief, tmp_path, content)
    assert "Ghi 2 mục" not in chief.labels(), "first, which document of the unit's it is"
    chief.press("Nhập số, ngày văn bản")
    for unclear in ("12/BC-SA", "hôm qua", "12/BC-SA ngày 1/1/2090"):
        chief.types(unclear)
        assert "Số và ngày văn bản của đơn vị?" in chief.text
    chief.types("12/BC-SA ngày 27/2/2026")
    assert "Theo văn bản số 12/BC-SA ngày 27/02/2026 của đơn vị." in chief.text
    assert stored(world) == {}
    chief.press("Ghi 2 mục")
    assert stored(world) == {"info:1": "60", "1.1:a": "true"}
    notices = [row.payload for row in world.rows(t.outbox, identity_id=lan.speaker.identity)]
    assert any("theo văn bản số 12/BC-SA ngày 27/02/2026" in payload for payload in notices)
    (act,) = world.rows(t.audit, action="questionnaire_imported")
    assert (act.reason, act.person_id) == ("12/BC-SA; 2026-02-27", chief.speaker.person)


def test_a_button_from_before_the_document_was_named_stores_nothing(
    small_world: World, tmp_path: Path
) -> None:
    lan, chief = contact(small_world, "a"), staff(small_world)
    sends(chief, tmp_path, edited(download(lan, tmp_path), fill(info_1=60)))
    (waiting,) = small_world.rows(t.proposal)
    with small_world.db.read() as conn:
        found = proposals.look(conn, seat(small_world, chief), waiting.id, small_world.now)
    assert not isinstance(found, Refusal)
    chief.does("s.x.apply", waiting.id, found.comparison.digest)
    assert "cần số và ngày văn bản" in chief.text
    assert stored(small_world) == {}


def test_the_units_own_contact_cites_nothing(small_world: World, tmp_path: Path) -> None:
    lan = contact(small_world, "a")
    sends(lan, tmp_path, edited(download(lan, tmp_path), fill(info_1=60)))
    lan.press("Ghi 1 mục")
    assert stored(small_world) == {"info:1": "60"}


def test_nothing_is_decided_once_the_role_is_lost(world: World, tmp_path: Path) -> None:
    handed_in(world, "a")
    lan = staff(world, "reviewer")
    content = book(lan, tmp_path, "Bảng thẩm định")
    sends(lan, tmp_path, edited(content, lambda made: ruled(made, "a/1.1", "Chấp nhận")))
    with world.db.write() as conn:
        mine = t.assignment.c.person_id == lan.speaker.person
        conn.execute(t.assignment.update().where(mine).values(revoked_at=world.now))
    lan.press("Ghi 1 mục")
    assert reviews(world) == {}


def test_values_of_other_systems_stand_beside_the_units_own(world: World, tmp_path: Path) -> None:
    handed_in(world, "a")
    lan = staff(world, "reviewer")
    content = book(lan, tmp_path, "Bảng số liệu đối chiếu")

    def edit(made: Any) -> None:
        cell(made, "a/1.2:a", "Giá trị").value = 52
        cell(made, "a/1.2:a", "Nguồn số liệu").value = "Phần mềm tài sản"
        cell(made, "a/1.3:a", "Giá trị").value = 3

    told = sends(lan, tmp_path, edited(content, edit))
    assert "1 mới · 1 chưa nhận" in told, told
    lan.press("Ghi 1 mục")
    (row,) = world.rows(t.reference_value)
    assert (row.input_key, row.origin, row.value) == ("1.2:a", "Phần mềm tài sản", "52")
    assert stored(world)["1.2:a"] == "57"


MEASURED = """      - code: "1.5"
        title: Số dịch vụ mở được
        max: 10
        assessors: [department]
        inputs: [{id: a, kind: count, measure: dịch vụ, label: Số dịch vụ mở được}]
        rule: {type: relative, numerator: [a], basis: doc}
"""


def test_measured_values_come_in_by_unit_and_column_and_newer_ones_are_asked_about(
    sqlite_db: Database, tmp_path: Path
) -> None:
    text = f"{SMALL.rstrip()}\n{MEASURED}".replace("max_points: 40", "max_points: 50").replace(
        "max: 40", "max: 50"
    )
    world = World(sqlite_db, text=text).begin()
    world.unit("a")
    lan = staff(world, "reviewer")
    content = book(lan, tmp_path, "Bảng số đo")

    def measure(number: Any) -> bytes:
        def edit(made: Any) -> None:
            cell(made, "a/department/1.5:a", "Giá trị").value = number

        return edited(content, edit)

    assert "1 mới" in sends(lan, tmp_path, measure(7))
    lan.press("Ghi 1 mục")
    (row,) = world.rows(t.answer)
    assert (row.input_key, row.source, row.value) == ("1.5:a", "department", "7")
    assert "1 cần chọn" in sends(lan, tmp_path, measure(9))
    assert "1 chưa nhận" in sends(lan, tmp_path, measure("khoảng 9"))


def test_a_row_that_is_refused_names_the_cell_to_mend(small_world: World, tmp_path: Path) -> None:
    handed_in(small_world, "a")
    lan = staff(small_world, "reviewer")
    content = book(lan, tmp_path, "Bảng thẩm định")
    cells: dict[str, str] = {}

    def decide(made: Any) -> None:
        ruled(made, "a/1.1", "Điều chỉnh", 99, "quá mức")
        ruled(made, "a/1.2", "Điều chỉnh", 3)
        ruled(made, "a/1.3", "Duyệt")
        cell(made, "a/1.2", "Lý do").value = " "
        for name, heading in (("1.1", "Điểm thẩm định"), ("1.2", "Quyết định"), ("1.3", "Quyết định")):
            cells[name] = cell(made, f"a/{name}", heading).coordinate

    assert "3 chưa nhận" in sends(lan, tmp_path, edited(content, decide))
    lan.press("Xem 3 mục chưa nhận")
    for name, place in cells.items():
        assert f"ô {place} – Sở a · {name}" in lan.text
