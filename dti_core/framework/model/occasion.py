"""What a decision says about the occasion: when, who takes part, and the columns of its form."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from dti_core.framework.model.words import Name, Strict, Text

Month = Annotated[Decimal, Field(ge=1, le=12, multiple_of=1)]


class Schedule(Strict):
    """When something takes place, in the decision's words; `months` where it names them."""

    text: Text
    place: Text
    months: tuple[Month, ...] = ()


class Volunteers(Strict):
    """Who may take part unranked, in the decision's words."""

    text: Text
    place: Text


class Participant(Strict):
    """A unit that the decision itself names."""

    title: Text
    group: Name


class Column(Strict):
    """A column of the annex, in its order: the printed heading and what stands under it."""

    title: Text
    holds: Literal[
        "code",
        "title",
        "method",
        "max",
        "self",
        "department",
        "online",
        "expert",
        "council",
        "final",
        "note",
        "data",
        "evidence",
        "provider",
    ]
    over: str | None = None
    """A heading that spans this column and its neighbours."""
