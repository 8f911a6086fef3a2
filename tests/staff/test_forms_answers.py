"""A unit's questionnaire goes out as a workbook and comes back, filled in as a person would."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, contact

Edit = Callable[[Any], None]


def download(hand: Hand, data_dir: Path) -> bytes:
    """ "Làm trên Excel"."""
    hand.types("/excel")
    hand.waits(data_dir)
    sent = hand.messages[-1].attachment
    assert sent is not None
    return (data_dir / sent.path).read_bytes()


def edited(content: bytes, edit: Edit) -> bytes:
    book = load_workbook(BytesIO(content))
    edit(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def cell(book: Any, key: str, heading: str = "Trả lời") -> Any:
    """The cell of a row (by its id) under a heading, wherever they stand."""
    for sheet in book.worksheets:
        heads = {c.value: c.column for c in sheet[4] if c.value}
        if "Mã dòng" in heads and heading in heads:
            for row in range(5, sheet.max_row + 1):
                if sheet.cell(row, heads["Mã dòng"]).value == key:
                    return sheet.cell(row, heads[heading])
    raise LookupError(key)


def fill(**values: Any) -> Edit:
    """`info_1=60`, `k_1_1_a="Có"`: what is written under "Trả lời"."""

    def edit(book: Any) -> None:
        for name, value in values.items():
            head, _, rest = name.partition("_")
            key = f"info:{rest}" if head == "info" else f"{rest[0]}.{rest[2]}:{rest[4]}"
            cell(book, key).value = value

    return edit


def sends(hand: Hand, data_dir: Path, content: bytes, name: str = "phieu.xlsx") -> str:
    hand.sends(data_dir, name, content)
    hand.waits(data_dir)
    return hand.text


def stored(world: World, slug: str = "a") -> dict[str, str]:
    rows = world.rows(t.answer, enrolment_id=world.units[slug])
    return {row.input_key: row.value for row in rows if row.value is not None}


def test_a_questionnaire_goes_out_and_comes_back_as_ordinary_answers(world: World, tmp_path: Path) -> None:
    lan = contact(world, "a")
    world.tell(lan.speaker, "1.2:a", "50")

    def edit(book: Any) -> None:
        fill(info_1=60, k_1_1_a="Có", k_1_2_a=57, k_1_4_a="Vừa")(book)
        cell(book, "1.1:a", "Thêm minh chứng (liên kết)").value = "https://a.gov.vn/kh mục 3, trang 5"
        cell(book, "1.1:a", "Ghi chú, giải trình").value = "Đã ban hành đầu năm."

    told = sends(lan, tmp_path, edited(download(lan, tmp_path), edit))
    assert "5 mới · 1 thay đổi" in told
    assert stored(world) == {"1.2:a": "50"}
    lan.press("Xem thay đổi")
    assert "50 người → 57 người" in lan.text
    lan.press("Quay lại bản xem trước")
    lan.press("Ghi 6 mục")
    assert "Đã ghi 6 mục" in lan.text
    assert stored(world) == {"info:1": "60", "1.1:a": "true", "1.2:a": "57", "1.4:a": "vua"}
    (piece,) = world.rows(t.evidence)
    assert (piece.url, piece.place) == ("https://a.gov.vn/kh", "mục 3, trang 5")
    (words,) = world.rows(t.justification)
    assert words.text == "Đã ban hành đầu năm."


def test_the_same_book_again_changes_nothing(world: World, tmp_path: Path) -> None:
    lan = contact(world, "a")
    book = edited(download(lan, tmp_path), fill(info_1=60, k_1_1_a="Không"))
    sends(lan, tmp_path, book)
    lan.press("Ghi 2 mục")
    before = world.rows(t.answer_revision)
    assert "Không có gì để ghi" in sends(lan, tmp_path, book)
    assert world.rows(t.answer_revision) == before


def test_an_answer_newer_than_the_book_is_never_overwritten_unasked(world: World, tmp_path: Path) -> None:
    lan = contact(world, "a")
    world.tell(lan.speaker, "1.3:a", "4")
    world.tell(lan.speaker, "1.4:a", "vua")
    content = download(lan, tmp_path)
    world.tell(lan.speaker, "1.3:a", "5")
    world.tell(lan.speaker, "1.4:a", "cao")
    told = sends(lan, tmp_path, edited(content, fill(k_1_3_a=9)))
    assert "1 cần chọn" in told
    assert "Ghi" not in " ".join(lan.labels())
    lan.press("Chọn 1 mục")
    assert "Trên hệ thống: 5 sáng kiến" in lan.text
    assert "Trong tệp: 9 sáng kiến" in lan.text
    lan.press("Giữ trên hệ thống")
    assert "Không có gì để ghi" in lan.text
    assert stored(world) == {"1.3:a": "5", "1.4:a": "cao"}


def test_conflicts_are_decided_one_by_one_or_all_at_once(world: World, tmp_path: Path) -> None:
    lan = contact(world, "a")
    for key, value in (("info:1", "60"), ("1.2:a", "50"), ("1.3:a", "4")):
        world.tell(lan.speaker, key, value)
    content = download(lan, tmp_path)
    for key, value in (("info:1", "61"), ("1.2:a", "51"), ("1.3:a", "5")):
        world.tell(lan.speaker, key, value)
    sends(lan, tmp_path, edited(content, fill(info_1=70, k_1_2_a=55, k_1_3_a=9)))
    lan.press("Chọn 3 mục")
    lan.press("Lấy trong tệp")
    lan.press("Giữ cả 2 mục")
    lan.press("Ghi 1 mục")
    assert "✓ Đã ghi 1 mục (1 thay đổi)." in lan.text
    assert stored(world) == {"info:1": "70", "1.2:a": "51", "1.3:a": "5"}


def test_what_changes_between_preview_and_yes_is_shown_again(world: World, tmp_path: Path) -> None:
    lan = contact(world, "a")
    world.tell(lan.speaker, "1.3:a", "4")
    sends(lan, tmp_path, edited(download(lan, tmp_path), fill(k_1_3_a=9, k_1_1_a="Có")))
    world.tell(lan.speaker, "1.3:a", "6")
    lan.press("Ghi 2 mục")
    assert "Có thay đổi từ lúc xem" in lan.text
    assert "1 cần chọn" in lan.text
    assert stored(world) == {"1.3:a": "6"}


@pytest.mark.parametrize("loss", ["role", "deadline", "submitted"])
def test_nothing_is_stored_once_role_or_window_are_gone(world: World, tmp_path: Path, loss: str) -> None:
    lan = contact(world, "a")
    sends(lan, tmp_path, edited(download(lan, tmp_path), fill(info_1=60, k_1_1_a="Có")))
    with world.db.write() as conn:
        if loss == "role":
            mine = t.assignment.c.person_id == lan.speaker.person
            conn.execute(update(t.assignment).where(mine).values(revoked_at=world.now))
        elif loss == "deadline":
            conn.execute(update(t.campaign).values(closes_at=world.now))
        else:
            conn.execute(update(t.enrolment).values(state="submitted"))
    lan.press("Ghi 2 mục")
    assert stored(world) == {}
    said = {"role": "", "deadline": "hết hạn", "submitted": "khoá"}[loss]
    assert said in lan.text


def test_a_part_larger_than_the_total_in_the_same_book_is_refused_with_its_place(
    small_world: World, tmp_path: Path
) -> None:
    lan = contact(small_world, "a")
    told = sends(lan, tmp_path, edited(download(lan, tmp_path), fill(info_1=50, k_1_2_a=57)))
    assert "1 mới" in told
    assert "1 chưa nhận" in told
    lan.press("Xem 1 mục chưa nhận")
    assert "57 lớn hơn tổng số 50" in lan.text
    assert "Trang “Tiêu chí”, ô F" in lan.text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("hai mươi", "Ghi vào ô đúng một số"),
        ("1.234,5", "số nguyên"),
        ("98,3%", "không phải tỷ lệ"),
        ("khoảng 57", "chưa phải số chính xác"),
        ("57/60", "chỉ cần một số"),
        (-3, "không thể âm"),
        (57.5, "số nguyên"),
        ("=1+", "công thức"),
        ("nhiều lắm", "Không dùng được"),
    ],
)
def test_a_cell_that_cannot_be_the_answer_is_refused_with_cause_and_fix(
    small_world: World, tmp_path: Path, value: Any, said: str
) -> None:
    lan = contact(small_world, "a")

    def edit(book: Any) -> None:
        fill(info_1=60)(book)
        cell(book, "1.2:a").value = value
        if isinstance(value, str):
            cell(book, "1.2:a").data_type = "s"

    assert "1 chưa nhận" in sends(lan, tmp_path, edited(download(lan, tmp_path), edit))
    lan.press("Xem 1 mục chưa nhận")
    assert said in lan.text
    assert "Cách sửa:" in lan.text
    lan.press("Quay lại bản xem trước")
    lan.press("Ghi 1 mục")
    assert stored(small_world) == {"info:1": "60"}
