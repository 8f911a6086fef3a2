"""The authored nodes with their ids and places, as every check needs them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from dti_core.framework.builder import node_ids
from dti_core.framework.model import FrameworkSpec, NodeSpec
from dti_core.framework.problems import Path


@dataclass(frozen=True)
class Place:
    """A node where it stands in the file."""

    id: str
    spec: NodeSpec
    path: Path
    parent: "Place | None"

    @property
    def is_leaf(self) -> bool:
        return not self.spec.children


class Tree:
    """A specification opened up once for all checks."""

    def __init__(self, spec: FrameworkSpec) -> None:
        self.spec = spec
        ids = node_ids(spec)
        self.places = tuple(_walk(spec.nodes, ("nodes",), None, ids))

    @cached_property
    def by_id(self) -> Mapping[str, Place]:
        return {place.id: place for place in self.places}

    @cached_property
    def leaves(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.is_leaf)

    @cached_property
    def indices(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.parent is None)

    @cached_property
    def children(self) -> Mapping[str, tuple[Place, ...]]:
        found: dict[str, tuple[Place, ...]] = {}
        for place in self.places:
            if place.parent:
                found[place.parent.id] = (*found.get(place.parent.id, ()), place)
        return found

    @cached_property
    def pool_homes(self) -> Mapping[str | None, Decimal]:
        """Shared maxima by the node that holds all their members (None: the whole framework)."""
        homes: dict[str | None, Decimal] = {}
        for pool in self.spec.pools:
            members = [place for place in self.leaves if place.spec.pool == pool.id]
            home = _common_parent(members)
            homes[home] = homes.get(home, Decimal(0)) + pool.max
        return homes

    def worth(self, place: Place) -> Decimal:
        """The printed maximum, or where none is printed what the parts add up to."""
        return self.sum_below(place) if place.spec.max is None else place.spec.max

    def sum_below(self, place: Place) -> Decimal:
        below = sum((self.worth(child) for child in self.children.get(place.id, ())), Decimal(0))
        return below + self.pool_homes.get(place.id, Decimal(0))


def _walk(
    specs: tuple[NodeSpec, ...], path: Path, parent: Place | None, ids: Mapping[int, str]
) -> Iterator[Place]:
    for number, spec in enumerate(specs):
        place = Place(ids[id(spec)], spec, (*path, number), parent)
        yield place
        yield from _walk(spec.children, (*place.path, "children"), place, ids)


def _ancestors(place: Place) -> list[str]:
    found = []
    while place.parent:
        place = place.parent
        found.append(place.id)
    return found


def _common_parent(members: list[Place]) -> str | None:
    if not members:
        return None
    shared = set.intersection(*(set(_ancestors(member)) for member in members))
    return next((each for each in _ancestors(members[0]) if each in shared), None)
