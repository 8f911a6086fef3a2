"""Columns beside the reviewers': an expert's points, and values measured by the coordinator, in chat."""

from pathlib import Path

import pytest

from dti.main import main
from dti_core.campaign.frameworks import parse
from dti_core.campaign.staff import review_columns
from dti_core.framework.framework import Framework
from dti_core.framework.library import open_framework
from dti_core.messages.staff import review_verbs as verbs
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import SMALL, World
from tests.staff import review_room as room
from tests.staff.office import Hand, staff

COLUMNS = (
    SMALL.replace(
        "  - {id: department, title: Sở}",
        "  - {id: department, title: Sở}\n  - {id: online, title: Không gian mạng}\n"
        "  - {id: expert, title: Chuyên gia}",
    )
    .replace("order: [department, self]", "order: [expert, online, department, self]")
    .replace(
        "title: Tỷ lệ người có máy tính\n", "title: Tỷ lệ người có máy tính\n        assessors: [online]\n"
    )
)


@pytest.fixture
def columns(db: Database) -> World:
    return World(db, text=COLUMNS).begin()


def opened(world: World, role: str, criterion: str) -> Hand:
    room.handed_in(world, "a")
    one = staff(world, role)
    one.starts()
    one.does(verbs.ITEM, world.units["a"], criterion)
    return one


def test_a_criterion_without_a_figure_has_nothing_to_accept_until_it_is_measured(columns: World) -> None:
    one = opened(columns, "reviewer", "1.2")
    assert "Cho điểm" in one.labels()
    assert not any(label.startswith("✓ Chấp nhận") for label in one.labels())
    one.press("Nhập số đo")
    assert "Số đo cho cột “Không gian mạng” – Người có máy" in one.text
    assert "Đơn vị ghi: 57 người" in one.text
    one.types("nhiều lắm")
    assert "Chưa hiểu số này" in one.text
    one.types("30")
    assert "Tổng số người" in one.text
    assert columns.rows(t.answer, source="online") == [], "nothing is kept by halves"
    one.types("1.200")
    assert "✓ Sở a · 1.2: đã ghi số đo." in one.text
    assert {row.input_key: row.value for row in columns.rows(t.answer, source="online")} == {
        "1.2:a": "30",
        "info:1": "1200",
    }
    assert "✓ Chấp nhận 0,25" in one.labels()


def test_an_expert_gives_points_in_their_own_column(columns: World) -> None:
    room.handed_in(columns, "a")
    one = staff(columns, "expert")
    one.starts()
    one.press("Chấm điểm")
    one.press("1")
    one.press("Danh sách tiêu chí")
    one.press("1.4")
    assert "Cho điểm" in one.labels()
    assert not any("Trả lại" in label or "Chấp nhận" in label for label in one.labels())
    one.press("Cho điểm")
    one.types("7,5")
    one.types("Triển khai tốt hơn mức tự chấm.")
    assert "✓ Sở a · 1.4: đã cho 7,5 điểm." in one.text
    (row,) = columns.rows(t.assessment)
    assert (row.assessor, row.points_micro) == ("expert", 7_500_000)
    assert columns.rows(t.review) == [], "the reviewers' own word is not touched"
    assert room.state(columns, "a") == "submitted"


def test_an_experts_points_are_written_at_the_command_line_too(
    own_sqlite_db: Database,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    world = World(own_sqlite_db, text=COLUMNS).begin()
    room.handed_in(world, "a")
    words = ["review", "assess", "--campaign", "2026", "--unit", "a", "--criterion", "1.4", "--points"]
    assert main([*words, "70", "--reason", "Quá."]) == 1
    assert world.rows(t.assessment) == []
    assert main([*words, "7,5", "--reason", "Triển khai tốt."]) == 0
    assert "7,5 điểm" in capsys.readouterr().out
    (row,) = world.rows(t.assessment)
    assert (row.assessor, row.points_micro) == ("expert", 7_500_000)


def test_the_reviewers_column_is_the_marked_one_else_the_frameworks_own() -> None:
    small = parse(COLUMNS)
    assert _column(small, "1.1") == "department"
    assert _column(small, "1.2") == "online"
    hai_duong = open_framework("hai-duong-2022-so").framework
    assert hai_duong is not None
    assert _column(hai_duong, hai_duong.criteria[0].id) == "council", "nobody verifies before the council"
    an_giang = open_framework("an-giang-2024-so").framework
    assert an_giang is not None
    assert _column(an_giang, "3.1") == "department"


def _column(framework: Framework, criterion: str) -> str | None:
    return review_columns.reviewers(framework, framework.by_id[criterion])
