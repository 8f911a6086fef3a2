"""Charts carry what they show: a preview or a phone draws from that alone, without calculating."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.export import scope
from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import unit_book, words
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.export.office import a_book, small


def charts_of(book: Any) -> list[tuple[str, Any]]:
    return [(sheet.title, chart) for sheet in book.worksheets for chart in sheet._charts]


def cells(book: Any, place: str) -> list[Any]:
    sheet, _, area = place.rpartition("!")
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    rows = book[sheet.strip("'").replace("''", "'")].iter_rows(top, bottom, left, right, values_only=True)
    return [value for row in rows for value in row]


def held_to_its_cells(book: Any, source: Any, kept: Any) -> int:
    """What a chart keeps is what stands in the cells it points at; how many there are."""
    shown = [point.v for point in kept.pt]
    expected = cells(book, source.f)
    assert kept.ptCount == len(expected) == len(shown) > 0
    assert [point.idx for point in kept.pt] == list(range(len(shown)))
    if all(isinstance(one, int | float) for one in expected):
        assert [float(one) for one in shown] == pytest.approx(expected)
    else:
        assert shown == expected
    return len(shown)


def assert_charts_show_their_cells(path: Path, least: int) -> None:
    shown, drawn = load_workbook(path, data_only=True), charts_of(load_workbook(path))
    assert len(drawn) >= least
    for _, chart in drawn:
        for one in chart.series:
            names, numbers = one.cat.strRef, one.val.numRef
            count = held_to_its_cells(shown, names, names.strCache)
            assert held_to_its_cells(shown, numbers, numbers.numCache) == count
            assert held_to_its_cells(shown, one.tx.strRef, one.tx.strRef.strCache) == 1


def test_every_chart_of_the_campaign_book_keeps_names_headings_and_numbers(
    small_world: World, tmp_path: Path
) -> None:
    small(small_world)
    with small_world.db.write() as conn:
        conn.execute(t.unit.update().where(t.unit.c.slug == "a").values(name="=Sở [A] & 'x'"))
    a_book(small_world, tmp_path / "ky.xlsx")
    assert_charts_show_their_cells(tmp_path / "ky.xlsx", 2)
    ranking = next(c for name, c in charts_of(load_workbook(tmp_path / "ky.xlsx")) if name == words.RANKING)
    assert [point.v for point in ranking.series[0].cat.strRef.strCache.pt] != []


def test_the_chart_of_a_unit_s_report_keeps_its_own_points_beside_the_group_s(
    small_world: World, tmp_path: Path
) -> None:
    small(small_world)
    path = tmp_path / "a.xlsx"
    with small_world.db.read() as conn:
        found = scope.read(conn, staffer.operator(small_world.campaign), small_world.now)
        assert isinstance(found, Scope)
        unit_book.write(conn, found, small_world.units["a"], path)
    assert_charts_show_their_cells(path, 1)
    (chart,) = [chart for _, chart in charts_of(load_workbook(path))]
    assert len(chart.series) == 3
