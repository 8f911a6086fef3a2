"""A comparison as a person reads it on a terminal."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from dti import framework_diff_texts as texts
from dti.framework_texts import RULES
from dti_core.framework.compare import Change, Comparison
from dti_core.framework.compare_carry import Carrying, Fresh
from dti_core.framework.framework import Node
from dti_core.framework.model import Choice, LadderStep, Part

LONGEST = 90


def as_text(old: str, new: str, found: Comparison) -> str:
    """Head, what was added, removed and changed, and what may be carried over."""
    return "\n".join(_lines(old, new, found))


def _lines(old: str, new: str, found: Comparison) -> Iterator[str]:
    yield texts.TITLE.format(old=old, new=new)
    yield from _section(texts.HEAD, [line for each in found.head for line in _of_head(each)])
    yield from _section(texts.ADDED, [_row(node) for node in found.added])
    yield from _section(texts.REMOVED, [_row(node) for node in found.removed])
    changed = []
    for match, changes in found.changed:
        shown = "\n".join(f"      {change_line(each)}" for each in changes)
        changed.append(f"{match.new.id}  {_short(match.new.title)}\n{shown}")
    yield from _section(texts.CHANGED, changed)
    yield from _carrying(found.carrying)


def _section(title: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield texts.counted(title, len(rows))
        yield from (f"  {row}" for row in rows)


def _row(node: Node) -> str:
    worth = "" if node.max_points is None else f"  [{shown(node.max_points)}]"
    return f"{node.id}  {_short(node.title)}{worth}"


def _of_head(each: Change) -> Iterator[str]:
    if each.kind == "head":
        yield f"{texts.HEADS[each.name]}: {shown(each.old)} → {shown(each.new)}"
        return
    name, _, what = each.kind.rpartition("-")
    subject = f"{texts.LISTS[name]} {each.name}"
    if what == "added":
        yield f"thêm {subject}: {_called(each.new)}"
    elif what == "removed":
        yield f"bỏ {subject}: {_called(each.old)}"
    else:
        yield from (f"{subject}, {part}" for part in _parts(each.old, each.new))


def _parts(old: BaseModel, new: BaseModel) -> Iterator[str]:
    for name, words in texts.PARTS.items():
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before != after:
            yield f"{words}: {shown(before)} → {shown(after)}"


def _called(each: Any) -> str:
    return _short(str(getattr(each, "title", None) or getattr(each, "label", "")))


def change_line(each: Change) -> str:
    """One change in words."""
    old, new = shown(each.old), shown(each.new)
    if each.kind == "title":
        old, new = each.old, each.new
    if each.kind == "rule":
        old, new = (RULES.get(str(value), texts.EMPTY) for value in (each.old, each.new))
    if each.kind == "parameter":
        return texts.PARAMETERS.get(each.name, texts.OTHER_PARAMETER).format(old=old, new=new, name=each.name)
    words = {"evidence": texts.EVIDENCE, "basis": texts.NAMES}.get(each.kind, {})
    name = words.get(each.name.rpartition(".")[2], each.name)
    return texts.CHANGES[each.kind].format(old=old, new=new, name=name)


def shown(value: Any) -> str:
    """A value as a Vietnamese reader expects it."""
    if value in (None, (), ""):
        return texts.EMPTY
    if isinstance(value, tuple):
        return ", ".join(shown(each) for each in value)
    if isinstance(value, BaseModel):
        return _entry(value)
    if isinstance(value, Fraction | Decimal):
        return _number(value)
    return texts.WORDS.get(str(value), _short(str(value)))


def _entry(value: BaseModel) -> str:
    if isinstance(value, Choice):
        return f"{value.label} ({_number(value.fraction)})"
    if isinstance(value, LadderStep):
        return texts.STEP.format(least=_number(value.at_least), fraction=_number(value.fraction))
    if isinstance(value, Part):
        return texts.PART.format(weight=_number(value.weight), rule=RULES[value.rule.type])
    return _called(value)


def _number(value: Fraction | Decimal) -> str:
    return f"{float(value):g}".replace(".", ",")


def _carrying(found: Carrying) -> Iterator[str]:
    yield f"\n{texts.CARRY}"
    yield f"  {texts.CARRIED.format(count=len(found.carried))}"
    moved = [each for each in found.carried if each.moved]
    yield f"    {texts.SAME_KEY.format(count=len(found.carried) - len(moved))}"
    yield from (f"    {each.old} → {each.new}  {_short(each.label)}" for each in moved)
    if found.fresh:
        yield f"  {texts.FRESH.format(count=len(found.fresh))}"
        yield from (f"    {each.key}  {_short(each.label)}: {why(each)}" for each in found.fresh)
    if found.dropped:
        yield f"  {texts.DROPPED.format(count=len(found.dropped))}"
        yield from (f"    {key}  {_short(label)}" for key, label in found.dropped)


def why(each: Fresh) -> str:
    """Why a value must be asked anew."""
    return texts.WHY[each.why].format(old=shown(each.old), new=shown(each.new))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
