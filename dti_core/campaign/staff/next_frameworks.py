"""Which frameworks a next round may take: those beside the program, and texts that other rounds adopted."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dti_core.campaign import frameworks
from dti_core.campaign.refusal import Refusal
from dti_core.framework import library
from dti_core.framework.plain import bare
from dti_core.store import tables as t


@dataclass(frozen=True)
class Offer:
    """A framework that may follow."""

    id: str
    title: str


def current(conn: Connection, campaign: int) -> tuple[Offer, ...]:
    """Those of this round, by id."""
    pinned = t.campaign_framework.c
    rows = select(pinned.content_hash).where(pinned.campaign_id == campaign).order_by(pinned.framework_id)
    loaded = [frameworks.framework(conn, one) for one in conn.execute(rows).scalars()]
    return tuple(Offer(one.id, one.spec.title) for one in loaded)


def offers(old: str) -> tuple[Offer, ...]:
    """What may follow a framework, the likest names first; the same one again is no offer of its own."""
    there = [Offer(one.id, one.title) for one in library.available(library.chosen_folder())]
    others = [one for one in there if one.id != old]
    return tuple(sorted(others, key=lambda one: (-_alike(old, one.id), one.id)))


def text_of(framework: str) -> str | Refusal:
    """The text of a framework in the folder, where it can be read without a fault."""
    folder = library.chosen_folder()
    there = next((one for one in library.available(folder) if one.id == framework), None)
    if there is None:
        return Refusal("unknown_framework", framework)
    if library.find(framework, folder).framework is None:
        return Refusal("broken_framework", framework)
    return there.path.read_text(encoding="utf-8")


def _alike(old: str, new: str) -> int:
    """How many words of their names two frameworks share, years left out."""
    return len(_words(old) & _words(new))


def _words(name: str) -> set[str]:
    return {word for word in bare(name).replace("-", " ").split() if not word.isdecimal()}
