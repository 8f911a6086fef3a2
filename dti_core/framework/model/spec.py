"""The whole file: the decision, its contradictions, and everything that stands under it."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from dti_core.framework.model.basis import Basis, BasisRef
from dti_core.framework.model.exemptions import Exemption, Trait
from dti_core.framework.model.hints import Plausible
from dti_core.framework.model.inputs import InfoItem
from dti_core.framework.model.occasion import Column, Participant, Schedule, Volunteers
from dti_core.framework.model.totals import Assessor, Headline, Merge, Pillar, PoolSpec
from dti_core.framework.model.tree import NodeSpec
from dti_core.framework.model.words import Day, Name, Strict, Text


class Group(Strict):
    """Units ranked against each other."""

    id: Name
    title: Text


class Anomaly(Strict):
    """A contradiction of the document: where, what is printed, what it adds up to, what we do and why."""

    at: Text
    printed: Text
    found: Text
    handling: Text
    note: str | None = None
    covers: tuple[str, ...] = ()
    """Codes of structural problems (of the problem catalogue) that this entry explains, as `code@node`."""


class Decision(Strict):
    """The decision that issues the framework; `source` names the text file beside the YAML.

    `number` and `date` are what the document prints; a draft may print neither.
    """

    number: Text | None = None
    date: Day | None = None
    issuer: Text
    source: Text
    title: Text | None = None


class FrameworkSpec(Strict):
    """A whole framework file."""

    id: Name
    title: Text
    level: Literal["so", "huyen", "tinh"]
    decision: Decision
    schedule: tuple[Schedule, ...] = ()
    volunteers: Volunteers | None = None
    max_points: Decimal
    bases: dict[str, Basis] = Field(default_factory=dict)
    assessors: Annotated[tuple[Assessor, ...], Field(min_length=1)]
    default_assessors: tuple[str, ...] = ("self",)
    default_assessors_basis: BasisRef | None = None
    """Why these assess where the document marks nobody."""
    merge: Merge
    headline: Headline
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    units: tuple[Participant, ...] = ()
    columns: tuple[Column, ...] = ()
    info: tuple[InfoItem, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    pools: tuple[PoolSpec, ...] = ()
    traits: tuple[Trait, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    plausible: tuple[Plausible, ...] = ()
    nodes: Annotated[tuple[NodeSpec, ...], Field(min_length=1)]
    anomalies: tuple[Anomaly, ...] = ()
