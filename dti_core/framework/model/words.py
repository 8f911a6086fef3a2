"""Kinds of words that entries are made of, and what every entry has in common."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _on_the_calendar(text: str) -> str:
    """31 February has the form of a day but is none."""
    if len(text) == len("2024-01-31"):
        date.fromisoformat(text)
    return text


Code = Annotated[str, Field(min_length=1, pattern=r"^[0-9A-Za-zĐđ._/\-]+$")]
InputId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.\-]*$")]
Text = Annotated[str, Field(min_length=1)]
Day = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(_on_the_calendar),
]
"""A day, or the month or year alone where a document prints no more."""


class Strict(BaseModel):
    """Unknown keys are refused and nothing is coerced behind the author's back."""

    model_config = ConfigDict(extra="forbid", frozen=True)
