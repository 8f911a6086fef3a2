"""Who gives which figures, as the framework names them: one unit is scored, many offices know a part."""

from collections.abc import Iterator, Mapping

from dti_core.framework.framework import Framework
from dti_core.framework.model import InfoItem, Input


def offices(framework: Framework) -> Mapping[str, tuple[str, ...]]:
    """Every office that the framework names, in the order of the document, with the keys it gives."""
    found: dict[str, dict[str, None]] = {}
    spelled: dict[str, str] = {}
    for key, item in _items(framework):
        for name in named(item):
            found.setdefault(spelled.setdefault(folded(name), name), {})[key] = None
    return {name: tuple(keys) for name, keys in found.items()}


def find(framework: Framework, name: str) -> tuple[str, ...]:
    """The keys of the office of this name, however it is spaced and capitalised; none for an unknown one."""
    known = {folded(office): keys for office, keys in offices(framework).items()}
    return known.get(folded(name), ())


def named(item: Input | InfoItem) -> tuple[str, ...]:
    """The offices behind one figure: who gives it, and whose figures are added up."""
    members = _names(item.members) if item.combine == "sum" else ()
    return tuple(dict.fromkeys((*_names(item.provider), *members)))


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def _names(given: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given or ()


def _items(framework: Framework) -> Iterator[tuple[str, Input | InfoItem]]:
    for item in framework.spec.info:
        yield from ((f"info:{item.id}.{field.id}", item) for field in item.fields)
        if not item.fields:
            yield f"info:{item.id}", item
    for node in framework.criteria:
        yield from ((f"{node.id}:{one.id}", one) for one in node.inputs if one.shared is None)
