"""Stored answers: which keys a framework has, the canonical form of a value, and what it means to scoring."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from dti_core.framework.framework import Framework
from dti_core.framework.model import InfoKind, InputKind
from dti_core.scoring.model import Value

DECIMAL = re.compile(r"(0|[1-9][0-9]{0,29})(\.[0-9]{1,18})?")
COUNT = re.compile(r"0|[1-9][0-9]{0,29}")
LONGEST_TEXT = 4000
NUMBERS = ("count", "decimal", "money")
OWN = ""
"""The source of what the unit's own contact says."""
ASSESSORS = ("department", "online", "expert", "council")
"""Sources that are not the unit's nor its providers': what an assessor measured, never mixed with theirs."""


@dataclass(frozen=True)
class Key:
    """One stored key: its kind, the values it may take where listed, and how several sources combine."""

    kind: InputKind | InfoKind
    choices: frozenset[str] = frozenset()
    combine: Literal["same", "sum", "aggregator"] = "same"
    most: Fraction | None = None
    """More than that no source can give."""


class Given(NamedTuple):
    """A current value as the table holds it."""

    input_key: str
    source: str
    value: str


_by_hash: dict[str, Mapping[str, Key]] = {}


def keys_of(framework: Framework) -> Mapping[str, Key]:
    """Every key that can be stored for this framework; a shared input has none of its own."""
    found = _by_hash.get(framework.content_hash)
    if found is None:
        found = _by_hash[framework.content_hash] = dict(_all_keys(framework))
    return found


def _all_keys(framework: Framework) -> Iterator[tuple[str, Key]]:
    for item in framework.spec.info:
        if not item.fields:
            yield f"info:{item.id}", Key(item.kind, combine=item.combine)
        for field in item.fields:
            yield f"info:{item.id}.{field.id}", Key(field.kind)
    for node in framework.criteria:
        for one in node.inputs:
            if one.shared is None:
                choices = frozenset(choice.value for choice in one.choices or ())
                most = None if one.most is None else Fraction(one.most)
                yield f"{node.id}:{one.id}", Key(one.kind, choices, one.combine, most)


def canonical(key: Key, text: str) -> str | None:
    """A value as it is stored ("1234.5", "true", a choice's value, a text); None where it is none."""
    if key.kind in ("decimal", "money"):
        found = _shortest(text) if DECIMAL.fullmatch(text) else None
    else:
        found = text if _fits(key, text) else None
    too_much = found is not None and key.most is not None and Fraction(found) > key.most
    return None if too_much else found


def _shortest(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _fits(key: Key, text: str) -> bool:
    if key.kind == "count":
        return COUNT.fullmatch(text) is not None
    if key.kind == "yes_no":
        return text in ("true", "false")
    if key.kind == "choice":
        return text in key.choices
    return 0 < len(text.strip()) <= len(text) <= LONGEST_TEXT and "\x00" not in text


def value_of(key: Key | None, text: str) -> Value:
    """What a stored text means; a key that the framework has dropped stays a text."""
    if key is not None and key.kind in NUMBERS:
        return Fraction(text)
    return text == "true" if key is not None and key.kind == "yes_no" else text


def combined(framework: Framework, given: Iterable[Given]) -> dict[str, Value]:
    """One value per key: the unit's own; else what providers gave, added up where the framework says so."""
    keys = keys_of(framework)
    found: dict[str, dict[str, Value]] = {}
    for one in sorted(given, key=lambda one: (one.input_key, *seniority(one.source))):
        if one.source not in ASSESSORS:
            found.setdefault(one.input_key, {})[one.source] = value_of(keys.get(one.input_key), one.value)
    return {name: _one(keys.get(name), values) for name, values in found.items()}


def seniority(source: str) -> tuple[int, str]:
    """The unit itself, then providers as they joined: who comes later changes nobody's figure."""
    return len(source), source


def measured(framework: Framework, given: Iterable[Given]) -> dict[str, dict[str, Value]]:
    """Assessor → key → value, of what assessors measured."""
    keys = keys_of(framework)
    found: dict[str, dict[str, Value]] = {}
    for one in given:
        if one.source in ASSESSORS:
            found.setdefault(one.source, {})[one.input_key] = value_of(keys.get(one.input_key), one.value)
    return found


def adds_up(key: Key | None, sources: Collection[str]) -> bool:
    """Whether these sources give parts of a whole; what the unit says itself is the whole."""
    may = key is not None and key.combine == "sum" and key.kind in NUMBERS
    return may and len(sources) > 1 and OWN not in sources


def _one(key: Key | None, values: Mapping[str, Value]) -> Value:
    if adds_up(key, values):
        return sum((value for value in values.values() if isinstance(value, Fraction)), Fraction(0))
    return next(iter(values.values()))
