"""Loading and checking every framework, beside reading the same files as plain YAML with the C loader."""

import time
from collections.abc import Callable

import yaml

from benchmarks.figures import Figure, quantile
from dti_core.framework.library import available
from dti_core.framework.loader import load

ROUNDS = 7


def run() -> list[Figure]:
    """Seconds for all files, and the ratio of the medians."""
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
        Figure(f"load and check {len(paths)} framework(s)", checked * 1000, "ms"),
        Figure("plain YAML of the same files (C loader)", read * 1000, "ms"),
        Figure("loading and checking against plain reading", checked / read, "times"),
    ]


def _medians(*tasks: Callable[[], None]) -> list[float]:
    """The median of each task's times, taken in turn so that the machine's drift hits all alike."""
    times: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for task, found in zip(tasks, times, strict=True):
            start = time.perf_counter()
            task()
            found.append(time.perf_counter() - start)
    return [quantile(found, 0.5) for found in times]
