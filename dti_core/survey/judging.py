"""What a typed text is worth as the answer to one question: values to store, or the reason to ask again."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dti_core.survey import links
from dti_core.survey.numbers import (
    Number,
    Pair,
    Percent,
    Reading,
    TwoReadings,
    Unreadable,
    canonical,
    read,
)
from dti_core.survey.questions import Question
from dti_core.survey.wording import folded

MOST = Fraction(10**9)
"""No count of people, computers or files of one agency is larger; money may be."""
LONGEST_TEXT = 500

Why = Literal[
    "none", "many", "negative", "huge", "scientific", "fraction", "percent", "pair", "yes_no", "choice",
    "most", "url", "email", "phone", "too_long", "empty", "decimals",
]  # fmt: skip


@dataclass(frozen=True)
class Take:
    """Store these, in this order: canonical text by key."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Confirm:
    """Readable only by guessing ("khoảng 57"): store after one tap."""

    value: str


@dataclass(frozen=True)
class Which:
    """Two readings of one text, both possible here; canonical texts."""

    grouped: str
    decimal: str


@dataclass(frozen=True)
class OverTotal:
    """A part larger than its total. `keys`: of the part and, where there is a single one, of the total."""

    part: Fraction
    whole: Fraction
    part_key: str
    whole_key: str | None
    both_typed: bool


@dataclass(frozen=True)
class OtherTotal:
    """`57/62` where the total is known to be 60."""

    part: Fraction
    typed: Fraction
    known: Fraction


@dataclass(frozen=True)
class Mistake:
    """Cannot be an answer to this question."""

    why: Why
    most: Fraction | None = None
    """Where the number is too large: what the largest is."""


Verdict = Take | Confirm | Which | OverTotal | OtherTotal | Mistake


def judge(question: Question, text: str) -> Verdict:
    """The verdict on a text typed as the answer to a question."""
    if question.kind == "yes_no":
        return _yes_no(question, text)
    if question.kind == "choice":
        return _choice(question, text)
    return _number(question, read(text)) if question.numeric else _words(question, text)


def check_value(question: Question, value: Fraction) -> Verdict:
    """The verdict on a number that needs no reading (from a button, or after a clarification)."""
    return _single(question, value)


def could_be(question: Question, value: str) -> bool:
    """Whether a value is one of this question's at all, in canonical form: a button may be old or forged."""
    if question.kind == "yes_no":
        return value in ("true", "false")
    if question.kind == "choice":
        return any(choice.value == value for choice in question.choices)
    if question.numeric:
        whole = question.kind == "count"
        return re.fullmatch(r"\d{1,18}" if whole else r"\d{1,18}(\.\d{1,12})?", value) is not None
    return isinstance(judge(question, value), Take)


_YES = {"co", "roi", "da co", "da", "dung", "yes", "y", "ok", "vang", "co a", "co roi", "da co roi", "phai"}
_NO = {"khong", "chua", "chua co", "khong co", "no", "n", "ko", "k", "hong", "khong phai", "khong a", "kg"}


def _yes_no(question: Question, text: str) -> Verdict:
    word = folded(text).strip(" .!,")
    if word in _YES | _NO:
        return Take(((question.key, "true" if word in _YES else "false"),))
    return Mistake("yes_no")


def _choice(question: Question, text: str) -> Verdict:
    word = folded(text).strip(" .!,")
    for number, choice in enumerate(question.choices, 1):
        if word in (str(number), folded(choice.label), folded(choice.value)):
            return Take(((question.key, choice.value),))
    return Mistake("choice")


def _words(question: Question, text: str) -> Verdict:
    clean = " ".join(text.split())
    if len(clean) > LONGEST_TEXT:
        return Mistake("too_long")
    if not any(c.isalnum() for c in clean):
        return Mistake("empty")
    if question.kind == "url":
        found = links.find(clean).links
        return Take(((question.key, found[0].url),)) if len(found) == 1 else Mistake("url")
    if question.kind == "email" and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}", clean):
        return Mistake("email")
    if question.kind == "phone":
        return _phone(question, clean)
    return Take(((question.key, clean),))


def _phone(question: Question, clean: str) -> Verdict:
    digits = re.sub(r"[\s.()-]", "", clean)
    return Take(((question.key, digits),)) if re.fullmatch(r"\+?\d{8,13}", digits) else Mistake("phone")


def _number(question: Question, reading: Reading) -> Verdict:
    match reading:
        case Unreadable(why=why):
            return Mistake(why)
        case Percent(value=value):
            return _single(question, value) if question.measure == "%" else Mistake("percent")
        case Pair():
            return _pair(question, reading)
        case TwoReadings():
            return _which(question, reading)
        case Number():
            return _one(question, reading)


def _one(question: Question, reading: Number) -> Verdict:
    value = _in_measure(question, reading.value) if reading.absolute else reading.value
    verdict = _single(question, value)
    if reading.rough and isinstance(verdict, Take):
        return Confirm(canonical(value))
    return verdict


def _which(question: Question, reading: TwoReadings) -> Verdict:
    grouped, decimal = reading.grouped, reading.decimal
    if reading.absolute:
        grouped, decimal = _in_measure(question, grouped), _in_measure(question, decimal)
    if question.kind == "count":
        return _single(question, grouped)
    return Which(canonical(grouped), canonical(decimal))


def _single(question: Question, value: Fraction) -> Verdict:
    if question.kind == "count" and value.denominator != 1:
        as_grouped = value * 1000
        likely = as_grouped.denominator == 1 and value >= 1 and len(canonical(value).partition(".")[2]) == 3
        return Confirm(canonical(as_grouped)) if likely else Mistake("fraction")
    if value > (MOST if question.kind == "count" else MOST * 1000):
        return Mistake("huge")
    if (value * 10**6).denominator != 1:
        return Mistake("decimals")
    if question.most is not None and value > question.most:
        return Mistake("most", question.most)
    return _against_total(question, value) or Take(((question.key, canonical(value)),))


def _against_total(question: Question, value: Fraction) -> OverTotal | None:
    total = question.total
    if total and total.strict and total.value is not None and total.exceeded_by(value):
        only = total.parts[0].key if len(total.parts) == 1 else None
        return OverTotal(value, total.value, question.key, only, both_typed=False)
    if question.among and value < question.among.value:
        return OverTotal(question.among.value, value, question.among.key, question.key, both_typed=False)
    return None


def _pair(question: Question, pair: Pair) -> Verdict:
    total = question.total
    if total is None:
        return Mistake("pair")
    if total.own and len(total.parts) == 1:
        return _both(question, pair, total.parts[0].key)
    if total.value is None or total.value == pair.whole:
        return _single(question, pair.part)
    return OtherTotal(pair.part, pair.whole, total.value)


def _both(question: Question, pair: Pair, whole_key: str) -> Verdict:
    whole_only = question.kind == "count" and (pair.whole.denominator != 1 or pair.part.denominator != 1)
    if whole_only:
        return Mistake("fraction")
    if max(pair.part, pair.whole) > (MOST if question.kind == "count" else MOST * 1000):
        return Mistake("huge")
    for typed, most in ((pair.part, question.most), (pair.whole, _most_of_total(question))):
        if most is not None and typed > most:
            return Mistake("most", most)
    if question.total and question.total.strict and pair.part * question.total.scale > pair.whole:
        return OverTotal(pair.part, pair.whole, question.key, whole_key, both_typed=True)
    return Take(((whole_key, canonical(pair.whole)), (question.key, canonical(pair.part))))


def _most_of_total(question: Question) -> Fraction | None:
    return question.total.parts[0].most if question.total else None


_FACTORS = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}


def _in_measure(question: Question, absolute: Fraction) -> Fraction:
    """Units brought to the printed measure: "500 triệu" is 0,5 where "tỷ đồng" is asked."""
    first = (question.measure or "").split(" ")[0].lower()
    return absolute / _FACTORS.get(first, 1)
