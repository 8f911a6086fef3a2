"""A comma in unquoted words between braces: YAML makes a key of what follows; one value was meant."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import Any

from dti_core.framework.marked import Marked
from dti_core.framework.problems import Finding, Path


def told(findings: Iterable[Finding], read: Marked) -> list[Finding]:
    """The findings, with keys that are only the rest of a split value told as that, once per value."""
    known = tuple(findings)
    torn = {each.path for each in known if _is_rest(each, read)}
    return [found for each in known for found in _told(each, torn, read.data)]


def _is_rest(finding: Finding, read: Marked) -> bool:
    return finding.code == "unknown-key" and finding.suggestion is None and finding.path in read.bare


def _told(finding: Finding, torn: set[Path], data: Any) -> Iterator[Finding]:
    """The finding itself; instead of the first rest the whole value; nothing for the rests behind it."""
    if finding.path not in torn:
        yield finding
        return
    *around, rest = finding.path
    entry = _at(data, around)
    keys = list(entry)
    here = keys.index(rest)
    before = keys[here - 1] if here else None
    if before is not None and (*around, before) in torn:
        return
    if isinstance(entry.get(before), str | Decimal):
        rests = takewhile(lambda key: (*around, key) in torn, keys[here:])
        value = ", ".join((str(entry[before]), *rests))
        finding = replace(finding, code="comma-splits", value=value, facts={"meant": f'{before}: "{value}"'})
    yield finding


def _at(data: Any, path: Iterable[Any]) -> Any:
    for part in path:
        data = data[part]
    return data
