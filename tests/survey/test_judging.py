"""What a typed text is worth as an answer."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dti_core.survey.judging import (
    Confirm,
    Mistake,
    OtherTotal,
    OverTotal,
    Take,
    Verdict,
    Which,
    check_value,
    judge,
)
from dti_core.survey.questions import Question, Total, TotalPart, of_key
from tests.conversations.world import known, questionnaire
from tests.survey.small import view


def ask(key: str, **values: str) -> Question:
    stored = {"info:1": "60", "1.5:co": "true"} | {k.replace("_", ":"): v for k, v in values.items()}
    question = of_key(view(stored), key)
    assert question is not None
    return question


COUNT = [
    ("57", Take((("1.3:a", "57"),))),
    ("57/60", Take((("1.3:a", "57"),))),
    ("75", OverTotal(75, 60, "1.3:a", "info:1", both_typed=False)),
    ("57/62", OtherTotal(57, 62, 60)),
    ("12,5", Mistake("fraction")),
    ("95%", Mistake("percent")),
    ("khoảng 57", Confirm("57")),
    ("-5", Mistake("negative")),
    ("nhiều", Mistake("none")),
]


@pytest.mark.parametrize(("text", "verdict"), COUNT, ids=[text for text, _ in COUNT])
def test_a_count_among_a_known_total(text: str, verdict: Verdict) -> None:
    assert judge(ask("1.3:a"), text) == verdict


def test_a_grouped_count_is_not_asked_back() -> None:
    assert judge(ask("1.6:a"), "1.234") == Take((("1.6:a", "1234"),))


def test_a_count_with_a_comma_before_three_digits_is_asked_back() -> None:
    assert judge(ask("1.6:a"), "1,234") == Confirm("1234")


def test_more_than_any_agency_has_is_refused() -> None:
    assert judge(ask("1.6:a"), "12345678901") == Mistake("huge")


MONEY = [
    ("1,5", Take((("1.4:a", "1.5"),))),
    ("1.234", Which("1234", "1.234")),
    ("500 triệu", Take((("1.4:a", "0.5"),))),
    ("1,5 tỷ đồng", Take((("1.4:a", "1.5"),))),
    ("2/4", Take((("1.4:b", "4"), ("1.4:a", "2")))),
    ("4/2", OverTotal(4, 2, "1.4:a", "1.4:b", both_typed=True)),
    ("12/0", OverTotal(12, 0, "1.4:a", "1.4:b", both_typed=True)),
    ("0/0", Take((("1.4:b", "0"), ("1.4:a", "0")))),
]


@pytest.mark.parametrize(("text", "verdict"), MONEY, ids=[text for text, _ in MONEY])
def test_money_with_a_total_asked_beside_it(text: str, verdict: Verdict) -> None:
    assert judge(ask("1.4:a"), text) == verdict


def test_a_total_below_its_part_is_not_taken() -> None:
    question = of_key(view({"1.4:a": "5"}), "1.4:b")
    assert question is not None
    assert judge(question, "3") == OverTotal(5, 3, "1.4:a", "1.4:b", both_typed=False)


@pytest.mark.parametrize("text", ["có", "Có ạ", "rồi", "đúng", "CÓ.", "co"])
def test_a_yes_in_many_words(text: str) -> None:
    assert judge(ask("1.1:a"), text) == Take((("1.1:a", "true"),))


@pytest.mark.parametrize("text", ["không", "chưa", "Chưa có", "ko", "khong"])
def test_a_no_in_many_words(text: str) -> None:
    assert judge(ask("1.1:a"), text) == Take((("1.1:a", "false"),))


def test_a_choice_is_taken_by_its_label_or_number() -> None:
    assert judge(ask("1.2:a"), "mức thấp") == Take((("1.2:a", "thap"),))
    assert judge(ask("1.2:a"), "1") == Take((("1.2:a", "cao"),))
    assert judge(ask("1.2:a"), "cao lắm") == Mistake("choice")


def test_a_phone_number_keeps_only_its_digits() -> None:
    assert judge(ask("info:2.dien_thoai"), "0912 345.678") == Take((("info:2.dien_thoai", "0912345678"),))
    assert judge(ask("info:2.dien_thoai"), "số của tôi") == Mistake("phone")


@given(st.text(max_size=60), st.sampled_from(["1.1:a", "1.2:a", "1.3:a", "1.4:a", "1.6:a", "info:2.ho_ten"]))
def test_every_text_gets_a_verdict(text: str, key: str) -> None:
    assert judge(ask(key), text)


def _at_most(most: int, whole: int | None = None) -> Question:
    """ "Bao nhiêu nền tảng, trong bao nhiêu?": both typed at once."""
    part = TotalPart("1:b", "Tổng số", None, None if whole is None else Fraction(whole))
    total = Total((part,), Fraction(1), strict=True, own=True)
    return Question("1", "1:a", "count", "Số nền tảng", most=Fraction(most), total=total)


def test_more_than_there_can_be_is_refused_however_it_is_typed() -> None:
    question = _at_most(7, whole=9)
    assert judge(question, "7") == Take((("1:a", "7"),))
    assert judge(question, "7/9") == Take((("1:b", "9"), ("1:a", "7")))
    for text in ("8", "khoảng 8", "8/9"):
        assert judge(question, text) == Mistake("most", Fraction(7)), text
    assert judge(question, "7/10") == Mistake("most", Fraction(9))
    assert check_value(question, Fraction(8)) == Mistake("most", Fraction(7))


def test_of_seven_platforms_a_province_has_at_most_seven() -> None:
    asked = of_key(questionnaire(known("dong-nai-2024-tinh")), "3.6:a")
    assert asked is not None
    assert judge(asked, "8") == Mistake("most", Fraction(7))
