"""Numbers as people type them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dti_core.survey.numbers import (
    Number,
    Pair,
    Percent,
    Reading,
    TwoReadings,
    Unreadable,
    canonical,
    read,
    shown,
)

F = Fraction

READ: list[tuple[str, Reading]] = [
    ("57", Number(F(57))),
    ("0", Number(F(0))),
    ("1.234,5", Number(F(2469, 2))),
    ("1.234.567", Number(F(1234567))),
    ("1,234,567", Number(F(1234567))),
    ("98,3", Number(F(983, 10))),
    ("98.3", Number(F(983, 10))),
    ("0.234", Number(F(117, 500))),
    ("1.234", TwoReadings(F(1234), F(617, 500))),
    ("1 234", Number(F(1234))),
    ("1\u00a0234", Number(F(1234))),
    ("1\u2009234", Number(F(1234))),
    ("１２３", Number(F(123))),
    ("57 người", Number(F(57))),
    ("có 57 máy ạ", Number(F(57))),
    ("khoảng 57", Number(F(57), rough=True)),
    ("98,3%", Percent(F(983, 10))),
    ("chắc khoảng 95%", Percent(F(95), rough=True)),
    ("118/120", Pair(F(118), F(120))),
    ("118 / 120 người", Pair(F(118), F(120))),
    ("57 trên 60", Pair(F(57), F(60))),
    ("57 trong tổng số 60 người", Pair(F(57), F(60))),
    ("12/0", Pair(F(12), F(0))),
    ("1,5 tỷ", Number(F(1_500_000_000), absolute=True)),
    ("5 tỷ 300 triệu", Number(F(5_300_000_000), absolute=True)),
    ("5 tỷ rưỡi", Number(F(5_500_000_000), absolute=True)),
    ("1.234 tỷ", TwoReadings(F(1_234_000_000_000), F(1_234_000_000), absolute=True)),
    ("-5", Unreadable("negative")),
    ("−5", Unreadable("negative")),
    ("1e9", Unreadable("scientific")),
    ("10^6", Unreadable("scientific")),
    ("57 60", Unreadable("many")),
    ("1/2/2024", Unreadable("many")),
    ("9" * 20, Unreadable("huge")),
    ("9" * 300, Unreadable("huge")),
    ("🙂", Unreadable("none")),
    ("", Unreadable("none")),
    ("a" * 10_000, Unreadable("none")),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text[:20] for text, _ in READ])
def test_a_number_is_read_as_it_was_meant(text: str, expected: Reading) -> None:
    assert read(text) == expected


exact = st.fractions(min_value=0, max_value=10**9).map(lambda f: Fraction(round(f * 10**6), 10**6))


@given(exact)
def test_a_shown_number_reads_back_as_itself(value: Fraction) -> None:
    found = read(shown(value))
    assert value in (
        {found.grouped, found.decimal} if isinstance(found, TwoReadings) else {found.value}  # type: ignore[union-attr]
    )


@given(exact)
def test_a_canonical_text_is_an_exact_decimal(value: Fraction) -> None:
    assert Fraction(canonical(value)) == value


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    read(text)


@given(st.text("0123456789.,/% -e\u00a0tỷ", max_size=30))
def test_whatever_is_read_is_never_negative(text: str) -> None:
    found = read(text)
    if isinstance(found, Number | Percent):
        assert found.value >= 0
    if isinstance(found, Pair):
        assert found.part >= 0
        assert found.whole >= 0


def test_an_endless_fraction_has_no_canonical_text() -> None:
    with pytest.raises(ValueError, match="not a decimal"):
        canonical(Fraction(1, 3))
