"""Runs the cases in `cases/`: sentences that officials can read, with the figures and what they must earn."""

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from dti_core.framework.framework import Framework
from dti_core.framework.library import find
from dti_core.framework.model import Rule
from dti_core.scoring.answers_file import parse_answers
from dti_core.scoring.engine import score_all
from dti_core.scoring.model import CriterionScore, UnitScore
from tests.scoring import small

FOLDER = Path(__file__).parent / "cases"
CRITERION_KEYS = {"points", "state", "says", "silent_on", "flags", "basis"}


@cache
def _file(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def _framework(path: Path) -> Framework:
    given = _file(path)["framework"]
    if isinstance(given, dict):
        return small.framework(given)
    loaded = find(given)
    assert loaded.framework is not None
    return loaded.framework


def _cases() -> list[Any]:
    return [
        pytest.param(path, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in _file(path)["cases"]
    ]


@pytest.mark.parametrize(("path", "case"), _cases())
def test_a_case_earns_what_it_says(path: Path, case: dict[str, Any]) -> None:
    assert set(case) <= {"name", "units", "references", "expect"}
    units = [{"id": name, **unit} for name, unit in case["units"].items()]
    text = json.dumps({"units": units, "references": case.get("references", {})}, ensure_ascii=False)
    parsed = parse_answers(text, _framework(path))
    assert not parsed.problems, [problem.message for problem in parsed.problems]
    scores = {one.id: one for one in score_all(_framework(path), parsed.units, parsed.references)}
    for unit, expected in case["expect"].items():
        _check_unit(scores[unit], expected)


def _check_unit(score: UnitScore, expected: dict[str, Any]) -> None:
    for name, value in expected.items():
        if name == "criteria":
            for criterion, wanted in value.items():
                _check_criterion(score.criteria[criterion], wanted)
        elif name == "rank":
            assert score.rank == value
        elif name in ("indices", "pillars"):
            assert getattr(score, name) == {one: Fraction(str(points)) for one, points in value.items()}
        else:
            assert getattr(score, name) == Fraction(str(value)), name


def _check_criterion(score: CriterionScore, wanted: dict[str, Any]) -> None:
    assert set(wanted) <= CRITERION_KEYS
    shown = score.explanation
    if "points" in wanted:
        assert score.points == Fraction(str(wanted["points"])), shown
    assert score.state == wanted.get("state", score.state), shown
    assert score.basis == wanted.get("basis", score.basis), shown
    assert list(score.flags) == wanted.get("flags", []), shown
    assert wanted.get("says", "") in shown
    if "silent_on" in wanted:
        assert wanted["silent_on"] not in shown


def test_every_kind_of_rule_has_cases() -> None:
    kinds = {kind.model_fields["type"].annotation for kind in get_args(get_args(Rule)[0])}
    named = {get_args(kind)[0] for kind in kinds}
    files = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml"))
    assert {kind for kind in named if f"type: {kind}" not in files} == set()
