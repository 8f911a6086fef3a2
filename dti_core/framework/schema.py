"""The JSON Schema of a framework file, for editors: generated from the model, with Vietnamese hints."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from dti_core.framework.hints import HINTS
from dti_core.framework.model import FrameworkSpec

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """The loader takes numbers only, never numbers in quotes."""
        number = dict(super().decimal_schema(schema)["anyOf"][0])
        return {**number, "multipleOf": 1} if number.get("multipleOf") == 1 else number


def schema() -> dict[str, Any]:
    """The schema as plain data."""
    made = FrameworkSpec.model_json_schema(schema_generator=_Generator)
    for model in (made, *made["$defs"].values()):
        _clean(model)
    return {"$schema": DIALECT, **made, "title": "Bộ chỉ số chuyển đổi số"}


def schema_text() -> str:
    """The schema as the file beside the frameworks holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, default=str) + "\n"


def _clean(model: dict[str, Any]) -> None:
    """Names and descriptions meant for programmers out, hints for authors in."""
    for part in _walk(model):
        if isinstance(part.get("title"), str):
            del part["title"]
        if isinstance(part.get("description"), str):
            del part["description"]
        if "oneOf" in part and "discriminator" not in part:
            part["anyOf"] = part.pop("oneOf")
    for name, field in model.get("properties", {}).items():
        field["description"] = HINTS[name]


def _walk(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for key, inner in part.items():
            yield from (
                (each for one in inner.values() for each in _walk(one)) if key in NAMED else _walk(inner)
            )
    elif isinstance(part, list):
        for inner in part:
            yield from _walk(inner)


NAMED = frozenset({"properties", "$defs"})
"""Under these the keys are names that authors write, not words of the schema language."""
