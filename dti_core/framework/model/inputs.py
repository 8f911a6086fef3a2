"""What is asked: the inputs of a criterion and the general information."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from dti_core.framework.model.words import Code, InputId, Name, Strict, Text

InputKind = Literal["yes_no", "choice", "count", "decimal", "money", "text"]
InfoKind = Literal["text", "url", "phone", "email", "count", "decimal", "money", "person"]
Combine = Literal["same", "sum", "aggregator"]
"""Several sources of one fact agree (`same`), add up (`sum`), or report to who gives it (`aggregator`)."""


def word_or_list(value: object) -> str:
    """Which way something is given that may be one word or a list."""
    return "word" if isinstance(value, str) else "list"


Words = Annotated[
    Annotated[Text, Tag("word")] | Annotated[tuple[Text, ...], Tag("list")], Discriminator(word_or_list)
]
"""One word or several."""


class Choice(Strict):
    """One step of a choice: what is stored, what the button says, what part of the maximum it earns (0…1)."""

    value: Name
    label: Text
    fraction: Decimal = Field(ge=0, le=1)


class Input(Strict):
    """One number, choice or text that a criterion needs, in its printed measure (người, tỷ đồng…)."""

    id: InputId
    label: Text
    kind: InputKind
    measure: str | None = None
    question: str | None = None
    choices: tuple[Choice, ...] | None = None
    most: Decimal | None = Field(default=None, ge=0)
    """More than that there cannot be (of seven platforms at most seven): a larger number is refused."""
    shared: Words | None = None
    """What it repeats: `info:5`, `7.3:b`; a list means the sum of those."""
    provider: Words | None = None
    """Who gives it, as the decision names them."""
    combine: Combine = "same"
    members: Words | None = None
    """Whose figures are added up, or who report to the aggregator."""


class InfoField(Strict):
    """One line of an info item that asks several things (a person: name, office, telephone…)."""

    id: InputId
    label: Text
    kind: InfoKind = "text"


class InfoItem(Strict):
    """General information asked once; a count or money item may serve as a shared input."""

    id: Code
    label: Text
    kind: InfoKind
    measure: str | None = None
    question: str | None = None
    fields: tuple[InfoField, ...] = ()
    provider: Words | None = None
    combine: Combine = "same"
    members: Words | None = None
