"""What stands beside the tree: columns, units that the decision names, and hints about figures."""

from collections.abc import Iterator, Mapping

from dti_core.framework.checks.shared import NUMBERS, kinds_of
from dti_core.framework.checks.tree import Tree
from dti_core.framework.problems import Finding, nearest

COLUMNS_OF_ASSESSORS = frozenset({"self", "department", "online", "expert", "council"})


def check(tree: Tree) -> Iterator[Finding]:
    """Columns of unknown assessors, units of unknown groups, hints about figures that nobody asks for."""
    yield from _columns(tree)
    yield from _units(tree)
    yield from _hints(tree)


def _columns(tree: Tree) -> Iterator[Finding]:
    known = {assessor.id for assessor in tree.spec.assessors}
    for number, column in enumerate(tree.spec.columns):
        if column.holds in COLUMNS_OF_ASSESSORS - known:
            path = ("columns", number, "holds")
            guess = nearest(column.holds, known)
            yield Finding("unknown-assessor", path, column.holds, column.title, suggestion=guess)


def _units(tree: Tree) -> Iterator[Finding]:
    groups = {group.id for group in tree.spec.groups}
    for number, unit in enumerate(tree.spec.units):
        if unit.group not in groups:
            path = ("units", number, "group")
            yield Finding(
                "unknown-group", path, unit.group, unit.title, suggestion=nearest(unit.group, groups)
            )


def _hints(tree: Tree) -> Iterator[Finding]:
    kinds = kinds_of(tree)
    for number, hint in enumerate(tree.spec.plausible):
        for side, keys in (("left", hint.left), ("right", hint.right)):
            for position, key in enumerate(keys):
                path = ("plausible", number, side, position)
                yield from _key(key, path, kinds)


def _key(key: str, path: tuple[str | int, ...], kinds: Mapping[str, str]) -> Iterator[Finding]:
    found = kinds.get(key)
    if found is None:
        yield Finding("hint-unknown-input", path, key, key, suggestion=nearest(key, kinds))
    elif found not in NUMBERS:
        yield Finding("hint-not-a-number", path, key, key, {"found": found})
