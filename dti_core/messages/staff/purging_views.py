"""What is to be known before a file is removed, and afterwards."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outlook:
    """A file that can be removed. `pieces`: under how many criteria of its unit it stands."""

    piece: int
    enrolment: int
    criterion: str
    unit: str
    name: str
    """Of the criterion."""
    file: str
    size: int | None
    pieces: int
    elsewhere: tuple[str, ...]
    """Other units whose evidence is the same file: their copy keeps the bytes."""
    sent_to: tuple[str, ...]
    """People who have it in their chat."""


@dataclass(frozen=True)
class Gone:
    """What was done. `told`: people of the unit; `stopped`: messages that no longer leave with it."""

    unit: str
    name: str
    sha256: str
    told: int
    stopped: int
