"""Files of answers: what is read, and every way of being wrong."""

import json
from fractions import Fraction
from typing import Any

import pytest

from dti_core.scoring import answers_file
from dti_core.scoring.answers_file import ParsedAnswers, parse_answers
from dti_core.scoring.answers_texts import MESSAGES
from dti_core.scoring.engine import score_all
from tests.scoring import small

CHOICES = [
    {"value": "day_du", "label": "Đầy đủ", "fraction": 1},
    {"value": "chua", "label": "Chưa", "fraction": 0},
]
RATIO = {"type": "ratio", "numerator": ["a"], "denominator": ["b"]}
FRAMEWORK = small.framework(
    {
        "info": [
            {"id": "1", "label": "Tên", "kind": "text"},
            {"id": "5", "label": "Công chức", "kind": "count"},
            {"id": "6", "label": "Viên chức", "kind": "count"},
            {"id": "10", "label": "Chi", "kind": "money"},
            {
                "id": "12",
                "label": "Người chịu trách nhiệm",
                "kind": "person",
                "fields": [
                    {"id": "ho_ten", "label": "Họ tên"},
                    {"id": "thu", "label": "Thư", "kind": "email"},
                ],
            },
        ],
        "traits": [{"id": "khong-dvc", "title": "Không dịch vụ công"}],
        "exemptions": [{"id": "dieu-7.3", "trait": "khong-dvc", "criteria": ["1.1"], "gives": "best_value"}],
        "criteria": [
            {
                "code": "1.1",
                "max": 20,
                "inputs": [
                    {"id": "a", "kind": "count"},
                    {"id": "b", "kind": "count", "shared": ["info:5", "info:6"]},
                ],
                "rule": RATIO,
            },
            {
                "code": "1.2",
                "max": 10,
                "inputs": [{"id": "a", "kind": "yes_no"}],
                "rule": {"type": "yes_no", "inputs": ["a"]},
            },
            {
                "code": "1.3",
                "max": 10,
                "inputs": [{"id": "a", "kind": "choice", "choices": CHOICES}],
                "rule": {"type": "ladder", "input": "a"},
            },
            {
                "code": "1.4",
                "max": 10,
                "inputs": [{"id": "a", "kind": "decimal"}, {"id": "b", "kind": "money", "shared": "info:10"}],
                "rule": RATIO,
            },
            {
                "code": "1.5",
                "max": 10,
                "inputs": [{"id": "a", "kind": "count", "most": 1000}],
                "rule": {"type": "relative", "numerator": ["a"]},
            },
            {"code": "1.6", "max": 10, "rule": {"type": "assessed"}},
        ],
    }
)


def _parse(data: Any) -> ParsedAnswers:
    return parse_answers(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), FRAMEWORK)


def _unit(**sections: Any) -> dict[str, Any]:
    return {"units": [{"id": "so-noi-vu", **sections}]}


def _answers(**answers: Any) -> dict[str, Any]:
    return _unit(answers={name.replace("_", "."): value for name, value in answers.items()})


def test_a_whole_file_is_read_exactly() -> None:
    parsed = _parse(
        """{"units": [{
          "id": "noi-vu", "name": "Sở Nội vụ", "group": "huyen", "traits": ["khong-dvc"], "volunteer": true,
          "info": {"1": "Sở Nội vụ", "5": 48, "6": 12.0, "10": 0.1, "12": {"ho_ten": "A", "thu": "a@b.vn"}},
          "answers": {"1.1": {"a": 57}, "1.2": {"a": true}, "1.3": {"a": "day_du"}, "1.4": {"a": 3e-2}},
          "not_applicable": {"1.5": "không liên quan"}, "exemptions": {"1.5": "dieu-7.3"},
          "assessments": {"council": {"1.6": 7.25}}}],
        "references": {"1.5": 98.3}}"""
    )
    assert parsed.problems == ()
    assert parsed.references == {"1.5": Fraction("98.3")}
    (unit,) = parsed.units
    assert (unit.id, unit.name, unit.group, unit.volunteer) == ("noi-vu", "Sở Nội vụ", "huyen", True)
    assert unit.traits == {"khong-dvc"}
    assert unit.requested == {"1.5": "không liên quan"}
    assert unit.exemptions == {"1.5": "dieu-7.3"}
    assert unit.assessments == {"council": {"1.6": Fraction("7.25")}}
    assert unit.values == {
        "info:1": "Sở Nội vụ",
        "info:5": 48,
        "info:6": 12,
        "info:10": Fraction(1, 10),
        "info:12.ho_ten": "A",
        "info:12.thu": "a@b.vn",
        "1.1:a": 57,
        "1.2:a": True,
        "1.3:a": "day_du",
        "1.4:a": Fraction(3, 100),
    }


def test_without_a_group_the_first_one_is_meant() -> None:
    assert _parse(_unit()).units[0].group == "so"


def test_a_byte_order_mark_is_no_problem() -> None:
    assert _parse("\ufeff" + json.dumps(_unit())).problems == ()


def test_a_shared_figure_may_be_given_in_either_place_or_in_both_alike() -> None:
    given = [
        _unit(info={"10": 4}, answers={"1.4": {"a": 1}}),
        _unit(answers={"1.4": {"a": 1, "b": 4}}),
        _unit(info={"10": 4}, answers={"1.4": {"a": 1, "b": 4.0}}),
    ]
    for data in given:
        assert score_all(FRAMEWORK, _parse(data).units)[0].criteria["1.4"].points == Fraction(5, 2)


def test_a_shared_sum_may_be_given_as_one_number() -> None:
    for data in (
        _answers(**{"1_1": {"a": 30, "b": 60}}),
        _unit(info={"5": 48, "6": 12}, answers={"1.1": {"a": 30, "b": 60}}),
    ):
        assert score_all(FRAMEWORK, _parse(data).units)[0].criteria["1.1"].points == 10


DEEP = "[" * 40
WRONG: list[tuple[str, Any, str]] = [
    ("bad-json", '{"units": [}', ""),
    ("bad-json", "", ""),
    ("bad-json", '{"units": [1,]}', ""),
    ("bad-json", '{"units": []} x', ""),
    ("bad-json", '{"units": [{"id": "a", "info": {"5": 01}}]}', ""),
    ("bad-json", '{"units": [{"id": "a", "info": {"5": NaN}}]}', ""),
    ("bad-json", '{"units": [{"id": "a", "info": {"5": Infinity}}]}', ""),
    ("bad-json", '{"units": [{"id": "a\nb"}]}', ""),
    ("bad-json", "{'units': []}", ""),
    ("bad-json", '{"units": [{"id": "a"', ""),
    ("bad-json", '{"units" []}', ""),
    ("too-deep", DEEP, ""),
    ("not-object", [], ""),
    ("not-object", {"units": ["noi-vu"]}, "units[0]"),
    ("not-object", _answers(**{"1_2": True}), "units[0].answers.1.2"),
    ("not-object", _unit(info={"12": "Nguyễn Văn A"}), "units[0].info.12"),
    ("not-list", {"units": {"id": "a"}}, "units"),
    ("not-list", _unit(traits="khong-dvc"), "units[0].traits"),
    ("not-text", {"units": [{"id": 7}]}, "units[0].id"),
    ("not-text", _unit(info={"1": 7}), "units[0].info.1"),
    ("not-text", _unit(not_applicable={"1.2": True}), "units[0].not_applicable.1.2"),
    ("not-number", _answers(**{"1_1": {"a": True}}), "units[0].answers.1.1.a"),
    ("not-number", _answers(**{"1_1": {"a": "khoảng 95"}}), "units[0].answers.1.1.a"),
    ("not-number", _answers(**{"1_1": {"a": [57]}}), "units[0].answers.1.1.a"),
    ("number-as-text", _answers(**{"1_1": {"a": "57"}}), "units[0].answers.1.1.a"),
    ("number-as-text", _answers(**{"1_4": {"a": "98,3%"}}), "units[0].answers.1.4.a"),
    ("not-yes-no", _answers(**{"1_2": {"a": 1}}), "units[0].answers.1.2.a"),
    ("not-yes-no", _answers(**{"1_2": {"a": "có"}}), "units[0].answers.1.2.a"),
    ("not-yes-no", _unit(volunteer="true"), "units[0].volunteer"),
    ("empty-value", _answers(**{"1_2": {"a": None}}), "units[0].answers.1.2.a"),
    ("empty-text", _unit(not_applicable={"1.2": " "}), "units[0].not_applicable.1.2"),
    ("empty-text", {"units": [{"id": ""}]}, "units[0].id"),
    ("negative", _answers(**{"1_1": {"a": -5}}), "units[0].answers.1.1.a"),
    ("negative", _unit(assessments={"council": {"1.6": -1}}), "units[0].assessments.council.1.6"),
    ("negative", _unit() | {"references": {"1.5": -1}}, "references.1.5"),
    ("too-big", '{"units": [{"id": "a", "info": {"10": 1e999999999}}]}', "units[0].info.10"),
    ("too-big", '{"units": [{"id": "a", "info": {"10": 1e-99999999}}]}', "units[0].info.10"),
    ("too-big", '{"units": [{"id": "a", "info": {"10": 1e99999999999999999999}}]}', "units[0].info.10"),
    ("too-big", '{"units": [{"id": "a", "info": {"10": ' + "9" * 5000 + "}}]}", "units[0].info.10"),
    ("not-whole", _answers(**{"1_1": {"a": 5.5}}), "units[0].answers.1.1.a"),
    ("unknown-choice", _answers(**{"1_3": {"a": "daydu"}}), "units[0].answers.1.3.a"),
    ("repeated-key", '{"units": [{"id": "a", "id": "b"}]}', "units[0].id"),
    ("repeated-key", '{"units": [{"id": "a", "info": {"5": 1, "5": 1}}]}', "units[0].info.5"),
    ("unknown-key", _unit(answer={}), "units[0].answer"),
    ("unknown-key", _unit() | {"reference": {}}, "reference"),
    ("unknown-key", _unit(info={"12": {"hoten": "A"}}), "units[0].info.12.hoten"),
    ("missing-key", {}, "units"),
    ("missing-key", {"units": [{}]}, "units[0].id"),
    ("no-units", {"units": []}, "units"),
    ("repeated-unit", {"units": [{"id": "a"}, {"id": "b"}, {"id": "a"}]}, "units[2].id"),
    ("unknown-group", _unit(group="soo"), "units[0].group"),
    ("unknown-trait", _unit(traits=["khong-dv"]), "units[0].traits[0]"),
    ("unknown-info", _unit(info={"7": 1}), "units[0].info.7"),
    ("unknown-criterion", _answers(**{"1_9": {"a": 1}}), "units[0].answers.1.9"),
    ("unknown-criterion", _unit(not_applicable={"9": "x"}), "units[0].not_applicable.9"),
    ("unknown-criterion", _unit(exemptions={"9": "max"}), "units[0].exemptions.9"),
    ("unknown-criterion", _unit(assessments={"council": {"9": 1}}), "units[0].assessments.council.9"),
    ("unknown-criterion", _unit() | {"references": {"9": 1}}, "references.9"),
    ("not-a-criterion", _answers(**{"1": {"a": 1}}), "units[0].answers.1"),
    ("unknown-input", _answers(**{"1_1": {"c": 1}}), "units[0].answers.1.1.c"),
    ("no-inputs", _answers(**{"1_6": {"a": 1}}), "units[0].answers.1.6.a"),
    ("unknown-assessor", _unit(assessments={"counsil": {}}), "units[0].assessments.counsil"),
    ("self-assessed", _unit(assessments={"self": {"1.6": 3}}), "units[0].assessments.self"),
    ("unknown-exemption", _unit(exemptions={"1.1": "dieu-7.4"}), "units[0].exemptions.1.1"),
    ("over-maximum", _unit(assessments={"council": {"1.6": 10.01}}), "units[0].assessments.council.1.6"),
    ("differs", _unit(info={"10": 4}, answers={"1.4": {"b": 5}}), "units[0].answers.1.4.b"),
    (
        "differs-from-sum",
        _unit(info={"5": 48, "6": 12}, answers={"1.1": {"b": 61}}),
        "units[0].answers.1.1.b",
    ),
    ("excess", _answers(**{"1_1": {"a": 130, "b": 60}}), "units[0].answers.1.1.a"),
    ("excess", _unit(info={"5": 0, "6": 0}, answers={"1.1": {"a": 12}}), "units[0].answers.1.1.a"),
    ("over-most", _answers(**{"1_5": {"a": 1001}}), "units[0].answers.1.5.a"),
    ("no-comparison", _unit() | {"references": {"1.1": 1}}, "references.1.1"),
]


@pytest.mark.parametrize(("code", "data", "place"), WRONG)
def test_each_mistake_is_named_at_its_place_and_nothing_is_scored(code: str, data: Any, place: str) -> None:
    parsed = _parse(data)
    (problem,) = parsed.problems
    assert (problem.code, problem.place) == (code, place)
    assert problem.line >= 1
    assert problem.column >= 1
    assert "{" not in problem.message.replace("{…}", "")
    assert parsed.units == ()
    assert parsed.references == {}


def test_every_message_has_a_case() -> None:
    tested = {code for code, _, _ in WRONG} | {"too-long"}
    assert set(MESSAGES) == tested


def test_a_file_that_is_too_long_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_file, "MAX_CHARACTERS", 10)
    assert [problem.code for problem in _parse(_unit()).problems] == ["too-long"]


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    text = """{
      "units": [
        {"id": "noi-vu", "traits": ["khong-dv"],
         "answers": {
           "1.1": {"a": -5, "b": "60"},
           "1.9": {"a": 1}
         }},
        {"id": "noi-vu", "group": "tinh"}
      ],
      "references": {"1.5": true}
    }"""
    found = [(problem.code, problem.line) for problem in _parse(text).problems]
    assert found == [
        ("unknown-trait", 3),
        ("negative", 5),
        ("number-as-text", 5),
        ("unknown-criterion", 6),
        ("repeated-unit", 8),
        ("unknown-group", 8),
        ("not-number", 10),
    ]


@pytest.mark.parametrize(
    ("data", "suggestion"),
    [
        (_unit(answers={"1,3": {"a": "chua"}}), "1.3"),
        (_unit(traits=["khong-dv"]), "khong-dvc"),
        (_unit(answer={}), "answers"),
        (_unit(exemptions={"1.1": "dieu-73"}), "dieu-7.3"),
        (_answers(**{"1_3": {"a": "daydu"}}), "day_du"),
        (_unit(group="xa"), None),
    ],
)
def test_what_was_probably_meant_is_suggested(data: Any, suggestion: str | None) -> None:
    (problem,) = _parse(data).problems
    assert problem.suggestion == suggestion
    assert (f"Có phải “{suggestion}”?" in problem.message) == (suggestion is not None)


def test_a_negative_zero_is_zero() -> None:
    assert _parse('{"units": [{"id": "a", "info": {"10": -0.0, "5": 0e99}}]}').units[0].values == {
        "info:10": 0,
        "info:5": 0,
    }


def test_brackets_without_end_are_a_mistake_and_not_a_crash() -> None:
    assert _parse('{"units": ' + "[" * 100_000).problems[0].code == "too-deep"


def test_escaped_and_accented_keys_are_the_same_key() -> None:
    assert _parse('{"units": [{"id": "a", "\\u0069d": "b"}]}').problems[0].code == "repeated-key"
