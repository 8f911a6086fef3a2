"""What the processes counted themselves, a series for each: a restart begins a new one."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from dti_core.campaign.heartbeats import Process
from dti_core.figures import BOUNDS

WHO = ["kind", "process"]


def of_processes(known: Sequence[Process], now: datetime) -> Iterator[Metric]:
    """How many live, what troubles them, their counts and durations."""
    alive = [each for each in known if each.is_alive(now)]
    yield _living(alive)
    yield _troubles(alive)
    yield from _counts(known)
    yield from _spreads(known)


def _who(each: Process) -> list[str]:
    """Kind, and a short name that tells processes apart across machines."""
    return [each.sign.kind, hashlib.sha256(each.sign.holder.encode()).hexdigest()[:10]]


def _living(alive: Sequence[Process]) -> Metric:
    metric = GaugeMetricFamily("dti_processes", "Living processes", labels=["kind"])
    for kind in ("bot", "worker", "sweeper", "metrics", "web"):
        metric.add_metric([kind], sum(each.sign.kind == kind for each in alive))
    return metric


def _troubles(alive: Sequence[Process]) -> Metric:
    metric = GaugeMetricFamily("dti_trouble", "What ails a process", labels=[*WHO, "trouble"])
    for each in alive:
        for trouble in each.sign.troubles:
            metric.add_metric([*_who(each), trouble], 1)
    return metric


def _counts(known: Sequence[Process]) -> Iterator[Metric]:
    found: dict[str, CounterMetricFamily] = {}
    for each in known:
        for key, number in _part(each, "counts").items():
            name, _, case = key.partition(":")
            metric = found.setdefault(
                name, CounterMetricFamily(f"dti_{name}", f"Counted: {name}", labels=[*WHO, "case"])
            )
            metric.add_metric([*_who(each), case], number)
    yield from found.values()


def _spreads(known: Sequence[Process]) -> Iterator[Metric]:
    found: dict[str, HistogramMetricFamily] = {}
    for each in known:
        for name, row in _part(each, "spreads").items():
            metric = found.setdefault(
                name, HistogramMetricFamily(f"dti_{name}", f"Durations: {name}", labels=WHO)
            )
            steps = zip([*map(str, BOUNDS), "+Inf"], accumulate(row[:-2]), strict=True)
            metric.add_metric(_who(each), buckets=list(steps), sum_value=row[-2])
    yield from found.values()


def _part(each: Process, name: str) -> Mapping[str, Any]:
    part = each.sign.figures.get(name, {})
    return part if isinstance(part, dict) else {}
