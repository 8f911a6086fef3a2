"""The authored shape of a framework: what a YAML file may say, as strict models.

Numbers are `Decimal` from the file's own text (never floats). Every parameter that turns numbers into points
has a `Basis`: the decision's own words, or an interpretation with its reason.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Code = Annotated[str, Field(min_length=1, pattern=r"^[0-9A-Za-zĐđ._/\-]+$")]
InputId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.\-]*$")]
Text = Annotated[str, Field(min_length=1)]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
InputKind = Literal["yes_no", "choice", "count", "decimal", "money", "text"]
InfoKind = Literal["text", "url", "phone", "email", "count", "decimal", "money", "person"]
EvidenceKind = Literal["link", "document", "spreadsheet", "image", "video", "credential"]


class Strict(BaseModel):
    """Unknown keys are refused and nothing is coerced behind the author's back."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


def _word_or_list(value: object) -> str:
    return "word" if isinstance(value, str) else "list"


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
Shared = Annotated[
    Annotated[Text, Tag("word")] | Annotated[tuple[Text, ...], Tag("list")], Discriminator(_word_or_list)
]
Criteria = Annotated[
    Annotated[Literal["any"], Tag("word")] | Annotated[tuple[Code, ...], Tag("list")],
    Discriminator(_word_or_list),
]


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
    shared: Shared | None = None
    """What it repeats: `info:5`, `7.3:b`; a list means the sum of those."""
    provider: str | None = None
    combine: Literal["same", "sum", "aggregator"] = "same"


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


class YesNo(Strict):
    """Full points when every listed input is true."""

    type: Literal["yes_no"]
    inputs: tuple[InputId, ...]
    basis: RuleBasis


class LadderStep(Strict):
    """From `at_least` on, `fraction` of the maximum."""

    at_least: Decimal = Field(ge=0)
    fraction: Decimal = Field(ge=0, le=1)


class Ladder(Strict):
    """The fraction of a choice (`input`), or of the first step that `count` reaches (0 if not `exists`)."""

    type: Literal["ladder"]
    input: InputId | None = None
    exists: InputId | None = None
    count: InputId | None = None
    steps: tuple[LadderStep, ...] = ()
    basis: RuleBasis


ZeroDenominator = Literal["max", "not_applicable", "zero"]


class Ratio(Strict):
    """r = sum(num) * scale / sum(den); full from `target` on, below it r/T (`scaled`), r (`raw`) or 0."""

    type: Literal["ratio"]
    numerator: tuple[InputId, ...]
    denominator: tuple[InputId, ...]
    scale: Decimal = Field(default=Decimal(1), gt=0)
    target: Decimal = Field(default=Decimal(1), gt=0)
    below: Literal["scaled", "raw", "zero"] = "scaled"
    zero_denominator: ZeroDenominator = "zero"
    excess: Literal["refuse", "warn"] = "refuse"
    """What numerator > denominator is: a mistake, or possible in this document."""
    basis: RuleBasis


class Count(Strict):
    """n / target, capped at the maximum."""

    type: Literal["count"]
    input: InputId
    target: Decimal = Field(gt=0)
    basis: RuleBasis


class Inverse(Strict):
    """Lower is better: (zero_at - x) / (zero_at - full_at) within 0…1; x = sum(num) * scale / sum(den)."""

    type: Literal["inverse"]
    numerator: tuple[InputId, ...]
    denominator: tuple[InputId, ...] = ()
    scale: Decimal = Field(default=Decimal(1), gt=0)
    full_at: Decimal = Field(default=Decimal(0), ge=0)
    zero_at: Decimal = Field(gt=0)
    zero_denominator: ZeroDenominator = "zero"
    basis: RuleBasis


class Relative(Strict):
    """r / best r among the peers of `scope` (a reference from outside may be higher)."""

    type: Literal["relative"]
    numerator: tuple[InputId, ...]
    denominator: tuple[InputId, ...] = ()
    scale: Decimal = Field(default=Decimal(1), gt=0)
    scope: Literal["group", "all"] = "group"
    zero_denominator: ZeroDenominator = "zero"
    basis: RuleBasis


class Assessed(Strict):
    """0…max given by an assessor, with a reason; nothing is asked of the contact but evidence."""

    type: Literal["assessed"]
    basis: RuleBasis


class Part(Strict):
    """A weighted sub-rule of `parts`; weights sum to at most 1."""

    weight: Decimal = Field(gt=0, le=1)
    title: str | None = None
    rule: "Rule"


class Parts(Strict):
    """The sum of weighted sub-rules."""

    type: Literal["parts"]
    parts: tuple[Part, ...]
    basis: RuleBasis


Rule = Annotated[
    YesNo | Ladder | Ratio | Count | Inverse | Relative | Assessed | Parts, Field(discriminator="type")
]


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
    inputs: tuple[Input, ...] = ()
    rule: Rule | None = None
    evidence: Evidence | None = None
    children: tuple["NodeSpec", ...] = ()


class PoolSpec(Strict):
    """Several criteria that share one maximum: points = max * min(1, sum(numerators) / sum(denominators))."""

    id: Name
    title: Text
    max: Decimal = Field(gt=0)
    basis: BasisRef


class Pillar(Strict):
    """A total that the framework computes beside the grand total, over the named indices."""

    id: Name
    title: Text
    max: Decimal
    indices: tuple[Code, ...]
    basis: BasisRef


class Headline(Strict):
    """What `score` is: the sum of points, or the mean of the pillars (raw)."""

    kind: Literal["sum", "pillar_mean"] = "sum"
    basis: BasisRef


class Assessor(Strict):
    """A column in which points are given: self, department, online, expert, council."""

    id: Literal["self", "department", "online", "expert", "council"]
    title: Text


class Merge(Strict):
    """Which assessor prevails in the final points: the first of `order` that has given points."""

    order: tuple[str, ...]
    basis: BasisRef


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
    """The decision that issues the framework; `source` names the text file beside the YAML."""

    number: Text
    date: Day
    issuer: Text
    source: Text
    title: Text | None = None


class Schedule(Strict):
    """When the decision has the index assessed, in its words."""

    text: Text
    place: Text


class FrameworkSpec(Strict):
    """A whole framework file."""

    id: Name
    title: Text
    level: Literal["so", "huyen", "tinh"]
    decision: Decision
    schedule: Schedule | None = None
    max_points: Decimal
    bases: dict[str, Basis] = Field(default_factory=dict)
    assessors: tuple[Assessor, ...]
    default_assessors: tuple[str, ...] = ("self",)
    merge: Merge
    headline: Headline
    groups: tuple[Group, ...]
    info: tuple[InfoItem, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    pools: tuple[PoolSpec, ...] = ()
    traits: tuple[Trait, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    nodes: tuple[NodeSpec, ...]
    anomalies: tuple[Anomaly, ...] = ()
