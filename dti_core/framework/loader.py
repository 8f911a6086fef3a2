"""From a file (or its exact text) to a checked `Framework`, with every problem at once."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from dti_core.framework import marked
from dti_core.framework.builder import build
from dti_core.framework.catalogue import describe
from dti_core.framework.checks import check
from dti_core.framework.framework import Framework
from dti_core.framework.marked import Marked
from dti_core.framework.model import FrameworkSpec
from dti_core.framework.problems import Finding, Path, Problem
from dti_core.framework.shape import validate

MAX_BYTES = 4 * marked.MAX_CHARACTERS


@dataclass(frozen=True)
class Loaded:
    """What a file gave: a framework only where there is no problem; `notes` are contradictions that an anomaly explains."""

    framework: Framework | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def load(path: FilePath | str) -> Loaded:
    """Load a file; what cannot be read is a problem like any other."""
    name = str(path)
    try:
        with FilePath(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return _failed(name, Finding("unreadable-file", value=error.strerror))
    try:
        return load_text(raw.decode("utf-8"), name)
    except UnicodeDecodeError:
        return _failed(name, Finding("not-utf8"))


def load_text(text: str, name: str) -> Loaded:
    """Load the exact text of a framework, for example the one that a campaign has pinned; `name` is for messages."""
    read = marked.read(text)
    spec, shape = validate(read.data) if read.data is not None else (None, [])
    shape = _fresh(shape, [each.path for each in read.findings])
    broken = [*read.findings, *shape]
    found, covered = check(spec) if spec else ([], [])
    found = _independent(found, broken, read) if broken else found
    problems = _described([*broken, *found], name, read)
    notes = _described(covered, name, read)
    ready = spec is not None and not problems
    return Loaded(_build(spec, text) if spec and ready else None, problems, notes)


def _build(spec: FrameworkSpec, text: str) -> Framework:
    return build(spec, hashlib.sha256(text.encode("utf-8")).hexdigest())


def _failed(name: str, finding: Finding) -> Loaded:
    return Loaded(None, (describe(finding, name, None),))


def _described(findings: Iterable[Finding], name: str, read: Marked) -> tuple[Problem, ...]:
    problems = [describe(each, name, each.spot or _spot(each, read)) for each in findings]
    return tuple(sorted(dict.fromkeys(problems), key=lambda each: (each.line, each.column, each.code)))


def _spot(finding: Finding, read: Marked) -> Any:
    return read.spot(finding.path, finding.at_key)


def _fresh(findings: Iterable[Finding], damaged: Iterable[Path]) -> list[Finding]:
    """Complaints that do not merely repeat what the reader has already said about the same place."""
    places = set(damaged) - {()}
    return [each for each in findings if each.path not in places]


def _independent(found: Iterable[Finding], broken: Iterable[Finding], read: Marked) -> list[Finding]:
    """Structural findings that stand on their own: none that a cut-out part around, inside or by name explains."""
    places = [each.path for each in broken if each.path]
    lost = {name for place in places for name in _names(read.data, place)}
    return [each for each in found if not _touches(each.path, places) and str(each.value) not in lost]


def _touches(path: Path, places: Iterable[Path]) -> bool:
    return any(path[: len(place)] == place or place[: len(path)] == path for place in places)


def _names(data: Any, path: Path) -> Iterable[str]:
    """What the damaged part, and the entries around it, are called by others."""
    for part in path:
        if isinstance(data, Mapping) and isinstance(data.get("id", data.get("code")), str):
            name = data.get("id") or data.get("code")
            yield from (str(name), f"info:{name}")
        if not (isinstance(data, Mapping) and part in data) and not isinstance(data, tuple):
            return
        data = data[part]
