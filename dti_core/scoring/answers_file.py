"""A file of answers for people who have the numbers already: text in, units or all problems at once out.

The shape is that of `dti score`: units with info, answers, requests, granted exemptions, assessments; and
references. Values are in the printed measures. An input that is shared may be given where it belongs or where
it is used, as often as one likes, as long as it is the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from dti_core.framework.framework import Framework
from dti_core.scoring.answers_unit import read_unit
from dti_core.scoring.answers_values import AnswersProblem, Desk
from dti_core.scoring.json_marks import BadJson, Json, read_json
from dti_core.scoring.model import UnitAnswers
from dti_core.scoring.plan import plan_of

MAX_CHARACTERS = 20_000_000


@dataclass(frozen=True)
class ParsedAnswers:
    """Units and references; both are empty where there are problems, so that nothing is half scored."""

    units: tuple[UnitAnswers, ...] = ()
    references: Mapping[str, Fraction] = field(default_factory=dict)
    problems: tuple[AnswersProblem, ...] = ()


def parse_answers(text: str, framework: Framework) -> ParsedAnswers:
    """Read a file of answers against a framework, collecting every problem in the order of the file."""
    desk = Desk()
    units, references = _document(text, framework, desk)
    if desk.problems:
        found = dict.fromkeys(sorted(desk.problems, key=lambda one: (one.line, one.column)))
        return ParsedAnswers(problems=tuple(found))
    return ParsedAnswers(tuple(units), references)


def _document(text: str, framework: Framework, desk: Desk) -> tuple[list[UnitAnswers], dict[str, Fraction]]:
    top = _read(text, desk)
    if top is None:
        return [], {}
    entries = desk.entries(top, "", ("units", "references"))
    if "units" not in entries:
        if isinstance(top.value, dict):
            desk.report("missing-key", "units", top, value="units")
        return [], {}
    units = _units(entries["units"], framework, desk)
    return units, _references(entries["references"], framework, desk) if "references" in entries else {}


def _read(text: str, desk: Desk) -> Json | None:
    start = Json(None, 1, 1)
    if len(text) > MAX_CHARACTERS:
        desk.report("too-long", "", start, limit=MAX_CHARACTERS // 1_000_000)
        return None
    try:
        return read_json(text.removeprefix("\ufeff"))
    except BadJson as bad:
        desk.report("too-deep" if bad.too_deep else "bad-json", "", Json(None, bad.line, bad.column))
        return None


def _units(node: Json, framework: Framework, desk: Desk) -> list[UnitAnswers]:
    items = desk.items(node, "units")
    if not items and isinstance(node.value, list):
        desk.report("no-units", "units", node)
    found: dict[str, str] = {}
    units = []
    for number, item in enumerate(items):
        place = f"units[{number}]"
        unit = read_unit(framework, desk, item, place)
        if unit.id in found:
            desk.report("repeated-unit", f"{place}.id", item, value=unit.id, other=found[unit.id])
        if unit.id:
            found[unit.id] = place
        units.append(unit)
    return units


def _references(node: Json, framework: Framework, desk: Desk) -> dict[str, Fraction]:
    plan = plan_of(framework)
    found: dict[str, Fraction] = {}
    for criterion, child in desk.entries(node, "references").items():
        place = f"references.{criterion}"
        if criterion not in plan.criteria:
            desk.unknown_criterion(framework, criterion, place, child)
        elif not plan.criteria[criterion].relatives:
            desk.report("no-comparison", place, child, criterion=criterion)
        else:
            number = desk.number(child, place)
            if number is not None:
                found[criterion] = number
    return found
