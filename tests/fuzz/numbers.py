"""What people type: numbers and links."""

from datetime import date
from fractions import Fraction

from dti_core.survey import links as reading_links
from dti_core.survey.numbers import MOST_DIGITS, Number, Pair, Percent, TwoReadings, canonical, read, shown

LARGEST = Fraction(10 ** (MOST_DIGITS + 10))


def target(data: bytes) -> None:
    """Any text is read, as something; what is a number can be stored and is read back as itself."""
    found = read(data.decode(errors="replace"))
    for value in _values(found):
        assert 0 <= value < LARGEST
        assert Fraction(canonical(value)) == value
        assert _again(value) == value, shown(value)


def _values(found: object) -> tuple[Fraction, ...]:
    match found:
        case Number(value) | Percent(value):
            return (value,)
        case Pair(part, whole):
            return (part, whole)
        case TwoReadings(grouped, decimal):
            return (grouped, decimal)
    return ()


def _again(value: Fraction) -> Fraction:
    """What we show, typed back."""
    match read(shown(value)):
        case Number(same):
            return same
        case TwoReadings(grouped, decimal):
            return value if value in (grouped, decimal) else grouped
    return value  # too many digits to be typed back as one figure


def links(data: bytes) -> None:
    """Whatever is pasted: links are told apart from the words around them, and are nothing but links."""
    for one in reading_links.find(data.decode(errors="replace")).links:
        assert one.url.startswith(("http://", "https://")), one
        assert len(one.url) <= reading_links.LONGEST_URL
        if one.details.document_date:
            date.fromisoformat(one.details.document_date)
