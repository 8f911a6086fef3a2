"""What people call a criterion: its code, and more only where that would not tell it apart."""

from dti_core.framework.framework import Framework
from tests.scoring import small

PILLARS = [
    {"id": "kts", "title": "Kinh tế số", "max": 10, "indices": ["kts/1"], "basis": "tam"},
    {"id": "xhs", "title": "Xã hội số", "max": 10, "indices": ["xhs/1"], "basis": "tam"},
]


def leaf(code: str, **more: object) -> dict[str, object]:
    rule = {"type": "yes_no", "inputs": ["a"]}
    return {"code": code, "max": 5, "inputs": [{"id": "a", "kind": "yes_no"}], "rule": rule, **more}


def index(pillar: str, *children: dict[str, object]) -> dict[str, object]:
    return {"code": "1", "title": "Nhận thức", "max": 10, "pillar": pillar, "children": list(children)}


def framework(*indices: dict[str, object]) -> Framework:
    return small.framework({"pillars": PILLARS, "nodes": list(indices)})


def test_a_code_that_stands_in_two_pillars_is_called_by_its_pillar() -> None:
    made = framework(index("kts", leaf("1.1"), leaf("1.2")), index("xhs", leaf("1.1"), leaf("1.3")))
    assert {node.id: node.name for node in made.criteria} == {
        "kts/1.1": "Kinh tế số 1.1",
        "1.2": "1.2",
        "xhs/1.1": "Xã hội số 1.1",
        "1.3": "1.3",
    }


def test_a_code_printed_twice_in_one_place_is_told_apart_by_number() -> None:
    made = framework(
        index("kts", leaf("1.1"), leaf("1.1", id="kts/1.1-2")), index("xhs", leaf("1.2"), leaf("1.3"))
    )
    assert [node.name for node in made.criteria][:2] == ["Kinh tế số 1.1", "Kinh tế số 1.1 (thứ 2)"]
