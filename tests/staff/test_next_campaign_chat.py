"""Next year's campaign begun in chat: put together by buttons, looked at, begun once, worked in at once."""

from pathlib import Path

import pytest

from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, staff

PROVIDED = {"1.2:a"}


@pytest.fixture
def folder(tmp_path: Path, small_world: World, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The operator's frameworks: this year's, next year's, one with a fault, one with a group less."""
    monkeypatch.setenv("DTI_FRAMEWORKS_DIR", str(tmp_path))
    text = small_world.text
    for name, change in (
        ("small", ("", "")),
        ("small-2027", ("label: Tổng số người", "label: Tổng số người")),
        ("fewer", ("  - {id: khac, title: Khác}\n", "")),
        ("broken", ("max_points: 40", "max_points: nhiều")),
    ):
        (tmp_path / name).mkdir()
        changed = text.replace(*change) if change[0] else text
        changed = changed.replace("id: small", f"id: {name}").replace("Bộ chỉ số nhỏ", f"Bộ {name}")
        (tmp_path / name / "so.yaml").write_text(changed, encoding="utf-8")
    return tmp_path


@pytest.fixture
def chief(small_world: World, folder: Path) -> Hand:
    small_world.unit("a", traits=frozenset({"dac-thu"}))
    small_world.enrol("b", group="khac")
    return staff(small_world)


def new_campaign(world: World) -> int:
    return max(row.id for row in world.rows(t.campaign))


def test_with_two_presses_next_year_begins_and_the_manager_works_in_it(chief: Hand) -> None:
    chief.does("s.nx")
    assert "Kỳ sau: Đợt 2027" in chief.text and "Số liệu năm 2026" in chief.text
    assert "2 đơn vị trong 2 nhóm" in chief.text
    assert "(giữ nguyên)" in chief.text
    assert len(chief.world.rows(t.campaign)) == 1, "looking writes nothing"
    said = chief.press("Tạo kỳ mới")
    assert len(said) == 2, "what was done, and the first screen of the new round"
    assert "Đợt 2027" in chief.text and "2 đơn vị" in chief.text
    new = new_campaign(chief.world)
    (active,) = chief.world.rows(t.assignment, person_id=chief.speaker.person, active=True)
    assert (active.campaign_id, active.role) == (new, "manager")
    chief.does("s.ro")
    assert "Chưa tham gia: " in chief.text


def test_a_second_tap_begins_no_second_round(chief: Hand) -> None:
    chief.does("s.nx")
    chief.press("Tạo kỳ mới")
    chief.does("s.nx.go")
    assert len(chief.world.rows(t.campaign)) == 2


def test_two_managers_begin_one_round(chief: Hand) -> None:
    other = staff(chief.world)
    chief.does("s.nx")
    other.does("s.nx")
    chief.press("Tạo kỳ mới")
    other.press("Tạo kỳ mới")
    assert "vừa được tạo rồi" in other.text
    assert len(chief.world.rows(t.campaign)) == 2
    other.press("Xem lại")
    assert "đã có kỳ sau: Đợt 2027" in other.text


def test_a_newer_framework_title_and_dates_are_chosen_in_words(chief: Hand) -> None:
    chief.does("s.nx")
    chief.press(next(label for label in chief.labels() if label.startswith("Đổi bộ chỉ số")))
    chief.press("Bộ small-2027 để kiểm thử · small-2027")
    assert "Bộ small-2027 để kiểm thử thay cho" in chief.text
    assert "thông tin chung 2/2" in chief.text
    chief.press("Tên")
    chief.types("Chuyển đổi số 2027")
    chief.press("Ngày mở")
    chief.types("1/10/2027")
    chief.press("Hạn nộp")
    chief.types("30/11/2027")
    chief.press("Tạo kỳ mới")
    (row,) = chief.world.rows(t.campaign, id=new_campaign(chief.world))
    assert row.title == "Chuyển đổi số 2027"
    assert (f"{row.opens_at:%Y-%m-%d %H}", f"{row.closes_at:%Y-%m-%d %H}") == (
        "2027-09-30 17",
        "2027-11-30 10",
    )
    (pinned,) = chief.world.rows(t.campaign_framework, campaign_id=row.id)
    assert pinned.framework_id == "small-2027"


@pytest.mark.parametrize(
    ("button", "words", "why"),
    [
        ("Tên", "x", "từ 5 đến 150 ký tự"),
        ("Năm số liệu", "năm sau", "bốn chữ số"),
        ("Ngày mở", "hôm nào đó", "Chưa hiểu thời điểm"),
        ("Hạn nộp", "1/1/2020", "Hạn nộp phải sau ngày mở"),
        ("Ngày mở", "1/1/2090", "Hạn nộp phải sau ngày mở"),
    ],
)
def test_what_cannot_be_is_asked_back_and_changes_nothing(
    chief: Hand, button: str, words: str, why: str
) -> None:
    chief.does("s.nx")
    before = chief.text
    if button == "Ngày mở" and "2090" in words:
        chief.press("Hạn nộp")
        chief.types("30/11/2027")
        before = chief.text
    chief.press(button)
    chief.types(words)
    assert why in chief.text
    chief.press("Thôi")
    assert chief.text == before


def test_a_framework_without_a_group_that_units_are_in_cannot_follow(chief: Hand) -> None:
    chief.does("s.nx")
    chief.does("s.nx.f", 0, "fewer")
    assert "Chưa tạo được" in chief.text and "Sở b (nhóm Khác)" in chief.text
    assert "Tạo kỳ mới" not in chief.labels()
    chief.does("s.nx.go")
    assert len(chief.world.rows(t.campaign)) == 1


@pytest.mark.parametrize("name", ["broken", "khong-co"])
def test_a_framework_with_a_fault_or_unknown_is_refused_in_words(chief: Hand, name: str) -> None:
    chief.does("s.nx")
    chief.does("s.nx.f", 0, name)
    assert "có lỗi" in chief.text or "Không thấy" in chief.text
    chief.does("s.nx")
    assert "(giữ nguyên)" in chief.text


def test_providers_come_again_with_what_means_the_same(small_world: World, folder: Path) -> None:
    small_world.unit("a")
    small_world.join("a", role="provider", inputs=" ".join(PROVIDED))
    chief = staff(small_world)
    chief.does("s.nx")
    chief.press("Tạo kỳ mới")
    (member,) = small_world.rows(t.member, campaign_id=new_campaign(small_world), role="provider")
    assert (member.scope_inputs, member.person_id) == ("1.2:a", None)


def test_a_manager_of_some_groups_only_begins_no_round(small_world: World, folder: Path) -> None:
    small_world.enrol("a")
    chief = staff(small_world, groups="so")
    chief.does("s.nx")
    assert "mọi nhóm" in chief.text
    chief.does("s.nx.go")
    assert len(small_world.rows(t.campaign)) == 1
