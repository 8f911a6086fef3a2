"""YAML (and so JSON) text as plain data, with the place of every key and value.

Strings stay text, numbers become `Decimal` from their own digits, only true/false are booleans. Duplicate
keys, anchors, tags and endless nesting are refused; nothing is ever executed or expanded.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from dti_core.framework.problems import Finding, Path, Spot
from dti_core.framework.syntax import syntax_problem, unreadable

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 40
MOST_FINDINGS = 200
GROUPED = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{2}0", re.ASCII)
"""1.000: a thousand to a Vietnamese author, one to YAML."""
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,23})(?:\.[0-9]{1,12})?", re.ASCII)
WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
DROPPED = "\0"
"""Marks the key of a value that is read over: a second one of the same name, or a merge key."""


@dataclass
class Marked:
    """Plain data (dict, tuple, str, Decimal, bool, None) and where each part of it stands."""

    data: Any = None
    keys: dict[Path, Spot] = field(default_factory=dict)
    values: dict[Path, Spot] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    advice: list[Finding] = field(default_factory=list)
    """What reads well here but not everywhere."""
    bare: set[Path] = field(default_factory=set)
    """Keys between braces without a colon behind them: `mục 3` in `{place: Điều 1, mục 3}`."""

    def spot(self, path: Path, at_key: bool = False) -> Spot | None:
        """The place of a path, or of the nearest thing around it that stands in the file."""
        for end in range(len(path), -1, -1):
            part = path[:end]
            found = self.keys.get(part) if at_key or end < len(path) else self.values.get(part)
            found = found or self.values.get(part)
            if found:
                return found
        return None


@dataclass
class _Frame:
    path: Path
    into: dict[str, Any] | list[Any]
    flow: bool = False
    key: str | None = None
    key_end: int = 0


class _Stop(Exception):
    """The rest of the file cannot be understood."""


def read(text: str) -> Marked:
    """Read one YAML document; problems are in `findings`, `data` is None where nothing can be read."""
    blocked = unreadable(text)
    if blocked:
        return Marked(findings=[blocked])
    reader = _Reader()
    try:
        for event in yaml.parse(text.removeprefix("\ufeff"), Loader=LOADER):
            reader.take(event)
    except yaml.YAMLError as error:
        reader.marked.findings.append(syntax_problem(error, text, reader.long_quote))
    except _Stop:
        pass
    if reader.marked.data is None and not reader.marked.findings:  # nothing, or one “~” that says so
        reader.marked.findings.append(Finding("empty-file"))
    return reader.marked if reader.complete else Marked(findings=reader.marked.findings)


def plain(text: str) -> str | Decimal | bool | None:
    """The meaning of an unquoted word."""
    if text in WORDS:
        return WORDS[text]
    return Decimal(text) if NUMBER.fullmatch(text) else text


class _Reader:
    """Builds the data from the parser's events, without recursion."""

    def __init__(self) -> None:
        self.marked = Marked()
        self.complete = False
        self.long_quote: tuple[Spot, int] | None = None
        """The last quoted words that run over lines: where they begin, and the line they end on."""
        self.frames: list[_Frame] = []
        self.handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.DocumentStartEvent: self.document,
            yaml.ScalarEvent: self.scalar,
            yaml.AliasEvent: self.alias,
            yaml.MappingStartEvent: lambda event: self.open(event, {}),
            yaml.SequenceStartEvent: lambda event: self.open(event, []),
            yaml.MappingEndEvent: lambda _: self.close(),
            yaml.SequenceEndEvent: lambda _: self.close(),
        }

    def take(self, event: yaml.Event) -> None:
        handler = self.handlers.get(type(event))
        if handler:
            handler(event)

    def report(self, code: str, event: Any, path: Path, value: object = None, **facts: object) -> None:
        self.marked.findings.append(Finding(code, path, value, facts=facts, spot=_spot(event)))
        if len(self.marked.findings) >= MOST_FINDINGS:
            self.marked.findings.append(Finding("too-many-problems", facts={"limit": MOST_FINDINGS}))
            self.complete = False
            raise _Stop

    def document(self, event: Any) -> None:
        if self.complete:
            self.report("many-documents", event, ())
            self.complete = False
            raise _Stop

    def scalar(self, event: Any) -> None:
        if not event.implicit[0] and event.end_mark.line > event.start_mark.line:
            self.long_quote = _spot(event), event.end_mark.line
        frame = self.frames[-1] if self.frames else None
        if frame and isinstance(frame.into, dict) and frame.key is None:
            self.key(event, frame)
            return
        self.refuse_tricks(event, self.here())
        if event.implicit[0] and GROUPED.fullmatch(event.value):
            self.report("number-grouped", event, self.here(), event.value)
        if frame and frame.flow and event.implicit[0]:
            self.between_braces(event, frame)
        self.place(event, plain(event.value) if event.implicit[0] else event.value)

    def between_braces(self, event: Any, frame: _Frame) -> None:
        """An unquoted word in braces or brackets: nothing but the key's own end, or a sign not all take."""
        if frame.key is not None and not event.value and event.start_mark.index == frame.key_end:
            self.marked.bare.add(self.here())
        if "?" in event.value and not self.marked.advice:
            advised = Finding("unquoted-question", self.here(), event.value, spot=_spot(event))
            self.marked.advice.append(advised)

    def key(self, event: Any, frame: _Frame) -> None:
        path = (*frame.path, event.value)
        frame.key, frame.key_end = event.value, event.end_mark.index
        if self.decimals(event, frame):
            frame.key = DROPPED + event.value
        elif path in self.marked.keys:
            self.report("duplicate-key", event, path, event.value, first=self.marked.keys[path].line)
            frame.key = DROPPED + event.value
        elif event.value == "<<" and event.implicit[0]:
            self.report("alias-refused", event, path, "<<")
            frame.key = DROPPED + event.value
        self.marked.keys[(*frame.path, frame.key)] = _spot(event)

    def decimals(self, event: Any, frame: _Frame) -> bool:
        """Is this key what stands behind the comma of the number before it: `{target: 0,8}`?"""
        before = next(reversed(frame.into), None)
        number = frame.into[before] if isinstance(frame.into, dict) and before is not None else None
        place = self.marked.values.get((*frame.path, str(before)))
        same_line = place is not None and place.line == event.start_mark.line + 1
        if not (isinstance(number, Decimal) and event.implicit[0] and event.value.isdecimal() and same_line):
            return False
        facts = {"meant": f"{number}.{event.value}"}
        path = (*frame.path, str(before))
        self.report("number-comma", event, path, f"{number},{event.value}", **facts)
        return True

    def alias(self, event: Any) -> None:
        self.need_value(event)
        self.report("alias-refused", event, self.here(), f"*{event.anchor}")
        self.place(event, None)

    def open(self, event: Any, into: dict[str, Any] | list[Any]) -> None:
        self.need_value(event)
        path = self.here()
        if len(self.frames) >= MAX_DEPTH:
            self.report("too-deep", event, path, limit=MAX_DEPTH)
            raise _Stop
        self.refuse_tricks(event, path)
        self.marked.values[path] = _spot(event)
        self.frames.append(_Frame(path, into, bool(event.flow_style)))

    def close(self) -> None:
        frame = self.frames.pop()
        self.put(frame.into if isinstance(frame.into, dict) else tuple(frame.into))

    def need_value(self, event: Any) -> None:
        """A key must be a simple word: reading cannot go on otherwise."""
        frame = self.frames[-1] if self.frames else None
        if frame and isinstance(frame.into, dict) and frame.key is None:
            self.report("bad-key", event, frame.path)
            raise _Stop

    def refuse_tricks(self, event: Any, path: Path) -> None:
        if event.anchor:
            self.report("alias-refused", event, path, f"&{event.anchor}")
        if event.tag:
            self.report("tag-refused", event, path, event.tag)

    def here(self) -> Path:
        if not self.frames:
            return ()
        frame = self.frames[-1]
        return (*frame.path, len(frame.into) if frame.key is None else frame.key)

    def place(self, event: Any, value: Any) -> None:
        self.marked.values[self.here()] = _spot(event)
        self.put(value)

    def put(self, value: Any) -> None:
        if not self.frames:
            self.marked.data, self.complete = value, True
            return
        frame = self.frames[-1]
        if isinstance(frame.into, list):
            frame.into.append(value)
            return
        if frame.key is not None and not frame.key.startswith(DROPPED):
            frame.into[frame.key] = value
        frame.key = None


def _spot(event: Any) -> Spot:
    return Spot(event.start_mark.line + 1, event.start_mark.column + 1)
