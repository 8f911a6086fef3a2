"""Which questions a criterion or an item of general information asks, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from dti_core.framework.framework import Framework, Node
from dti_core.framework.model import (
    Choice,
    InfoKind,
    Input,
    InputKind,
    Inverse,
    Ladder,
    Parts,
    Ratio,
    Relative,
    Rule,
)
from dti_core.survey.questionnaire import Questionnaire

NUMERIC = ("count", "decimal", "money")
Division = Ratio | Inverse | Relative


@dataclass(frozen=True)
class TotalPart:
    """One stored value that a total is made of; `value` is None while it is not known."""

    key: str
    label: str
    value: Fraction | None
    most: Fraction | None = None


@dataclass(frozen=True)
class Total:
    """What a number is counted among. `strict`: more than the total is a mistake, not a warning."""

    parts: tuple[TotalPart, ...]
    scale: Fraction
    strict: bool
    own: bool
    """The total is asked by the same criterion, so both can be typed at once ("118/120")."""
    whole: bool = True
    """The number is a part of it, counted in the same unit; else the two are only divided by each other."""

    @property
    def value(self) -> Fraction | None:
        """The sum; None while a part is missing."""
        known = [part.value for part in self.parts if part.value is not None]
        return sum(known, Fraction(0)) if len(known) == len(self.parts) else None

    def exceeded_by(self, part: Fraction) -> bool:
        """Whether a known total is smaller than `part` (brought to the same unit)."""
        return self.value is not None and part * self.scale > self.value


@dataclass(frozen=True)
class Among:
    """The largest stored number that is counted within this one: a smaller total would contradict it."""

    key: str
    value: Fraction


@dataclass(frozen=True)
class Question:
    """One value to be asked. `subject` is the criterion id, or the info item as `info:5`."""

    subject: str
    key: str
    kind: InputKind | InfoKind
    label: str
    text: str | None = None
    measure: str | None = None
    choices: tuple[Choice, ...] = ()
    most: Fraction | None = None
    """More than that there cannot be."""
    total: Total | None = None
    among: Among | None = None
    borrowed: bool = False
    """A shared value that belongs elsewhere, asked here because it is not known yet."""

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC

    @property
    def scaled(self) -> bool:
        """Whether the printed measure counts thousands, millions…: worth saying beside the question."""
        return (self.measure or "").lower().startswith(("nghìn", "ngàn", "triệu", "tỷ", "tỉ"))


THIS_YEAR = "năm đánh giá"
"""How a framework, which serves many years, speaks of the year that a campaign is about."""


def of_subject(view: Questionnaire, subject: str) -> tuple[Question, ...]:
    """The questions of a criterion or info item that this person may answer."""
    asked = of_info(view.framework, subject) if is_info(subject) else _of_criterion(view, subject)
    theirs = (q for q in asked if view.inputs_scope is None or q.key in view.inputs_scope)
    return tuple(
        replace(q, text=dated(view, q.text)) if q.text and THIS_YEAR in q.text else q for q in theirs
    )


def dated(view: Questionnaire, text: str) -> str:
    """The framework's words with the campaign's own year: "năm 2024"."""
    return text.replace(THIS_YEAR, f"năm {view.campaign.reference_year}")


def of_key(view: Questionnaire, key: str, subject: str | None = None) -> Question | None:
    """The question that stores `key`, as `subject` asks it where that is given; None for an unknown key."""
    for place in (subject, owner(key)):
        known = place is not None and (is_info(place) or place in view.framework.by_id)
        for question in of_subject(view, place) if place and known else ():
            if question.key == key:
                return question
    return None


def is_info(subject: str) -> bool:
    """Whether a subject is an item of general information."""
    return subject.startswith("info:")


def owner(key: str) -> str:
    """The subject that a key belongs to: `3.1:a` → `3.1`, `info:12.ho_ten` → `info:12`."""
    head, _, tail = key.rpartition(":")
    return f"info:{tail.split('.')[0]}" if head == "info" else head


def of_info(framework: Framework, subject: str) -> tuple[Question, ...]:
    """An info item's single question, or one for each of its fields."""
    item = framework.info.get(subject.removeprefix("info:"))
    if item is None:
        return ()
    if not item.fields:
        return (Question(subject, subject, item.kind, item.label, item.question, item.measure),)
    return tuple(Question(subject, f"{subject}.{f.id}", f.kind, f.label) for f in item.fields)


def _of_criterion(view: Questionnaire, criterion: str) -> Iterator[Question]:
    node = view.framework.by_id[criterion]
    seen: set[str] = set()
    for item in node.inputs:
        total = total_of(view, node, item)
        if item.shared is None and _applies(view, node, item):
            yield from _unknown_shared(view, node, total, seen)
            yield _own(view, node, item, total)
    for item in node.inputs:
        if item.shared is not None:
            yield from _missing(view, node, view.framework.keys_of(node.id, item), seen)


def _own(view: Questionnaire, node: Node, item: Input, total: Total | None) -> Question:
    return Question(
        subject=node.id,
        key=f"{node.id}:{item.id}",
        kind=item.kind,
        label=item.label,
        text=item.question,
        measure=item.measure,
        choices=item.choices or (),
        most=_most(item),
        total=total,
        among=_among(view, node, item),
    )


def _among(view: Questionnaire, node: Node, item: Input) -> Among | None:
    """For a denominator of this criterion's own: the numerator that is already stored."""
    for rule in _divisions(node.rule):
        if rule.denominator == (item.id,) and isinstance(rule, Ratio) and rule.excess == "refuse":
            parts = [(f"{node.id}:{above}", number(view, f"{node.id}:{above}")) for above in rule.numerator]
            known = [Among(key, value * Fraction(rule.scale)) for key, value in parts if value is not None]
            return known[0] if len(known) == len(parts) == 1 else None
    return None


def _unknown_shared(
    view: Questionnaire, node: Node, total: Total | None, seen: set[str]
) -> Iterator[Question]:
    if total and not total.own:
        yield from _missing(view, node, tuple(part.key for part in total.parts), seen)


def _missing(view: Questionnaire, node: Node, keys: tuple[str, ...], seen: set[str]) -> Iterator[Question]:
    for key in keys:
        if key not in view.answers and key not in seen:
            seen.add(key)
            yield from _borrowed(view.framework, node, key)


def _borrowed(framework: Framework, node: Node, key: str) -> Iterator[Question]:
    place = owner(key)
    if is_info(place):
        item = framework.info[place.removeprefix("info:")]
        yield Question(node.id, key, item.kind, item.label, item.question, item.measure, borrowed=True)
        return
    found = _input(framework, key)
    yield Question(
        node.id,
        key,
        found.kind,
        found.label,
        found.question,
        found.measure,
        found.choices or (),
        _most(found),
        borrowed=True,
    )


def total_of(view: Questionnaire, node: Node, item: Input) -> Total | None:
    """What an input is counted among: the denominator of the one division whose only numerator it is."""
    for rule in _divisions(node.rule):
        if rule.numerator == (item.id,) and rule.denominator:
            below = [i for i in node.inputs if i.id in rule.denominator]
            keys = [(key, i) for i in below for key in view.framework.keys_of(node.id, i)]
            return Total(
                parts=tuple(_part(view, key, i) for key, i in keys),
                scale=Fraction(rule.scale),
                strict=isinstance(rule, Ratio) and rule.excess == "refuse",
                own=all(i.shared is None for i in below),
                whole=isinstance(rule, Ratio) and rule.excess != "allow" and rule.scale == 1,
            )
    return None


def _part(view: Questionnaire, key: str, item: Input) -> TotalPart:
    place = owner(key)
    asked = None if is_info(place) else _input(view.framework, key)
    return TotalPart(
        key, _label(view.framework, key, item), number(view, key), _most(asked) if asked else None
    )


def _input(framework: Framework, key: str) -> Input:
    """The criterion's input that a key belongs to."""
    place = owner(key)
    return next(i for i in framework.by_id[place].inputs if f"{place}:{i.id}" == key)


def _most(item: Input) -> Fraction | None:
    return None if item.most is None else Fraction(item.most)


def number(view: Questionnaire, key: str) -> Fraction | None:
    """A stored number; None where there is none."""
    answer = view.answers.get(key)
    known = answer is not None and isinstance(answer.value, Fraction)
    return Fraction(answer.value) if known and answer else None


def _label(framework: Framework, key: str, item: Input) -> str:
    if is_info(owner(key)):
        found = framework.info.get(owner(key).removeprefix("info:"))
        return found.label if found else item.label
    return item.label


def _divisions(rule: Rule | None) -> Iterator[Division]:
    if isinstance(rule, Parts):
        for part in rule.parts:
            yield from _divisions(part.rule)
    elif isinstance(rule, Ratio | Inverse | Relative):
        yield rule


def _applies(view: Questionnaire, node: Node, item: Input) -> bool:
    """A count is not asked once it is said that the thing does not exist."""
    for rule in _ladders(node.rule):
        if rule.count == item.id and rule.exists is not None:
            answer = view.answers.get(f"{node.id}:{rule.exists}")
            return answer is None or answer.value is not False
    return True


def _ladders(rule: Rule | None) -> Iterator[Ladder]:
    if isinstance(rule, Parts):
        for part in rule.parts:
            yield from _ladders(part.rule)
    elif isinstance(rule, Ladder):
        yield rule
