"""Commands, dates and the small forms of words."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dti_core.messages import commands, formatting, verbs
from dti_core.messages.consent import CONSENT_VERSION, consent_text
from dti_core.messages.model import ACTION_LIMIT, plain

ZONE = "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("/danhsach", "danhsach"),
        ("/Diem@dti_bot", "diem"),
        ("danh sách", "danhsach"),
        ("DANH SACH", "danhsach"),
        ("Điểm", "diem"),
        ("bỏ qua", "boqua"),
        ("để sau", "boqua"),
        ("nộp", "nop"),
        ("?", "trogiup"),
    ],
)
def test_a_command_is_known_with_and_without_slash_and_diacritics(typed: str, name: str) -> None:
    assert commands.recognise(typed) == (name, "")


def test_a_command_may_carry_an_argument() -> None:
    assert commands.recognise("/sua 3.1") == ("sua", "3.1")


@pytest.mark.parametrize("typed", ["57", "không", "điểm của tôi là bao nhiêu", "Sở Nội vụ", ""])
def test_other_words_are_no_commands(typed: str) -> None:
    assert commands.recognise(typed) is None


def test_command_names_fit_every_channel() -> None:
    for name, description in commands.COMMANDS:
        assert name.isascii()
        assert name.islower()
        assert 3 <= len(description) <= 60


def test_moments_are_told_in_the_zone_of_the_campaign() -> None:
    assert formatting.moment(datetime(2024, 11, 30, 10, 0, tzinfo=UTC), ZONE) == "17 giờ ngày 30/11/2024"
    assert formatting.moment(datetime(2024, 11, 28, 8, 20, tzinfo=UTC), ZONE) == "15:20 ngày 28/11/2024"


def test_days_left_count_calendar_days_then_hours() -> None:
    until = datetime(2024, 11, 30, 10, 0, tzinfo=UTC)
    told = [
        formatting.days_left(until, until - left, ZONE)
        for left in (timedelta(days=12), timedelta(hours=5), timedelta(minutes=5), timedelta(0))
    ]
    assert told == ["còn 12 ngày", "còn 5 giờ", "còn chưa đến 1 giờ", "đã hết hạn"]


def test_long_words_are_cut_at_a_word() -> None:
    assert formatting.short("Tỷ lệ cán bộ, công chức", 15) == "Tỷ lệ cán bộ…"
    assert formatting.short("ngắn", 14) == "ngắn"


def test_an_answer_too_long_for_a_button_is_shortened_to_fit() -> None:
    button = verbs.answer_button("Rất dài", "tru-cot/1.2.3:a", "mot-lua-chon-" * 6, 12)
    assert len(button.action.encode().encode()) <= ACTION_LIMIT


def test_consent_names_data_purpose_controller_and_rights() -> None:
    text = plain(consent_text("Sở TTTT", "kỳ 2024"))
    for word in ("91/2025/QH15", "Dữ liệu", "Mục đích", "Bên kiểm soát", "Sở TTTT", "Quyền", "rút lại"):
        assert word in text
    assert CONSENT_VERSION


def test_no_sentence_for_contacts_stands_outside_the_messages() -> None:
    vietnamese = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
    root = Path(__file__).parents[2] / "bot" / "dialogue"
    for path in root.glob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split('"""')[0].split("#")[0]
            assert not vietnamese & set(code.lower()), f"{path.name}:{number} {line.strip()}"
