"""The first words of a framework file, without reading it whole."""

import yaml

from dti_core.framework.marked import LOADER


def head(text: str, names: tuple[str, ...]) -> dict[str, str]:
    """The named words at the top of a document, read no further than needed; missing ones are left out."""
    found: dict[str, str] = {}
    depth, key = 0, None
    try:
        for event in yaml.parse(text.removeprefix("\ufeff"), Loader=LOADER):
            depth += _deeper(event)
            if depth != 1 or not isinstance(event, yaml.ScalarEvent):
                key = None
            elif key is None:
                key = event.value
            else:
                found[key], key = event.value, None
            if all(name in found for name in names):
                break
    except yaml.YAMLError:
        pass
    return {name: found[name] for name in names if name in found}


def _deeper(event: yaml.Event) -> int:
    if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        return 1
    return -1 if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent) else 0
