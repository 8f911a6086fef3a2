"""What holds between entries, where one broken file per problem is not enough to see it."""

import pytest

from tests.framework.small import SMALL, build_changed, load_changed

TRAITS = "traits: [{id: dac-thu, title: Đặc thù}, {id: nho, title: Nhỏ}]\n"
FIRST = '  - {id: mot, title: Một, trait: dac-thu, criteria: ["1.1"], gives: max, basis: in-san}\n'
SECOND = "  - {id: hai, title: Hai, trait: nho, criteria: any, gives: drop, basis: in-san}\n"


def codes(*changes: tuple[str, str]) -> list[str]:
    return [problem.code for problem in load_changed(*changes).problems]


def with_exemptions(*lines: str) -> tuple[str, str]:
    return ("nodes:", TRAITS + "exemptions:\n" + "".join(lines) + "nodes:")


def test_exemptions_that_collide_are_refused_unless_the_later_one_yields() -> None:
    assert codes(with_exemptions(FIRST, SECOND)) == ["exemption-overlap"]
    yielding = SECOND.replace("gives: drop", "gives: drop, yields_to: [mot]")
    assert codes(with_exemptions(FIRST, yielding)) == []


def test_an_exemption_that_must_be_granted_collides_with_nothing() -> None:
    granted = SECOND.replace("trait: nho, ", "")
    assert codes(with_exemptions(FIRST, granted)) == []


def test_a_number_may_be_shared_only_with_its_own_kind_and_only_numbers_are_summed() -> None:
    assert codes(("Số viên chức, kind: count", "Số viên chức, kind: money")) == ["shared-kind"]
    assert codes(("Số viên chức, kind: count", "Số viên chức, kind: text")) == ["shared-kind"]


def test_a_circle_of_two_is_reported_at_both_ends() -> None:
    loaded = load_changed(
        ('shared: ["info:5", "info:6"]', 'shared: "1.3:b"'),
        (
            SMALL[-20:],
            SMALL[-20:]
            + '      - code: "1.3"\n        title: Ba\n        max: 0\n'
            + '        inputs: [{id: b, label: Tổng, kind: count, shared: "1.2:b"}]\n'
            + "        rule: {type: count, input: b, target: 4, basis: in-san}\n",
        ),
    )
    assert [problem.code for problem in loaded.problems] == ["shared-cycle", "shared-cycle"]
    assert "1.2:b → 1.3:b → 1.2:b" in loaded.problems[0].message


def test_an_input_counted_twice_in_one_list_is_refused() -> None:
    assert codes(("numerator: [a]", "numerator: [a, a]")) == ["duplicate-id"]


def test_text_may_be_asked_without_being_used_in_the_rule() -> None:
    assert codes(("kind: yes_no}]", "kind: yes_no}, {id: t, label: Ghi chú, kind: text}]")) == []


def test_parts_are_checked_like_rules_of_their_own() -> None:
    parts = (
        "rule:\n          type: parts\n          basis: in-san\n          parts:\n"
        "            - {weight: 0.5, rule: {type: yes_no, inputs: [z], basis: {formula: gone}}}\n"
        "            - {weight: 0.5, rule: {type: yes_no, inputs: [a], basis: {}}}\n"
    )
    found = codes(("rule: {type: yes_no, inputs: [a], basis: in-san}\n", parts))
    assert found == ["unknown-input", "unknown-basis", "basis-missing"]


def test_thresholds_add_up_exactly_where_floats_would_not() -> None:
    def third(weight: str) -> str:
        return f"            - {{weight: {weight}, rule: {{type: yes_no, inputs: [a], basis: in-san}}}}\n"

    def parts(*weights: str) -> tuple[str, str]:
        head = "rule:\n          type: parts\n          basis: in-san\n          parts:\n"
        old = "rule: {type: yes_no, inputs: [a], basis: in-san}\n"
        return (old, head + "".join(third(weight) for weight in weights))

    assert codes(parts("0.7", "0.1", "0.2")) == []
    assert codes(parts("0.7", "0.1", "0.2000000001")) == ["weights-over-one"]


def test_parents_may_print_less_than_their_children_where_the_document_does_and_never_cap_them() -> None:
    covers = 'covers: ["sum-differs@1", "total-differs@framework"]'
    anomaly = f'anomalies:\n  - {{at: "1", printed: in 19, found: tổng 20, handling: z, {covers}}}\nnodes:'
    framework = build_changed(("nodes:", anomaly), ("    max: 20\n", "    max: 19\n"))
    assert framework.attainable_points == 20
    assert framework.by_id["1"].max_points == 19


@pytest.mark.parametrize("place", ["1.2", "1.2:a", "info:5", "Điều 7.3", "Phụ lục I", "framework"])
def test_an_anomaly_may_speak_of_anything_that_is_in_the_file_or_the_decision(place: str) -> None:
    entry = f'anomalies:\n  - {{at: "{place}", printed: x, found: y, handling: z}}\nnodes:'
    assert codes(("nodes:", entry)) == []


def test_why_those_assess_by_default_is_checked_like_every_basis() -> None:
    assert codes(("groups:", "default_assessors_basis: gone\ngroups:")) == ["unknown-basis"]
    assert codes(("groups:", "default_assessors_basis: {source: assumed}\ngroups:")) == [
        "basis-without-reason"
    ]
