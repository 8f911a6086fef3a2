"""Import of a roster of 300 rows, from the file to the preview, beside reading the same file and no more."""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook

from benchmarks.figures import Figure, quantile
from dti_core.campaign import setup
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.roster import proposals
from dti_core.campaign.staff.roster.proposals import Proposed, Source
from dti_core.excel.book import open_book
from dti_core.excel.roster.reading import read
from dti_core.framework.library import find
from dti_core.messages.staff.roster_preview import preview
from dti_core.store.database import Database
from dti_core.store.schema import migrate

ROUNDS = 5
LIMIT = 2000
UNITS, PEOPLE = 100, 200
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def run() -> list[Figure]:
    """Milliseconds to the preview, with what is claimed of it; then the library's own reading, as a ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "danh-ba.xlsx"
        _write(path)
        database = Database(f"sqlite:///{folder}/dti.sqlite")
        migrate(database)
        campaign = _campaign(database)
        first = _median(lambda: _preview(database, campaign, path))
        _apply(database, campaign, path)
        again = _median(lambda: _preview(database, campaign, path))
        plain = _median(lambda: load_workbook(path))
        database.close()
    return [
        Figure(f"preview of {UNITS + PEOPLE} new rows", first * 1000, "ms", LIMIT),
        Figure("preview of the same rows, all known", again * 1000, "ms", LIMIT),
        Figure("reading the file alone (openpyxl)", plain * 1000, "ms"),
        Figure("preview against reading", first / plain, "times"),
    ]


def _write(path: Path) -> None:
    book = Workbook()
    units = book.active
    assert units is not None
    units.title = "Đơn vị"
    units.append(["Tên đơn vị", "Mã", "Nhóm"])
    people = book.create_sheet("Người liên hệ")
    people.append(["Đơn vị", "Họ tên", "Vai trò", "Điện thoại", "Email"])
    for number in range(UNITS):
        units.append([f"Đơn vị số {number}", f"don-vi-{number}", None])
    for number in range(PEOPLE):
        role = "Đầu mối" if number < UNITS else "Phó đầu mối"
        unit = f"Đơn vị số {number % UNITS}"
        people.append([unit, f"Người thứ {number}", role, f"09{number:08d}", f"n{number}@so.gov.vn"])
    book.save(path)


def _campaign(database: Database) -> int:
    text = find("an-giang-2024-so").text
    with database.write() as conn:
        plan = setup.CampaignPlan("do", "Đo", "Sở", 2025, NOW, NOW.replace(month=9))
        campaign = setup.create_campaign(conn, plan, NOW)
        setup.adopt_framework(conn, campaign, text, NOW)
    return campaign


def _preview(database: Database, campaign: int, path: Path) -> Proposed:
    opened = open_book(path)
    given = read(opened.sheets)
    with database.write() as conn:
        found = proposals.propose(conn, staffer.operator(campaign), given, Source(path.name), NOW)
    assert isinstance(found, Proposed), found
    assert len(found.plan.changes) == UNITS + PEOPLE, found.plan.troubles[:3]
    preview(found.plan, found.id, path.name)
    return found


def _apply(database: Database, campaign: int, path: Path) -> None:
    found = _preview(database, campaign, path)
    with database.write() as conn:
        proposals.apply(conn, staffer.operator(campaign), found.id, NOW)


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return quantile(times, 0.5)
