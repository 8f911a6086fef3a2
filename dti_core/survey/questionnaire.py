"""What the conversation knows about one assignment at one moment: one snapshot, never changed in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from dti_core.framework.framework import Framework
from dti_core.scoring.model import Best, CriterionScore, PeerKey, State, Value
from dti_core.survey.dossier import Dossier
from dti_core.survey.standpoint import Standpoint

EnrolmentState = Literal[
    "not_started", "in_progress", "submitted", "in_review", "returned", "resubmitted", "verified",
    "council_decided", "published", "closed_unsubmitted",
]  # fmt: skip
RankVisibility = Literal["always", "after_submitting", "never"]


@dataclass(frozen=True)
class CampaignView:
    """One round as people are told about it; times are aware and shown in the campaign's zone."""

    id: int
    title: str
    coordinator: str
    reference_year: int
    as_of: date | None
    opens_at: datetime
    closes_at: datetime
    """The deadline of this unit: an extension is already in it."""
    state: Literal["draft", "open", "closed", "published"]
    rank_visibility: RankVisibility
    time_zone: str = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True)
class AssignmentView:
    """One role of the person: what it is for and whether it is the active one."""

    id: int
    role: str
    unit_name: str
    campaign_title: str
    active: bool


@dataclass(frozen=True)
class StoredAnswer:
    """The current value of one input key.

    `text` is canonical: a plain decimal ("1234.5"), "true"/"false", a choice value, or text.
    """

    text: str
    value: Value
    revision: int
    at: datetime
    by: str
    channel: str
    """Whose hand and which device family it came through: told when another phone changed it."""


@dataclass(frozen=True)
class Said:
    """What another office gave for the same key, in canonical form."""

    by: str
    text: str


@dataclass(frozen=True)
class EvidenceView:
    """One current piece of evidence.

    `place` is page/section as typed; `check` what the last look at a link found (None: not yet).
    """

    id: int
    criterion: str
    kind: Literal["link", "file", "credential"]
    title: str
    """The address, or the file's name; of an access account only that it is one."""
    place: str | None = None
    document_number: str | None = None
    document_date: str | None = None
    note: str | None = None
    check: str | None = None


@dataclass(frozen=True)
class EarlierProof:
    """A piece of last year's accepted evidence, offered again under the criterion that means the same now."""

    id: int
    criterion: str
    kind: Literal["link", "file"]
    title: str
    year: int
    place: str | None = None
    document_number: str | None = None
    document_date: str | None = None
    note: str | None = None

    def again(self) -> EvidenceView:
        """As it will stand here once it is used again."""
        given = {name: value for name, value in vars(self).items() if name not in ("id", "year")}
        return EvidenceView(id=0, **given)


@dataclass(frozen=True)
class Returned:
    """A criterion that reviewers sent back, with their reason."""

    criterion: str
    reason: str


@dataclass(frozen=True)
class Standing:
    """The last computed score: None where the worker has not scored yet.

    `rank` is None for volunteers or where hidden.
    """

    points: Fraction
    score: Fraction
    attainable: Fraction
    indices: Mapping[str, Fraction]
    criteria: Mapping[str, CriterionScore]
    rank: int | None
    units_in_group: int
    units_past_half: int
    """How many units of the group have answered more than half: early ranks mislead."""
    current: bool
    """Whether every stored answer is already in these numbers."""


@dataclass(frozen=True)
class Questionnaire:
    """One enrolment as its contact sees it now."""

    framework: Framework
    campaign: CampaignView
    assignment: AssignmentView
    person_name: str
    unit_name: str
    group: str
    volunteer: bool
    traits: frozenset[str]
    state: EnrolmentState
    answers: Mapping[str, StoredAnswer] = field(default_factory=dict)
    evidence: tuple[EvidenceView, ...] = ()
    earlier: tuple[EarlierProof, ...] = ()
    """Last year's accepted evidence, to be used again with one tap each."""
    deferred: frozenset[str] = frozenset()
    """Criterion ids and info keys put off ("để sau")."""
    requested: Mapping[str, str] = field(default_factory=dict)
    """Criterion → reason of an undecided request for "không áp dụng"."""
    exemptions: Mapping[str, str] = field(default_factory=dict)
    justifications: Mapping[str, str] = field(default_factory=dict)
    assessments: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    measured: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """Assessor → key → what the assessor measured, apart from the unit's own answers."""
    returned: tuple[Returned, ...] = ()
    returned_until: datetime | None = None
    """The term for what was sent back; None: no term of its own."""
    standpoints: Mapping[str, Standpoint] = field(default_factory=dict)
    """After verification: criterion → adjusted points, with what was said against them."""
    contest_until: datetime | None = None
    """Until when adjusted points may be contested; None: they may not."""
    suggestions: Mapping[str, str] = field(default_factory=dict)
    """Input key → canonical text from last year's campaign, offered for one-tap confirmation."""
    bests: Mapping[PeerKey, Best] = field(default_factory=dict)
    references: Mapping[str, Fraction] = field(default_factory=dict)
    standing: Standing | None = None
    assignments: tuple[AssignmentView, ...] = ()
    submitted_at: datetime | None = None
    inputs_scope: frozenset[str] | None = None
    """For a provider: the only input keys that are theirs; None means all."""
    dossier: Dossier = field(default_factory=Dossier)
    others: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    """For the unit's own contact: what providers gave, by key."""

    def with_answer(self, key: str, answer: StoredAnswer | None) -> "Questionnaire":
        """The same questionnaire as it will be once an answer is stored (or withdrawn, with None)."""
        rest = {k: v for k, v in self.answers.items() if k != key}
        return replace(self, answers=rest if answer is None else {**rest, key: answer})


CriterionState = State
