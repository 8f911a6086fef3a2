"""Anomalies speak of places that exist, and explain only what is there."""

from collections.abc import Iterator

from dti_core.framework.checks.points import WHOLE
from dti_core.framework.checks.tree import Tree
from dti_core.framework.model import FrameworkSpec
from dti_core.framework.problems import Finding, nearest

IN_THE_DECISION = ("Điều ", "Khoản ", "Phụ lục ", "Mục ", "Ghi chú")


def check(tree: Tree) -> Iterator[Finding]:
    """Anomalies whose place is not in the file."""
    known = _places(tree)
    for number, anomaly in enumerate(tree.spec.anomalies):
        if anomaly.at not in known and not anomaly.at.startswith(IN_THE_DECISION):
            guess = nearest(anomaly.at, known)
            yield Finding("anomaly-unknown-place", ("anomalies", number, "at"), anomaly.at, suggestion=guess)


def idle(spec: FrameworkSpec, explained: set[str]) -> Iterator[Finding]:
    """Explanations of problems that the file does not have."""
    for number, anomaly in enumerate(spec.anomalies):
        for position, cover in enumerate(anomaly.covers):
            if cover not in explained:
                path = ("anomalies", number, "covers", position)
                yield Finding("anomaly-covers-nothing", path, cover, suggestion=nearest(cover, explained))


def _places(tree: Tree) -> set[str]:
    spec = tree.spec
    nodes = {name for place in tree.places for name in (place.id, place.spec.code)}
    pillars, pools = {each.id for each in spec.pillars}, {each.id for each in spec.pools}
    others = pillars | pools | {each.id for each in spec.exemptions}
    info = {f"info:{item.id}" for item in spec.info}
    inputs = {f"{place.id}:{item.id}" for place in tree.leaves for item in place.spec.inputs}
    return {WHOLE, *nodes, *others, *info, *inputs}
