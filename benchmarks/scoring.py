"""Scoring a group of units in both passes, beside adding the same numbers up as floats."""

import time
from fractions import Fraction
from random import Random

from benchmarks.figures import Figure, quantile
from dti.demo.answers import Facts, plausible
from dti_core.framework.library import find
from dti_core.scoring.engine import score_all
from dti_core.scoring.model import UnitAnswers, Value

UNITS, ROUNDS = 150, 5
FACTS = Facts("Sở", "Đầu mối", "so.example", "Số 1 đường A")


def run() -> list[Figure]:
    """Milliseconds per unit, exact against careless."""
    framework = find("an-giang-2024-so").framework
    assert framework is not None
    random = Random(1)
    units = []
    for number in range(UNITS):
        values = plausible(framework, random, FACTS, share=1.0, quality=0.8)
        units.append(
            UnitAnswers(str(number), "so", values={key: _value(text) for key, text in values.items()})
        )
    times, careless = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        score_all(framework, tuple(units))
        times.append(time.perf_counter() - start)
        start = time.perf_counter()
        for unit in units:
            sum(float(v) for v in unit.values.values() if isinstance(v, bool | Fraction))
        careless.append(time.perf_counter() - start)
    exact = quantile(times, 0.5)
    return [
        Figure(f"score {UNITS} units of 35 criteria exactly, with explanations", exact * 1000, "ms"),
        Figure("one unit of them", exact / UNITS * 1000, "ms"),
        Figure("against adding the same numbers up as floats", exact / quantile(careless, 0.5), "times"),
    ]


def _value(text: str) -> Value:
    if text in ("true", "false"):
        return text == "true"
    try:
        return Fraction(text)
    except ValueError:
        return text
