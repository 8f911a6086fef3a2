"""The self-assessment form of one unit, laid out as the decision's annex: what stands where, no drawing."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from dti_core.framework.framework import Framework
from dti_core.messages.formatting import day, moment
from dti_core.messages.paper import form_texts as texts
from dti_core.messages.paper.form_cells import Cell, cell, info_rows, shared_maximum
from dti_core.messages.paper.form_columns import Column, columns_of
from dti_core.scoring.model import UnitScore
from dti_core.survey.questionnaire import Questionnaire

RowKind = Literal["pillar", "index", "component", "criterion"]


@dataclass(frozen=True)
class Row:
    """A line of the annex; `cells` stand under the form's columns, one for one."""

    kind: RowKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sum:
    """A line of the summary: what, out of how much, how much."""

    title: str
    maximum: Fraction | None
    points: Fraction
    whole: bool = False
    """A pillar, the total, or the score that is published."""


@dataclass(frozen=True)
class Form:
    """Everything on the form. `status` stands on every page: no draft is taken for what was handed in."""

    unit: str
    number: str
    title: str
    heading: tuple[str, ...]
    status: str
    draft: bool
    info: tuple[tuple[str, str, str], ...]
    sums: tuple[Sum, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    place_and_date: str
    head: tuple[str, ...]
    author: tuple[str, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """Titles of the parts that there are: general information (if any is asked), sums, criteria."""
        titles = (texts.INFO, texts.SUMMARY, texts.DETAILS) if self.info else (texts.SUMMARY, texts.DETAILS)
        return tuple(f"{number}. {title}" for number, title in zip(("I", "II", "III"), titles, strict=False))


def form(view: Questionnaire, score: UnitScore) -> Form:
    """The form as the unit's answers are now; `score` holds what the unit gives itself."""
    columns = columns_of(view.framework)
    handed_in = view.submitted_at if view.state not in ("not_started", "in_progress", "returned") else None
    paper = view.dossier.paper if handed_in else view.dossier.on_behalf
    return Form(
        unit=view.unit_name,
        number=texts.number(paper),
        title=texts.TITLE,
        heading=_heading(view),
        status=_status(view, handed_in),
        draft=handed_in is None,
        info=info_rows(view),
        sums=_sums(view.framework, score),
        columns=columns,
        rows=_rows(view, score, columns),
        notes=_notes(view),
        place_and_date=texts.place_and_date(paper),
        head=(*texts.HEAD, (paper.approved_by or "") if paper else ""),
        author=(*texts.AUTHOR, view.person_name),
    )


def _heading(view: Questionnaire) -> tuple[str, ...]:
    campaign, decision = view.campaign, view.framework.spec.decision
    until = f", tính đến ngày {day(campaign.as_of.isoformat())}" if campaign.as_of else ""
    return (
        view.framework.spec.title,
        campaign.title,
        texts.decision(decision.number, decision.date and str(decision.date), decision.issuer),
        f"Số liệu năm {campaign.reference_year}{until}",
    )


def _status(view: Questionnaire, handed_in: datetime | None) -> str:
    return texts.submitted(moment(handed_in, view.campaign.time_zone)) if handed_in else texts.DRAFT


def _notes(view: Questionnaire) -> tuple[str, ...]:
    paper = view.dossier.on_behalf or (view.dossier.paper if view.dossier.on_paper else None)
    volunteer = texts.VOLUNTEER if view.volunteer else None
    behalf = texts.on_behalf(view.campaign.coordinator, paper) if paper else None
    return tuple(note for note in (volunteer, behalf, texts.PROVISIONAL) if note)


def _sums(framework: Framework, score: UnitScore) -> tuple[Sum, ...]:
    """By index, each pillar before its own indices; pillars that share indices come after them."""
    rows: list[Sum] = []
    pillar = None
    for node in framework.indices:
        if node.pillar != pillar:
            pillar = node.pillar
            rows += _pillars(framework, score, pillar)
        title = f"{_code(node.printed_code, node.code)}. {node.title}"
        rows.append(Sum(title, node.max_points, score.indices[node.id]))
    rows += [] if pillar else _pillars(framework, score, None)
    rows.append(Sum(texts.WHOLE, score.attainable, score.points, whole=True))
    if framework.spec.headline.kind != "sum":
        rows.append(Sum(texts.MEAN, None, score.score, whole=True))
    return tuple(rows)


def _pillars(framework: Framework, score: UnitScore, only: str | None) -> list[Sum]:
    found = [each for each in framework.spec.pillars if only in (None, each.id)]
    return [
        Sum(texts.pillar(each.title), Fraction(each.max), score.pillars[each.id], whole=True)
        for each in found
    ]


def _rows(view: Questionnaire, score: UnitScore, columns: tuple[Column, ...]) -> tuple[Row, ...]:
    rows: list[Row] = []
    pillar, titles = None, {each.id: each.title for each in view.framework.spec.pillars}
    shared = shared_maximum(view.framework)
    for node in view.framework.nodes:
        if node.kind == "index" and node.pillar != pillar:
            pillar = node.pillar
            rows += [_pillar(score, pillar, titles[pillar], columns)] if pillar in titles else []
        cells = tuple(cell(view, score, node, column, shared) for column in columns)
        rows.append(Row(node.kind, cells))
    return tuple(rows)


def _pillar(score: UnitScore, pillar: str, title: str, columns: tuple[Column, ...]) -> Row:
    found: dict[str, Cell] = {"title": title.upper(), "self": score.pillars[pillar]}
    return Row("pillar", tuple(found.get(column.holds, "") for column in columns))


def _code(printed: str | None, code: str) -> str:
    return code if printed is None else printed
