"""The report of one unit: how it stands beside its group, its form, and everything behind it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from dti_core.campaign.staff.export import results
from dti_core.campaign.staff.export.results import Result
from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import annex, campaign_book, detail_sheets, front, index_sheet
from dti_core.excel.out.book import Book

NAMELESS = "Đơn vị"


def write(conn: Connection, scope: Scope, enrolment: int, path: Path) -> Result:
    """Write the report; `scope` holds the unit's whole group. KeyError for a unit that is not in it."""
    every = results.read(conn, scope.occasion, scope.units)
    return write_one(conn, scope, enrolment, every, path)


def write_one(conn: Connection, scope: Scope, enrolment: int, every: Sequence[Result], path: Path) -> Result:
    """The same where everybody's points are known already."""
    own = {one.unit.id: one for one in every}[enrolment]
    peers = [one for one in every if _together(one, own)]
    mine = replace(scope, units=(own.unit,))
    book = Book(own.unit.name, front.head(mine), scope.occasion.zone)
    listed = detail_sheets.evidence(book, conn, mine, mine.units)
    behind = campaign_book.behind(conn, mine, own, listed)
    places = annex.write(book, annex.sheet_name(own), mine, own, behind)
    index_sheet.unit(book, mine, own, peers, places)
    detail_sheets.figures(book, conn, mine, mine.units)
    detail_sheets.review(book, conn, mine, mine.units)
    detail_sheets.history(book, conn, mine, mine.units)
    campaign_book.rules(book, mine)
    book.save(path)
    return own


def _together(one: Result, own: Result) -> bool:
    """Whether they are ranked in one group."""
    mine, theirs = own.unit.row, one.unit.row
    return (mine.framework_id, mine.group_id) == (theirs.framework_id, theirs.group_id)
