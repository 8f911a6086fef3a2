"""What a confirmation says: which answers have which value, read from the words on the screen."""

import re
from collections.abc import Iterator
from fractions import Fraction

from dti_core.messages.contact import replies
from dti_core.messages.model import plain
from dti_core.survey.questions import of_key
from tests.faults.chaos.stored import Revision, Unit

EARNED = re.compile(r"✓ (?P<code>[\d.]+): [\d.,]+ điểm \((?P<how>.*)\)\.$")
SHARE = re.compile(r"(?P<part>[\d.,]+)/(?P<whole>[\d.,]+) ")
SAID = {"trả lời “Có”": "true", "trả lời “Không”": "false"}
RECEIVED = re.compile(
    r"✓ (?P<code>[\d.]+): đã nhận (?:(?P<links>\d+) liên kết)?(?: và )?(?:(?P<files>\d+) tệp)?"
)

Claim = tuple[str, str]
"""Input key and canonical text."""
Chain = dict[str, list[str | None]]
"""Key → its values in order, the one before the play first."""


def chains(unit: Unit) -> Chain:
    """Every value that an answer has had since the play began."""
    return {key: _chain(revisions) for key, revisions in unit.revisions.items()}


def _chain(revisions: list[Revision]) -> list[str | None]:
    before = [revision.new for revision in revisions if not revision.is_played]
    return [before[-1] if before else None, *(each.new for each in revisions if each.is_played)]


class Reader:
    """Reads the confirmations of one unit's contact."""

    def __init__(self, unit: Unit) -> None:
        self._chains = chains(unit)
        self._sentences = _sentences(unit, self._chains)

    def claims(self, line: str) -> list[Claim] | None:
        """The answers that a line confirms; None where it confirms an answer that was never stored."""
        earned = EARNED.match(line)
        if earned:
            return list(self._of_criterion(earned["code"], earned["how"]))
        if line.startswith("✓ ") and line.endswith(".") and not OTHER.match(line):
            return self._sentences.get(line)
        return []

    def _of_criterion(self, code: str, how: str) -> Iterator[Claim]:
        if how in SAID:
            yield f"{code}:a", SAID[how]
        elif share := SHARE.match(how):
            yield f"{code}:a", _number(share["part"])
            if f"{code}:b" in self._chains:
                yield f"{code}:b", _number(share["whole"])


OTHER = re.compile(r"✓ (Đã |[\d.]+: (đã nhận|dùng lại))")
"""Confirmations of something else than an answer."""


def _number(shown: str) -> str:
    value = Fraction(shown.replace(".", "").replace(",", "."))
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def _sentences(unit: Unit, known: Chain) -> dict[str, list[Claim]]:
    """The sentence that confirms a value → which value of which answer."""
    found: dict[str, list[Claim]] = {}
    for key, values in known.items():
        question = of_key(unit.view, key)
        for value in values if question else ():
            if value is not None and question is not None:
                sentence = plain(replies.stored(question, value)).replace("\n", " ")
                found.setdefault(sentence, []).append((key, value))
    return found


def received(line: str) -> tuple[str, int] | None:
    """The criterion and the number of pieces that a line confirms."""
    match = RECEIVED.match(line)
    if match is None:
        return None
    return match["code"], int(match["links"] or 0) + int(match["files"] or 0)
