"""Every way a framework file can be wrong, in the author's words; one entry per kind."""

from collections.abc import Mapping

from dti_core.framework.catalogue.entry import Entry
from dti_core.framework.catalogue.reading import FILE, YAML
from dti_core.framework.catalogue.references import REFERENCES
from dti_core.framework.catalogue.shape import SHAPE
from dti_core.framework.catalogue.structure import RULES, TREE
from dti_core.framework.problems import Finding, Problem, Spot

CATALOGUE: Mapping[str, Entry] = {**FILE, **YAML, **SHAPE, **TREE, **RULES, **REFERENCES}


def describe(finding: Finding, file: str, spot: Spot | None) -> Problem:
    """A finding in the author's words."""
    entry = CATALOGUE[finding.code]
    value = _shown(finding.value)
    facts = {**finding.facts, "value": value, "subject": finding.subject, "cover": finding.cover}
    return Problem(
        code=finding.code,
        file=file,
        line=spot.line if spot else 0,
        column=spot.column if spot else 0,
        value=value,
        message=entry.message.format_map(facts),
        cause=entry.cause.format_map(facts),
        fix=entry.fix.format_map(facts),
        suggestion=finding.suggestion,
    )


def render(problem: Problem) -> str:
    """A problem for a terminal: place and what, then why and what to do."""
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    lines = [f"{place}  {problem.message}", f"    Vì sao: {problem.cause}", f"    Cách sửa: {problem.fix}"]
    if problem.suggestion:
        lines.append(f"    Có phải ý Anh/Chị là “{problem.suggestion}”?")
    return "\n".join(lines)


def _shown(value: object) -> str:
    if value is None:
        return "(trống)"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "(một nhóm)" if isinstance(value, Mapping) else str(value)
    return text if len(text) <= 80 else text[:79] + "…"
