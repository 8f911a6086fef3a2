"""Where a parameter comes from: the decision's own words, or an interpretation with its reason."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from dti_core.framework.model.words import Name, Strict


class Basis(Strict):
    """Where a parameter comes from: `decision` with its place, or `assumed` with reason (and support)."""

    source: Literal["decision", "assumed"]
    place: str | None = None
    reason: str | None = None
    reference: str | None = None


def _one_or_place(value: object) -> str:
    """Which way a basis is given; told by shape so that every mistake has one message."""
    return "by-name" if isinstance(value, str) else "in-place"


def _one_place_or_many(value: object) -> str:
    if isinstance(value, Mapping) and "source" not in value:
        return "per-parameter"
    return _one_or_place(value)


BasisRef = Annotated[
    Annotated[Name, Tag("by-name")] | Annotated[Basis, Tag("in-place")], Discriminator(_one_or_place)
]
"""A basis in place, or the name of one under the file's `bases`."""
RuleBasis = Annotated[
    Annotated[Name, Tag("by-name")]
    | Annotated[Basis, Tag("in-place")]
    | Annotated[dict[str, BasisRef], Tag("per-parameter")],
    Discriminator(_one_place_or_many),
]
"""One basis for all parameters of a rule, or one each (`formula`, `target`…; `other` for the rest)."""
