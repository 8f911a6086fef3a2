"""The annex: indices, components and criteria, nested as printed."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from dti_core.framework.model.inputs import Input
from dti_core.framework.model.rules import Rule
from dti_core.framework.model.words import Code, Name, Strict, Text

EvidenceKind = Literal["link", "document", "spreadsheet", "image", "video", "credential"]


class Evidence(Strict):
    """What proves an answer; `text` is what the contact reads, `place` where the document says so."""

    required: bool = True
    kinds: tuple[EvidenceKind, ...] = ("link", "document", "spreadsheet", "image")
    text: str | None = None
    place: str | None = None
    period: str | None = None


class NodeSpec(Strict):
    """An index, component or criterion as authored, children nested; without children it is a criterion."""

    code: Code
    id: Code | None = None
    printed_code: str | None = None
    """As printed where that differs from `code`; an empty string when the document prints none."""
    title: Text
    corrected_title: str | None = None
    max: Decimal | None = Field(default=None, ge=0)
    pillar: Name | None = None
    pool: Name | None = None
    assessors: tuple[Name, ...] | None = None
    guidance: str | None = None
    method: str | None = None
    """The decision's own words on how the points are found, as printed."""
    note: str | None = None
    """The decision's own note on this row (Ghi chú, TLKC), as printed."""
    inputs: tuple[Input, ...] = ()
    rule: Rule | None = None
    evidence: Evidence | None = None
    children: tuple["NodeSpec", ...] = ()
