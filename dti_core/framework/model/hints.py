"""What figures usually are to each other: said to whoever types something else, never enforced."""

from typing import Annotated, Literal

from pydantic import Field

from dti_core.framework.model.basis import BasisRef
from dti_core.framework.model.words import Strict, Text

Keys = Annotated[tuple[Text, ...], Field(min_length=1)]


class Plausible(Strict):
    """The sum of `left` is at most, or equal to, that of `right`; `text` is what the person reads if not."""

    left: Keys
    relation: Literal["at_most", "equal"]
    right: Keys
    text: Text
    basis: BasisRef | None = None
