"""Numbers as people read them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dti_core.scoring.ranking import ranks
from dti_core.scoring.rounding import equals, half_up, is_short, percent, vietnamese


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.005", 2, "0.01"),
        ("2.675", 2, "2.68"),
        ("1/3", 4, "0.3333"),
        ("2/3", 4, "0.6667"),
        ("0.00005", 4, "0.0001"),
        ("-0.005", 2, "-0.01"),
        ("-0.001", 2, "0.00"),
        ("12345678901234567890123456789012.345", 2, "12345678901234567890123456789012.35"),
        ("19", 0, "19"),
    ],
)
def test_halves_are_rounded_up(value: str, places: int, expected: str) -> None:
    assert str(half_up(Fraction(value), places)) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("19", "19"),
        ("236.5", "236,5"),
        ("1234.5", "1.234,5"),
        ("1234567.891", "1.234.567,89"),
        ("0.005", "0,01"),
        ("0.004", "0"),
        ("-0.004", "0"),
        ("-1234.5", "-1.234,5"),
        ("9.999", "10"),
        ("8.40", "8,4"),
    ],
)
def test_numbers_are_written_the_vietnamese_way(value: str, text: str) -> None:
    assert vietnamese(Fraction(value)) == text


def test_percentages_keep_two_decimals_at_most() -> None:
    assert percent(Fraction(118, 120)) == "98,33%"
    assert percent(Fraction(57, 60)) == "95%"


def test_the_sign_says_whether_a_number_was_rounded() -> None:
    assert equals(Fraction("16.66")) == "="
    assert equals(Fraction(50, 3)) == "≈"
    assert is_short(Fraction("0.01")) and not is_short(Fraction("0.001"))


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_a_number_by_at_most_half_a_unit(value: Fraction, places: int) -> None:
    assert abs(Fraction(half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_the_written_number_reads_back_as_the_rounded_one(value: Fraction) -> None:
    read = Decimal(vietnamese(value).replace(".", "").replace(",", "."))
    assert read == half_up(value, 2)


def test_ties_share_a_rank_and_the_next_rank_is_skipped() -> None:
    points = {"a": Fraction(9), "b": Fraction(10), "c": Fraction(9), "d": Fraction(1)}
    assert ranks(points) == {"b": 1, "a": 2, "c": 2, "d": 4}


def test_points_that_read_the_same_are_equal() -> None:
    assert ranks({"a": Fraction("9.995"), "b": Fraction("10.004"), "c": Fraction("9.994")}) == {
        "a": 1,
        "b": 1,
        "c": 3,
    }


def test_nobody_has_no_ranks() -> None:
    assert ranks({}) == {}
