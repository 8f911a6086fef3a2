"""Which of last year's answers may be offered again, and which must be asked anew and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dti_core.framework.compare_match import Match
from dti_core.framework.framework import Framework
from dti_core.framework.model import InfoItem, Input


@dataclass(frozen=True)
class Carried:
    """A value that means the same in both years; `moved` where it stands under another key now."""

    old: str
    new: str
    label: str

    @property
    def moved(self) -> bool:
        return self.old != self.new


@dataclass(frozen=True)
class Fresh:
    """A value that must be asked anew; `why` is one of the reasons of this module."""

    key: str
    label: str
    why: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Carrying:
    """Every stored value of the new framework, one way or the other, and what is asked no more."""

    carried: tuple[Carried, ...]
    fresh: tuple[Fresh, ...]
    dropped: tuple[tuple[str, str], ...]
    """Keys and labels of the old framework that are asked no more, under no name."""


def carrying(old: Framework, new: Framework, matches: tuple[Match, ...]) -> Carrying:
    """Same criterion, same title, same label, kind and measure: the value means the same."""
    found = [*_info(old, new), *_inputs(old, new, {each.new.id: each for each in matches})]
    carried = tuple(each for each in found if isinstance(each, Carried))
    fresh = tuple(each for each in found if isinstance(each, Fresh))
    asked = {f"{each.old.id}:{item.id}" for each in matches for item in each.new.inputs}
    used = (
        {each.old for each in carried} | asked | {each.key for each in fresh if each.key.startswith("info:")}
    )
    dropped = tuple((key, label) for key, label in _keys(old) if key not in used)
    return Carrying(carried, fresh, dropped)


def _keys(framework: Framework) -> Iterator[tuple[str, str]]:
    """Every stored value with its label."""
    for item in framework.spec.info:
        if item.fields:
            yield from ((f"info:{item.id}.{each.id}", each.label) for each in item.fields)
        else:
            yield f"info:{item.id}", item.label
    for node in framework.criteria:
        yield from ((f"{node.id}:{item.id}", item.label) for item in node.inputs if item.shared is None)


def _info(old: Framework, new: Framework) -> Iterator[Carried | Fresh]:
    """General information is the same by its label, whatever its number."""
    for item in new.spec.info:
        there = _same_info(old, item)
        if there is None:
            yield from (Fresh(key, label, "new") for key, label in _info_keys(item))
        elif item.fields:
            yield from _fields(there, item)
        elif (there.kind, there.measure) != (item.kind, item.measure):
            yield Fresh(f"info:{item.id}", item.label, *_differing(there, item))
        else:
            yield Carried(f"info:{there.id}", f"info:{item.id}", item.label)


def _same_info(old: Framework, item: InfoItem) -> InfoItem | None:
    alike = [each for each in old.spec.info if _said(each.label) == _said(item.label)]
    return next((each for each in alike if each.id == item.id), alike[0] if len(alike) == 1 else None)


def _info_keys(item: InfoItem) -> Iterator[tuple[str, str]]:
    if item.fields:
        yield from ((f"info:{item.id}.{each.id}", each.label) for each in item.fields)
    else:
        yield f"info:{item.id}", item.label


def _fields(there: InfoItem, item: InfoItem) -> Iterator[Carried | Fresh]:
    before = {(each.id, _said(each.label), each.kind) for each in there.fields}
    for each in item.fields:
        key = f"info:{item.id}.{each.id}"
        if (each.id, _said(each.label), each.kind) in before:
            yield Carried(f"info:{there.id}.{each.id}", key, each.label)
        else:
            yield Fresh(key, each.label, "new")


def _inputs(old: Framework, new: Framework, matches: Mapping[str, Match]) -> Iterator[Carried | Fresh]:
    for node in new.criteria:
        found = matches.get(node.id)
        for item in node.inputs:
            if item.shared is None:
                yield _input(old, found, item, f"{node.id}:{item.id}")


def _input(old: Framework, found: Match | None, item: Input, key: str) -> Carried | Fresh:
    if found is None:
        return Fresh(key, item.label, "criterion-new")
    if found.retitled:
        return Fresh(key, item.label, "title", found.old.title, found.new.title)
    there = _same_input(found.old.inputs, item)
    if there is None:
        return _unlike(found, item, key)
    sources = old.keys_of(found.old.id, there)
    why = _why_anew(there, item) or (("was-sum", "", "") if len(sources) > 1 else None)
    return Fresh(key, item.label, *why) if why else Carried(sources[0], key, item.label)


def _unlike(found: Match, item: Input, key: str) -> Fresh:
    """No figure of the old criterion is called so: another one has its letter, or none."""
    there = next((each for each in found.old.inputs if each.id == item.id), None)
    return (
        Fresh(key, item.label, "label", there.label, item.label) if there else Fresh(key, item.label, "new")
    )


def _why_anew(there: Input, item: Input) -> tuple[str, str, str] | None:
    if (there.kind, there.measure) != (item.kind, item.measure):
        return _differing(there, item)
    if _values(there) != _values(item):
        return "choices", "", ""
    if (there.combine, there.members, there.provider) != (item.combine, item.members, item.provider):
        return "provider", "", ""
    return None


def _same_input(before: tuple[Input, ...], item: Input) -> Input | None:
    """By label; the same letter first where labels repeat."""
    alike = [each for each in before if _said(each.label) == _said(item.label)]
    return next((each for each in alike if each.id == item.id), alike[0] if len(alike) == 1 else None)


def _differing(there: Input | InfoItem, item: Input | InfoItem) -> tuple[str, str, str]:
    if there.kind != item.kind:
        return "kind", there.kind, item.kind
    return "measure", there.measure or "", item.measure or ""


def _values(item: Input) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, _said(each.label)) for each in item.choices or ())


def _said(label: str) -> str:
    return " ".join(label.casefold().split())
