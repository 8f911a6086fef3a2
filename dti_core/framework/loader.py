"""From a file (or its exact text) to a checked `Framework`, with every problem at once."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any

from dti_core.framework import marked
from dti_core.framework.builder import build
from dti_core.framework.catalogue import describe
from dti_core.framework.checks import check
from dti_core.framework.commas import told
from dti_core.framework.framework import Framework
from dti_core.framework.independence import independent
from dti_core.framework.marked import Marked
from dti_core.framework.model import FrameworkSpec
from dti_core.framework.problems import Finding, Path, Problem
from dti_core.framework.repair import original
from dti_core.framework.shape import Shaped, validate
from dti_core.framework.syntax import MAX_CHARACTERS

MAX_BYTES = 4 * MAX_CHARACTERS


@dataclass(frozen=True)
class Loaded:
    """A framework only where there is no problem; `notes` are explained contradictions and advice."""

    framework: Framework | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    text: str = field(default="", repr=False)
    """The exact text that was read: what a campaign pins."""


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
    """Load the exact text of a framework, such as a campaign's pinned one; `name` is for messages."""
    read = marked.read(text)
    shaped = validate(read.data) if read.data is not None else Shaped(None, None)
    broken = [*read.findings, *_fresh(shaped.findings, [each.path for each in read.findings])]
    standing, explained = _checked(shaped)
    if broken:
        standing = independent(standing, broken, read.data)
    problems = _described([*told(broken, read), *standing], name, read)
    notes = _described([*explained, *read.advice], name, read)
    whole = shaped.spec if not problems else None
    return Loaded(_build(whole, text) if whole else None, problems, notes, text)


def _checked(shaped: Shaped) -> tuple[list[Finding], list[Finding]]:
    if shaped.spec is None:
        return [], []
    standing, explained = check(shaped.spec)
    return _replaced(standing, shaped.data), _replaced(explained, shaped.data)


def _replaced(findings: list[Finding], data: Any) -> list[Finding]:
    return [replace(each, path=original(each.path, data)) for each in findings]


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
