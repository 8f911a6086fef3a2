"""What of last year's round means the same in this one: keys of general information, and criteria."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from dti_core.campaign import frameworks
from dti_core.framework.compare_carry import carrying
from dti_core.framework.compare_match import match
from dti_core.framework.framework import Framework


@dataclass(frozen=True)
class Carried:
    """`keys`: old input key → new one. `criteria`: new criterion → the old one of the same words."""

    keys: Mapping[str, str]
    criteria: Mapping[str, str]


_known: dict[tuple[str, str], Carried] = {}


def between(conn: Connection, old: str, new: str) -> Carried:
    """Between two pinned texts."""
    return of(frameworks.framework(conn, old), frameworks.framework(conn, new))


def of(old: Framework, new: Framework) -> Carried:
    """Comparing titles takes a moment: once for two texts."""
    names = (old.content_hash, new.content_hash)
    if names not in _known:
        _known[names] = _compared(old, new)
    return _known[names]


def _compared(old: Framework, new: Framework) -> Carried:
    pairs = match(old, new)
    criteria = {
        each.new.id: each.old.id for each in pairs if each.new.kind == "criterion" and not each.retitled
    }
    return Carried({one.old: one.new for one in carrying(old, new, pairs).carried}, criteria)
