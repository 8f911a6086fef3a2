"""The form's columns: what a unit fills in or an assessor writes into, as the annex has them."""

from dataclasses import dataclass

from dti_core.framework.framework import Framework
from dti_core.messages.paper import form_texts as texts

Heading = tuple[str, str, str | None]
LEFT_OUT = ("method", "provider")
"""The decision's own words: they are in the decision, and would leave no room for the unit's."""


@dataclass(frozen=True)
class Column:
    """A heading, what stands under it, and how wide it is (millimetres of A4 lying)."""

    holds: str
    title: str
    over: str | None
    width: float


WIDTHS = {"code": 15.0, "max": 15.0, "self": 16.0, "final": 16.0}
ASSESSOR = 17.0
WORDS = {"title": 5, "data": 4, "evidence": 4, "note": 5}
"""What is left of the width is shared out in these parts."""
PAGE = 267.0


def columns_of(framework: Framework) -> tuple[Column, ...]:
    """The annex's columns in its order, with one for the unit's own points and one for notes in any case."""
    printed = (each for each in framework.spec.columns if each.holds not in LEFT_OUT)
    found: list[Heading] = [(each.holds, each.title, each.over) for each in printed]
    held = [holds for holds, _, _ in found]
    for holds, title in texts.BASIC:
        if holds not in held:
            found.append((holds, title, None))
    if "self" not in held:
        place = [holds for holds, _, _ in found].index("max") + 1
        found.insert(place, ("self", texts.SELF, None))
    if "note" not in held:
        found.append(("note", texts.NOTE, None))
    return _with_widths(found)


def _with_widths(found: list[Heading]) -> tuple[Column, ...]:
    fixed = sum(WIDTHS.get(holds, ASSESSOR) for holds, _, _ in found if holds not in WORDS)
    part = (PAGE - fixed) / sum(WORDS[holds] for holds, _, _ in found if holds in WORDS)
    return tuple(
        Column(holds, title, over, part * WORDS[holds] if holds in WORDS else WIDTHS.get(holds, ASSESSOR))
        for holds, title, over in found
    )
