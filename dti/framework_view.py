"""A framework as a person reads it on a terminal."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dti import framework_texts as texts
from dti_core.framework.framework import Framework, Node
from dti_core.framework.lasting import is_assumed
from dti_core.framework.model import Column, Exemption, InfoItem


def as_text(framework: Framework) -> str:
    """Head, general info, the tree with how each criterion is calculated, exemptions, anomalies."""
    return "\n".join(_lines(framework))


def points(value: Fraction | None) -> str:
    """Points in Vietnamese form, as printed: 10, 0,5."""
    if value is None:
        return "–"
    return str(int(value) if value.denominator == 1 else float(value)).replace(".", ",")


def _lines(framework: Framework) -> Iterator[str]:
    spec = framework.spec
    yield f"{spec.id} · {spec.title}"
    yield texts.decision(spec.decision.number, spec.decision.date, spec.decision.issuer)
    yield texts.totals(points(Fraction(spec.max_points)), points(framework.attainable_points))
    yield from _section(texts.PILLARS, [f"  • {p.title} [{points(Fraction(p.max))}]" for p in spec.pillars])
    yield from _section(texts.OCCASIONS, list(_occasions(framework)))
    yield from _section(texts.INFO, [_info(item) for item in spec.info])
    yield texts.heading(texts.NODES)
    yield from (_node(framework, node) for node in framework.nodes)
    yield from _section(texts.TRAITS, [f"  • {trait.id}: {trait.title}" for trait in spec.traits])
    yield from _section(texts.EXEMPTIONS, [_exemption(each) for each in spec.exemptions])
    yield from _section(texts.HINTS, [f"  • {each.text}" for each in spec.plausible])
    yield from _section(texts.COLUMNS, [_columns(spec.columns)] if spec.columns else [])
    yield from _section(texts.UNITS, [f"  • {each.title}" for each in spec.units])
    yield from _section(texts.ANOMALIES, [texts.anomaly(each) for each in spec.anomalies])


def _info(item: InfoItem) -> str:
    given_by = item.provider if isinstance(item.provider, tuple) else (item.provider or "",)
    measure = f" ({item.measure})" if item.measure else ""
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


def _node(framework: Framework, node: Node) -> str:
    depth = 0 if node.parent is None else 1 + _depth(framework, node.parent)
    line = f"{'  ' * (depth + 1)}{node.printed_code or node.code}  {node.title}  [{points(node.max_points)}]"
    if node.rule is None:
        return line
    return f"{line}  – {texts.RULES[node.rule.type]}, {texts.ASSUMED if is_assumed(node) else texts.PRINTED}"


def _depth(framework: Framework, node_id: str) -> int:
    parent = framework.by_id[node_id].parent
    return 0 if parent is None else 1 + _depth(framework, parent)


def _exemption(exemption: Exemption) -> str:
    named = texts.ANY if exemption.criteria == "any" else ", ".join(exemption.criteria) or texts.NONE
    return f"  • {exemption.title}: {named} → {texts.GIVES[exemption.gives]}"
