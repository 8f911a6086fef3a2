"""The examples that authors copy from the guide are sound."""

import re
from importlib.resources import files

import pytest
import yaml

from dti_core.framework.library import DEFAULT_FOLDER
from dti_core.framework.loader import load_text
from dti_core.framework.marked import read
from dti_core.framework.model import FrameworkSpec
from dti_core.scoring.answers_file import parse_answers
from dti_core.scoring.engine import score_all

GUIDE = (DEFAULT_FOLDER / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
CRITERIA = [block for block in BLOCKS if block.startswith("- code")]
TOP = [block for block in BLOCKS if re.match(r"[a-z]+:", block) and not block.startswith("inputs:")]
BASE = """\
id: thu
title: Thử
level: so
decision: {issuer: Ủy ban, source: decision.txt}
max_points: 90
bases:
  in-san: {source: decision, place: Điều 1}
  hieu: {source: assumed, reason: Quyết định không in.}
assessors: [{id: self, title: Tự đánh giá}, {id: council, title: Hội đồng}]
merge: {order: [council, self], basis: in-san}
headline: {basis: in-san}
groups: [{id: so, title: Sở}]
info: [{id: "2", label: Số công chức, kind: count}]
nodes:
  - code: "1"
    title: Chỉ số
    max: 90
    children:
"""
ELSEWHERE = {"pool-too-small", "total-differs", "anomaly-unknown-place", "anomaly-covers-nothing"}
"""What an example cannot show alone: it speaks of rows that stand elsewhere."""


def framework(*top: str) -> str:
    rows = "".join("".join(f"      {line}\n" for line in block.splitlines()) for block in CRITERIA)
    return BASE + rows + "".join(top)


def test_every_way_of_calculating_has_a_sound_example() -> None:
    loaded = load_text(framework(), "README.md")
    assert loaded.problems == ()
    assert loaded.framework is not None
    kinds = {node.rule.type for node in loaded.framework.criteria if node.rule}
    assert kinds == {"yes_no", "ratio", "count", "ladder", "inverse", "relative", "assessed", "parts"}


@pytest.mark.parametrize("block", TOP, ids=[block.partition(":")[0] for block in TOP])
def test_every_other_example_is_sound(block: str) -> None:
    problems = load_text(framework(block), "README.md").problems
    assert {problem.code for problem in problems} <= ELSEWHERE


def test_the_example_of_answers_fits_the_skeleton_of_new() -> None:
    skeleton = (files("dti") / "framework_skeleton.yaml").read_text(encoding="utf-8")
    for mark, word in (("@ID@", "thu"), ("@TITLE@", "Thử"), ("@LEVEL@", "so")):
        skeleton = skeleton.replace(mark, word)
    made = load_text(skeleton, "khung.yaml").framework
    assert made is not None
    answers = re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    assert answers is not None
    parsed = parse_answers(answers[1], made)
    assert parsed.problems == ()
    points = score_all(made, parsed.units, parsed.references)[0].points
    assert points == 20


def test_every_block_is_readable_and_every_part_of_a_file_is_explained() -> None:
    assert all(read(block).findings == [] and yaml.safe_load(block) for block in BLOCKS)
    told = {name for name in FrameworkSpec.model_fields if re.search(rf"\b{name}\b", GUIDE)}
    assert set(FrameworkSpec.model_fields) - told <= {
        "id",
        "level",
        "decision",
        "max_points",
        "groups",
        "nodes",
    }
