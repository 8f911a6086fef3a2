"""The board of 150 units and 8 indices: from the database to a picture, and every page of it.

Beside it the plotting library draws one such page as a plain heat map, with the numbers and the names.
"""

import io
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from benchmarks.figures import Figure, quantile
from dti.demo.answers import Facts, plausible
from dti_core.campaign import frameworks, score_rows, seeding, setup, unit_answers
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.board import board
from dti_core.charts.board import draw
from dti_core.framework.library import find
from dti_core.messages.staff.board_view import Board, Pick, Sheet, sheets
from dti_core.scoring.engine import score_all
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.store.schema import migrate

FRAMEWORK, UNITS = "an-giang-2024-huyen", 150
ROUNDS = 5
LIMIT = 2000
NOW = datetime(2024, 11, 28, 8, tzinfo=UTC)
FACTS = Facts("Huyện", "Đầu mối", "huyen.example", "Số 1 đường A")
T = TypeVar("T")


def run() -> list[Figure]:
    """Milliseconds, with what is claimed of one picture and of all of them."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/dti.sqlite")
        migrate(database)
        campaign = _campaign(database)
        reading, found = _median(lambda: _read(database, campaign))
        one, _ = _median(lambda: draw(_read(database, campaign), sheets(found)[0]))
        every, pages = _median(lambda: _all(_read(database, campaign)))
        database.close()
    plain, _ = _median(lambda: _plotted(found, sheets(found)[0]))
    return [
        Figure(f"reading the board of {UNITS} units × 8 indices", reading * 1000, "ms"),
        Figure("reading it and drawing one page", one * 1000, "ms", LIMIT),
        Figure(f"reading it and drawing all {len(pages)} pages", every * 1000, "ms", LIMIT),
        Figure("size of the largest page", max(map(len, pages)) / 1000, "KB"),
        Figure("one page's heat map by the plotting library, loaded already", plain * 1000, "ms"),
    ]


def _median(work: Callable[[], T]) -> tuple[float, T]:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return quantile(times, 0.5), result


def _read(database: Database, campaign: int) -> Board:
    with database.read() as conn:
        found = board(conn, staffer.operator(campaign), Pick(), NOW)
    assert not isinstance(found, Refusal)
    return found


def _all(found: Board) -> list[bytes]:
    return [draw(found, sheet) for sheet in sheets(found)]


def _campaign(database: Database) -> int:
    """Units that have answered more or less, with their scores as the worker would store them."""
    loaded, random = find(FRAMEWORK), Random(1)
    assert loaded.framework is not None
    opens, closes = NOW - timedelta(days=20), NOW + timedelta(days=2)
    plan = setup.CampaignPlan("2024", "Đánh giá 2024", "Sở TTTT", 2024, opens, closes)
    with database.write() as conn:
        campaign = setup.create_campaign(conn, plan, NOW)
        setup.adopt_framework(conn, campaign, loaded.text, NOW)
        for number in range(UNITS):
            unit = setup.UnitPlan(f"xa-{number}", f"Uỷ ban nhân dân huyện Số {number} và các xã")
            enrolment = setup.enrol(conn, campaign, FRAMEWORK, unit, NOW)
            values = plausible(
                loaded.framework, random, FACTS, share=random.random(), quality=random.random()
            )
            seeding.record_many(conn, enrolment, values, None, NOW - timedelta(days=random.randint(0, 9)))
        rows = conn.execute(t.enrolment.select()).all()
        framework = frameworks.framework(conn, rows[0].content_hash)
        scores = score_all(framework, [unit_answers.unit_answers(conn, row, framework) for row in rows])
        for row, score in zip(rows, scores, strict=True):
            score_rows.keep(conn, row, score, NOW)
    return campaign


def _plotted(found: Board, sheet: Sheet) -> bytes:
    """The same page as the plotting library would draw it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Plot

    columns = sheet.columns.columns
    shares = [[float(row.cells.get(c.id, 0) / (c.most or 1)) for c in columns] for row in sheet.rows]
    plot = Plot(figsize=(10.8, 17), dpi=100)
    FigureCanvasAgg(plot)
    axes = plot.add_subplot()
    axes.imshow(shares, aspect="auto", cmap="Blues", vmin=0, vmax=1)
    axes.set_title(found.title)
    axes.set_xticks(range(len(columns)), [c.title for c in columns], rotation=90)
    axes.set_yticks(range(len(sheet.rows)), [row.name for row in sheet.rows])
    for y, row in enumerate(shares):
        for x, share in enumerate(row):
            axes.text(x, y, f"{share:.1f}", ha="center", va="center")
    plot.tight_layout()
    out = io.BytesIO()
    plot.savefig(out, format="png")
    return out.getvalue()
