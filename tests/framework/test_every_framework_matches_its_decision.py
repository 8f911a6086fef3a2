"""Every framework file against its decision's own text, read by a second, independent way (readers/).

Nothing printed may differ, not even where the decision is wrong: what is wrong stands under `anomalies`.
"""

import unicodedata
from typing import Any

import pytest

from dti_core.framework.library import available
from dti_core.framework.model import Input
from tests.framework.readers.documents import SOURCES, document, text
from tests.framework.readers.prose import number_and_date, plain, stated_pillars
from tests.framework.readers.rows import Document, Item, PrintedInput, Row
from tests.framework.readers.transcribed import framework, names, says, transcribed

every_framework = pytest.mark.parametrize("framework_id", SOURCES)


def file(framework_id: str) -> Document:
    return transcribed(framework(framework_id))


def differences(printed: Document, entered: Document, what: str) -> list[str]:
    """Row by row, what is printed and what the file says instead."""
    pairs = zip(printed.rows, entered.rows, strict=True)
    told: list[tuple[Row, Any, Any]] = [(row, getattr(row, what), getattr(own, what)) for row, own in pairs]
    return [f"{row.name}: printed {a!r}, entered {b!r}" for row, a, b in told if a != b]


def test_there_is_a_framework_for_every_annex_and_an_annex_for_every_framework() -> None:
    assert {each.id for each in available()} == set(SOURCES)


def test_the_eight_frameworks_have_576_criteria_as_their_annexes_do() -> None:
    entered = {each: len(framework(each).criteria) for each in SOURCES}
    assert entered == {each: source.criteria for each, source in SOURCES.items()}
    assert sum(entered.values()) == 576


@every_framework
def test_every_row_of_the_annex_stands_in_the_file_in_the_printed_order(framework_id: str) -> None:
    printed, entered = document(framework_id), file(framework_id)
    assert [(row.code, row.depth) for row in entered.rows] == [(row.code, row.depth) for row in printed.rows]
    assert [node.kind for node in framework(framework_id).nodes] == list(printed.kinds)


@every_framework
@pytest.mark.parametrize("what", ["title", "maximum", "marks", "pillar", "method", "note"])
def test_every_row_says_what_is_printed(framework_id: str, what: str) -> None:
    assert differences(document(framework_id), file(framework_id), what) == []


@every_framework
def test_letters_are_composed_as_people_type_them(framework_id: str) -> None:
    """A title that looks alike but is encoded otherwise is not found by whoever types it."""
    (path,) = [each.path for each in available() if each.id == framework_id]
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


@every_framework
def test_the_total_is_the_printed_one(framework_id: str) -> None:
    assert file(framework_id).total == document(framework_id).total


def printed_item(item: Item, entered: Item) -> Item:
    """A person's number stands beside lines of its own: the file gives it a label that is not printed."""
    return Item(entered.number, item.label or entered.label, item.providers, item.fields)


@every_framework
def test_general_information_is_asked_as_printed(framework_id: str) -> None:
    printed, entered = document(framework_id).items, file(framework_id).items
    assert list(entered) == [printed_item(*each) for each in zip(printed, entered, strict=True)]


@every_framework
def test_a_number_of_general_information_differs_only_where_it_is_printed_twice(framework_id: str) -> None:
    printed = [item.number for item in document(framework_id).items]
    pairs = zip(printed, file(framework_id).items, strict=True)
    assert {number for number, item in pairs if item.number != number and printed.count(number) == 1} == set()


def printed_inputs(framework_id: str) -> list[tuple[str, PrintedInput, Input]]:
    """Every figure that has a row of its own in the annex, beside the file's input of that letter."""
    by_code = {node.printed_code: node for node in framework(framework_id).criteria}
    return [
        (by_code[row.code].id, printed, next(i for i in by_code[row.code].inputs if i.id == printed.letter))
        for row in document(framework_id).criteria
        for printed in row.inputs
    ]


@every_framework
def test_every_figure_is_asked_of_whom_the_decision_names(framework_id: str) -> None:
    for node_id, printed, item in printed_inputs(framework_id):
        assert names(item.provider) == printed.providers, f"{node_id}:{item.id}"
        reporting = ", ".join(names(item.members)) if item.combine == "aggregator" else None
        assert reporting == printed.reporting, f"{node_id}:{item.id}"


def key(reference: str) -> str:
    """STT.9 is the ninth item of general information, 7.3b the figure b of criterion 7.3."""
    number = reference.removeprefix("STT.")
    return f"info:{number}" if number != reference else f"{reference[:-1]}:{reference[-1]}"


@every_framework
def test_a_figure_that_the_decision_takes_from_elsewhere_is_shared(framework_id: str) -> None:
    """Or an anomaly at the criterion tells the printed reference."""
    told = {each.at: each.printed for each in framework(framework_id).spec.anomalies}
    for node_id, printed, item in printed_inputs(framework_id):
        if printed.reference and not says(told.get(node_id, ""), printed.reference):
            assert item.shared == key(printed.reference), node_id


@every_framework
def test_the_headings_of_the_columns_are_the_printed_ones(framework_id: str) -> None:
    columns = framework(framework_id).spec.columns
    headings = {title for column in columns for title in (column.title, column.over) if title}
    assert {each for each in headings if each not in plain(text(framework_id))} == set()


@pytest.mark.parametrize("framework_id", ["an-giang-2024-huyen", "hai-duong-2022-huyen"])
def test_the_pillars_and_their_totals_are_the_printed_ones(framework_id: str) -> None:
    entered = [(each.title, int(each.max)) for each in framework(framework_id).spec.pillars]
    assert entered == stated_pillars(text(framework_id))


@every_framework
def test_number_and_date_of_the_decision_are_entered_as_far_as_they_are_printed(framework_id: str) -> None:
    entered = framework(framework_id).spec.decision
    assert (entered.number, entered.date) == number_and_date(document(framework_id).text)
