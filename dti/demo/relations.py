"""How the numbers of a framework hang together: which count for a rule, and which cannot exceed which."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from dti_core.framework.framework import Framework, Node
from dti_core.framework.model import Count, InfoItem, Input, Inverse, Ladder, Parts, Ratio, Relative, Rule

NUMERIC = ("count", "decimal", "money")
Keys = tuple[str, ...]


@dataclass(frozen=True)
class Bound:
    """The sum of `left`, times `scale`, is at most (or equal to) the sum of `right`."""

    left: Keys
    right: Keys
    scale: Fraction = Fraction(1)
    equal: bool = False


@dataclass(frozen=True)
class Use:
    """A rule that a figure counts for, with the keys of all its figures."""

    rule: Ratio | Inverse | Relative | Count | Ladder
    numerator: Keys
    denominator: Keys = ()


def numbers_of(framework: Framework) -> Iterator[tuple[str, Input | InfoItem]]:
    """Every stored number, in the order of the document."""
    for item in framework.spec.info:
        if item.kind in NUMERIC:
            yield f"info:{item.id}", item
    for node in framework.criteria:
        for one in node.inputs:
            if one.kind in NUMERIC and one.shared is None:
                yield f"{node.id}:{one.id}", one


def uses_of(framework: Framework) -> Iterator[tuple[str, Use]]:
    """Each number with the rules that count it as what is reached (not as what it is divided by)."""
    for node in framework.criteria:
        for rule in leaves(node.rule):
            use = _use(framework, node, rule)
            yield from ((key, use) for key in (use.numerator if use else ()) if use)


def bounds_of(framework: Framework) -> Iterator[Bound]:
    """What the rules refuse and what the framework calls plausible."""
    for node in framework.criteria:
        for rule in leaves(node.rule):
            if isinstance(rule, Ratio) and rule.excess != "allow" and rule.target <= 1:
                use = _use(framework, node, rule)
                if use is not None:
                    yield Bound(use.numerator, use.denominator, Fraction(rule.scale))
    for hint in framework.spec.plausible:
        yield Bound(hint.left, hint.right, equal=hint.relation == "equal")


def leaves(rule: Rule | None) -> Iterator[Rule]:
    """A rule's parts, or the rule itself."""
    if isinstance(rule, Parts):
        for part in rule.parts:
            yield from leaves(part.rule)
    elif rule is not None:
        yield rule


def _use(framework: Framework, node: Node, rule: Rule) -> Use | None:
    if isinstance(rule, Ratio | Inverse | Relative):
        return Use(rule, _keys(framework, node, rule.numerator), _keys(framework, node, rule.denominator))
    counted = rule.input if isinstance(rule, Count) else rule.count if isinstance(rule, Ladder) else None
    if isinstance(rule, Count | Ladder) and counted is not None:
        return Use(rule, _keys(framework, node, (counted,)))
    return None


def _keys(framework: Framework, node: Node, inputs: Keys) -> Keys:
    items = {item.id: item for item in node.inputs}
    return tuple(key for one in inputs for key in framework.keys_of(node.id, items[one]))
