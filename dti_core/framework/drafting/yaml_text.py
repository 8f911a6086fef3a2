"""Plain data as YAML in the layout of the files that people keep: blocks, short entries, comments."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from dti_core.framework.marked import plain

WIDTH = 130
SAFE = re.compile(r"[^\W_](?:[^:#\n\t]|:(?=[^\s])|(?<=[^\s])#)*")
"""Words that mean themselves without quotes; on one line with others they must not hold its signs either."""
OTHERS: Any = yaml.SafeLoader("")
WORDS = "tag:yaml.org,2002:str"
SIGNS = frozenset(",[]{}?")
"""Read otherwise between braces; the question mark only by readers without libyaml."""


@dataclass(frozen=True)
class Flow:
    """A mapping or list that stands on one line where it fits."""

    value: Any


@dataclass(frozen=True)
class Noted:
    """A value with comment lines above its key."""

    value: Any
    comments: tuple[str, ...]


def document(data: Mapping[str, Any]) -> str:
    """A whole file; a key whose value is None or empty is left out."""
    return "\n".join(_mapping(data, 0)) + "\n"


def scalar(value: object, signs: frozenset[str] = frozenset()) -> str:
    """One value as YAML: quoted only where it would be read as something else, or holds one of `signs`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int):
        return _number(Decimal(value))
    text = str(value)
    safe = SAFE.fullmatch(text) and text == text.strip() and not signs & set(text)
    return text if safe and _is_word(text) else json.dumps(text, ensure_ascii=False)


def _is_word(text: str) -> bool:
    """Do we, and other readers of YAML (who take `yes` and days for more), read it as words?"""
    return isinstance(plain(text), str) and OTHERS.resolve(yaml.ScalarNode, text, (True, False)) == WORDS


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _mapping(data: Mapping[str, Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, value in data.items():
        if isinstance(value, Noted):
            yield from (f"{pad}# {line}".rstrip() if line else "" for line in value.comments)
            value = value.value  # noqa: PLW2901  # the comment is said; what follows is the value alone
        if not _left_out(value):
            yield from _entry(f"{pad}{_key(key)}:", value, depth)


def _left_out(value: object) -> bool:
    inner = value.value if isinstance(value, Flow) else value
    return inner is None or (
        isinstance(inner, Mapping | Sequence) and not isinstance(inner, str) and not inner
    )


def _key(key: str) -> str:
    return key if _is_word(key) and SAFE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _entry(opening: str, value: object, depth: int) -> Iterator[str]:
    if isinstance(value, Flow):
        line = f"{opening} {_flow(value.value)}"
        if len(line) <= WIDTH:
            yield line
            return
        value = value.value
    if isinstance(value, Mapping):
        yield opening
        yield from _mapping(value, depth + 1)
    elif isinstance(value, str) and "\n" in value:
        yield f"{opening} {'|-' if _fits_block(value) else scalar(value)}"
        yield from (
            f"{'  ' * (depth + 1)}{line}" for line in (value.split("\n") if _fits_block(value) else ())
        )
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield opening
        yield from _sequence(value, depth + 1)
    else:
        yield f"{opening} {scalar(value)}"


def _fits_block(value: str) -> bool:
    """May the text stand under `|-`? Its first line must not begin with a blank."""
    lines = value.split("\n")
    return bool(lines[0].strip()) and not lines[0].startswith(" ") and "\t" not in value and bool(lines[-1])


def _sequence(items: Sequence[Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for item in items:
        yield from _item(item, pad, depth)


def _item(item: object, pad: str, depth: int) -> Iterator[str]:
    if isinstance(item, Noted):
        yield from (f"{pad}# {line}".rstrip() if line else "" for line in item.comments)
        item = item.value
    if isinstance(item, Flow):
        line = f"{pad}- {_flow(item.value)}"
        if len(line) <= WIDTH or not isinstance(item.value, Mapping):
            yield line
            return
        item = item.value
    if isinstance(item, Mapping):
        lines = list(_mapping(item, depth + 1))
        yield f"{pad}- {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        yield f"{pad}- {scalar(item)}"


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(k)}: {_flow(v)}" for k, v in value.items() if not _left_out(v))
        return f"{{{inside}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_flow(each) for each in value)}]"
    return scalar(value, SIGNS)
