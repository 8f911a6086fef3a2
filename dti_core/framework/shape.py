"""Does the data have the shape of the model? Every complaint of pydantic becomes a finding with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dti_core.framework.model import FrameworkSpec, Rule
from dti_core.framework.problems import Finding, Path, nearest
from dti_core.framework.repair import repaired

CODES: Mapping[str, str] = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "string_type": "text-expected",
    "string_too_short": "empty-text",
    "too_short": "empty-list",
    "string_pattern_mismatch": "bad-name",
    "value_error": "bad-date",
    "is_instance_of": "number-expected",
    "decimal_type": "number-expected",
    "bool_type": "boolean-expected",
    "tuple_type": "list-expected",
    "model_type": "mapping-expected",
    "model_attributes_type": "mapping-expected",
    "dict_type": "mapping-expected",
    "literal_error": "unknown-value",
    "greater_than": "number-out-of-range",
    "greater_than_equal": "number-out-of-range",
    "less_than": "number-out-of-range",
    "less_than_equal": "number-out-of-range",
    "multiple_of": "number-out-of-range",
    "union_tag_invalid": "unknown-rule-type",
    "union_tag_not_found": "unknown-rule-type",
}
LIMITS = {
    "gt": "lớn hơn {}",
    "ge": "từ {} trở lên",
    "lt": "nhỏ hơn {}",
    "le": "đến {}",
    "multiple_of": "là số nguyên",
}
ANYTHING = "giá trị như ở các tệp có sẵn"
ROUNDS = 8
MOST_FINDINGS = 200
"""More are no file with mistakes but another kind of file: finding the rest would only take long."""


@dataclass(frozen=True)
class Shaped:
    """The specification as far as there is one, the data it was made from, and what is wrong."""

    spec: FrameworkSpec | None
    data: Any
    findings: tuple[Finding, ...] = ()


def validate(data: Any) -> Shaped:
    """Validate; where parts are wrong, go on with what is left so that the rest can still be checked."""
    first: tuple[Finding, ...] = ()
    for _ in range(ROUNDS):
        try:
            return Shaped(FrameworkSpec.model_validate(data, strict=True), data, first)
        except ValidationError as error:
            errors = [each for each in error.errors(include_url=False) if _real(each)]
        found = tuple(_finding(each, data) for each in errors[:MOST_FINDINGS])
        if len(errors) > MOST_FINDINGS:
            return Shaped(None, data, (*found, Finding("too-many-problems", facts={"limit": MOST_FINDINGS})))
        first = first or _without_echoes(found)
        data = repaired(data, found)
        if not isinstance(data, dict):
            break
    return Shaped(None, data, first)


def _real(error: ErrorDetails) -> bool:
    """Pydantic calls a list too short where its entries are wrong; only an empty one is."""
    return error["type"] != "too_short" or not error["input"]


def _without_echoes(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """A key that is missing only because it is misspelt beside is one mistake, not two."""
    meant = {(each.path[:-1], each.suggestion) for each in findings if each.code == "unknown-key"}
    return tuple(
        each for each in findings if each.code != "missing-key" or (each.path, each.value) not in meant
    )


def _finding(error: ErrorDetails, data: Any) -> Finding:
    code = _code(error)
    path = _path(error["loc"], data)
    value = error["input"]
    if code == "missing-key":
        return Finding(code, path[:-1], path[-1], at_key=True)
    if code == "unknown-key":
        allowed = sorted(_fields_at(error["loc"]))
        shown = ", ".join(allowed)
        return Finding(
            code, path, path[-1], facts={"allowed": shown}, suggestion=nearest(path[-1], allowed), at_key=True
        )
    return Finding(
        code, path, _at_fault(code, value), facts=_facts(error), suggestion=_suggestion(code, error)
    )


def _code(error: ErrorDetails) -> str:
    if error["type"] == "string_pattern_mismatch" and str(error["loc"][-1]) == "date":
        return "bad-date"
    if error["type"] == "string_type" and error["input"] is None:
        return "empty-text"
    return CODES.get(error["type"], "unknown-value")


def _path(loc: tuple[int | str, ...], data: Any) -> Path:
    """Pydantic's location without the tags of unions: what stands in the file (or is missing there)."""
    path: list[int | str] = []
    for number, part in enumerate(loc, start=1):
        inside = isinstance(data, dict) and part in data
        listed = isinstance(data, tuple) and isinstance(part, int) and part < len(data)
        if inside or listed:
            data = data[part]
        elif number < len(loc) or not isinstance(data, dict) or _is_tag(part):
            continue
        path.append(part)
    return tuple(path)


def _is_tag(part: int | str) -> bool:
    return part in {"by-name", "in-place", "per-parameter", "word", "list"} or part in RULE_MODELS


KINDS: dict[type, str] = {dict: "một nhóm mục", tuple: "một danh sách", list: "một danh sách"}
"""What stands for a value that is too large to repeat."""


def _at_fault(code: str, value: Any) -> Any:
    if code == "unknown-rule-type":
        return value.get("type") if isinstance(value, dict) else value
    return KINDS.get(type(value), value)


def _facts(error: ErrorDetails) -> dict[str, object]:
    given = error.get("ctx", {})
    limits = [words.format(given[name]) for name, words in LIMITS.items() if name in given]
    return {"limit": ", ".join(limits), "allowed": ", ".join(_expected(error)) or ANYTHING}


def _expected(error: ErrorDetails) -> tuple[str, ...]:
    if error["type"].startswith("union_tag"):
        return tuple(sorted(RULE_MODELS))
    words = str(error.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(", ")
    return tuple(word.strip("'") for word in words if word)


def _suggestion(code: str, error: ErrorDetails) -> str | None:
    if code not in {"unknown-value", "unknown-rule-type"}:
        return None
    return nearest(_at_fault(code, error["input"]), _expected(error))


def _rule_models() -> Iterator[tuple[str, type[BaseModel]]]:
    for model in get_args(get_args(Rule)[0]):
        yield get_args(model.model_fields["type"].annotation)[0], model


RULE_MODELS: Mapping[str, type[BaseModel]] = dict(_rule_models())


def _fields_at(loc: tuple[int | str, ...]) -> set[str]:
    """The keys that are known where an unknown one was found."""
    models: list[type[BaseModel]] = [FrameworkSpec]
    for part in loc[:-1]:
        if isinstance(part, str):
            models = _step(models, part) or models
    return {name for model in models for name in model.model_fields}


def _step(models: list[type[BaseModel]], part: str) -> list[type[BaseModel]]:
    if part in RULE_MODELS:
        return [RULE_MODELS[part]]
    fields = [model.model_fields[part] for model in models if part in model.model_fields]
    return [found for each in fields for found in _models_in(each.annotation)]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
