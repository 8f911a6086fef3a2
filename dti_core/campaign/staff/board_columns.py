"""What stands above the board's columns: a framework's indices, in sets that fit side by side. Pure."""

from collections.abc import Callable
from fractions import Fraction

from dti_core.framework.framework import Framework, Node
from dti_core.messages.staff.board_view import Column, ColumnSet

SIDE_BY_SIDE = 9
"""More columns than this cannot be read on a phone."""
OVERVIEW = "Các trụ cột"


def column_sets(framework: Framework, reaches: Callable[[str], bool]) -> tuple[ColumnSet, ...]:
    """The indices within reach: all at once, or the pillars first and then each pillar's own.

    A framework of many indices without pillars is shown a few at a time.
    """
    indices = [node for node in framework.indices if reaches(node.id)]
    if len(indices) <= SIDE_BY_SIDE:
        return (ColumnSet(None, tuple(_index(framework, node) for node in indices)),)
    if framework.spec.pillars and all(node.pillar for node in indices):
        return (_pillars(framework), *_by_pillar(framework, indices))
    parts = [indices[i : i + SIDE_BY_SIDE] for i in range(0, len(indices), SIDE_BY_SIDE)]
    return tuple(
        ColumnSet(f"Chỉ số {part[0].code}–{part[-1].code}", tuple(_index(framework, node) for node in part))
        for part in parts
    )


def most_of(framework: Framework, index: Node) -> Fraction | None:
    """What an index can bring: as printed, else what its criteria add up to."""
    if index.max_points is not None:
        return index.max_points
    leaves = [node.max_points for node in framework.criteria if framework.index_of(node.id) is index]
    known = [most for most in leaves if most is not None]
    return sum(known, Fraction(0)) if known else None


def _pillars(framework: Framework) -> ColumnSet:
    columns = (Column(each.id, "", each.title, Fraction(each.max)) for each in framework.spec.pillars)
    return ColumnSet(OVERVIEW, tuple(columns))


def _by_pillar(framework: Framework, indices: list[Node]) -> list[ColumnSet]:
    return [
        ColumnSet(each.title, columns)
        for each in framework.spec.pillars
        if (columns := tuple(_index(framework, node) for node in indices if node.pillar == each.id))
    ]


def _index(framework: Framework, node: Node) -> Column:
    return Column(node.id, node.code, node.title, most_of(framework, node))
