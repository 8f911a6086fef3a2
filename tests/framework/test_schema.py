"""The schema that editors use says the same as the loader."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dti_core.framework import marked
from dti_core.framework.schema import schema, schema_text
from tests.framework.small import AN_GIANG, BROKEN, SMALL

COMMITTED = AN_GIANG.parent / "framework.schema.json"
SHAPE = (
    "unknown-key",
    "missing-key",
    "text-expected",
    "empty-text",
    "bad-name",
    "bad-date",
    "number-expected",
)
SHAPES = (
    *SHAPE,
    "boolean-expected",
    "list-expected",
    "mapping-expected",
    "unknown-value",
    "number-out-of-range",
)


def plain(part: Any) -> Any:
    """Data as an editor's YAML reader has it."""
    if isinstance(part, dict):
        return {key: plain(value) for key, value in part.items()}
    return [plain(each) for each in part] if isinstance(part, tuple) else part


def errors(text: str) -> list[str]:
    return [
        each.message for each in Draft202012Validator(schema()).iter_errors(plain(marked.read(text).data))
    ]


def test_the_committed_schema_is_the_one_the_model_makes() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), "dti framework schema > " + COMMITTED.name


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("path", sorted(AN_GIANG.parent.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_every_framework_satisfies_the_schema(path: Path) -> None:
    assert errors(path.read_text(encoding="utf-8")) == []


def test_the_small_framework_satisfies_the_schema_so_the_next_test_can_fail() -> None:
    assert errors(SMALL) == []


@pytest.mark.parametrize("code", [*SHAPES, "unknown-rule-type"])
def test_an_editor_marks_what_the_loader_would_refuse(code: str) -> None:
    assert errors((BROKEN / f"{code}.yaml").read_text(encoding="utf-8")) != []


def test_every_framework_tells_the_editor_where_the_schema_is() -> None:
    for path in sorted(AN_GIANG.parent.glob("*/*.yaml")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        name = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / name).resolve() == COMMITTED.resolve()


def test_every_key_has_a_vietnamese_hint_and_no_programmers_words() -> None:
    made = schema()
    for model in (made, *made["$defs"].values()):
        for name, field in model.get("properties", {}).items():
            assert field["description"].endswith("."), name
            assert "title" not in field
