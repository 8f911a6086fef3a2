"""A draft (what an annex prints) as the text of a framework file, every leaf with a guessed rule."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from dti_core.framework.drafting import draft_texts as texts
from dti_core.framework.drafting import guess_texts
from dti_core.framework.drafting.guess import Figures, Guess, guess, shared_maximum
from dti_core.framework.drafting.yaml_text import Flow, Noted, document

Data = dict[str, Any]
MEASURE = re.compile(r"[( ]((?:nghìn |triệu |tỷ )(?:người|đồng|hộ))\)?$")
"""The measure that a label ends with: “Số lượng dân số (nghìn người)”."""


@dataclass(frozen=True)
class Row:
    """A row of the annex, placed in the tree. `printed` is None where the code stands so in the annex."""

    code: str
    title: str
    id: str | None = None
    printed: str | None = None
    max: Decimal | None = None
    pillar: str | None = None
    pool: str | None = None
    assessors: tuple[str, ...] | None = None
    method: str = ""
    note: str = ""
    evidence: str = ""
    provider: str = ""
    figures: Figures = ()
    children: tuple["Row", ...] = ()


@dataclass(frozen=True)
class Shared:
    """A maximum, or a pillar's total, that several rows stand under."""

    id: str
    title: str
    max: Decimal
    indices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A line of the general information."""

    code: str
    label: str
    provider: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Everything that a table told about a framework."""

    id: str
    level: str
    rows: tuple[Row, ...]
    title: str = ""
    number: str = ""
    date: str = ""
    issuer: str = ""
    max_points: Decimal | None = None
    assessors: tuple[tuple[str, str], ...] = ()
    default_assessors: tuple[str, ...] = ()
    columns: tuple[tuple[str, str, str | None], ...] = ()
    """Heading, what it holds, the heading above it."""
    info: tuple[Item, ...] = ()
    pillars: tuple[Shared, ...] = ()
    pools: tuple[Shared, ...] = ()
    twice: tuple[tuple[str, str, str, str], ...] = ()
    """Codes that are printed twice: code, id of the later row, both titles."""


@dataclass
class Drafted:
    """The file's text, and what was guessed for each leaf (by id or code)."""

    text: str
    guesses: list[tuple[Row, Guess]] = field(default_factory=list)


def drafted(draft: Draft, schema_line: str = "") -> Drafted:
    """The whole file; `schema_line` is what tells an editor where the schema is."""
    made = Drafted("")
    data = {**_head(draft), **_parties(draft), **_lists(draft)}
    data["nodes"] = [_node(row, made) for row in draft.rows]
    data["anomalies"] = [_twice(*each) for each in draft.twice]
    opening = "".join(f"{line}\n" for line in (schema_line, *(f"# {line}" for line in texts.TOP)) if line)
    made.text = opening + document(_spaced(data))
    return made


def _head(draft: Draft) -> Data:
    decision = {
        "number": draft.number or None,
        "date": draft.date or None,
        "issuer": draft.issuer or texts.ISSUER,
        "source": "decision.txt",
    }
    total = sum((row.max or Decimal(0) for row in draft.rows), Decimal(0))
    known = draft.number and draft.date and draft.issuer
    return {
        "id": draft.id,
        "title": draft.title or texts.TITLE,
        "level": draft.level,
        "decision": decision if known else Noted(decision, (texts.FILL_DECISION,)),
        "max_points": Noted(total, (texts.FILL_TOTAL,)) if draft.max_points is None else draft.max_points,
        "bases": {"doan": Flow({"source": "assumed", "reason": guess_texts.REASON})},
    }


def _parties(draft: Draft) -> Data:
    given = [Flow({"id": name, "title": title}) for name, title in draft.assessors]
    nobody = Noted([Flow({"id": "self", "title": texts.SELF})], (texts.NO_MARKS,))
    order = [name for name, _ in reversed(draft.assessors)] or ["self"]
    return {
        "assessors": given or nobody,
        "default_assessors": Flow(list(draft.default_assessors) or ["self"]),
        "merge": {"order": Flow(order), "basis": _assumed(texts.MERGE_REASON)},
        "headline": {"kind": "sum", "basis": _assumed(texts.SUM_REASON)},
        "groups": [Flow({"id": draft.level, "title": texts.GROUPS[draft.level]})],
    }


def _lists(draft: Draft) -> Data:
    return {
        "columns": [Flow({"title": t, "holds": holds, "over": over}) for t, holds, over in draft.columns],
        "info": [_info(item) for item in draft.info],
        "pillars": [
            {"id": each.id, "title": each.title, "max": each.max, "indices": Flow(list(each.indices))}
            | {"basis": _assumed(texts.PILLAR_REASON)}
            for each in draft.pillars
        ],
        "pools": [
            {"id": each.id, "title": each.title, "max": each.max, "basis": _assumed(texts.POOL_REASON)}
            for each in draft.pools
        ],
    }


def _assumed(reason: str) -> Flow:
    return Flow({"source": "assumed", "reason": reason})


def _info(item: Item) -> Data:
    fields = [
        Flow({"id": f"f{n}", "label": label, "kind": kind_of(label)})
        for n, label in enumerate(item.fields, 1)
    ]
    kind = "person" if fields else kind_of(item.label)
    printed = MEASURE.search(item.label) if kind in {"count", "money"} else None
    measure = printed[1] if printed else ("triệu đồng" if kind == "money" else None)
    return {
        "id": item.code,
        "label": item.label,
        "kind": "decimal" if kind == "count" and measure else kind,
        "measure": measure,
        "provider": _words(item.provider),
        "fields": fields,
    }


def kind_of(label: str) -> str:
    """The kind of a line of general information, by its words."""
    words = label.casefold()
    for kind, signs in (
        ("email", ("email", "thư điện tử")),
        ("phone", ("điện thoại",)),
        ("url", ("website", "portal", "cổng thông tin", "trang thông tin")),
        ("money", ("tổng chi", "kinh phí", "ngân sách")),
        ("count", ("số lượng", "tổng số")),
    ):
        if any(sign in words for sign in signs):
            return kind
    return "text"


def _node(row: Row, made: Drafted) -> Any:
    data: Data = {
        "code": row.code,
        "id": row.id,
        "title": row.title or texts.EMPTY_TITLE,
        "max": row.max,
        "pillar": row.pillar,
        "pool": row.pool,
        "method": row.method or None,
        "note": row.note or None,
    }
    if row.printed is not None:
        data = {"code": data.pop("code"), "printed_code": row.printed, **data}
    if row.children:
        return {**data, "children": [_node(child, made) for child in row.children]}
    found = _guessed(row)
    made.guesses.append((row, found))
    whole = {**data, **_leaf(row, found)}
    return Noted(whole, (texts.LOOK.format(look=found.look),)) if found.look else whole


def _guessed(row: Row) -> Guess:
    worth = "điểm chung của nhóm" if row.max is None else f"{row.max:f}".replace(".", ",")
    made = shared_maximum if row.pool else guess
    found = (
        made(row.title, worth)
        if row.pool
        else guess(row.title, worth, figures=row.figures, method=row.method)
    )
    if not row.provider:
        return found
    provider = _words(row.provider)
    return replace(found, inputs=tuple({"provider": provider, **each} for each in found.inputs))


def _leaf(row: Row, found: Guess) -> Data:
    evidence = {
        "kinds": Flow(["link", "document", "spreadsheet", "image"]),
        "text": row.evidence or texts.EVIDENCE,
    }
    if row.note and not row.evidence:
        del evidence["text"]
    return {
        "assessors": None if row.assessors is None else Flow(list(row.assessors)),
        "guidance": found.guidance,
        "inputs": [_input(each) for each in found.inputs],
        "rule": Flow({**found.rule, "basis": "doan"}),
        "evidence": {**evidence, "period": texts.PERIOD},
    }


def _input(item: Any) -> Data:
    whole = {
        key: item[key] for key in ("id", "kind", "measure", "label", "question", "provider") if key in item
    }
    if isinstance(item.get("provider"), str):
        whole["provider"] = _words(item["provider"])
    return {**whole, "choices": [Flow(choice) for choice in item.get("choices", ())]}


def _words(text: str) -> Any:
    """One name, or a list where the annex prints several under each other."""
    names = [line.strip(" -–•+;") for line in text.splitlines() if line.strip(" -–•+;")]
    return Flow(names) if len(names) > 1 else (names[0] if names else None)


def _twice(code: str, later: str, first: str, second: str) -> Data:
    return {
        "at": later,
        "printed": texts.TWICE_PRINTED.format(code=code),
        "found": texts.TWICE_FOUND.format(first=first, second=second),
        "handling": texts.TWICE_HANDLING.format(id=later),
    }


def _spaced(data: Data) -> Data:
    """A blank line before each part of the file."""
    parts: Sequence[str] = ("bases", "assessors", "columns", "info", "pillars", "pools", "nodes", "anomalies")
    return dict(_with_blank(key, value, parts) for key, value in data.items())


def _with_blank(key: str, value: Any, parts: Sequence[str]) -> tuple[str, Any]:
    empty = not (value.value if isinstance(value, Noted) else value)
    if key not in parts or empty:
        return key, value
    inner, comments = (value.value, value.comments) if isinstance(value, Noted) else (value, ())
    return key, Noted(inner, ("", *comments))


def leaves(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows that are scored."""
    for row in rows:
        yield from leaves(row.children) if row.children else (row,)
