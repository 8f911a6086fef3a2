"""Rules and the inputs that they use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dti_core.framework.checks.tree import Place, Tree
from dti_core.framework.model import Input, Inverse, Ladder, Parts, Ratio, Rule
from dti_core.framework.problems import Finding, Path, nearest

NUMBERS = ("count", "decimal", "money")
COUNTS = ("count", "decimal")
KINDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("yes_no", "inputs"): ("yes_no",),
    ("ladder", "input"): ("choice",),
    ("ladder", "exists"): ("yes_no",),
    ("ladder", "count"): COUNTS,
    ("ratio", "numerator"): NUMBERS,
    ("ratio", "denominator"): NUMBERS,
    ("count", "input"): COUNTS,
    ("inverse", "numerator"): NUMBERS,
    ("inverse", "denominator"): NUMBERS,
    ("relative", "numerator"): NUMBERS,
    ("relative", "denominator"): NUMBERS,
}
"""Which kinds of input a parameter of a rule can calculate with."""


@dataclass(frozen=True)
class Use:
    """An input as a rule names it."""

    name: str
    path: Path
    kinds: tuple[str, ...]


def check(tree: Tree) -> Iterator[Finding]:
    """Rules that are missing, misplaced or calculate with the wrong inputs."""
    for place in tree.places:
        yield from _leaf(place) if place.is_leaf else _inner(place)


def _inner(place: Place) -> Iterator[Finding]:
    """A parent calculates nothing itself."""
    for key in ("rule", "inputs", "pool"):
        if getattr(place.spec, key):
            yield Finding("rule-on-parent", (*place.path, key), key, place.id, at_key=True)


def _leaf(place: Place) -> Iterator[Finding]:
    rule = place.spec.rule
    yield from _choices(place)
    if rule is None:
        yield Finding("leaf-without-rule", place.path, subject=place.id)
        return
    path = (*place.path, "rule")
    yield from _inputs(place, tuple(uses(rule, path)))
    yield from _own(place.id, rule, path)


def uses(rule: Rule, path: Path) -> Iterator[Use]:
    """Every input that a rule names, with the kinds it can be of there."""
    for (kind, key), kinds in KINDS.items():
        named = getattr(rule, key, None) if rule.type == kind else None
        if isinstance(named, str):
            yield Use(named, (*path, key), kinds)
        elif named:
            yield from (Use(name, (*path, key, number), kinds) for number, name in enumerate(named))
    for number, part in enumerate(rule.parts if isinstance(rule, Parts) else ()):
        yield from uses(part.rule, (*path, "parts", number, "rule"))


def _inputs(place: Place, used: tuple[Use, ...]) -> Iterator[Finding]:
    inputs = {item.id: item for item in place.spec.inputs}
    yield from _repeated(place, used)
    for use in used:
        yield from _use(place, use, inputs)
    names = {use.name for use in used}
    for number, item in enumerate(place.spec.inputs):
        if item.id not in names and item.kind != "text":
            yield Finding("unused-input", (*place.path, "inputs", number, "id"), item.id, place.id)


def _repeated(place: Place, used: tuple[Use, ...]) -> Iterator[Finding]:
    """The same input twice in one list would be counted twice."""
    seen: set[tuple[str, Path]] = set()
    for use in used:
        if (use.name, use.path[:-1]) in seen:
            yield Finding("duplicate-id", use.path, use.name, place.id, {"what": "số liệu trong cách tính"})
        if isinstance(use.path[-1], int):
            seen.add((use.name, use.path[:-1]))


def _use(place: Place, use: Use, inputs: Mapping[str, Input]) -> Iterator[Finding]:
    item = inputs.get(use.name)
    if item is None:
        facts = {"allowed": ", ".join(inputs) or "(chưa có số liệu nào)"}
        guess = nearest(use.name, inputs)
        yield Finding("unknown-input", use.path, use.name, place.id, facts, suggestion=guess)
    elif item.kind not in use.kinds:
        facts = {"kind": item.kind, "allowed": ", ".join(use.kinds)}
        yield Finding("wrong-input-kind", use.path, use.name, place.id, facts)


def _choices(place: Place) -> Iterator[Finding]:
    for number, item in enumerate(place.spec.inputs):
        path = (*place.path, "inputs", number)
        if item.kind == "choice" and len(item.choices or ()) < 2:
            yield Finding("choice-without-choices", path, item.id, place.id)
        if item.kind != "choice" and item.choices:
            yield Finding("needless-choices", (*path, "choices"), item.id, place.id, at_key=True)
        if item.most is not None and (item.kind not in NUMBERS or item.shared is not None):
            yield Finding("needless-most", (*path, "most"), item.id, place.id, at_key=True)


def _own(subject: str, rule: Rule, path: Path) -> Iterator[Finding]:
    """What a rule's own parameters must agree on."""
    if isinstance(rule, Ladder):
        yield from _ladder(subject, rule, path)
    elif isinstance(rule, Inverse) and rule.full_at >= rule.zero_at:
        yield Finding("inverse-bounds", (*path, "zero_at"), rule.full_at, subject, {"limit": rule.zero_at})
    elif isinstance(rule, Ratio) and rule.below == "raw" and rule.target > 1:
        yield Finding("rule-over-max", (*path, "target"), rule.target, subject)
    elif isinstance(rule, Parts):
        yield from _parts(subject, rule, path)


def _ladder(subject: str, rule: Ladder, path: Path) -> Iterator[Finding]:
    by_choice = rule.input is not None and not (rule.count or rule.exists or rule.steps)
    by_count = rule.count is not None and rule.steps and rule.input is None
    if not (by_choice or by_count):
        yield Finding("ladder-incomplete", path, subject=subject)
    for number, (higher, lower) in enumerate(zip(rule.steps, rule.steps[1:], strict=False), start=1):
        if lower.at_least >= higher.at_least or lower.fraction > higher.fraction:
            yield Finding("ladder-steps-order", (*path, "steps", number), lower.at_least, subject)


def _parts(subject: str, rule: Parts, path: Path) -> Iterator[Finding]:
    total = sum(part.weight for part in rule.parts)
    if total > 1:
        yield Finding("weights-over-one", (*path, "parts"), total, subject, at_key=True)
    for number, part in enumerate(rule.parts):
        yield from _own(subject, part.rule, (*path, "parts", number, "rule"))
