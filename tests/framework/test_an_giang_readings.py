"""What the decision leaves open is marked as our reading and told to the person who answers."""

import re
from functools import cache
from itertools import chain

import pytest

from dti_core.framework.framework import Framework, Node
from dti_core.framework.library import find


@cache
def framework() -> Framework:
    loaded = find("an-giang-2024-so")
    assert loaded.framework is not None, loaded.problems
    return loaded.framework


def by_id(node_id: str) -> Node:
    return framework().by_id[node_id]


def exempting(trait: str | None) -> dict[str, str]:
    """Criterion → what a unit with the trait gets there."""
    found = [each for each in framework().spec.exemptions if each.trait == trait and each.criteria != "any"]
    return {criterion: each.gives for each in found for criterion in each.criteria}


def test_no_formula_is_passed_off_as_the_decisions_own() -> None:
    for node in framework().criteria:
        assert node.basis["formula"].source == "assumed", node.id
        assert node.basis["formula"].reason, node.id


def test_general_facts_used_as_denominators_are_marked_as_assumed() -> None:
    for node in framework().criteria:
        keys = chain.from_iterable(framework().keys_of(node.id, item) for item in node.inputs)
        if any(key.startswith("info:") for key in keys):
            assert "thông tin chung không dùng để đánh giá" in (node.basis["denominator"].reason or ""), (
                node.id
            )


@pytest.mark.parametrize(
    ("item", "criteria"),
    [
        ("5", ["3.1", "4.3", "6.10"]),
        ("6", ["3.1", "4.3", "6.10"]),
        ("7", ["5.3"]),
        ("8", ["5.4"]),
        ("9", ["5.1", "5.2", "5.5", "5.6"]),
        ("10", ["5.7"]),
        ("11", ["6.5"]),
    ],
)
def test_a_general_fact_is_asked_once_for_every_criterion_that_divides_by_it(
    item: str, criteria: list[str]
) -> None:
    assert list(framework().users_of(f"info:{item}")) == criteria


def test_every_number_that_is_asked_has_a_question_and_every_shared_one_has_none() -> None:
    for node in framework().criteria:
        for item in node.inputs:
            assert (item.question is None) == (item.shared is not None), f"{node.id}:{item.id}"
            assert item.question is None or item.question.rstrip(")").endswith(("?", "nhập 0")), item.question


def test_every_criterion_tells_how_points_are_made_and_what_proves_it() -> None:
    for node in framework().criteria:
        assert node.guidance is not None
        assert node.guidance.startswith("Cách tính: "), node.id
        assert str(node.max_points) in node.guidance, node.id
        assert node.evidence is not None
        assert node.evidence.text
        assert node.evidence.period
        assert len(node.guidance) <= 240, node.id


def test_texts_name_no_year_so_that_next_years_campaign_can_use_them() -> None:
    for node in framework().criteria:
        texts = [
            node.guidance,
            node.evidence and node.evidence.text,
            *(item.question for item in node.inputs),
        ]
        found = [
            text for text in texts if text and re.search(r"\b20\d\d\b", text.replace("12/2022/TT-BTTTT", ""))
        ]
        assert found == []


def test_having_none_of_something_never_costs_points() -> None:
    zero = {node.id: getattr(node.rule, "zero_denominator", None) for node in framework().criteria}
    assert {zero[code] for code in ("5.1", "5.2", "5.3", "5.5", "5.6", "6.11", "6.13")} == {"max"}
    assert {zero[code] for code in ("6.5", "6.6", "6.7")} == {"not_applicable"}


def test_an_agency_without_online_services_gets_the_best_value_as_dieu_7_3_says() -> None:
    gives = exempting("khong-dich-vu-cong-truc-tuyen")
    assert gives == dict.fromkeys(("2.5", "6.3", "6.5", "6.6", "6.7"), "best_value")


def test_every_title_that_names_online_services_is_exempt_under_dieu_7_3_and_no_other() -> None:
    named = {node.id for node in framework().criteria if re.search("DVCTT|trực tuyến", node.title)}
    assert named - set(exempting("khong-dich-vu-cong-truc-tuyen")) == {
        "6.4"
    }  # it is about talking with people
    assert set(exempting("khong-dich-vu-cong-truc-tuyen")) <= named


def test_the_contradiction_of_dieu_5_1_and_7_3_is_recorded_and_turned_by_one_line() -> None:
    anomaly = next(each for each in framework().spec.anomalies if each.at == "Điều 5.1")
    exemption = framework().exemption("dieu-7.3-ho-so")
    assert exemption is not None
    assert exemption.id in anomaly.handling
    assert exemption.criteria == ("6.5", "6.6", "6.7")
    assert framework().resolve_basis(exemption.bases["gives"]).source == "assumed"


def test_no_title_speaks_of_subordinate_units_so_dieu_7_2_names_no_criterion() -> None:
    assert [node.id for node in framework().criteria if "trực thuộc" in node.title] == []
    exemption = framework().exemption("dieu-7.2")
    assert exemption is not None
    assert (exemption.criteria, exemption.gives, exemption.trait) == (
        (),
        "best_points",
        "khong-don-vi-truc-thuoc",
    )


def test_what_is_outside_an_agencys_work_gets_the_maximum_only_when_granted() -> None:
    exemption = framework().exemption("dieu-7.4")
    assert exemption is not None
    assert (exemption.criteria, exemption.gives, exemption.trait) == ("any", "max", None)


def test_the_known_contradictions_are_all_recorded() -> None:
    places = [each.at for each in framework().spec.anomalies]
    assert {"Điều 5.1", "Điều 7.3", "Điều 7.2", "Điều 4.2", "Phụ lục I", "6.8", "6.9", "6.10"} <= set(places)


def test_the_council_prevails_over_the_helpers_and_they_over_the_agency() -> None:
    assert framework().spec.merge.order == ("council", "department", "self")
    assert all(node.assessors[0] == "self" for node in framework().criteria)
