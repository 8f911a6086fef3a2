"""What becomes of one value of a book: new, changed, the same, or decided by a person."""

from collections.abc import Mapping
from dataclasses import dataclass

from dti_core.messages.form_views import Side, Status

Decisions = Mapping[str, tuple[Side, str]]
"""Line → the side that was chosen, and what the system held then."""


@dataclass(frozen=True)
class Known:
    """What the system holds now and what the book held when it was made (stamps tell versions apart)."""

    ours: str | None
    stamp: str
    base: str
    base_stamp: str


def settle(line: str, theirs: str, known: Known, decisions: Decisions) -> Status:
    """Three ways: what nobody touched in the book never overwrites, what is newer asks a person."""
    if theirs in (known.ours, known.base):
        return "same"
    if known.ours is None:
        return "new"
    if known.ours == known.base or known.stamp == known.base_stamp:
        return "changed"
    side, stamp = decisions.get(line, (None, ""))
    if side is None or stamp != known.stamp:
        return "conflict"
    return "changed" if side == "file" else "same"
