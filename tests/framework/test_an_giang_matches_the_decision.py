"""The framework file against the decision's own text, read by a second, independent way."""

import re
from fractions import Fraction
from functools import cache

from dti_core.framework.framework import Framework, Node
from dti_core.framework.library import find
from tests.framework.annex import Row, between, numbered_labels, rows
from tests.framework.small import AN_GIANG


@cache
def framework() -> Framework:
    loaded = find("an-giang-2024-so")
    assert loaded.framework is not None, loaded.problems
    return loaded.framework


@cache
def decision() -> str:
    return (AN_GIANG / framework().spec.decision.source).read_text(encoding="utf-8")


def annex() -> str:
    return between(decision(), "\nPhụ lục I\n", "\nPhụ lục II\n")


def printed_rows() -> list[Row]:
    return rows(between(annex(), "Điểm tối đa", "./."))


def as_row(node: Node) -> Row:
    assert node.max_points is not None
    return Row(node.printed_code or "", node.title, int(node.max_points))


def test_the_reader_finds_six_indices_and_thirty_five_criteria_in_the_annex() -> None:
    found = printed_rows()
    assert [row.code for row in found if "." not in row.code] == ["1", "2", "3", "4", "5", "6"]
    assert len([row for row in found if "." in row.code]) == 35


def test_every_code_title_and_maximum_stands_in_the_order_of_the_annex() -> None:
    assert [as_row(node) for node in framework().nodes] == printed_rows()


def test_every_general_fact_has_the_printed_label() -> None:
    table = between(annex(), "I Thông tin chung", "Họ tên người chịu trách nhiệm")
    items = {int(item.id): item.label for item in framework().spec.info}
    assert {number: items[number] for number in range(1, 12)} == numbered_labels(table)


def test_the_responsible_person_has_the_five_printed_lines_in_order() -> None:
    table = between(annex(), "11 Số lượng thủ tục hành chính", "II Chỉ số đánh giá")
    lines = [" ".join(line.split()) for line in table.splitlines() if line.strip() and line.strip() != "12"]
    assert [field.label for field in framework().info["12"].fields] == lines


def test_the_table_of_dieu_5_agrees_with_the_annex() -> None:
    table = between(decision(), "1. Cấu trúc DTI cấp Sở", "Đối với chỉ số thành phần 6.5")
    printed = re.findall(r"^\s*(\d) (\D+) (\d+) (\d+)\s*$", table, re.MULTILINE)
    for code, title, criteria, points in printed:
        index = framework().by_id[code]
        children = [node for node in framework().criteria if node.parent == code]
        assert (index.title, len(children), index.max_points) == (title, int(criteria), Fraction(points))
    assert len(printed) == 6


def test_the_two_groups_of_dieu_5_add_up() -> None:
    table = between(decision(), "1. Cấu trúc DTI cấp Sở", "Đối với chỉ số thành phần 6.5")
    groups = re.findall(r"^\s*(I|II) (Nhóm \D+) (\d+) (\d+)\s*$", table, re.MULTILINE)
    assert [(int(count), int(points)) for _, _, count, points in groups] == [(22, 285), (13, 135)]
    maxima = {node.id: node.max_points or Fraction(0) for node in framework().indices}
    assert sum(maxima[code] for code in "12345") == 285
    assert maxima["6"] == 135


def test_the_printed_total_can_be_attained() -> None:
    assert "với 35 chỉ số thành phần, thang điểm 420" in " ".join(decision().split())
    assert framework().spec.max_points == 420
    assert framework().attainable_points == 420


def test_number_and_date_of_the_decision_are_those_on_its_first_page() -> None:
    head = " ".join(decision()[:400].split())
    spec = framework().spec.decision
    year, month, day = (int(part) for part in spec.date.split("-"))
    assert f"Số: {spec.number}" in head
    assert f"ngày {day} tháng {month} năm {year}" in head


def test_every_place_that_the_file_cites_is_in_the_decision() -> None:
    spec = framework().spec
    bases = [*spec.bases.values(), *(each for node in framework().nodes for each in node.basis.values())]
    cited = {place for each in bases if each.place for place in re.findall(r"Điều (\d+)", each.place)}
    assert cited
    assert {number for number in cited if f"Điều {number}." not in decision()} == set()


def test_quoted_words_of_an_anomaly_stand_in_the_decision() -> None:
    folded = " ".join(decision().split())
    for at in ("6.9", "6.10"):
        anomaly = next(each for each in framework().spec.anomalies if each.at == at)
        assert anomaly.printed in folded
