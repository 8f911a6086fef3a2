"""The sheets behind the points: figures, evidence, review, history, each with who, when and why."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from dti_core.campaign.staff.export import details
from dti_core.campaign.staff.export.details import Key
from dti_core.campaign.staff.export.scope import Scope, Unit
from dti_core.campaign.values import ASSESSORS, OWN
from dti_core.excel.out import archive_paths, front, words
from dti_core.excel.out.book import TABS, Book
from dti_core.excel.out.names import reference
from dti_core.excel.out.tables import Sheet, Table
from dti_core.excel.out.values import Value
from dti_core.framework.framework import Framework
from dti_core.messages.accounts import HELD
from dti_core.messages.links import Checked, beyond, said

FIGURES = Table(
    words.FIGURES,
    words.FIGURE_HEADS,
    ("text", "code", "text", "loose", "text", "text", "text", "text", "moment", "whole"),
    (26, 11, 46, 16, 14, 18, 22, 12, 17, 8),
    TABS["figures"],
)
EVIDENCE = Table(
    words.EVIDENCE,
    words.EVIDENCE_HEADS,
    (
        "text",
        "code",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "moment",
        "whole",
        "hash",
        "text",
        "text",
        "moment",
        "text",
    ),
    (26, 11, 9, 56, 16, 16, 12, 24, 22, 17, 11, 36, 11, 30, 17, 44),
    TABS["evidence"],
)
REVIEW = Table(
    words.REVIEW,
    words.REVIEW_HEADS,
    ("text", "code", "text", "text", "points", "text", "text", "text", "moment", "text"),
    (26, 11, 22, 20, 10, 60, 22, 12, 17, 11),
    TABS["review"],
)
HISTORY = Table(
    words.HISTORY,
    words.HISTORY_HEADS,
    ("text", "code", "text", "whole", "loose", "loose", "text", "text", "text", "moment", "text"),
    (26, 11, 42, 7, 16, 16, 16, 22, 12, 17, 34),
    TABS["history"],
)


def figures(book: Book, conn: Connection, scope: Scope, units: Iterable[Unit]) -> None:
    """Every current figure."""
    sheet = Sheet(book, FIGURES, front.table_lines(scope, words.FIGURES))
    for unit in units:
        for key, row in details.figures(conn, scope, unit):
            who, source = _who(row), _source(unit.framework, row.source)
            value = _value(key, row.value)
            measure = key.measure if isinstance(value, Fraction) else None
            what = (unit.name, key.owner, key.label, value, measure)
            sheet.rows.add(*what, source, *who, row.at, row.revision)
    sheet.close()


def history(book: Book, conn: Connection, scope: Scope, units: Iterable[Unit]) -> None:
    """Every change of every figure."""
    sheet = Sheet(book, HISTORY, front.table_lines(scope, words.HISTORY))
    for unit in units:
        for key, row in details.revisions(conn, scope, unit):
            old, new = _value(key, row.old_value), _value(key, row.new_value)
            source = _source(unit.framework, row.source)
            what = (unit.name, key.owner, key.label, row.revision, old, new)
            sheet.rows.add(*what, source, *_who(row), row.at, row.reason)
    sheet.close()


def evidence(book: Book, conn: Connection, scope: Scope, units: Iterable[Unit]) -> dict[int, dict[str, str]]:
    """Every piece; enrolment → criterion → where its first piece is listed, for links from elsewhere."""
    above = [*front.table_lines(scope, words.EVIDENCE), (words.EVIDENCE_HINT, "subtitle", None)]
    sheet = Sheet(book, EVIDENCE, above)
    listed: dict[int, dict[str, str]] = {}
    here = reference(sheet.pen.sheet.title)
    for unit in units:
        mine = listed.setdefault(unit.id, {})
        for row in details.evidence(conn, scope, unit):
            target = target_of(unit, row)
            links = {3: target} if target and row.withdrawn_at is None else None
            number = sheet.rows.add(*_piece(unit, row), links=links)
            if row.withdrawn_at is None:
                mine.setdefault(row.criterion, f"#{here}!A{number}")
    sheet.close()
    return listed


def review(book: Book, conn: Connection, scope: Scope, units: Iterable[Unit]) -> None:
    """Everything said and decided in the review."""
    sheet = Sheet(book, REVIEW, front.table_lines(scope, words.REVIEW))
    for unit in units:
        titles: dict[str, str] = {one.id: one.title for one in unit.framework.spec.assessors}
        for act in details.review(conn, scope, unit):
            column = titles.get(act.assessor or "", act.assessor)
            holds = words.VALID if act.holds else words.GONE
            what = (unit.name, _name(unit.framework, act.criterion), words.ACTS.get(act.what, act.what))
            who = (act.person or words.OPERATOR, words.channel(act.channel))
            sheet.rows.add(*what, column, act.points, act.reason, *who, act.at, holds)
    sheet.close()


def target_of(unit: Unit, row: Any) -> str | None:
    """Where a piece can be opened: its address, or its place in the archive; an access account nowhere."""
    if row.kind == "credential":
        return None
    if row.kind == "link":
        return str(row.url)
    return archive_paths.link_of(unit.slug, row.criterion, row.file_name or "", row.file_sha256)


def _piece(unit: Unit, row: Any) -> Iterator[Value]:
    link = row.kind == "link"
    yield from (unit.name, _name(unit.framework, row.criterion), words.KINDS[row.kind])
    yield from (
        HELD if row.kind == "credential" else row.url or row.file_name,
        row.place,
        row.document_number,
    )
    yield from (words.dotted(row.document_date), row.note)
    yield from (row.person or words.OPERATOR, row.added_at)
    yield None if row.size is None else Fraction(row.size, 1024).__ceil__()
    yield row.file_sha256
    yield _state(row)
    checked = Checked(row.url or "", row.link_check or "", row.final_url, row.page_title)
    yield from (
        said(row.link_check) if row.link_check else None,
        row.checked_at,
        beyond(checked) if link else None,
    )


def _state(row: Any) -> str:
    if row.purged_at is not None:
        return words.PURGED
    return words.WITHDRAWN if row.withdrawn_at is not None else words.VALID


def _name(framework: Framework, criterion: str) -> str:
    node = framework.by_id.get(criterion)
    return node.name if node else criterion


def _who(row: Any) -> tuple[str, str]:
    return row.person or words.OPERATOR, words.channel(row.channel)


def _value(key: Key, text: str | None) -> Value:
    value = key.value(text)
    if isinstance(value, bool):
        return words.YES if value else words.NO
    return value


def _source(framework: Framework, source: str) -> str:
    if source == OWN:
        return words.OWN_SOURCE
    if source in ASSESSORS:
        titles: dict[str, str] = {one.id: one.title for one in framework.spec.assessors}
        return words.BY_ASSESSOR.format(title=titles.get(source, source))
    return words.BY_PROVIDER.format(number=source)
