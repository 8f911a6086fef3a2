"""From the authored tree to flat nodes, resolved keys and one basis per parameter."""

import hashlib
from fractions import Fraction
from pathlib import Path

from dti_core.framework.library import available, find, open_framework
from dti_core.framework.loader import load
from tests.framework.small import SMALL, build_changed, changed

POOLED = """\
      - code: "1.2"
        title: Tỷ lệ người
        pool: chung
        inputs:
          - {id: a, label: Số người đạt, kind: count}
          - {id: b, label: Tổng số, kind: count, shared: ["info:5", "info:6"]}
        rule: {type: ratio, numerator: [a], denominator: [b], basis: hieu}
"""


def test_nodes_stand_in_the_order_of_the_document_with_their_kinds() -> None:
    nodes = build_changed().nodes
    assert [(node.id, node.kind, node.parent) for node in nodes] == [
        ("1", "index", None),
        ("1.1", "criterion", "1"),
        ("1.2", "criterion", "1"),
    ]


def test_a_leaf_at_the_top_is_a_criterion() -> None:
    text = SMALL[: SMALL.index("nodes:")] + (
        'nodes:\n  - {code: "1", title: Một, max: 20, rule: {type: assessed, basis: in-san}}\n'
    )
    assert build_changed((SMALL, text)).nodes[0].kind == "criterion"


def test_line_breaks_and_double_spaces_are_no_part_of_a_title() -> None:
    folded = build_changed(("title: Có kế hoạch", "title: >-\n          Có  kế\n          hoạch"))
    assert folded.by_id["1.1"].title == "Có kế hoạch"


def test_codes_that_repeat_across_pillars_are_told_apart_by_the_pillar() -> None:
    pillars = (
        "pillars:\n"
        '  - {id: cq, title: Chính quyền số, max: 20, indices: ["cq/1"], basis: in-san}\n'
        '  - {id: kt, title: Kinh tế số, max: 5, indices: ["kt/1"], basis: in-san}\n'
    )
    second = (
        '  - code: "1"\n    title: Kinh tế\n    max: 5\n    pillar: kt\n    children:\n'
        '      - {code: "1.9", title: Một, max: 5, rule: {type: assessed, basis: in-san}}\n'
    )
    framework = build_changed(
        ("max_points: 20", "max_points: 25"),
        ("info:\n", pillars + "info:\n"),
        ("    max: 20\n", "    max: 20\n    pillar: cq\n"),
        (SMALL[-20:], SMALL[-20:] + second),
    )
    assert [node.id for node in framework.nodes] == ["cq/1", "1.1", "1.2", "kt/1", "1.9"]
    assert framework.by_id["1.9"].pillar == "kt"


def test_what_the_document_prints_differently_or_not_at_all_is_kept() -> None:
    framework = build_changed(
        ('code: "1.1"', 'code: "1.1"\n        printed_code: 1..1'),
        ('code: "1.2"', 'code: "1.2"\n        printed_code: ""'),
    )
    assert framework.by_id["1.1"].printed_code == "1..1"
    assert framework.by_id["1.2"].printed_code is None
    assert framework.by_id["1"].printed_code == "1"


def test_a_shared_input_has_the_keys_of_what_it_repeats() -> None:
    framework = build_changed()
    numerator, denominator = framework.by_id["1.2"].inputs
    assert framework.keys_of("1.2", numerator) == ("1.2:a",)
    assert framework.keys_of("1.2", denominator) == ("info:5", "info:6")
    assert list(framework.users_of("info:6")) == ["1.2"]


def test_a_chain_of_shared_inputs_ends_at_the_stored_ones() -> None:
    third = (
        '      - code: "1.3"\n        title: Ba\n        max: 0\n'
        '        inputs: [{id: n, label: Tổng, kind: count, shared: "1.2:b"}]\n'
        "        rule: {type: count, input: n, target: 4, basis: in-san}\n"
    )
    framework = build_changed((SMALL[-20:], SMALL[-20:] + third))
    criterion = framework.by_id["1.3"]
    assert framework.keys_of("1.3", criterion.inputs[0]) == ("info:5", "info:6")


def test_every_parameter_has_a_basis_its_own_or_that_of_the_others() -> None:
    basis = build_changed().by_id["1.2"].basis
    assert {name: each.source for name, each in basis.items()} == {
        "formula": "assumed",
        "target": "decision",
        "below": "assumed",
        "excess": "assumed",
        "denominator": "assumed",
        "zero_denominator": "assumed",
    }


def test_the_parameters_of_parts_are_told_apart_by_number() -> None:
    parts = (
        "rule:\n          type: parts\n          basis: in-san\n          parts:\n"
        "            - {weight: 0.5, rule: {type: yes_no, inputs: [a], basis: hieu}}\n"
    )
    basis = build_changed(("rule: {type: yes_no, inputs: [a], basis: in-san}\n", parts)).by_id["1.1"].basis
    assert {name: each.source for name, each in basis.items()} == {
        "formula": "decision",
        "weights": "decision",
        "1.formula": "assumed",
    }


def test_criteria_that_share_a_maximum_count_it_once() -> None:
    framework = build_changed(
        ("info:\n", "pools:\n  - {id: chung, title: Chung, max: 10, basis: in-san}\ninfo:\n"),
        (SMALL[SMALL.index('      - code: "1.2"') :], POOLED + POOLED.replace('"1.2"', '"1.3"')),
    )
    assert framework.attainable_points == Fraction(20)
    assert [node.id for node in framework.members("chung")] == ["1.2", "1.3"]
    assert framework.by_id["1.3"].max_points is None


def test_where_no_assessor_is_named_the_default_assesses() -> None:
    framework = build_changed(
        ("groups:", "default_assessors: [self, council]\ngroups:"),
        ("        title: Tỷ lệ người\n", "        title: Tỷ lệ người\n        assessors: [council]\n"),
    )
    assert framework.by_id["1.1"].assessors == ("self", "council")
    assert framework.by_id["1.2"].assessors == ("council",)


def test_why_those_assess_by_default_may_be_told_in_place_or_by_name() -> None:
    for given in ("hieu", "{source: assumed, reason: Quyết định không in công thức.}"):
        framework = build_changed(("groups:", f"default_assessors_basis: {given}\ngroups:"))
        basis = framework.spec.default_assessors_basis
        assert basis is not None
        assert framework.resolve_basis(basis).reason == "Quyết định không in công thức."


def test_a_campaign_can_pin_the_exact_text_by_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "thu.yaml"
    path.write_bytes(SMALL.encode())
    framework = load(path).framework
    assert framework is not None
    assert framework.content_hash == hashlib.sha256(SMALL.encode()).hexdigest()
    assert build_changed(("Bộ thử", "Bộ thử khác")).content_hash != framework.content_hash


def test_windows_line_ends_change_the_hash_but_not_the_framework(tmp_path: Path) -> None:
    path = tmp_path / "thu.yaml"
    path.write_bytes(SMALL.replace("\n", "\r\n").encode())
    framework = load(path).framework
    assert framework is not None
    assert framework.content_hash != hashlib.sha256(SMALL.encode()).hexdigest()
    assert framework.nodes == build_changed().nodes


def library(tmp_path: Path) -> Path:
    for name in ("mot", "hai"):
        (tmp_path / name).mkdir()
        text = changed(("id: thu", f"id: bo-{name}"))
        (tmp_path / name / "so.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_frameworks_are_listed_and_found_by_id(tmp_path: Path) -> None:
    folder = library(tmp_path)
    assert [each.id for each in available(folder)] == ["bo-hai", "bo-mot"]
    found = find("bo-mot", folder).framework
    assert found is not None
    assert found.id == "bo-mot"


def test_an_unknown_id_is_answered_with_the_nearest_one(tmp_path: Path) -> None:
    problem = find("bo-mott", library(tmp_path)).problems[0]
    assert (problem.code, problem.suggestion) == ("unknown-framework", "bo-mot")


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / "mot" / "hong.yaml").write_bytes(b"\xff\xfe\x00[")
    assert [each.id for each in available(folder)] == ["bo-hai", "bo-mot", "hong"]
    assert find("bo-hai", folder).framework is not None


def test_an_empty_or_missing_folder_lists_nothing(tmp_path: Path) -> None:
    assert available(tmp_path / "khong-co") == ()


def test_a_person_may_name_a_framework_by_id_or_by_path(tmp_path: Path) -> None:
    folder = library(tmp_path)
    assert open_framework("bo-mot", folder).framework is not None
    assert open_framework(str(folder / "mot" / "so.yaml"), None).framework is not None
    assert open_framework("khong/co.yaml", folder).problems[0].code == "unreadable-file"
