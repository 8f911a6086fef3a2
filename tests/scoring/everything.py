"""One framework with every primitive, and random units of it."""

from fractions import Fraction
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from dti_core.framework.framework import Framework
from dti_core.scoring.model import UnitAnswers, Value
from tests.scoring import small


def _inputs(*ids: str, kind: str = "count") -> list[dict[str, Any]]:
    return [{"id": one, "kind": kind} for one in ids]


def _ratio(**more: Any) -> dict[str, Any]:
    return {"type": "ratio", "numerator": ["a"], "denominator": ["b"], "excess": "warn"} | more


CHOICES = [{"value": "het", "label": "Hết", "fraction": 1}, {"value": "nua", "label": "Nửa", "fraction": 0.5}]
STEPS = [{"at_least": 4, "fraction": 1}, {"at_least": 1, "fraction": 0.3}]
RELATIVE = {"type": "relative", "numerator": ["a"], "denominator": ["b"], "zero_denominator": "max"}
INVERSE = {"type": "inverse", "numerator": ["a"], "denominator": ["b"], "zero_at": 0.4, "full_at": 0.1}
CRITERIA: list[dict[str, Any]] = [
    {
        "code": "1.1",
        "max": 10,
        "inputs": _inputs("a", "b", kind="yes_no"),
        "rule": {"type": "yes_no", "inputs": ["a", "b"]},
    },
    {
        "code": "1.2",
        "max": 7,
        "inputs": [{"id": "a", "kind": "choice", "choices": CHOICES}],
        "rule": {"type": "ladder", "input": "a"},
    },
    {
        "code": "1.3",
        "max": 9,
        "inputs": [*_inputs("e", kind="yes_no"), *_inputs("n")],
        "rule": {"type": "ladder", "exists": "e", "count": "n", "steps": STEPS},
    },
    {"code": "1.4", "max": 20, "inputs": _inputs("a", "b"), "rule": _ratio(target=0.9)},
    {
        "code": "1.5",
        "max": 3,
        "inputs": _inputs("a", "b"),
        "rule": _ratio(target=0.5, below="raw", zero_denominator="max"),
    },
    {
        "code": "1.6",
        "max": 4,
        "inputs": _inputs("a", "b"),
        "rule": _ratio(below="zero", zero_denominator="not_applicable"),
    },
    {"code": "1.7", "max": 8, "inputs": _inputs("n"), "rule": {"type": "count", "input": "n", "target": 12}},
    {"code": "1.8", "max": 6, "inputs": _inputs("a", "b"), "rule": INVERSE},
    {"code": "1.9", "max": 10, "inputs": _inputs("a", "b"), "rule": RELATIVE},
    {
        "code": "1.10",
        "max": 5,
        "inputs": _inputs("n"),
        "rule": {"type": "relative", "numerator": ["n"], "scope": "all"},
    },
    {"code": "1.11", "max": 12, "rule": {"type": "assessed"}},
    {
        "code": "1.12",
        "max": 10,
        "inputs": [*_inputs("e", kind="yes_no"), *_inputs("a", "b")],
        "rule": {
            "type": "parts",
            "parts": [
                {"weight": 0.3, "rule": {"type": "yes_no", "inputs": ["e"]}},
                {"weight": 0.7, "rule": _ratio(zero_denominator="not_applicable")},
            ],
        },
    },
    {"code": "1.13", "pool": "chung", "inputs": _inputs("a", "b"), "rule": _ratio()},
    {"code": "1.14", "pool": "chung", "inputs": _inputs("a", "b"), "rule": _ratio(zero_denominator="max")},
    {
        "code": "1.15",
        "pool": "chung",
        "inputs": _inputs("a", "b"),
        "rule": _ratio(zero_denominator="not_applicable"),
    },
]
TRAITS = ("khong-dvc", "khong-truc-thuoc", "dac-thu")
EXEMPTIONS = [
    {
        "id": "gia-tri",
        "trait": TRAITS[0],
        "criteria": ["1.4", "1.8", "1.9"],
        "gives": "best_value",
        "peers": "all",
    },
    {"id": "diem", "trait": TRAITS[1], "criteria": ["1.2", "1.10", "1.13"], "gives": "best_points"},
    {"id": "bo", "trait": TRAITS[2], "criteria": ["1.1", "1.14"], "gives": "drop"},
    {"id": "toi-da", "criteria": "any", "gives": "max"},
]
GRANTS = ("max", "best_points", "best_value", "drop", "zero", "gia-tri", "diem", "bo", "toi-da")


def framework(marks: tuple[str, ...] = ("self", "department", "council")) -> Framework:
    """Every kind of rule, a pool, traits and all kinds of exemptions; `marks`: who assesses."""
    return small.framework(
        {
            "default_assessors": list(marks),
            "criteria": CRITERIA,
            "pools": [{"id": "chung", "title": "Chung", "max": 11}],
            "traits": [{"id": one, "title": one} for one in TRAITS],
            "exemptions": EXEMPTIONS,
        }
    )


FRAMEWORK = framework()
WITHOUT_SELF = framework(("department", "council"))
"""The same, but no criterion is the unit's own to assess."""
FEWER = settings(max_examples=settings().max_examples // 2)
"""Drawing a whole group is slow; half the profile's examples keep the suite quick."""
NUMBERS = st.one_of(st.integers(0, 12), st.integers(0, 10**12)).map(Fraction)


def _value(kind: str) -> st.SearchStrategy[Value]:
    if kind == "yes_no":
        return st.booleans()
    return st.sampled_from(["het", "nua"]) if kind == "choice" else NUMBERS


def values(*criteria: str) -> st.SearchStrategy[dict[str, Value]]:
    """Any answers to some criteria, or to all."""
    keys = {
        f"{node.id}:{item.id}": _value(item.kind)
        for node in FRAMEWORK.criteria
        for item in node.inputs
        if not criteria or node.id in criteria
    }
    return st.fixed_dictionaries({}, optional=keys)


def _some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from([node.id for node in FRAMEWORK.criteria]), values, max_size=3)


def _points() -> st.SearchStrategy[dict[str, Fraction]]:
    return _some(st.integers(0, 300).map(lambda tenths: Fraction(tenths, 10)))


def _measures() -> st.SearchStrategy[dict[str, dict[str, Value]]]:
    """Mostly nothing; else what one column measured of a few criteria."""
    some = st.sampled_from(FRAMEWORK.criteria).flatmap(lambda node: values(node.id))
    return st.one_of(
        st.just({}), st.dictionaries(st.sampled_from(["department", "council"]), some, max_size=2)
    )


@st.composite
def units(draw: st.DrawFn, unit_id: str = "mot") -> UnitAnswers:
    """A unit in any state whatever."""
    return UnitAnswers(
        id=unit_id,
        group=draw(st.sampled_from(["so", "huyen"])),
        volunteer=draw(st.sampled_from([False, False, False, True])),
        traits=draw(st.frozensets(st.sampled_from(TRAITS), max_size=2)),
        values=draw(values()),
        requested=draw(_some(st.just("không liên quan"))),
        exemptions=draw(_some(st.sampled_from(GRANTS))),
        assessments=draw(st.dictionaries(st.sampled_from(["department", "council"]), _points(), max_size=2)),
        measured=draw(_measures()),
    )


@st.composite
def groups(draw: st.DrawFn, size: int = 3) -> tuple[UnitAnswers, ...]:
    """Up to three units with different ids."""
    return tuple(draw(units(f"don-vi-{number}")) for number in range(draw(st.integers(1, size))))


REFERENCES = st.fixed_dictionaries({}, optional={"1.9": NUMBERS, "1.10": NUMBERS})
