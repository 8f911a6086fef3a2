"""A shared total whose own criterion is not asked of the contact: answered, changed, and nothing more."""

from dataclasses import replace
from functools import cache

import pytest

from dti_core.framework.framework import Framework
from dti_core.framework.library import DEFAULT_FOLDER
from dti_core.framework.loader import load_text
from dti_core.survey import progress
from tests.conversations.world import World, known, labels, questionnaire, said, with_answers

HUE = "thua-thien-hue-2021-tinh"
STAFF = "3.5.2:b"
"""Total staff: asked at 3.5.2, divided by at 4.4.1, 6.3.1 and 8.2.1."""
OF_3_5_2 = "quét QR"
"""What only the question of 3.5.2 itself speaks of."""


@cache
def _online_only() -> Framework:
    """Huế's agencies, had the decision marked 3.5.2 as seen online only."""
    path = DEFAULT_FOLDER / "thua-thien-hue-2021" / "tinh.yaml"
    text = path.read_text(encoding="utf-8")
    marked = text.replace('- code: "3.5.2"\n', '- code: "3.5.2"\n            assessors: [online]\n')
    loaded = load_text(marked, path.name)
    assert marked != text and loaded.framework is not None, loaded.problems
    return loaded.framework


def _exempt() -> World:
    view = questionnaire(known(HUE))
    return World(view=replace(view, state="in_progress", exemptions={"3.5.2": "max"}))


def _marked() -> World:
    return World(view=replace(questionnaire(_online_only()), state="in_progress"))


@pytest.fixture(params=[_marked, _exempt], ids=["online only", "exempt"])
def world(request: pytest.FixtureRequest) -> World:
    made: World = request.param()
    return made


def test_it_is_asked_for_the_first_criterion_that_needs_it(world: World) -> None:
    asked = said(world.types("/sua 4.4.1"))
    assert "Để tính 4.4.1, cần thêm một số đã hỏi ở phần trước" in asked
    assert "bao nhiêu cán bộ, công chức, viên chức" in asked
    assert OF_3_5_2 not in said(world.types("60"))
    assert "57/60" in said(world.types("57"))
    assert (world.values[STAFF], world.values["4.4.1:a"]) == (60, 57)


def test_it_can_be_changed_afterwards_from_there(world: World) -> None:
    world.view = with_answers(world.view, {STAFF: "60", "4.4.1:a": "57"})
    world.types("/sua 4.4.1")
    asked = said(world.presses("Sửa tổng số"))
    assert "4.4.1" in asked and "bao nhiêu cán bộ, công chức, viên chức" in asked
    after = said(world.types("76"))
    assert world.values[STAFF] == 76
    assert OF_3_5_2 not in after


def test_changing_it_everywhere_comes_back_to_the_criterion_in_hand(world: World) -> None:
    world.view = with_answers(world.view, {STAFF: "60", "4.4.1:a": "57", "6.3.1:a": "30"})
    world.types("/sua 4.4.1")
    world.presses("Sửa tổng số")
    assert "6.3.1" in said(world.types("76"))
    after = said(world.presses("Đổi tất cả"))
    assert world.values[STAFF] == 76
    assert "57/76" in after or "4.4.1" in after
    assert OF_3_5_2 not in after


def test_an_old_button_changes_it_without_asking_what_is_not_theirs(world: World) -> None:
    world.view = with_answers(world.view, {STAFF: "60", "4.4.1:a": "57", "6.3.1:a": "30"})
    world.types("/sua 4.4.1")
    world.presses("Sửa tổng số")
    world.types("76")
    world.types("/sua 8.2.1")
    after = said(world.presses("Đổi tất cả"))
    assert world.values[STAFF] == 76
    assert OF_3_5_2 not in after
    assert "8.2.1" in after


def test_what_was_kept_is_kept(world: World) -> None:
    world.view = with_answers(world.view, {STAFF: "60", "4.4.1:a": "57", "6.3.1:a": "30"})
    world.types("/sua 4.4.1")
    world.presses("Sửa tổng số")
    world.types("76")
    after = said(world.presses("Giữ 60"))
    assert world.values[STAFF] == 60
    assert OF_3_5_2 not in after


def test_another_total_typed_beside_a_number_leads_to_the_same_change(world: World) -> None:
    world.view = with_answers(world.view, {STAFF: "60"})
    world.types("/sua 4.4.1")
    assert "60" in said(world.types("57/76"))
    world.presses("Sửa tổng số")
    assert OF_3_5_2 not in said(world.types("76"))
    assert world.values[STAFF] == 76


def test_a_part_over_the_total_can_be_mended_at_the_total(world: World) -> None:
    world.view = with_answers(world.view, {STAFF: "60"})
    world.types("/sua 4.4.1")
    world.types("75")
    world.presses("Sửa tổng số 60")
    assert OF_3_5_2 not in said(world.types("80"))
    assert world.values[STAFF] == 80


def test_its_own_criterion_is_never_asked(world: World) -> None:
    world.view = with_answers(world.view, {STAFF: "60", "4.4.1:a": "57"})
    assert "3.5.2" not in progress.stops(world.view)
    for words in ("/sua 3.5.2", "3.5.2"):
        asked = world.types(words)
        assert "bao nhiêu cán bộ, công chức, viên chức quét QR" not in said(asked)
        assert "Sửa tổng số" not in [label for message in asked for label in labels(message)]


def test_what_its_own_criterion_once_said_does_not_hold_it_down() -> None:
    world = _exempt()
    world.view = with_answers(world.view, {STAFF: "60", "3.5.2:a": "58", "4.4.1:a": "30"})
    world.types("/sua 4.4.1")
    world.presses("Sửa tổng số")
    after = said(world.types("40"))
    assert world.values[STAFF] == 40
    assert "3.5.2" not in after
