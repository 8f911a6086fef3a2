"""A framework small enough to read at a glance, for tests that change one thing in it."""

from pathlib import Path

from dti_core.framework.framework import Framework
from dti_core.framework.loader import Loaded, load_text

BROKEN = Path(__file__).parent / "broken"
AN_GIANG = Path(__file__).parents[2] / "frameworks" / "an-giang-2024"

SMALL = """\
id: thu
title: Bộ thử
level: so
decision: {number: 1/QĐ, date: 2024-01-31, issuer: Ủy ban, source: decision.txt}
max_points: 20
bases:
  in-san: {source: decision, place: Điều 1}
  hieu: {source: assumed, reason: Quyết định không in công thức.}
assessors: [{id: self, title: Tự đánh giá}, {id: council, title: Hội đồng}]
merge: {order: [council, self], basis: in-san}
headline: {basis: in-san}
groups: [{id: so, title: Sở}]
info:
  - {id: "5", label: Số công chức, kind: count}
  - {id: "6", label: Số viên chức, kind: count}
nodes:
  - code: "1"
    title: Nhận thức số
    max: 20
    children:
      - code: "1.1"
        title: Có kế hoạch
        max: 10
        inputs: [{id: a, label: Có, kind: yes_no}]
        rule: {type: yes_no, inputs: [a], basis: in-san}
      - code: "1.2"
        title: Tỷ lệ người
        max: 10
        inputs:
          - {id: a, label: Số người đạt, kind: count}
          - {id: b, label: Tổng số, kind: count, shared: ["info:5", "info:6"]}
        rule: {type: ratio, numerator: [a], denominator: [b], basis: {other: hieu, target: in-san}}
"""


def changed(*changes: tuple[str, str]) -> str:
    """The small framework with pieces of its text replaced; each piece must be there."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def load_changed(*changes: tuple[str, str]) -> Loaded:
    return load_text(changed(*changes), "thu.yaml")


def build_changed(*changes: tuple[str, str]) -> Framework:
    loaded = load_changed(*changes)
    assert loaded.framework is not None, loaded.problems
    return loaded.framework
