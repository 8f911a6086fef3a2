"""What a unit gets where criteria do not apply to it."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from dti_core.framework.model.basis import BasisRef
from dti_core.framework.model.inputs import word_or_list
from dti_core.framework.model.words import Code, Name, Strict, Text

Criteria = Annotated[
    Annotated[Literal["any"], Tag("word")] | Annotated[tuple[Code, ...], Tag("list")],
    Discriminator(word_or_list),
]


class Trait(Strict):
    """A property of a unit on which an exemption depends; `question` is what staff or contact confirm."""

    id: Name
    title: Text
    question: Text | None = None


class Exemption(Strict):
    """What a unit gets where a criterion does not apply: by its trait, or on request (no `trait`)."""

    id: Name
    title: Text
    trait: Name | None = None
    criteria: Criteria
    gives: Literal["max", "best_points", "best_value", "drop", "zero"]
    peers: Literal["group", "all"] = "group"
    yields_to: tuple[Name, ...] = ()
    """Exemptions that stand before this one in the file and win where a unit falls under both."""
    basis: BasisRef
    bases: dict[Literal["trait", "criteria", "gives", "peers"], BasisRef] = Field(default_factory=dict)
    """Parameters whose basis differs from `basis`."""
