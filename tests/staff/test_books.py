"""Workbooks from the staff find their reader or a clear word; files handed over once do not stay."""

import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.dialogue.events import FileSent, RefusedFile
from dti_core.campaign import bots, handouts
from dti_core.messages.model import Attachment
from tests.campaign.world import World
from tests.staff.office import staff


def book(tmp_path: Path) -> bytes:
    made = Workbook()
    made.active["A1"] = "một bảng không ai biết"
    made.save(tmp_path / "b.xlsx")
    return (tmp_path / "b.xlsx").read_bytes()


def test_a_book_that_nobody_knows_is_said_so(small_world: World, tmp_path: Path) -> None:
    chief = staff(small_world)
    chief.sends(tmp_path, "bang.xlsx", book(tmp_path))
    assert "Đang đọc tệp “bang.xlsx”" in chief.text
    chief.waits(tmp_path)
    assert "Không nhận ra tệp “bang.xlsx”" in chief.text or "Vai trò" in chief.text


def test_a_file_that_is_no_book_is_explained(small_world: World, tmp_path: Path) -> None:
    chief = staff(small_world)
    chief.sends(tmp_path, "anh.pdf", b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF")
    chief.waits(tmp_path)
    assert "Chưa dùng được tệp “anh.pdf”" in chief.text
    assert "Cách sửa" in chief.text


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("too_large", "quá 20 MB"),
        ("type", "không có macro"),
        ("macro", "có macro nên không nhận"),
        ("password", "đặt mật khẩu"),
        ("damaged", "bị hỏng"),
        ("renamed", "không phải bảng tính .xlsx"),
    ],
)
def test_a_file_that_was_not_taken_is_explained(small_world: World, reason: str, said: str) -> None:
    chief = staff(small_world)
    chief._happens(FileSent(RefusedFile("bang.xlsx", reason, 31_000_000)))  # type: ignore[arg-type]
    assert said in chief.text


def test_a_file_handed_over_once_is_gone_when_it_was_sent_or_after_an_hour(
    small_world: World, tmp_path: Path
) -> None:
    first, second = (handouts.place(tmp_path, ".pdf", b"x") for _ in range(2))
    assert (tmp_path / first).stat().st_mode & 0o777 == 0o600
    assert handouts.forget(tmp_path, Attachment(first, "a.pdf"))
    assert not handouts.forget(tmp_path, Attachment("out/board.png", "b.png"))
    assert not (tmp_path / first).exists()
    assert handouts.tidy(tmp_path, small_world.now) == 0
    old = small_world.now.timestamp() - handouts.KEPT_SECONDS
    os.utime(tmp_path / second, (old, old))
    assert handouts.tidy(tmp_path, small_world.now) == 1


def test_the_bot_that_was_started_last_gives_its_name(world: World) -> None:
    with world.db.write() as conn:
        assert bots.name_of(conn, "telegram") is None
        bots.note(conn, "telegram", "1", "cu_bot", world.now)
        bots.note(conn, "telegram", "1", "moi_bot", world.now)
        assert bots.name_of(conn, "telegram", "1") == "moi_bot"
        assert bots.name_of(conn, "telegram", "2") is None
