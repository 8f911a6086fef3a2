"""A framework as a person reads it on a terminal."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dti import framework_texts as texts
from dti_core.framework.framework import Framework, Node
from dti_core.framework.lasting import is_assumed
from dti_core.framework.model import Column, Exemption, InfoItem, Pillar


def as_text(framework: Framework) -> str:
    """Head, general info, the tree with how each criterion is calculated, exemptions, anomalies."""
    return "\n".join(_lines(framework))


def points(value: Fraction) -> str:
    """Points in Vietnamese form, as printed: 10, 0,5."""
    return str(int(value) if value.denominator == 1 else float(value)).replace(".", ",")


def size(framework: Framework) -> str:
    """How many criteria a framework has, and for how many points, in a few words."""
    printed, attainable = Fraction(framework.spec.max_points), framework.attainable_points
    return texts.size(len(framework.criteria), points(printed), points(attainable))


def _lines(framework: Framework) -> Iterator[str]:
    spec = framework.spec
    yield f"{spec.id} · {spec.title}"
    yield texts.decision(spec.decision.number, spec.decision.date, spec.decision.issuer)
    yield texts.totals(points(Fraction(spec.max_points)), points(framework.attainable_points))
    yield from _section(texts.PILLARS, [_pillar(framework, pillar) for pillar in spec.pillars])
    yield from _section(texts.ASSESSORS, list(_assessors(framework)))
    yield from _section(texts.OCCASIONS, list(_occasions(framework)))
    yield from _section(texts.INFO, [_info(item) for item in spec.info])
    yield texts.heading(texts.NODES)
    yield from _tree(framework)
    yield from _section(texts.TRAITS, [f"  • {trait.title} ({trait.id})" for trait in spec.traits])
    yield from _section(texts.EXEMPTIONS, [_exemption(each) for each in spec.exemptions])
    yield from _section(texts.HINTS, list(dict.fromkeys(f"  • {each.text}" for each in spec.plausible)))
    yield from _section(texts.COLUMNS, [_columns(spec.columns)] if spec.columns else [])
    yield from _section(texts.UNITS, [f"  • {each.title}" for each in spec.units])
    yield from _section(texts.ANOMALIES, list(anomalies(framework)))


def anomalies(framework: Framework) -> Iterator[str]:
    """The contradictions of the document, each at its place as people call it."""
    for each in framework.spec.anomalies:
        yield texts.anomaly(each, _place(framework, each.at))


def _place(framework: Framework, at: str) -> str:
    """Where an anomaly stands: `kinh-te-so/2.2` is Kinh tế số 2.2, `info:4` is general info 4."""
    owner, _, item = at.rpartition(":")
    if at == "framework":
        return texts.WHOLE
    if owner == "info":
        return f"{texts.INFO} {item}"
    if at in framework.pools:
        return f"{texts.POOL} {', '.join(each.name for each in framework.members(at))}"
    if owner in framework.by_id:
        return f"{framework.by_id[owner].name}{item}"
    return framework.by_id[at].name if at in framework.by_id else at


def _info(item: InfoItem) -> str:
    given_by = item.provider if isinstance(item.provider, tuple) else (item.provider or "",)
    measure = f" ({item.measure})" if item.measure else ""
    measure = "" if measure and item.label.endswith(measure) else measure
    by = f" – {' / '.join(given_by)}" if item.provider else ""
    return f"  {item.id:>4}  {item.label}{measure}{by}"


def _occasions(framework: Framework) -> Iterator[str]:
    for when in framework.spec.schedule:
        yield f"  • {when.text} ({when.place})"
    who = framework.spec.volunteers
    if who:
        yield f"  • {texts.VOLUNTEERS}: {who.text} ({who.place})"


def _columns(columns: Sequence[Column]) -> str:
    return "  " + " | ".join(f"{each.over}: {each.title}" if each.over else each.title for each in columns)


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield texts.heading(title)
        yield from lines


def _pillar(framework: Framework, pillar: Pillar) -> str:
    codes = [framework.by_id[index].printed_code or framework.by_id[index].code for index in pillar.indices]
    return texts.pillar(pillar.title, points(Fraction(pillar.max)), codes)


def _assessors(framework: Framework) -> Iterator[str]:
    spec = framework.spec
    titles: dict[str, str] = {each.id: each.title for each in spec.assessors}
    yield from (f"  • {title}" for title in titles.values())
    if spec.default_assessors_basis is not None:
        basis = framework.resolve_basis(spec.default_assessors_basis)
        usual = [titles[each] for each in spec.default_assessors]
        yield texts.unmarked(usual, basis.reason or basis.place or "")


def _tree(framework: Framework) -> Iterator[str]:
    """The nodes, with a heading wherever the next indices belong to other pillars."""
    before: list[str] = []
    for node in framework.nodes:
        if node.parent is None:
            pillars = [each.title for each in framework.spec.pillars if node.id in each.indices]
            if pillars and pillars != before:
                yield texts.of_pillars(pillars)
            before = pillars
        yield _node(framework, node)


def _node(framework: Framework, node: Node) -> str:
    depth = 0 if node.parent is None else 1 + _depth(framework, node.parent)
    shown = (node.printed_code or node.code, node.title, *_worth(framework, node))
    line = "  " * (depth + 1) + "  ".join(shown)
    if node.rule is None:
        return line
    return f"{line}  – {texts.RULES[node.rule.type]}, {texts.ASSUMED if is_assumed(node) else texts.PRINTED}"


def _worth(framework: Framework, node: Node) -> Iterator[str]:
    """The printed points in brackets; what shares a maximum says with whom, a bare heading nothing."""
    if node.pool is not None:
        others = [each.name for each in framework.members(node.pool) if each is not node]
        yield f"[{texts.shared(points(Fraction(framework.pools[node.pool].max)), others)}]"
    elif node.max_points is not None:
        yield f"[{points(node.max_points)}]"
    elif node.kind == "criterion":
        yield f"[{texts.NO_POINTS}]"


def _depth(framework: Framework, node_id: str) -> int:
    parent = framework.by_id[node_id].parent
    return 0 if parent is None else 1 + _depth(framework, parent)


def _exemption(exemption: Exemption) -> str:
    named = texts.ANY if exemption.criteria == "any" else ", ".join(exemption.criteria) or texts.NONE
    return f"  • {exemption.title}: {named} → {texts.GIVES[exemption.gives]}"
