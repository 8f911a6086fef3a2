"""Every total of the books is a live formula that comes to our own scores, whoever calculates it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dti_core.campaign.exact import from_micro
from dti_core.excel.out import words
from dti_core.scoring.rounding import half_up
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.databases import hasty
from tests.export.office import a_book, filled, framework_text, small
from tests.export.recalculated import SOFFICE, Calculator, by_libreoffice

FRAMEWORKS = ("an-giang-2024-huyen", "hai-duong-2022-huyen", "thua-thien-hue-2021-tinh", "dong-nai-2024-tinh")


RECALCULATED = FRAMEWORKS[1:3]
MakeReal = Callable[[str], tuple[World, Path]]


@pytest.fixture(scope="module")
def make_real(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeReal]:
    """A campaign on a framework and its book, made once for all that look at them."""
    folder = tmp_path_factory.mktemp("real")
    with ExitStack() as undo:

        @cache
        def make(framework: str) -> tuple[World, Path]:
            shutil.copy(sqlite_template, folder / f"{framework}.db")
            database = hasty(Database(f"sqlite:///{folder / framework}.db"))
            undo.callback(database.close)
            world = World(database, text=framework_text(framework)).begin()
            path = folder / f"{framework}.xlsx"
            a_book(filled(world, 4, world.now), path)
            return world, path

        yield make


opened = cache(partial(load_workbook, data_only=True))
calculator_of = cache(Calculator)


def ranking(book: Any) -> dict[str, tuple[Any, float]]:
    """Unit → (rank, points) as the sheet shows them."""
    sheet = book[words.RANKING]
    found = {}
    for row in sheet.iter_rows(values_only=True):
        if isinstance(row[1], str) and row[1].startswith("Sở u") and isinstance(row[4], int | float):
            found[row[1]] = (row[0], float(row[4]))
    return found


def expected(world: World) -> dict[str, tuple[int | None, float]]:
    """The same from what the worker has stored."""
    slugs = {number: slug for slug, number in world.units.items()}
    rows = {slugs[row.enrolment_id]: row for row in world.rows(t.score)}
    ranked = {slug: row.rank_points for slug, row in rows.items() if not row.volunteer}
    return {
        f"Sở {slug}": (
            None if slug not in ranked else 1 + sum(other > ranked[slug] for other in ranked.values()),
            row.rank_points / 100,
        )
        for slug, row in rows.items()
    }


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_formulas_come_to_the_stored_scores_in_every_framework(make_real: MakeReal, framework: str) -> None:
    world, path = make_real(framework)
    shown = opened(path)
    assert ranking(shown) == expected(world)
    calculator = calculator_of(path)
    count = 0
    for sheet, place in calculator.formulas():
        count += 1
        assert calculator.value(sheet, place) == pytest.approx(shown[sheet][place].value, abs=1e-9), (
            sheet,
            place,
        )
    assert count > 500


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: nobody to recalculate")
def test_libreoffice_recalculates_to_the_same_totals_and_ranks(make_real: MakeReal, tmp_path: Path) -> None:
    made = [make_real(framework) for framework in RECALCULATED]
    for (world, path), recalculated in zip(
        made, by_libreoffice([path for _, path in made], tmp_path), strict=True
    ):
        assert ranking(recalculated) == expected(world)
        ours = opened(path)
        for sheet, place in calculator_of(path).formulas():
            assert recalculated[sheet][place].value == pytest.approx(ours[sheet][place].value, abs=1e-9)


def test_a_unit_s_form_adds_up_to_its_score_and_the_mean_of_its_pillars(
    sqlite_db: Database, tmp_path: Path
) -> None:
    world = World(sqlite_db, text=framework_text("hai-duong-2022-huyen")).begin()
    filled(world, 2, world.now)
    a_book(world, tmp_path / "ky.xlsx")
    book = load_workbook(tmp_path / "ky.xlsx", data_only=True)
    form = next(book[name] for name in book.sheetnames if name.startswith("01 "))
    rows = {row[1]: row[5] for row in form.iter_rows(values_only=True)}
    (score,) = world.rows(t.score, enrolment_id=world.units["u0"])
    assert rows[words.TOTAL] == pytest.approx(float(from_micro(score.points_micro)), abs=1e-4)
    mean = rows[words.HEADLINE.format(count=3)]
    assert half_up_float(mean) == half_up_float(float(from_micro(score.score_micro)))


def half_up_float(value: float) -> float:
    return float(half_up(from_micro(round(value * 1_000_000)), 2))


def test_changing_a_column_in_the_book_moves_total_matrix_and_rank(
    small_world: World, tmp_path: Path
) -> None:
    small(small_world)
    path = tmp_path / "ky.xlsx"
    a_book(small_world, path)
    book = load_workbook(path)
    form = next(book[name] for name in book.sheetnames if name.startswith("02 "))
    heads = {cell.value: cell for row in form.iter_rows() for cell in row if cell.value}
    assert ranking_line(load_workbook(path, data_only=True), "Sở b")[0] == 3
    for row in (cell.row for cell in form["A"] if cell.value in ("1.2", "1.3", "1.4")):
        form.cell(row, heads["Sở"].column).value = 10
    book.save(path)
    calculator = Calculator(path)
    sheet = load_workbook(path)[words.RANKING]
    line = next(cell.row for cell in sheet["B"] if cell.value == "Sở b")
    assert calculator.value(words.RANKING, f"E{line}") == 32.5
    assert calculator.value(words.RANKING, f"A{line}") == 1


def ranking_line(book: Any, unit: str) -> Any:
    return next(row for row in book[words.RANKING].iter_rows(values_only=True) if row[1] == unit)


def test_a_provisional_ranking_says_so_and_volunteers_stand_apart(world: World, tmp_path: Path) -> None:
    small(world)
    a_book(world, tmp_path / "ky.xlsx")
    sheet = load_workbook(tmp_path / "ky.xlsx", data_only=True)[words.RANKING]
    texts = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert any(str(text).startswith("ĐIỂM TẠM TÍNH") for text in texts)
    names = [row[1] for row in sheet.iter_rows(values_only=True)]
    assert texts.index(words.VOLUNTEERS) < names.index("Sở v")
    assert next(row[0] for row in sheet.iter_rows(values_only=True) if row[1] == "Sở v") is None


def test_points_that_no_column_gives_stand_as_numbers_with_their_reason(
    small_world: World, tmp_path: Path
) -> None:
    small(small_world)
    small_world.unit("mien", traits=frozenset({"dac-thu"}))
    small_world.tell(small_world.speakers["a"], "1.4:a", "vua")
    small_world.drain()
    a_book(small_world, tmp_path / "ky.xlsx")
    book = load_workbook(tmp_path / "ky.xlsx")
    form = next(book[name] for name in book.sheetnames if name.endswith("Sở mien"))
    row = next(row for row in form.iter_rows(values_only=True) if row[0] == "1.4")
    assert 5 in row
    assert any("Miễn" in str(value) and words.FIXED in str(value) for value in row)
