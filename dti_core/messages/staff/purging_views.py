"""What is to be known before a file or link is removed, and afterwards."""

from dataclasses import dataclass

REMOVED_LINK = "[liên kết đã xoá hẳn]"
"""The tombstone, wherever the address of a purged link stood."""


@dataclass(frozen=True)
class Outlook:
    """A file or link that can be removed. `pieces`: under how many criteria of its unit it stands."""

    piece: int
    enrolment: int
    criterion: str
    unit: str
    name: str
    """Of the criterion."""
    what: str
    """The file's name, or the address."""
    size: int | None
    pieces: int
    elsewhere: tuple[str, ...]
    """Other units whose evidence is the same: their copy stays."""
    sent_to: tuple[str, ...]
    """People who have it in their chat."""
    is_link: bool = False


@dataclass(frozen=True)
class Gone:
    """What was done. `told`: people of the unit; `stopped`: messages that no longer leave with it.

    `sha256` None: it was a link, of which nothing is kept.
    """

    unit: str
    name: str
    sha256: str | None
    told: int
    stopped: int
