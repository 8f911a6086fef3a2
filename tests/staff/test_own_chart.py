"""A contact's own chart: beside the group where that may be told, never naming others, never for others."""

from pathlib import Path

import pytest

from dti_core.campaign import comparison
from dti_core.messages.contact.comparison import Comparison
from dti_core.messages.model import plain
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, contact


def group_of(world: World, count: int = 4) -> Hand:
    """Units that have answered one after the other more; the contact of the first."""
    answers = (("1.1:a", "true"), ("1.4:a", "cao"), ("info:1", "10"), ("1.2:a", "10"))
    for number in range(count):
        speaker = world.unit(f"d{number}")
        for key, value in answers[: number + 1]:
            world.tell(speaker, key, value)
    world.drain()
    return contact(world, "d0")


def seen(world: World, slug: str = "d0") -> Comparison:
    with world.db.read() as conn:
        found = comparison.of_unit(conn, world.units[slug], world.now)
    assert found is not None
    return found


def ask(hand: Hand) -> None:
    hand.types("điểm")
    hand.press("Biểu đồ")


def test_the_chart_comes_as_a_photo_with_ways_to_the_best_gains(world: World, tmp_path: Path) -> None:
    lan = group_of(world)
    ask(lan)
    assert lan.text == "Đang vẽ biểu đồ, sẽ gửi vào đây."
    (message,) = lan.waits(tmp_path)
    assert message.attachment is not None and message.attachment.kind == "photo"
    assert (tmp_path / message.attachment.path).read_bytes().startswith(b"\x89PNG")
    assert "10 / 40 điểm" in lan.text
    assert "Nhóm 4 đơn vị: trung vị 20, cao nhất 30 (1 đơn vị đã trả lời hơn nửa)." in lan.text
    assert "• 1.2 Tỷ lệ người có máy tính: +10" in lan.text
    assert lan.labels() == ["Mở 1.2", "Mở 1.3", "Mở 1.4", "Tổng điểm", "Tiếp tục"]
    lan.press("Mở 1.3")
    assert "1.3 · Số sáng kiến" in lan.text


def test_no_other_unit_is_named(world: World, tmp_path: Path) -> None:
    lan = group_of(world)
    ask(lan)
    lan.waits(tmp_path)
    assert "Sở d0" in lan.text
    assert [slug for slug in ("d1", "d2", "d3") if slug in lan.text] == []


def test_median_and_best_are_those_of_the_group_by_index(world: World) -> None:
    group_of(world)
    world.unit("tu-nguyen", volunteer=True)
    world.tell(world.unit("ngoai", group="khac"), "1.1:a", "true")
    world.drain()
    found = seen(world)
    (bar,) = found.bars
    assert (bar.own, bar.median, bar.best, bar.most) == (10, 20, 30, 40)
    assert (found.whole.median, found.whole.best, found.units) == (20, 30, 4)


@pytest.mark.parametrize(
    ("visibility", "state", "told"),
    [
        ("always", "in_progress", True),
        ("never", "in_progress", False),
        ("never", "published", False),
        ("after_submitting", "in_progress", False),
        ("after_submitting", "submitted", True),
    ],
)
def test_the_group_is_told_only_where_ranks_are(
    small_world: World, visibility: str, state: str, told: bool
) -> None:
    group_of(small_world)
    with small_world.db.write() as conn:
        conn.execute(t.campaign.update().values(rank_visibility=visibility))
        mine = t.enrolment.c.id == small_world.units["d0"]
        conn.execute(t.enrolment.update().where(mine).values(state=state))
        staffs = comparison.of_unit(conn, small_world.units["d0"], small_world.now, by_staff=True)
    found = seen(small_world)
    assert found.compared is told
    assert all((bar.median is not None) is told for bar in found.bars)
    assert staffs is not None and staffs.compared


def test_with_few_others_their_figures_would_be_somebodys_own(small_world: World) -> None:
    group_of(small_world, comparison.FEWEST_OTHERS)
    assert not seen(small_world).compared
    small_world.unit("d9")
    small_world.drain()
    assert seen(small_world).compared


def test_nothing_is_to_be_gained_once_answers_are_locked(small_world: World) -> None:
    group_of(small_world)
    assert [gain.id for gain in seen(small_world).gains] == ["1.2", "1.3", "1.4"]
    with small_world.db.write() as conn:
        conn.execute(t.enrolment.update().values(state="submitted"))
    assert seen(small_world).gains == ()


def test_what_is_published_is_no_longer_provisional(small_world: World) -> None:
    group_of(small_world)
    assert not seen(small_world).published
    with small_world.db.write() as conn:
        conn.execute(t.campaign.update().values(state="published"))
    assert seen(small_world).published


def test_before_the_first_score_the_contact_is_asked_to_come_back(small_world: World, tmp_path: Path) -> None:
    lan = contact(small_world, "a")
    ask(lan)
    (message,) = lan.waits(tmp_path)
    assert message.attachment is None
    assert "đang được tính" in lan.text


def test_an_impatient_second_press_is_one_chart(small_world: World, tmp_path: Path) -> None:
    lan = group_of(small_world)
    ask(lan)
    lan.press("Biểu đồ")
    assert len(lan.waits(tmp_path)) == 1


def test_a_contact_who_was_replaced_meanwhile_gets_nothing(small_world: World, tmp_path: Path) -> None:
    lan = group_of(small_world)
    ask(lan)
    with small_world.db.write() as conn:
        conn.execute(t.assignment.update().values(revoked_at=small_world.now))
    assert lan.waits(tmp_path) == []
    assert {task.state for task in small_world.rows(t.task)} == {"done"}


def test_who_gives_only_some_figures_has_no_chart(small_world: World, tmp_path: Path) -> None:
    small_world.enrol("a")
    minh = Hand(small_world, small_world.join("a", "provider", "1.3:a"))
    minh.types("điểm")
    assert "Biểu đồ" not in minh.labels()
    minh.does("chart")
    assert small_world.rows(t.task) == []


def test_a_contact_of_two_units_gets_the_chart_of_the_one_they_work_in(
    small_world: World, tmp_path: Path
) -> None:
    lan = group_of(small_world)
    small_world.enrol("hai")
    small_world.join("hai", who=lan.speaker)
    small_world.drain()
    lan.types("điểm")
    lan.press("Biểu đồ")
    (message,) = lan.waits(tmp_path)
    assert plain(message.text).startswith("Sở hai")
