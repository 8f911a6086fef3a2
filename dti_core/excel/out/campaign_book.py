"""The book of a whole campaign (or a group of it), written in one snapshot."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection

from dti_core.campaign.staff.export import details, results
from dti_core.campaign.staff.export.results import Result
from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import (
    annex,
    detail_sheets,
    front,
    index_sheet,
    matrix,
    method_sheets,
    overview_sheet,
    progress_sheet,
    ranking_sheet,
    words,
)
from dti_core.excel.out.annex_notes import Behind, Figure
from dti_core.excel.out.book import Book, Told
from dti_core.excel.out.matrix import Places
from dti_core.framework.framework import Framework

MOST_FORMS = 40
"""Units with a sheet of their own: beyond that nobody finds a tab any more."""


def write(conn: Connection, scope: Scope, path: Path, told: Told = lambda _part: None) -> None:
    """Write the book to `path`. `conn` must see one snapshot."""
    every = results.read(conn, scope.occasion, scope.units)
    told(0.1)
    book = Book(scope.occasion.title, front.head(scope), scope.occasion.zone)
    listed = detail_sheets.evidence(book, conn, scope, scope.units)
    told(0.3)
    with_forms = len(every) <= MOST_FORMS
    forms = _forms(book, conn, scope, every, listed) if with_forms else {}
    told(0.5)
    _tables(book, scope, every, forms)
    progress_sheet.write(book, scope, every)
    told(0.6)
    detail_sheets.figures(book, conn, scope, scope.units)
    detail_sheets.review(book, conn, scope, scope.units)
    told(0.7)
    detail_sheets.history(book, conn, scope, scope.units)
    rules(book, scope)
    overview_sheet.write(book, scope, every, with_forms=with_forms)
    told(0.9)
    book.save(path)
    told(1.0)


def behind(conn: Connection, scope: Scope, one: Result, listed: Mapping[int, Mapping[str, str]]) -> Behind:
    """What stands behind one unit's points."""
    pieces: dict[str, list[object]] = {}
    for row in details.evidence(conn, scope, one.unit):
        if row.withdrawn_at is None:
            pieces.setdefault(row.criterion, []).append(row)
    figures: dict[str, list[Figure]] = {}
    for key, row in details.figures(conn, scope, one.unit):
        figures.setdefault(row.input_key, []).append((key, row))
    return Behind(pieces, figures, listed.get(one.unit.id, {}))


def rules(book: Book, scope: Scope) -> None:
    """How points were found, for every framework of the book."""
    for framework, _ in scope.parts():
        method_sheets.method(book, scope, framework, _named(words.METHOD, scope, framework))
        if framework.spec.anomalies:
            method_sheets.anomalies(book, scope, framework, _named(words.ANOMALIES, scope, framework))


def _forms(
    book: Book,
    conn: Connection,
    scope: Scope,
    every: Sequence[Result],
    listed: Mapping[int, Mapping[str, str]],
) -> dict[int, Places]:
    """A sheet for every unit, in its framework's own layout."""
    return {
        one.unit.id: annex.write(
            book, annex.sheet_name(one, number), scope, one, behind(conn, scope, one, listed)
        )
        for number, one in enumerate(every, 1)
    }


def _tables(book: Book, scope: Scope, every: Sequence[Result], forms: Mapping[int, Places]) -> None:
    """Matrix and indices of each framework, then the ranking over their sums."""
    sums: dict[int, Places] = {}
    for framework, units in scope.parts():
        here = {unit.id for unit in units}
        members = [one for one in every if one.unit.id in here]
        sums |= matrix.write(book, scope, members, forms, _named(words.MATRIX, scope, framework))
        for group, ranked in groupby(members, lambda one: one.unit.row.group_id):
            title = front.group_title(framework, group)
            index_sheet.group(book, scope, list(ranked), sums, f"{words.BY_INDEX} {title}")
    if scope.indices is None:
        ranking_sheet.write(book, scope, every, sums)


def _named(title: str, scope: Scope, framework: Framework) -> str:
    """With the framework's id where the book has several."""
    return title if len(list(scope.parts())) == 1 else f"{title} {framework.id}"
