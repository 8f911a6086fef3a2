"""What people and programs put into YAML by mistake or malice: each is told with place, cause and fix."""

import os
from pathlib import Path

import pytest
import yaml

from dti_core.framework import marked
from dti_core.framework.catalogue import render
from dti_core.framework.loader import load, load_text
from tests.framework.small import SMALL, changed

PEOPLE = "label: Số công chức, kind: count"
RATIO = "denominator: [b], basis"
MISTAKES = {
    "tab": (("    title: Nhận thức số", "\ttitle: Nhận thức số"), "tab-indentation", 18),
    "indentation": (("    max: 20\n    ch", "   max: 20\n    ch"), "bad-indentation", 19),
    "list for mapping": (("merge: {order", "merge:\n  - {order"), "mapping-expected", 11),
    "mapping for list": (("groups: [{id: so, title: Sở}]", "groups: {id: so}"), "list-expected", 12),
    "yes": (("inputs: [a], basis: in-san}", "inputs: [a], basis: in-san}\n        evidence: {required: yes}"),
            "boolean-expected", 26),
    "true as a title": (("title: Có kế hoạch", "title: true"), "text-expected", 22),
    "day first": (("2024-01-31", "31/1/2024"), "bad-date", 4),
    "no such day": (("2024-01-31", "2024-02-31"), "bad-date", 4),
    "day with an hour": (("2024-01-31", "2024-01-31 10:00:00"), "bad-date", 4),
    "comma": (("max: 10\n        inputs:\n", "max: 2,5\n        inputs:\n"), "number-expected", 28),
    "comma in braces": ((RATIO, "denominator: [b], target: 0,8, basis"), "number-comma", 32),
    "comma in a place": (("place: Điều 1}", "place: Điều 1, mục 3, dòng 2}"), "comma-splits", 7),
    "comma in a label": ((PEOPLE, PEOPLE.replace(", kind", ", tất cả, kind")), "comma-splits", 14),
    "key without a colon": (("label: Số công chức, kind", "labell, kind"), "unknown-key", 14),
    "thousands": (("max_points: 20", "max_points: 1.000"), "number-grouped", 5),
    "percent": ((RATIO, "denominator: [b], target: 80%, basis"), "number-expected", 32),
    "duplicate key": (("title: Bộ thử", "title: Bộ thử\ntitle: khác"), "duplicate-key", 3),
    "nothing": (("title: Bộ thử", "title:"), "empty-text", 2),
    "comment sign": (("title: Bộ thử", "title: #1 Bộ thử"), "empty-text", 2),
    "special sign": (("title: Bộ thử", "title: @Bộ thử"), "broken-yaml", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_with_its_place_cause_and_fix(name: str) -> None:
    change, code, line = MISTAKES[name]
    problems = load_text(changed(change), "thu.yaml").problems
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]
    shown = render(problems[0])
    assert shown.startswith(f"thu.yaml:{line}:")
    assert "Vì sao: " in shown
    assert "Cách sửa: " in shown


def test_a_number_with_a_comma_is_told_as_it_should_be_written() -> None:
    problem = load_text(changed((RATIO, "denominator: [b], target: 0,8, basis")), "thu.yaml").problems[0]
    assert problem.value == "0,8"
    assert problem.fix.endswith("0.8.")


def test_a_value_split_by_commas_is_told_whole_as_it_should_be_written() -> None:
    problem = load_text(changed(("place: Điều 1}", "place: Điều 1, mục 3, dòng 2}")), "thu.yaml").problems[0]
    assert problem.value == "Điều 1, mục 3, dòng 2"
    assert problem.fix == 'Đặt giá trị trong nháy: place: "Điều 1, mục 3, dòng 2".'


def test_an_unquoted_question_is_advised_against_once_and_the_file_is_still_read() -> None:
    asked = changed((PEOPLE, f"{PEOPLE}, question: Có bao nhiêu công chức?"))
    asked = asked.replace("label: Số viên chức", "label: Số viên chức?")
    loaded = load_text(asked, "thu.yaml")
    assert loaded.framework is not None
    assert loaded.framework.info["5"].question == "Có bao nhiêu công chức?"
    assert [(note.code, note.line) for note in loaded.notes] == [("unquoted-question", 14)]


def test_a_quoted_question_needs_no_advice() -> None:
    loaded = load_text(changed((PEOPLE, f'{PEOPLE}, question: "Có bao nhiêu công chức?"')), "thu.yaml")
    assert loaded.framework is not None
    assert loaded.notes == ()


def test_without_libyaml_an_unquoted_question_is_told_as_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "LOADER", yaml.SafeLoader)
    loaded = load_text(changed((PEOPLE, f"{PEOPLE}, question: Có bao nhiêu công chức?")), "thu.yaml")
    assert [(problem.code, problem.line) for problem in loaded.problems] == [("unquoted-question", 14)]


def test_yes_is_a_word_and_not_true() -> None:
    loaded = load_text(changed(("title: Có kế hoạch", "title: yes")), "thu.yaml")
    assert loaded.framework is not None
    assert loaded.framework.by_id["1.1"].title == "yes"


@pytest.mark.timeout(60)  # blown up it would be some 40 million nodes
def test_an_alias_bomb_is_refused_without_being_blown_up() -> None:
    steps = zip("abcdefgh", "bcdefghi", strict=True)
    bomb = "a: &a [x, x, x]\n" + "".join(f"{c}: &{c} [{', '.join([f'*{p}'] * 9)}]\n" for p, c in steps)
    problems = load_text(bomb, "bom.yaml").problems
    assert "alias-refused" in {problem.code for problem in problems}


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "to.yaml"
    path.write_text(SMALL, encoding="utf-8")
    os.truncate(path, 1 << 40)  # a terabyte of nothing: who reads it runs out of memory
    assert [problem.code for problem in load(path).problems] == ["too-large"]


@pytest.mark.parametrize(
    "text",
    ["".join(f"k{n}: 1\n" for n in range(50_000)), "a: 1\n" * 50_000, f"a: [{'*b, ' * 50_000}]"],
    ids=["unknown keys", "one key again and again", "aliases"],
)
def test_a_file_full_of_mistakes_is_answered_with_the_first_of_them(text: str) -> None:
    problems = load_text(text, "nham.yaml").problems
    assert "too-many-problems" in {problem.code for problem in problems}
    assert len(problems) <= 202
