"""What people read in every framework: short questions for a phone, worded the same way everywhere."""

import re
from collections.abc import Iterator

import pytest

from dti_core.framework.framework import Framework, Node
from dti_core.framework.library import available
from dti_core.framework.loader import load
from dti_core.framework.model import Input, Parts, Rule

FRAMEWORKS = {each.id: load(each.path).framework for each in available()}
YEAR = re.compile(r"(?<![/\d])20[0-9]{2}(?![/\d])")
"""A year of its own, not that of a numbered text such as 12/2022/TT-BTTTT."""
PROGRAMMERS = re.compile(r"default_assessors|assessors|corrected_title|printed_code")
OLD_SPELLING = re.compile(r"(?<!Văn )hóa|khóa|[a-zà-ỹ] ủy\b")
ABBREVIATIONS = re.compile(r"\b(CBCC|CQNN|HTTT|TTĐT|HSTT|DVCTT|TTHC|BCCI|ATTT)\b")
LONGEST = 160

every_framework = pytest.mark.parametrize("framework_id", FRAMEWORKS)


def framework(framework_id: str) -> Framework:
    found = FRAMEWORKS[framework_id]
    assert found is not None
    return found


def questions(framework_id: str) -> Iterator[str]:
    made = framework(framework_id)
    yield from (item.question for item in made.info.values() if item.question)
    yield from (item.question for node in made.criteria for item in node.inputs if item.question)


def rules(rule: Rule | None) -> Iterator[Rule]:
    if rule is not None:
        yield rule
        for part in rule.parts if isinstance(rule, Parts) else ():
            yield from rules(part.rule)


def may_be_nothing(node: Node) -> Iterator[Input]:
    """Totals of which a unit may have none, and counts that may be nought."""
    for rule in rules(node.rule):
        if rule.type == "count":
            yield from (item for item in node.inputs if item.id == rule.input and item.kind == "count")
        elif getattr(rule, "zero_denominator", "zero") != "zero":
            yield from (item for item in node.inputs if item.id in getattr(rule, "denominator", ()))


@every_framework
def test_a_question_is_one_short_sentence_that_asks(framework_id: str) -> None:
    odd = [each for each in questions(framework_id) if not re.fullmatch(r"[^?]+\?( \([^()]+\))?", each)]
    assert odd == []
    assert [each for each in questions(framework_id) if len(each) > LONGEST] == []


@every_framework
def test_a_question_names_no_year_and_no_abbreviation_of_the_annex(framework_id: str) -> None:
    wrong = [each for each in questions(framework_id) if YEAR.search(each) or ABBREVIATIONS.search(each)]
    assert wrong == []


@every_framework
def test_every_asked_input_has_a_question_and_every_criterion_says_how_it_is_calculated(
    framework_id: str,
) -> None:
    for node in framework(framework_id).criteria:
        assert [item.id for item in node.inputs if item.shared is None and not item.question] == [], node.id
        assert (node.guidance or "").startswith("Cách tính: "), node.id


@every_framework
def test_who_may_have_none_is_told_to_enter_nought(framework_id: str) -> None:
    silent = [
        item.question
        for node in framework(framework_id).criteria
        for item in may_be_nothing(node)
        if item.shared is None and not re.search(r"nhập 0|từ 0", item.question or "")
    ]
    assert silent == []


@every_framework
def test_words_are_spelt_the_same_way_and_no_key_of_ours_shows(framework_id: str) -> None:
    made = framework(framework_id)
    told = [*questions(framework_id), *(node.guidance or "" for node in made.criteria)]
    told += [each.reason or "" for each in made.spec.bases.values()]
    assert [each for each in told if OLD_SPELLING.search(each)] == []
    handled = [each.handling for each in made.spec.anomalies]
    assert [each for each in (*told, *handled) if PROGRAMMERS.search(each)] == []
