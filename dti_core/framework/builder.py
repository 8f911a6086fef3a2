"""From the authored tree to the flat `Framework`: ids, kinds, pillars, one basis per parameter."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from dti_core.framework.framework import Framework, Node, NodeKind, flatten
from dti_core.framework.model import Basis, BasisRef, FrameworkSpec, NodeSpec, Parts, Rule

OTHER = "other"
"""The key under a rule's `basis` that stands for every parameter not named there."""
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "yes_no": (),
    "ladder": (),
    "ratio": ("target", "below", "excess"),
    "count": ("target",),
    "inverse": ("full_at", "zero_at"),
    "relative": ("scope",),
    "assessed": (),
    "parts": ("weights",),
}


def build(spec: FrameworkSpec, content_hash: str) -> Framework:
    """Flatten a checked specification. A specification with problems may raise `KeyError`."""
    return Framework(spec, tuple(_nodes(spec)), content_hash)


def node_ids(spec: FrameworkSpec) -> dict[int, str]:
    """The id of each authored node by `id(node)`: its own, else the code where unique, else `pillar/code`."""
    rows = [(node, pillar) for node, pillar, _ in _with_pillars(spec)]
    times = Counter(node.code for node, _ in rows)
    return {
        id(node): node.id or (node.code if times[node.code] == 1 or not pillar else f"{pillar}/{node.code}")
        for node, pillar in rows
    }


def parameters(rule: Rule) -> tuple[str, ...]:
    """The parameters of a rule that need a basis, in the order they are explained."""
    names = ["formula", *PARAMETERS[rule.type]]
    if rule.type == "ladder":
        names.append("steps" if rule.steps else "fractions")
    if getattr(rule, "denominator", ()):
        names += ["denominator", "zero_denominator"]
    if getattr(rule, "scale", Decimal(1)) != 1:
        names.append("scale")
    return tuple(names)


def basis_of(rule: Rule, bases: Mapping[str, Basis]) -> dict[str, Basis]:
    """One basis per parameter; a part's parameters are prefixed with its number (`1.target`)."""
    given = rule.basis if isinstance(rule.basis, dict) else {OTHER: rule.basis}
    found = {name: _resolve(given.get(name, given.get(OTHER)), bases) for name in parameters(rule)}
    for number, part in enumerate(rule.parts if isinstance(rule, Parts) else (), start=1):
        found |= {f"{number}.{name}": basis for name, basis in basis_of(part.rule, bases).items()}
    return found


def _resolve(ref: BasisRef | None, bases: Mapping[str, Basis]) -> Basis:
    if ref is None:
        raise KeyError("basis")
    return bases[ref] if isinstance(ref, str) else ref


def _with_pillars(spec: FrameworkSpec) -> Iterator[tuple[NodeSpec, str | None, NodeSpec | None]]:
    """Nodes in order with the pillar they stand in (their own or the nearest ancestor's) and their parent."""
    pillars: dict[int, str | None] = {}
    for node, parent, _ in flatten(spec.nodes):
        pillars[id(node)] = node.pillar or (pillars[id(parent)] if parent else None)
        yield node, pillars[id(node)], parent


def node_names(spec: FrameworkSpec) -> dict[int, str]:
    """What people call each authored node by `id(node)`: its code, told apart by pillar, then by number."""
    rows = [(node, pillar) for node, pillar, _ in _with_pillars(spec)]
    titles = {pillar.id: pillar.title for pillar in spec.pillars}
    times = Counter(node.code for node, _ in rows)
    names, seen = {}, Counter[str]()
    for node, pillar in rows:
        alone = times[node.code] == 1 or pillar not in titles
        name = node.code if alone else f"{titles[str(pillar)]} {node.code}"
        seen[name] += 1
        names[id(node)] = name if seen[name] == 1 else f"{name} (thứ {seen[name]})"
    return names


def _nodes(spec: FrameworkSpec) -> Iterator[Node]:
    ids, names = node_ids(spec), node_names(spec)
    for node, pillar, parent in _with_pillars(spec):
        yield Node(
            id=ids[id(node)],
            name=names[id(node)],
            code=node.code,
            printed_code=node.code if node.printed_code is None else node.printed_code or None,
            title=fold(node.title),
            corrected_title=fold(node.corrected_title) if node.corrected_title else None,
            kind=_kind(node, parent),
            parent=ids[id(parent)] if parent else None,
            pillar=pillar,
            max_points=None if node.max is None else Fraction(node.max),
            pool=node.pool,
            assessors=spec.default_assessors if node.assessors is None else node.assessors,
            guidance=node.guidance,
            method=node.method,
            note=node.note,
            inputs=node.inputs,
            rule=node.rule,
            evidence=node.evidence,
            basis=basis_of(node.rule, spec.bases) if node.rule else {},
        )


def _kind(node: NodeSpec, parent: NodeSpec | None) -> NodeKind:
    if not node.children:
        return "criterion"
    return "component" if parent else "index"


def fold(text: str) -> str:
    """White space as in running text: the document's line breaks are not part of a title."""
    return " ".join(text.split())
