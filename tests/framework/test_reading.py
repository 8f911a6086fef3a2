"""YAML becomes plain data without guessing, with the place of everything."""

from decimal import Decimal

import pytest

from dti_core.framework import marked
from dti_core.framework.head import head
from dti_core.framework.problems import Spot


def data(text: str) -> object:
    read = marked.read(text)
    assert read.findings == []
    return read.data


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10", Decimal(10)),
        ("0.7", Decimal("0.7")),
        ("-5", Decimal(-5)),
        ("0.000000000001", Decimal("0.000000000001")),
        ('"6.10"', "6.10"),
        ("'10'", "10"),
        ("true", True),
        ("false", False),
        ("", None),
        ("null", None),
    ],
)
def test_numbers_booleans_and_nothing_are_what_they_look_like(written: str, meant: object) -> None:
    assert data(f"a: {written}") == {"a": meant}


@pytest.mark.parametrize(
    "word",
    [
        "yes",
        "no",
        "on",
        "off",
        "True",
        "2024-09-13",
        "1_000",
        "0x10",
        "1e9",
        ".5",
        "1.000,5",
        "12:30",
        "0012",
    ],
)
def test_everything_else_stays_text(word: str) -> None:
    assert data(f"a: {word}") == {"a": word}


def test_a_number_keeps_the_digits_that_stand_in_the_file() -> None:
    assert str(marked.read("a: 6.10").data["a"]) == "6.10"


def test_an_absurdly_long_number_is_not_a_number() -> None:
    assert isinstance(marked.read("a: " + "9" * 5000).data["a"], str)


def test_keys_and_values_know_their_places() -> None:
    read = marked.read("a:\n  - b: 1\n    c: x\n")
    assert read.spot(("a", 0, "c")) == Spot(3, 8)
    assert read.spot(("a", 0, "c"), at_key=True) == Spot(3, 5)


def test_the_place_of_something_missing_is_what_is_around_it() -> None:
    assert marked.read("a:\n  b: 1\n").spot(("a", "gone", "further")) == Spot(1, 1)


def test_json_is_read_the_same_way() -> None:
    read = marked.read('{\n  "units": [\n    {"id": "x", "n": 1.50}\n  ]\n}')
    assert read.data == {"units": ({"id": "x", "n": Decimal("1.50")},)}
    assert read.spot(("units", 0, "n")) == Spot(3, 22)


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    assert data("\ufeffa: 1\r\nb: x\r\n") == {"a": Decimal(1), "b": "x"}


def test_an_alias_bomb_is_refused_without_being_expanded() -> None:
    layers = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    layers += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    read = marked.read("\n".join(layers))
    assert {finding.code for finding in read.findings} == {"alias-refused"}
    assert read.data["a8"] == (None,) * 9


def test_endless_nesting_is_refused_without_exhausting_the_machine() -> None:
    assert [each.code for each in marked.read("[" * 200_000).findings] == ["too-deep"]
    assert [each.code for each in marked.read("{a: " * 200_000).findings] == ["too-deep"]


def test_a_tag_is_never_obeyed() -> None:
    read = marked.read('a: !!python/object/apply:os.system ["exit 1"]')
    assert [each.code for each in read.findings] == ["tag-refused"]


def test_all_duplicate_keys_are_found_and_the_first_value_stands() -> None:
    read = marked.read("a: 1\nb: 2\na: {b: 3}\nb: 4\n")
    assert [(each.code, each.value, each.spot) for each in read.findings] == [
        ("duplicate-key", "a", Spot(3, 1)),
        ("duplicate-key", "b", Spot(4, 1)),
    ]
    assert read.data == {"a": Decimal(1), "b": Decimal(2)}


def test_the_head_of_a_file_is_read_even_where_the_rest_is_broken() -> None:
    assert head("id: x\ntitle: Tên\nnodes: [\n", ("id", "title", "level")) == {
        "id": "x",
        "title": "Tên",
    }


def test_only_words_at_the_top_belong_to_the_head() -> None:
    assert head("a: {id: inside}\nid: top\n", ("id",)) == {"id": "top"}
