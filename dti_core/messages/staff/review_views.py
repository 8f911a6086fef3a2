"""What a reviewer is shown of a unit and its criteria: plain values, told by the texts."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from dti_core.framework.framework import Framework
from dti_core.scoring.model import State


@dataclass(frozen=True)
class Elsewhere:
    """What another system says about the same figure; `differs`: it is not the same."""

    origin: str
    text: str
    differs: bool


@dataclass(frozen=True)
class Figure:
    """One figure of a criterion as people read it; `by` where it is not the unit's own contact."""

    key: str
    label: str
    text: str | None
    by: str | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    last_year: str | None = None


@dataclass(frozen=True)
class Proof:
    """A piece of evidence; `address` where it can be opened, else it is a file to be fetched.

    `check`: what the last look at a link found, `beyond` what else is to be known of it.
    """

    id: int
    title: str
    address: str | None
    details: str
    check: str | None = None
    beyond: str = ""
    secret: bool = False
    """An access account: opened on a page of its own."""


@dataclass(frozen=True)
class Before:
    """What last year brought for the criterion of the same words: points, and evidence that was accepted."""

    year: int
    points: Fraction | None
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True)
class Column:
    """What an assessor's column holds: points given by hand, or computed from what was measured."""

    title: str
    points: Fraction | None
    reason: str | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Said:
    """One line of a history: when, who, what."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True)
class Request:
    """ "Không áp dụng": asked with a reason; granted with a kind."""

    reason: str
    granted: str | None


@dataclass(frozen=True)
class Kind:
    """What granting a request can give; the first offered is the framework's own choice."""

    id: str
    title: str


@dataclass(frozen=True)
class Verdict:
    """Where the review of a criterion stands. `told`: a return that the unit has been told of."""

    state: str = "unreviewed"
    reason: str | None = None
    by: str | None = None
    at: datetime | None = None
    changed: bool = False
    told: bool = False

    @property
    def open(self) -> bool:
        """Whether it waits for a reviewer."""
        return self.state in ("unreviewed", "answered") or (self.changed and self.state != "returned")


Role = Literal["review", "requests", "assess", "look"]
"""What somebody may do with it now: decide everything, only requests, give an expert's points, look."""


@dataclass(frozen=True)
class Item:
    """One criterion of one unit, with everything a reviewer decides by."""

    enrolment: int
    unit: str
    unit_state: str
    framework: Framework
    criterion: str
    maximum: Fraction
    points: Fraction
    state: State
    explanation: str
    computed: Fraction
    """What accepting means: the points without those that reviewers gave by hand."""
    own_points: Fraction
    own_explanation: str
    flags: tuple[str, ...]
    figures: tuple[Figure, ...]
    proofs: tuple[Proof, ...]
    lacks_proof: bool
    columns: tuple[Column, ...]
    justification: str | None
    request: Request | None
    verdict: Verdict
    stamp: str
    role: Role
    column: str | None
    """The title of the column that this person gives points in; None where they give none."""
    measuring: str | None
    """The assessor for whom values can be measured here, if any."""
    time_zone: str
    year: int
    coordinator: str
    before: Before | None = None
    revisions: int = 0
    comments: tuple[Said, ...] = ()
    may_purge: bool = False
    """Whether this person may remove a confidential file."""
