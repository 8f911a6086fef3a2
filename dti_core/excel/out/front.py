"""What stands above a table: which decision, which unit, and whether the points may still change."""

from dti_core.campaign.staff.export.results import Result
from dti_core.campaign.staff.export.scope import Occasion, Scope
from dti_core.excel.out import words
from dti_core.framework.framework import Framework
from dti_core.messages.formatting import moment
from dti_core.messages.staff.states import STATES

Line = tuple[str, str, float | None]
"""Text, style, height of the row (merged cells do not grow by themselves)."""


def unit_lines(scope: Scope, result: Result) -> list[Line]:
    """Above a unit's form."""
    unit, framework = result.unit, result.unit.framework
    group = group_title(framework, unit.row.group_id)
    state = state_words(unit.row.state)
    where = words.UNIT_LINE.format(unit=unit.name, group=group, state=state)
    if unit.row.volunteer:
        where += f" · {words.VOLUNTEER}"
    return [
        (framework.spec.title, "title", 30.0),
        (decision(framework), "subtitle", None),
        (f"{scope.occasion.title} · {where}", "plain", None),
        *standing(scope),
    ]


def table_lines(scope: Scope, title: str, framework: Framework | None = None) -> list[Line]:
    """Above a table of the whole campaign."""
    more: list[Line] = [(decision(framework), "subtitle", None)] if framework else []
    return [(title, "title", 24.0), (scope.occasion.title, "plain", None), *more, *standing(scope)]


def standing(scope: Scope) -> list[Line]:
    """Whether points may still change, and what the reader is not shown."""
    lines: list[Line] = [(standing_words(scope.occasion), "warning", None)]
    if scope.indices is not None:
        lines.append((words.PARTIAL_VIEW, "warning", None))
    return lines


def standing_words(occasion: Occasion) -> str:
    """One sentence on how final the points are."""
    if occasion.decision is None:
        return words.PROVISIONAL.format(moment=moment(occasion.read_at, occasion.zone))
    number, day = occasion.decision
    return words.PUBLISHED.format(number=number, day=f"{day:%d/%m/%Y}")


def decision(framework: Framework) -> str:
    """The decision that issues the framework."""
    made = framework.spec.decision
    return words.decision(made.number, made.date, made.issuer)


def head(scope: Scope) -> str:
    """At the head of every printed page: the decision of the result, else of the framework."""
    occasion = scope.occasion
    if occasion.decision is not None:
        return f"{occasion.title} – {standing_words(occasion)}"
    decisions = dict.fromkeys(decision(framework) for framework, _ in scope.parts())
    return f"{occasion.title} – {'; '.join(decisions)}"


def group_title(framework: Framework, group: str) -> str:
    """A ranking group as the decision calls it."""
    return next((one.title for one in framework.spec.groups if one.id == group), group)


def state_words(state: str) -> str:
    """A unit's state in words."""
    known = STATES.get(state)
    return known.words if known else state
