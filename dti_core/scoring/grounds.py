"""On what points rest: the decision's words or an interpretation, by what took effect in one outcome."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dti_core.framework.model import Basis
from dti_core.scoring import texts

BasisKind = Literal["decision", "assumed"]
TOLD = 2
"""More reasons than that nobody reads beside a number."""
NOT_PRINTED = "không in "


@dataclass(frozen=True, slots=True)
class Ground:
    """On what something rests; `reasons` say each interpretation once, `place` is the decision's own."""

    kind: BasisKind
    reasons: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """The bases of a rule's parameters, and the ground that any choice of them makes."""

    bases: Mapping[str, Basis]
    _known: dict[tuple[str, ...], Ground] = field(default_factory=dict, compare=False, repr=False)

    def of(self, names: tuple[str, ...]) -> Ground:
        """The ground of the named parameters, the first of them telling most."""
        found = self._known.get(names)
        if found is None:
            found = self._known[names] = ground(self.bases[name] for name in names if name in self.bases)
        return found


def ground(bases: Iterable[Basis]) -> Ground:
    """All bases together: the decision only where every one is, and nothing at all is an interpretation."""
    found = tuple(bases)
    assumed = [basis for basis in found if basis.source == "assumed"]
    if assumed or not found:
        reasons = ((basis.reason or "").strip().rstrip(".") for basis in assumed)
        return Ground("assumed", tuple(dict.fromkeys(reason for reason in reasons if reason)))
    return Ground("decision", place=found[0].place)


def kind_of(grounds: Iterable[Ground]) -> BasisKind:
    """The decision only where every ground is."""
    return "decision" if all(one.kind == "decision" for one in grounds) else "assumed"


def note(grounds: Iterable[Ground]) -> str:
    """What is said in brackets: the interpretations, else the place in the decision; empty where unknown."""
    everything = tuple(grounds)
    reasons = tuple(dict.fromkeys(reason for one in everything for reason in one.reasons))
    if reasons:
        return texts.ASSUMED.format(reasons=_shortly(reasons[:TOLD]))
    place = next((one.place for one in everything if one.place), None)
    return texts.BY_DECISION.format(place=place) if place else ""


def _shortly(reasons: tuple[str, ...]) -> str:
    """One reason whole; of several what each says before its semicolon, "Quyết định không in" once."""
    first, *others = (reason.partition(";")[0].rstrip(" .") for reason in reasons)
    told = first
    for other in others:
        who, mark, what = other.partition(NOT_PRINTED)
        again = bool(mark) and first.startswith(who + mark)
        if not again:
            told += f"; {other}"
        elif what not in told:
            told += f", {what}"
    return reasons[0] if told == first else told
