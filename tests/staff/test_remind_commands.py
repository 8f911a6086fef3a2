"""`dti remind …` and `dti campaign deadline|extend|close|reopen`: the same use cases, from the shell."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dti.main import main
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def today(own_sqlite_db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """A campaign of these days, as the commands use the real clock."""
    now = datetime.now(UTC)
    world = World(own_sqlite_db, now=now)
    world.begin(opens_at=now - timedelta(days=5), closes_at=now + timedelta(days=20))
    world.unit("a")
    world.enrol("b")
    monkeypatch.setenv("DTI_DATABASE_URL", own_sqlite_db.url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    return world


@pytest.fixture
def dti(today: World, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*args: str) -> tuple[int, str, str]:
        code = main([*args, "--campaign", "2026"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_preview_says_who_and_what_and_sends_nothing(dti: Run, today: World) -> None:
    code, out, _ = dti("remind", "preview", "--kind", "not-submitted", "--text", "{don_vi}: {so_cau} câu")
    assert code == 0
    assert "2 đơn vị chưa nộp; sẽ gửi cho 1 người." in out
    assert "Nội dung gửi Sở a:\n  Sở a: 4 câu" in out
    assert "Sở b – chưa có trong danh bạ" in out
    assert today.rows(t.reminder) == []


def test_sending_queues_a_round_that_the_list_shows(dti: Run, today: World) -> None:
    code, out, _ = dti("remind", "send", "--kind", "not-started", "--at-night")
    assert (code, out.startswith("Đang gửi cho 1 người.")) == (0, True)
    assert [row.kind for row in today.rows(t.task)] == ["remind"]
    code, out, _ = dti("remind", "list", "--json")
    (one,) = json.loads(out)
    assert (one["kind"], one["state"]) == ("not_started", "sending")


def test_a_reminder_is_planned_and_cancelled(dti: Run, today: World) -> None:
    at = f"{today.now + timedelta(days=3):%d/%m/%Y} 10:00"
    code, out, _ = dti("remind", "plan", "--kind", "stalled", "--at", at, "--at-night")
    assert (code, "Số của lần nhắc: 1" in out) == (0, True)
    assert dti("remind", "cancel", "--round", "1")[:2] == (0, "Đã huỷ.\n")
    assert dti("remind", "cancel", "--round", "1")[0] == 1


def test_rules_are_added_paused_and_resumed(dti: Run) -> None:
    _, out, _ = dti("remind", "rules", "--add", "not-submitted", "--days-before", "3", "--hour", "9")
    assert out == "1. Chưa nộp: trước hạn 3 ngày, 9 giờ\n"
    assert "(đang dừng)" in dti("remind", "rules", "--pause", "1")[1]
    assert "(đang dừng)" not in dti("remind", "rules", "--resume", "1")[1]
    _, out, _ = dti("remind", "rules", "--add", "stalled", "--hour", "22")
    assert "2. Đang dừng từ 5 ngày: mỗi ngày làm việc, 22 giờ (chuyển sang sáng ngày làm việc kế tiếp)" in out


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("preview", "--kind", "stalled", "--text", "{so_cua}"), "Có phải {so_cau}?"),
        (
            ("preview", "--kind", "stalled", "--group", "tinh"),
            "Không có nhóm xếp hạng “tinh”. Hiện có: khac, so.",
        ),
        (("plan", "--kind", "stalled", "--at", "01/01/2020"), "Thời điểm đó đã qua."),
        (("rules", "--pause", "7"), "Không có lịch nhắc với số này."),
        (("rules", "--add", "stalled", "--hour", "99"), "Giờ phải từ 0 đến 23"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(dti: Run, command: tuple[str, ...], why: str) -> None:
    code, out, err = dti("remind", *command)
    assert (code, out) == (1, "")
    assert why in err and len(err.splitlines()) == 1


def test_the_deadline_is_looked_at_moved_and_the_campaign_closed_and_reopened(dti: Run, today: World) -> None:
    until = f"{today.now + timedelta(days=30):%d/%m/%Y}"
    _, out, _ = dti("campaign", "deadline", "--until", "01/01/2026", "--reason", "x", "--preview")
    assert out.startswith("Nếu dời hạn: 2 đơn vị chưa nộp bị khoá")
    assert dti("campaign", "deadline", "--until", until, "--reason", "bão")[1].endswith(f"{until}.\n")
    assert (
        dti("campaign", "close", "--reason", "đủ")[1] == "Khoá sổ tự đánh giá ngay bây giờ (khoá 2 đơn vị).\n"
    )
    assert dti("campaign", "close", "--reason", "đủ")[2] == "Kỳ này đã hết hạn rồi.\n"
    assert "(mở lại 2 đơn vị)" in dti("campaign", "reopen", "--until", until, "--reason", "còn sót")[1]
    actions = [row.action for row in today.rows(t.audit) if row.reason]
    assert actions.count("deadline_moved") == 3


def test_a_unit_is_extended_and_the_extension_ended(dti: Run, today: World) -> None:
    until = f"{today.now + timedelta(days=25):%d/%m/%Y}"
    assert dti("campaign", "extend", "--unit", "a", "--until", until, "--reason", "mất mạng")[0] == 0
    assert today.rows(t.enrolment, id=today.units["a"])[0].closes_at is not None
    assert dti("campaign", "extend", "--unit", "a", "--end", "--reason", "nhầm")[1] == "Đã bỏ gia hạn.\n"
    assert dti("campaign", "extend", "--unit", "a", "--reason", "x")[0] == 1
    code, _, err = dti("campaign", "extend", "--unit", "zz", "--until", until, "--reason", "x")
    assert (code, "Đợt này không có đơn vị “zz”. Hiện có: a, b." in err) == (1, True)


def test_the_review_is_closed_and_reopened(dti: Run, today: World) -> None:
    assert dti("campaign", "close", "--review", "--reason", "x")[1] == "Đã khoá thẩm định.\n"
    assert today.rows(t.campaign_rules)[0].review_closes_at is not None
    assert dti("campaign", "reopen", "--review", "--reason", "x")[1] == "Đã mở lại thẩm định.\n"
    assert today.rows(t.campaign_rules)[0].review_closes_at is None
    assert dti("campaign", "reopen", "--reason", "x")[0] == 1
