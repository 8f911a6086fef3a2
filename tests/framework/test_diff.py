"""What changed from one year to the next, and which answers still mean the same."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from dti import framework as command
from dti.framework_diff_texts import CHANGES, WHY
from dti.framework_diff_view import change_line
from dti_core.framework.compare import Comparison, compare
from tests.framework.small import SMALL, build_changed, changed

THIRD = '      - code: "1.3"\n        title: Có trang tin\n        max: 5\n'
THIRD += "        inputs: [{id: a, label: Có trang, kind: yes_no}]\n"
THIRD += "        rule: {type: yes_no, inputs: [a], basis: in-san}\n"
RATIO = "denominator: [b], basis"
TITLE = "title: Có kế hoạch\n"
LAST = "basis: {other: hieu, target: in-san}}\n"


def compared(*changes: tuple[str, str]) -> Comparison:
    return compare(build_changed(), build_changed(*changes))


def lines(found: Comparison) -> list[str]:
    return [change_line(each) for _, changes in found.changed for each in changes]


def asked(found: Comparison) -> dict[str, str]:
    return {each.key: each.why for each in found.carrying.fresh}


def test_a_framework_is_the_same_as_itself_and_every_answer_can_be_offered_again() -> None:
    found = compared()
    assert found.same
    assert [each.new for each in found.carrying.carried] == ["info:5", "info:6", "1.1:a", "1.2:a"]
    assert (found.carrying.fresh, found.carrying.dropped) == ((), ())


def test_wording_of_questions_and_guidance_is_no_difference() -> None:
    assert compared(("label: Có, kind: yes_no", "label: Có, kind: yes_no, question: Đã có chưa?")).same


def test_an_added_and_a_removed_criterion_are_told_from_each_other() -> None:
    more = build_changed((LAST, LAST + THIRD), ("max: 20", "max: 25"), ("max_points: 20", "max_points: 25"))
    found = compare(build_changed(), more)
    assert ([node.id for node in found.added], found.removed) == (["1.3"], ())
    assert asked(found) == {"1.3:a": "criterion-new"}
    back = compare(more, build_changed())
    assert ([node.id for node in back.removed], back.added) == (["1.3"], ())
    assert back.carrying.dropped == (("1.3:a", "Có trang"),)
    assert [(each.name, each.old, each.new) for each in back.head] == [
        ("max_points", 25, 20),
        ("attainable", 25, 20),
    ]


def test_a_criterion_that_only_moved_keeps_its_answers() -> None:
    found = compared(('code: "1.1"', 'code: "1.7"'))
    assert (found.added, found.removed) == ((), ())
    assert lines(found) == ["đổi mã: 1.1 → 1.7"]
    assert [(each.old, each.new) for each in found.carrying.carried if each.moved] == [("1.1:a", "1.7:a")]


def test_two_criteria_that_changed_places_are_followed_by_their_titles() -> None:
    found = compared(
        ("title: Có kế hoạch", "title: Tạm"),
        ("title: Tỷ lệ người", "title: Có kế hoạch"),
        ("title: Tạm", "title: Tỷ lệ người"),
    )
    assert {(match.old.id, match.new.id) for match, _ in found.changed} == {("1.1", "1.2"), ("1.2", "1.1")}


def test_a_reworded_title_is_the_same_criterion_but_its_answers_are_asked_anew() -> None:
    found = compared(("title: Có kế hoạch", "title: Có kế hoạch năm"))
    assert lines(found) == ["đổi tiêu đề: “Có kế hoạch” → “Có kế hoạch năm”"]
    assert asked(found) == {"1.1:a": "title"}


def test_another_title_under_the_same_code_is_another_criterion() -> None:
    found = compared(("title: Có kế hoạch", "title: Số tên miền đã đăng ký"))
    assert [node.id for node in found.removed] == [node.id for node in found.added] == ["1.1"]
    assert asked(found) == {"1.1:a": "criterion-new"}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ((RATIO, f"target: 0.8, {RATIO}"), "mức đạt điểm tối đa: 1 → 0,8"),
        ((RATIO, f"zero_denominator: max, {RATIO}"), "khi mẫu số bằng 0: 0 điểm → điểm tối đa"),
        (("target: in-san}", "target: hieu}"), "căn cứ của mức đạt: theo quyết định → cách hiểu"),
        ((TITLE, f"{TITLE}        assessors: [council]\n"), "người đánh giá: tự đánh giá → hội đồng"),
        (("label: Có, kind", "label: Đã có, kind"), "số liệu a, nhãn: “Có” → “Đã có”"),
        (('["info:5", "info:6"]', '"info:5"'), "số liệu b, lấy lại từ: info:5, info:6 → info:5"),
        ((TITLE, f"{TITLE}        evidence: {{kinds: [link]}}\n"), "thêm yêu cầu tài liệu kiểm chứng"),
    ],
)
def test_a_change_of_a_criterion_is_told_in_words(change: tuple[str, str], line: str) -> None:
    assert lines(compared(change)) == [line]


@pytest.mark.parametrize(
    ("change", "key", "why"),
    [
        (("label: Số người đạt, kind: count", "label: Số người đạt, kind: decimal"), "1.2:a", "kind"),
        (
            ("label: Số người đạt, kind: count", "label: Số người đạt, kind: count, measure: nghìn"),
            "1.2:a",
            "measure",
        ),
        (("label: Số người đạt", "label: Số đơn vị đạt"), "1.2:a", "label"),
        (
            ("label: Số người đạt, kind: count", "label: Số người đạt, kind: count, provider: Sở"),
            "1.2:a",
            "provider",
        ),
        ((', shared: ["info:5", "info:6"]', ""), "1.2:b", "was-sum"),
        (("label: Số công chức", "label: Số cán bộ"), "info:5", "new"),
    ],
)
def test_what_may_mean_something_else_is_asked_anew_with_the_reason(
    change: tuple[str, str], key: str, why: str
) -> None:
    found = compared(change)
    assert asked(found) == {key: why}
    assert why in WHY


def test_general_information_is_followed_by_its_label() -> None:
    found = compared(
        ('id: "6", label: Số viên chức', 'id: "7", label: Số viên chức'), ('"info:6"', '"info:7"')
    )
    assert [(each.old, each.new) for each in found.carrying.carried if each.moved] == [("info:6", "info:7")]


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["framework", "diff", *words])
    return int(args.run(args))


def saved(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_exit_code_is_that_of_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = saved(tmp_path / "cu.yaml", SMALL)
    new = saved(tmp_path / "moi.yaml", changed(('code: "1.1"', 'code: "1.7"')))
    assert (run(old, old), run(old, new), run(old, "khong-co")) == (0, 1, 2)
    shown = capsys.readouterr()
    assert "giống nhau" in shown.out
    assert "1.1:a → 1.7:a  Có" in shown.out
    assert "Không có bộ chỉ số nào" in shown.err


def test_as_json_every_part_has_its_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = saved(tmp_path / "cu.yaml", SMALL)
    new = saved(tmp_path / "moi.yaml", changed(("title: Có kế hoạch", "title: Có kế hoạch năm")))
    run(old, new, "--json")
    data: Any = json.loads(capsys.readouterr().out)
    assert list(data) == ["old", "new", "same", "head", "added", "removed", "changed", "answers"]
    assert data["changed"][0]["changes"] == [
        {"kind": "title", "name": "", "old": "Có kế hoạch", "new": "Có kế hoạch năm"}
    ]
    assert data["answers"]["ask"][0]["why"] == "title"


def test_every_kind_of_change_has_words() -> None:
    named = {
        "code",
        "title",
        "max",
        "pillar",
        "pool",
        "assessors",
        "method",
        "note",
        "rule",
        "basis",
        "evidence",
    }
    parts = "added removed label kind measure shared provider combine members choices most"
    figures = {f"input-{name}" for name in parts.split()}
    assert set(CHANGES) == named | figures | {"evidence-added", "evidence-removed"}
