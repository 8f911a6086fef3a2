"""How points were found: every rule in words with its basis, and the contradictions of the decision."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import front, words
from dti_core.excel.out.book import TABS, Book
from dti_core.excel.out.tables import Sheet, Table
from dti_core.excel.out.values import Value
from dti_core.framework.framework import Framework, Node
from dti_core.framework.model import Basis
from dti_core.survey.questions import THIS_YEAR

METHOD = Table(
    words.METHOD,
    words.METHOD_HEADS,
    ("code", "text", "loose", "text", "text", "text", "text"),
    (10, 46, 9, 60, 30, 60, 14),
    TABS["method"],
)
ANOMALIES = Table(
    words.ANOMALIES,
    words.ANOMALY_HEADS,
    ("text", "text", "text", "text", "text"),
    (22, 40, 46, 46, 40),
    TABS["anomalies"],
    1,
)
Row = tuple[Value, ...]


def method(book: Book, scope: Scope, framework: Framework, name: str) -> None:
    """One framework's rules."""
    table = replace(METHOD, name=name)
    sheet = Sheet(book, table, front.table_lines(scope, f"{words.METHOD}: {framework.spec.title}", framework))
    year = f"năm {scope.occasion.year}"
    for row in rules(framework):
        said = (one.replace(THIS_YEAR, year) if isinstance(one, str) else one for one in row)
        sheet.rows.add(*said)
    sheet.close()


def anomalies(book: Book, scope: Scope, framework: Framework, name: str) -> None:
    """What the decision contradicts itself in."""
    table = replace(ANOMALIES, name=name)
    title = f"{words.ANOMALIES}: {framework.spec.title}"
    sheet = Sheet(book, table, front.table_lines(scope, title, framework))
    for one in framework.spec.anomalies:
        sheet.rows.add(one.at, one.printed, one.found, one.handling, one.note)
    sheet.close()


def rules(framework: Framework) -> Iterator[Row]:
    """Everything that turns figures into points."""
    spec = framework.spec
    titles: dict[str, str] = {one.id: one.title for one in spec.assessors}
    order = " → ".join(titles.get(one, one) for one in spec.merge.order)
    mean = spec.headline.kind == "pillar_mean"
    yield _row("", words.MERGE.format(order=order), None, "", [framework.resolve_basis(spec.merge.basis)])
    head = words.HEADLINE_MEAN if mean else words.HEADLINE_SUM
    yield _row("", head, None, "", [framework.resolve_basis(spec.headline.basis)])
    for pillar in spec.pillars:
        title = words.PILLAR.format(title=pillar.title)
        yield _row("", title, Fraction(pillar.max), "", [framework.resolve_basis(pillar.basis)])
    for node in framework.nodes:
        if node.kind == "criterion":
            how = "\n".join(part for part in (node.guidance, node.method) if part)
            yield _row(node.name, node.title, node.max_points, how, _bases(node))
    for pool in spec.pools:
        members = ", ".join(one.name for one in framework.members(pool.id))
        title = words.POOL.format(title=pool.title)
        yield _row("", title, Fraction(pool.max), members, [framework.resolve_basis(pool.basis)])
    for one in spec.exemptions:
        listed = "" if one.criteria == "any" else ", ".join(one.criteria)
        how = f"{words.GIVES[one.gives]} {listed}".strip()
        named = [framework.resolve_basis(ref) for ref in (one.basis, *one.bases.values())]
        yield _row("", words.EXEMPTION.format(title=one.title), None, how, named)


def _row(code: str, title: str, maximum: Fraction | None, how: str, bases: Iterable[Basis]) -> Row:
    found = tuple(dict.fromkeys((one.source, one.place, one.reason, one.reference) for one in bases))
    places = dict.fromkeys(place for _, place, _, _ in found if place)
    reasons = dict.fromkeys(part for _, _, *said in found for part in said if part)
    assumed = any(source == "assumed" for source, *_ in found)
    kind = words.BASIS["assumed" if assumed or not found else "decision"]
    return code, title, maximum, how, "\n".join(places), "\n".join(reasons), kind


def _bases(node: Node) -> tuple[Basis, ...]:
    return tuple(node.basis.values())
