"""Canonical values: what may be stored for a key, in one form only."""

from fractions import Fraction

import pytest

from dti_core.campaign.exact import from_micro, from_text, hundredths, plain, to_micro, to_text
from dti_core.campaign.frameworks import BrokenFramework, parse
from dti_core.campaign.values import Given, Key, canonical, combined, keys_of, value_of
from tests.campaign.world import SMALL


def test_every_own_input_and_info_field_has_a_key_and_a_shared_one_has_none() -> None:
    assert set(keys_of(parse(SMALL))) == {"info:1", "info:2.ho_ten", "1.1:a", "1.2:a", "1.3:a", "1.4:a"}


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        ("decimal", "1234.50", "1234.5"),
        ("decimal", "38.0", "38"),
        ("money", "0.000", "0"),
        ("decimal", "100", "100"),
        ("decimal", "1,5", None),
        ("decimal", ".5", None),
        ("decimal", "1" * 40, None),
        ("count", "100", "100"),
        ("count", "1.0", None),
        ("count", "٣", None),
        ("yes_no", "true", "true"),
        ("yes_no", "True", None),
        ("text", "Nguyễn Văn An", "Nguyễn Văn An"),
        ("person", "\n", None),
    ],
)
def test_a_value_is_stored_in_one_form(kind: str, given: str, stored: str | None) -> None:
    assert canonical(Key(kind), given) == stored  # type: ignore[arg-type]


def test_more_than_there_can_be_is_not_stored() -> None:
    platforms = Key("count", most=Fraction(7))
    assert [canonical(platforms, text) for text in ("0", "7", "8")] == ["0", "7", None]
    assert canonical(Key("decimal", most=Fraction("0.5")), "0.51") is None


def test_stored_texts_mean_numbers_truth_or_words() -> None:
    assert value_of(Key("money"), "1234.5") == Fraction(2469, 2)
    assert value_of(Key("yes_no"), "false") is False
    assert value_of(Key("choice"), "cao") == "cao"
    assert value_of(None, "12") == "12"


SUMMED = SMALL.replace("label: Số sáng kiến}", "label: Số sáng kiến, combine: sum}").replace(
    "kind: count, measure: người}\n  - id", "kind: count, measure: người, combine: sum}\n  - id"
)


@pytest.mark.parametrize("key", ["1.3:a", "info:1"])
def test_several_sources_add_up_only_where_the_framework_says_so(key: str) -> None:
    given = [Given(key, "person:2", "5"), Given(key, "person:1", "7")]
    assert combined(parse(SUMMED), given) == {key: 12}
    assert combined(parse(SMALL), given) == {key: 7}


@pytest.mark.parametrize("text", [SMALL, SUMMED])
def test_what_the_unit_says_itself_prevails_over_its_providers(text: str) -> None:
    given = [Given("info:1", "person:2", "5"), Given("info:1", "", "11"), Given("info:1", "person:1", "7")]
    assert combined(parse(text), given) == {"info:1": 11}


def test_a_provider_who_joined_later_does_not_replace_an_earlier_ones_figure() -> None:
    given = [Given("info:1", "person:11", "5"), Given("info:1", "person:4", "7")]
    assert combined(parse(SMALL), given) == {"info:1": 7}


def test_words_are_never_added_up() -> None:
    people = parse(SMALL.replace("    kind: person\n", "    kind: person\n    combine: sum\n"))
    given = [Given("info:2.ho_ten", "person:2", "Bình"), Given("info:2.ho_ten", "person:1", "An")]
    assert combined(people, given) == {"info:2.ho_ten": "An"}


def test_exact_numbers_survive_their_columns() -> None:
    third = Fraction(1, 3)
    assert from_text(to_text(third)) == third
    assert from_text(to_text(None)) is None
    assert [plain(Fraction(n)) for n in ("1234.5", "0.05", "70", "0")] == ["1234.5", "0.05", "70", "0"]
    assert (to_micro(third), from_micro(333_333)) == (333_333, Fraction(333_333, 1_000_000))
    assert (hundredths(Fraction(5, 1000)), hundredths(Fraction(4999, 1_000_000))) == (1, 0)


def test_a_framework_that_cannot_be_read_is_named_by_line() -> None:
    with pytest.raises(BrokenFramework, match="line 2"):
        parse(SMALL.replace("title: Bộ chỉ số nhỏ để kiểm thử", "titel: x"))
