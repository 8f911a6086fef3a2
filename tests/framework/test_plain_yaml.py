"""A framework file is ordinary YAML: other programs read it too, with libyaml or without."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dti_core.framework.builder import fold
from dti_core.framework.drafting import yaml_text
from dti_core.framework.library import available
from dti_core.framework.loader import load

PATHS = [each.path for each in available()]


def titles(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        yield fold(node["title"])
        yield from titles(node.get("children", []))


@pytest.mark.parametrize("reader", [yaml.SafeLoader, yaml.CSafeLoader], ids=["pure", "libyaml"])
@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_any_yaml_reader_finds_the_titles_that_we_find(path: Path, reader: Any) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=reader)
    framework = load(path).framework
    assert framework is not None
    assert list(titles(data["nodes"])) == [node.title for node in framework.nodes]
    assert data["id"] == framework.id


def test_a_drafted_question_on_one_line_is_quoted_for_readers_without_libyaml() -> None:
    data = {"inputs": yaml_text.Flow([{"question": "Có bao nhiêu máy chủ?"}])}
    drafted = yaml_text.document(data)
    assert drafted == 'inputs: [{question: "Có bao nhiêu máy chủ?"}]\n'
    assert yaml.load(drafted, Loader=yaml.SafeLoader) == {"inputs": data["inputs"].value}
