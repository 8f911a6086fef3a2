"""Books of figures: what assessors measured, and what other systems have, against what is stored."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign import frameworks
from dti_core.campaign.forms import judged
from dti_core.campaign.forms.filled import Filled
from dti_core.campaign.forms.filled import Row as Said
from dti_core.campaign.forms.holders import Holder, campaign_of
from dti_core.campaign.forms.judged import No
from dti_core.campaign.forms.settling import Decisions, Known, settle
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import measure, references, review_columns, review_figures
from dti_core.campaign.staff.review_place import OPEN, mine
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.values import OWN
from dti_core.framework.framework import Framework, Node
from dti_core.messages.contact.values import value_text
from dti_core.messages.form_views import Comparison, Line
from dti_core.messages.formatting import short
from dti_core.store import tables as t
from dti_core.survey.questions import Question

TITLES = {"measured": "Bảng số đo", "references": "Bảng số liệu đối chiếu"}
UNKNOWN = No(
    "Dòng này không thuộc phần Anh/Chị được giao, hoặc không có trong kỳ.", "Tải bảng mới rồi điền lại."
)
NO_ORIGIN = No("Chưa ghi nguồn số liệu.", "Ghi tên hệ thống hoặc nơi cung cấp ở cột “Nguồn số liệu”.")
LONG_ORIGIN = No("Tên nguồn quá dài.", f"Viết gọn trong {references.LONGEST_ORIGIN} ký tự.")
_a, _v = t.answer.c, t.reference_value.c


@dataclass(frozen=True)
class Figure:
    """One row: a unit's figure. `assessor` is empty in a book of references."""

    id: str
    unit: Row[Any]
    node: Node
    question: Question
    assessor: str
    column: str
    own: str | None
    held: str | None
    """What the assessor measured so far."""


def figures(
    conn: Connection, staffer: Staffer, kind: str, units: Collection[str] | None = None
) -> Iterator[Figure] | Refusal:
    """Every figure that this person may give; `units`: only of these, by their short names."""
    if refusal := staffer.lacks("measure"):
        return refusal
    return _figures(conn, staffer, kind, units)


def _figures(
    conn: Connection, staffer: Staffer, kind: str, wanted: Collection[str] | None
) -> Iterator[Figure]:
    chosen = select(t.enrolment, t.unit.c.name, t.unit.c.slug).join(
        t.unit, t.unit.c.id == t.enrolment.c.unit_id
    )
    here = (mine(staffer), t.enrolment.c.state.in_(OPEN))
    for unit in conn.execute(chosen.where(*here).order_by(t.unit.c.name, t.enrolment.c.id)).all():
        if wanted is None or unit.slug in wanted:
            framework = frameworks.framework(conn, unit.content_hash)
            yield from _of_unit(conn, staffer, kind, unit, framework)


def _of_unit(
    conn: Connection, staffer: Staffer, kind: str, unit: Row[Any], framework: Framework
) -> Iterator[Figure]:
    rows = conn.execute(select(_a.input_key, _a.source, _a.value).where(_a.enrolment_id == unit.id))
    given = {(row.input_key, row.source): row.value for row in rows}
    seen: set[str] = set()
    for node in framework.criteria:
        assessor = _assessor(node) if kind == "measured" else ""
        if assessor is None or not staffer.reaches(unit.group_id, framework.index_of(node.id).id):
            continue
        for question in review_figures.questions(framework, node):
            name = f"{unit.slug}/{assessor}/{question.key}" if assessor else f"{unit.slug}/{question.key}"
            if name not in seen:
                seen.add(name)
                column = review_columns.title(framework, assessor) if assessor else ""
                own, held = given.get((question.key, OWN)), given.get((question.key, assessor or "-"))
                yield Figure(name, unit, node, question, assessor, column, own, held)


def _assessor(node: Node) -> str | None:
    """In whose column a criterion that the unit does not assess itself is measured."""
    return review_columns.measuring(node) if "self" not in node.assessors else None


def compare(
    conn: Connection, holder: Holder, filled: Filled, decisions: Decisions, _now: datetime
) -> Comparison | Refusal:
    """Every value of the book against what is stored."""
    found = _read(conn, holder, filled, decisions)
    if isinstance(found, Refusal):
        return found
    broken = [Line(f"?{n}", "", t.place, "refused", "", cause=t.what, fix=t.fix)
              for n, t in enumerate(filled.troubles)]  # fmt: skip
    return Comparison(TITLES[filled.kind], (*broken, *(line for line, _, _ in found)))


def store(
    conn: Connection, holder: Holder, filled: Filled, decisions: Decisions, now: datetime
) -> Refusal | None:
    """All values of a unit and a column (or a source) at once; the first refusal comes back."""
    found = _read(conn, holder, filled, decisions)
    if isinstance(found, Refusal) or not isinstance(holder, Staffer):
        return found if isinstance(found, Refusal) else Refusal("not_allowed", filled.kind)
    batches: dict[tuple[int, str], dict[str, str | None]] = {}
    for line, figure, text in found:
        if figure is not None and line.status in ("new", "changed"):
            whose = figure.assessor or line.since
            batches.setdefault((figure.unit.id, whose), {})[figure.question.key] = text
    for (unit, whose), values in batches.items():
        done = _record(conn, holder, filled.kind, unit, whose, values, now)
        if isinstance(done, Refusal):
            return done
    return None


def _record(
    conn: Connection,
    staffer: Staffer,
    kind: str,
    unit: int,
    whose: str,
    values: dict[str, str | None],
    now: datetime,
) -> object:
    if kind == "measured":
        return measure.record(conn, staffer, unit, whose, values, now)
    known = {key: text for key, text in values.items() if text is not None}
    return references.record(conn, staffer, unit, whose, known, now)


_Read = list[tuple[Line, Figure | None, str | None]]


def _read(conn: Connection, holder: Holder, filled: Filled, decisions: Decisions) -> _Read | Refusal:
    if not isinstance(holder, Staffer):
        return Refusal("not_allowed", filled.kind)
    if refusal := campaign_of(conn, filled, holder.campaign):
        return refusal
    said = [row for row in filled.rows if "value" in row.cells and row.cells["value"].text.strip()]
    units = {row.id.partition("/")[0] for row in said}
    found = figures(conn, holder, filled.kind, units)
    if isinstance(found, Refusal):
        return found
    known = {figure.id: figure for figure in found}
    beside = _references(conn, [figure.unit.id for figure in known.values()])
    return [_one(row, known.get(row.id), filled, decisions, beside) for row in said]


def _references(conn: Connection, units: list[int]) -> dict[tuple[int, str, str], str]:
    rows = conn.execute(select(t.reference_value).where(_v.enrolment_id.in_(set(units))))
    return {(row.enrolment_id, row.input_key, row.origin): row.value for row in rows}


def _one(
    row: Said,
    figure: Figure | None,
    filled: Filled,
    decisions: Decisions,
    beside: dict[tuple[int, str, str], str],
) -> tuple[Line, Figure | None, str | None]:
    cell = row.cells["value"]
    line = Line(row.id, row.id, cell.place, "refused", cell.text)
    if figure is None:
        return _no(line, UNKNOWN), None, None
    line = replace(
        line, label=f"{figure.unit.name} · {figure.node.name} · {short(figure.question.label, 50)}"
    )
    text = judged.broken("hidden") if row.hidden else judged.value(figure.question, cell)
    origin = _origin(row) if filled.kind == "references" else ""
    if isinstance(text, No) or isinstance(origin, No):
        return (
            _no(line, text if isinstance(text, No) else origin if isinstance(origin, No) else UNKNOWN),
            None,
            None,
        )
    ours = beside.get((figure.unit.id, figure.question.key, origin)) if origin else figure.held
    base = (*filled.base.get(row.id, ()), "", "")[1] if not origin else ours or ""
    known = Known(ours, ours or "", base, base)
    line = replace(
        line,
        status=settle(row.id, text, known, decisions),
        theirs=value_text(figure.question, text),
        ours=None if ours is None else value_text(figure.question, ours),
        since=origin,
        stamp=known.stamp,
    )
    return line, figure, text


def _origin(row: Said) -> str | No:
    text = row.cells["origin"].text.strip() if "origin" in row.cells else ""
    if not text:
        return NO_ORIGIN
    return text if len(text) <= references.LONGEST_ORIGIN else LONG_ORIGIN


def _no(line: Line, why: No) -> Line:
    return replace(line, status="refused", cause=why.cause, fix=why.fix)
