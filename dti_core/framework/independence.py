"""Which structural findings stand on their own when other parts of the file are broken too.

Better silent for one round than wrong: whatever a broken part might explain is not reported beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dti_core.framework.problems import Finding, Path

SUMS = frozenset({"sum-differs", "total-differs", "max-over-parent", "pillar-sum-differs", "pool-too-small"})
BY_USE = frozenset({"anomaly-covers-nothing"})
BRANCHES = ("nodes", "children")
BESIDE_POINTS = frozenset({"rule", "inputs", "evidence", "guidance", "assessors", "pillar"})
CALCULATION = ("rule", "inputs")
"""A rule and its inputs are checked against each other: one broken silences the other."""


def independent(found: Iterable[Finding], broken: Sequence[Finding], data: Any) -> list[Finding]:
    """The findings that no broken part explains: around it, inside it, by its name or by its points."""
    places = [wide for each in broken if each.path or each.at_key for wide in _widened(_place(each))]
    lost = {name for place in places for name in _names(data, place)}
    points = any(_carries_points(each.path) for each in broken if each.code != "unknown-key")
    return [each for each in found if not _explained(each, places, lost, points)]


def _explained(finding: Finding, places: list[Path], lost: set[str], points: bool) -> bool:
    by_sum = points and finding.code in SUMS
    return (
        by_sum
        or finding.code in BY_USE
        or str(finding.value) in lost
        or any(_touches(finding.path, place) for place in places)
    )


def _place(finding: Finding) -> Path:
    return (*finding.path, str(finding.value)) if finding.code == "missing-key" else finding.path


def _widened(path: Path) -> Iterator[Path]:
    yield path
    for position, part in enumerate(path):
        if part in CALCULATION:
            yield from ((*path[:position], each) for each in CALCULATION)
            return


def _carries_points(path: Path) -> bool:
    """Does what is broken there take points out of the tree?"""
    tree = [position for position, part in enumerate(path[:-1]) if part in BRANCHES]
    if not tree:
        return not path or path[0] in {"nodes", "max_points", "pools", "pillars"}
    inside = path[tree[-1] + 2 :]
    return not inside or inside[0] not in BESIDE_POINTS


def _touches(path: Path, place: Path) -> bool:
    return bool(place) and (path[: len(place)] == place or place[: len(path)] == path)


def _names(data: Any, path: Path) -> Iterator[str]:
    """What the broken part, and the entries around it, are called by others."""
    for part in path:
        if isinstance(part, str):
            yield part
        if isinstance(data, dict):
            yield from _called(data)
        there = part in data if isinstance(data, dict) else isinstance(data, tuple)
        if not there:
            return
        data = data[part]
    if isinstance(data, dict):
        yield from _called(data)


def _called(entry: dict[str, Any]) -> Iterator[str]:
    name = entry.get("id") or entry.get("code")
    if isinstance(name, str) and "nodes" not in entry:
        yield from (name, f"info:{name}")
