"""Sets of names in one column: sorted, separated by spaces."""

from collections.abc import Iterable


def join(names: Iterable[str]) -> str:
    """The stored form; no name may hold a space."""
    return " ".join(sorted(names))


def split(stored: str | None) -> frozenset[str]:
    """The names of a stored set."""
    return frozenset((stored or "").split())
