"""Numbers as people type them in Vietnamese, read into exact values or into the reason why not.

A point groups thousands and a comma starts the decimals; a lone `1.234` can be either, which is for the
caller to settle, since only the question knows whether decimals are possible.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

LONGEST = 60
"""Characters: no number with its words is longer, so longer texts are not searched for one."""
MOST_DIGITS = 15
MOST_DECIMALS = 12


@dataclass(frozen=True)
class Number:
    """One number. `absolute`: a scale word came with it ("5 tỷ"), so it is in units, not in the measure."""

    value: Fraction
    absolute: bool = False
    rough: bool = False
    """ "khoảng", "gần", "hơn": not an exact figure."""


@dataclass(frozen=True)
class Pair:
    """`118/120`, "57 trên 60"."""

    part: Fraction
    whole: Fraction


@dataclass(frozen=True)
class Percent:
    """`98,3%`."""

    value: Fraction
    rough: bool = False


@dataclass(frozen=True)
class TwoReadings:
    """`1.234`: 1234, or 1,234 with decimals."""

    grouped: Fraction
    decimal: Fraction
    absolute: bool = False


@dataclass(frozen=True)
class Unreadable:
    """Not a number that can be taken."""

    why: Literal["none", "many", "negative", "huge", "scientific", "decimals"]
    """`decimals`: more than are kept; `many`: several numbers; `scientific`: "1e9", "10^6"."""


Reading = Number | Pair | Percent | TwoReadings | Unreadable

_SCALES = {"nghìn": 3, "ngàn": 3, "nghin": 3, "ngan": 3, "k": 3, "triệu": 6, "trieu": 6, "tr": 6}
_SCALES |= {"tỷ": 9, "tỉ": 9, "ty": 9, "ti": 9}
_ROUGH = re.compile(r"(khoảng|khoang|chừng|tầm|gần|hơn|trên dưới|ước|độ|[~≈])")
_DASH = r"[-−–‐‑﹣－]"
_FIGURE = r"\d+(?:[ .,'’]\d+)*"
_PAIR = re.compile(rf"({_FIGURE})\D*?(?:/|\btrên\b|\btren\b|\btrong\b|÷|:)\D*?({_FIGURE})\D*")
_TERM = re.compile(rf"({_FIGURE})\s*({'|'.join(_SCALES)})?(?![^\W\d_])")


def read(text: str) -> Reading:
    """What number a person means; words around it are tolerated, a second number is not."""
    clean = tidy(text)
    if not any(c.isdigit() for c in clean):
        return Unreadable("none")
    if len(clean) > LONGEST or len(re.sub(r"\D", "", clean)) > 2 * MOST_DIGITS:
        return Unreadable("huge" if re.fullmatch(r"[\d., ]+", clean) else "none")
    if re.search(r"\d\s*e\s*[+-]?\d", clean) or re.search(r"\d\s*[x*^]\s*\d", clean):
        return Unreadable("scientific")
    if re.search(rf"(^|[\s/]){_DASH}\s*\d", clean):
        return Unreadable("negative")
    return _pair(clean) or _percent(clean) or _single(clean)


def tidy(text: str) -> str:
    """Full-width digits made plain, every kind of space one blank, lower case."""
    folded = unicodedata.normalize("NFKC", text.replace("\N{ZERO WIDTH SPACE}", "").replace("\ufe0f", ""))
    return " ".join(unicodedata.normalize("NFC", folded).casefold().replace("⁄", "/").split())


def canonical(value: Fraction) -> str:
    """A plain decimal without needless zeros ("1234.5"); raises ValueError where the fraction never ends."""
    for places in range(MOST_DECIMALS + 1):
        scaled = value * Fraction(10**places)
        if scaled.denominator == 1:
            sign: str = "-" if scaled < 0 else ""
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
    raise ValueError(f"not a decimal of at most {MOST_DECIMALS} places: {value}")


def shown(value: Fraction) -> str:
    """In Vietnamese form, every decimal kept: "1.234,5"."""
    whole, _, decimals = canonical(value).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    grouped = f"-{grouped}" if whole == "-0" else grouped
    return f"{grouped},{decimals}" if decimals else grouped


def _pair(clean: str) -> Reading | None:
    found = _PAIR.fullmatch(re.sub(r"^\D+", "", clean))
    if not found or "%" in clean:
        return None
    both = [_figure(part) for part in found.groups()]
    values = [v.grouped if isinstance(v, TwoReadings) else v for v in both]
    bad = next((v for v in values if isinstance(v, Unreadable)), None)
    if bad:
        return bad
    part, whole = (v for v in values if isinstance(v, Fraction))
    return Pair(part, whole)


def _percent(clean: str) -> Reading | None:
    found = re.fullmatch(rf"\D*({_FIGURE})\s*(?:%|phần trăm|phan tram)\D*", clean)
    if not found:
        return None
    value = _figure(found[1])
    value = value.decimal if isinstance(value, TwoReadings) else value
    return value if isinstance(value, Unreadable) else Percent(value, bool(_ROUGH.search(clean)))


def _single(clean: str) -> Reading:
    terms = _TERM.findall(clean)
    if not terms or re.search(r"\d", _TERM.sub("", clean)):
        return Unreadable("many" if len(terms) > 1 else "none")
    if len(terms) > 1 and not _descending([scale for _, scale in terms]):
        return Unreadable("many")
    if len(terms) == 1 and not terms[0][1]:
        return _plain(terms[0][0], clean)
    return _scaled(terms, clean)


def _plain(figure: str, clean: str) -> Reading:
    value = _figure(figure)
    return Number(value, rough=bool(_ROUGH.search(clean))) if isinstance(value, Fraction) else value


def _scaled(terms: list[tuple[str, str]], clean: str) -> Reading:
    first, power = _figure(terms[0][0]), 10 ** _SCALES.get(terms[0][1], 0)
    if len(terms) == 1 and isinstance(first, TwoReadings):
        return TwoReadings(first.grouped * power, first.decimal * power, absolute=True)
    total = Fraction(0)
    for figure, scale in terms:
        value = _figure(figure)
        if isinstance(value, Unreadable):
            return value
        exact = value.decimal if isinstance(value, TwoReadings) else value
        total += exact * 10 ** _SCALES.get(scale, 0)
    if re.search(r"rưỡi|ruoi", clean):
        total += Fraction(10 ** _SCALES.get(terms[-1][1], 0), 2)
    return Number(total, absolute=True, rough=bool(_ROUGH.search(clean)))


def _descending(scales: list[str]) -> bool:
    powers = [_SCALES.get(scale, 0) for scale in scales]
    return all(scales[:-1]) and all(a > b for a, b in pairwise(powers))


def _figure(text: str) -> Fraction | TwoReadings | Unreadable:
    """One run of digits with its separators."""
    bare = re.sub(r"[ '’]", "", text)
    if len(re.sub(r"\D", "", bare)) > MOST_DIGITS:
        return Unreadable("huge")
    if re.search(rf"[.,]\d{{{MOST_DECIMALS + 1}}}", bare):
        return Unreadable("decimals")
    if re.search(r"\d[ '’]\d", text) and not re.fullmatch(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?", text):
        return Unreadable("many")
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", bare):
        return TwoReadings(Fraction(bare.replace(".", "")), Fraction(bare))
    for grouping, decimal in ((".", ","), (",", ".")):
        group = rf"\d{{1,3}}(?:\{grouping}\d{{3}})+(?:\{decimal}\d+)?"
        single = grouping == "," and re.fullmatch(r"\d{1,3},\d{3}", bare)
        if re.fullmatch(group, bare) and not single and not bare.startswith(f"0{grouping}"):
            return Fraction(bare.replace(grouping, "").replace(decimal, "."))
    return Fraction(bare.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", bare) else Unreadable("many")
