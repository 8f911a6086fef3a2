"""Loading and checking every framework, cold and warm, beside reading the same files as plain YAML."""

import subprocess
import sys
import time
from collections.abc import Callable

import yaml

from benchmarks.figures import Figure, quantile
from dti_core.framework.library import available
from dti_core.framework.loader import load

ROUNDS = 7
CHECK_LIMIT, SHOW_LIMIT = 1500, 500
"""Milliseconds from the cold start of the command to its end."""
PLAIN = """import sys, yaml
for path in sys.argv[1:]:
    yaml.load(open(path, encoding='utf-8'), Loader=yaml.CSafeLoader)"""


def run() -> list[Figure]:
    """Whole commands in milliseconds with what is claimed of them; then the reading alone, as a ratio."""
    paths = [each.path for each in available()]
    largest = max(available(), key=lambda each: each.path.stat().st_size).id
    plain = [sys.executable, "-c", PLAIN, *map(str, paths)]
    check, show, cold = _medians(
        lambda: _command([sys.executable, "-m", "dti.main", "framework", "check"]),
        lambda: _command([sys.executable, "-m", "dti.main", "framework", "show", largest]),
        lambda: _command(plain),
    )
    return [
        Figure(f"dti framework check of all {len(paths)}, cold", check * 1000, "ms", CHECK_LIMIT),
        Figure(f"dti framework show {largest}, cold", show * 1000, "ms", SHOW_LIMIT),
        Figure("plain YAML of all of them (C loader), cold", cold * 1000, "ms"),
        Figure("checking against plain reading, cold", check / cold, "times"),
        *_warm(),
    ]


def _warm() -> list[Figure]:
    paths = [each.path for each in available()]
    texts = [path.read_text(encoding="utf-8") for path in paths]

    def ours() -> None:
        for path in paths:
            assert load(path).framework is not None

    def plain() -> None:
        for text in texts:
            yaml.load(text, Loader=yaml.CSafeLoader)

    checked, read = _medians(ours, plain)
    return [
        Figure(f"load and check {len(paths)} frameworks, warm", checked * 1000, "ms"),
        Figure("plain YAML of the same files (C loader), warm", read * 1000, "ms"),
        Figure("loading and checking against plain reading, warm", checked / read, "times"),
    ]


def _command(words: list[str]) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def _medians(*tasks: Callable[[], None]) -> list[float]:
    """The median of each task's times, taken in turn so that the machine's drift hits all alike."""
    times: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for task, found in zip(tasks, times, strict=True):
            start = time.perf_counter()
            task()
            found.append(time.perf_counter() - start)
    return [quantile(found, 0.5) for found in times]
