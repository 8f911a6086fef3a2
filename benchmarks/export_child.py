"""One process of the export benchmark: prepare a campaign, write our book, or write its cells again."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import load_workbook
from sqlalchemy import insert

from benchmarks.export import REVISIONS, UNITS
from dti_core.campaign import scores, seeding, setup
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.export import scope
from dti_core.campaign.values import keys_of
from dti_core.excel.out import campaign_book
from dti_core.framework.framework import Framework
from dti_core.framework.library import find
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.store.schema import migrate

FRAMEWORK = "an-giang-2024-huyen"
NOW = datetime(2024, 11, 1, tzinfo=UTC)


def prepare(folder: Path) -> dict[str, float]:
    """A campaign with answers, their history, evidence and points of assessors."""
    loaded = find(FRAMEWORK)
    assert loaded.framework is not None
    db = _database(folder)
    migrate(db)
    plan = setup.CampaignPlan("2024", "Đo tốc độ", "Sở TTTT", 2024, NOW - timedelta(9), NOW + timedelta(9))
    with db.write() as conn:
        campaign = setup.create_campaign(conn, plan, NOW)
        setup.adopt_framework(conn, campaign, loaded.text, NOW)
        for number in range(UNITS):
            unit = setup.UnitPlan(f"u{number}", f"Uỷ ban nhân dân huyện số {number}")
            enrolment = setup.enrol(conn, campaign, loaded.framework.id, unit, NOW)
            seeding.record_many(conn, enrolment, _values(loaded.framework, number), None, NOW)
            _behind(conn, loaded.framework, enrolment)
    scores.drain(db, seconds=300)
    db.close()
    return {}


def ours(folder: Path) -> dict[str, float]:
    """Our book."""
    db, path = _database(folder), folder / "ours.xlsx"
    start = time.perf_counter()
    with db.read() as conn:
        found = scope.read(conn, staffer.operator(1), NOW)
        assert isinstance(found, scope.Scope)
        campaign_book.write(conn, found, path)
    seconds = time.perf_counter() - start
    told = {"seconds": seconds, "megabytes": _peak(), "size": path.stat().st_size / 1e6}
    return {**told, "cells": sum(1 for _ in _cells(path))}


def theirs(folder: Path) -> dict[str, float]:
    """The same cells by XlsxWriter; reading them from our book is not counted."""
    cells = list(_cells(folder / "ours.xlsx"))
    start = time.perf_counter()
    book = xlsxwriter.Workbook(folder / "theirs.xlsx", {"constant_memory": True})
    look = book.add_format({"font_name": "Times New Roman", "text_wrap": True, "border": 1})
    sheet: Any = None
    for title, row, column, value in cells:
        if sheet is None or sheet.get_name() != title:
            sheet = book.add_worksheet(title)
        write = sheet.write_number if isinstance(value, int | float) else sheet.write_string
        write(row, column, value, look)
    book.close()
    return {"seconds": time.perf_counter() - start}


def _cells(path: Path) -> Iterator[tuple[str, int, int, Any]]:
    """What stands in the book: sheet, row, column, a number or a text."""
    for sheet in load_workbook(path, read_only=True, data_only=True).worksheets:
        for row, values in enumerate(sheet.iter_rows(values_only=True)):
            for column, value in enumerate(values):
                if value is not None:
                    yield sheet.title, row, column, value if isinstance(value, int | float) else str(value)


def _values(framework: Framework, number: int) -> dict[str, str]:
    found = {}
    for place, (key, kind) in enumerate(keys_of(framework).items()):
        if kind.kind == "yes_no":
            found[key] = "true" if (place + number) % 3 else "false"
        elif kind.kind == "choice":
            found[key] = sorted(kind.choices)[(place + number) % len(kind.choices)]
        elif kind.kind in ("count", "decimal", "money"):
            found[key] = str(min(3 + (place * 7 + number) % 97, int(kind.most or 97)))
    return found


def _behind(conn: Any, framework: Framework, enrolment: int) -> None:
    """Earlier revisions, a piece of evidence and a department's points for every criterion."""
    here = {"enrolment_id": enrolment, "channel": "telegram"}
    history = [
        {**here, "input_key": key, "source": "", "revision": 100 + number, "new_value": value, "at": NOW}
        for key, value in _values(framework, enrolment).items()
        for number in range(REVISIONS - 1)
    ]
    conn.execute(insert(t.answer_revision), history)
    pieces = [
        {**here, "criterion": node.id, "kind": "link", "url": f"https://x.gov.vn/{node.id}", "added_at": NOW}
        for node in framework.criteria
    ]
    conn.execute(insert(t.evidence), pieces)
    given = [
        {**here, "criterion": node.id, "assessor": "department", "points_micro": 1_500_000, "at": NOW,
         "reason": "Chưa đủ căn cứ, xem văn bản kèm theo"}
        for node in framework.criteria[::2]
    ]  # fmt: skip
    conn.execute(insert(t.assessment), given)


def _database(folder: Path) -> Database:
    return Database(f"sqlite:///{folder / 'dti.sqlite'}")


def _peak() -> float:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps({"prepare": prepare, "ours": ours, "theirs": theirs}[sys.argv[1]](Path(sys.argv[2]))))
