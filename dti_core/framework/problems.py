"""What is wrong with a framework file: found by code and place, told by the catalogue."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

DIGITS = re.compile(r"[0-9]+")
Path = tuple[str | int, ...]
"""Where in the file: keys and list positions from the top."""


@dataclass(frozen=True)
class Spot:
    """A place in the text, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Finding:
    """A problem as a check sees it: its code, its place in the data and what the sentence needs to name."""

    code: str
    path: Path = ()
    value: object = None
    subject: str = ""
    """What an anomaly's `covers` names it by: `code@subject`."""
    facts: Mapping[str, object] = field(default_factory=dict)
    suggestion: str | None = None
    spot: Spot | None = None
    at_key: bool = False

    @property
    def cover(self) -> str:
        return f"{self.code}@{self.subject}"


@dataclass(frozen=True)
class Problem:
    """A problem as the author reads it; line and column are 0 where the whole file is meant."""

    code: str
    file: str
    line: int
    column: int
    value: str
    message: str
    cause: str
    fix: str
    suggestion: str | None = None


def nearest(wrong: object, allowed: Iterable[str], *, other_numbers: bool = False) -> str | None:
    """What the author probably meant; a different number is no near miss unless `other_numbers`."""
    close = get_close_matches(str(wrong), list(allowed), n=3, cutoff=0.6)
    words = DIGITS.sub("", str(wrong))
    return next((each for each in close if other_numbers or DIGITS.sub("", each) != words), None)
