"""Many units whose items are all settled are finished at once, exactly those that were looked at."""

import pytest

from dti.main import main
from dti_core.campaign.staff import review_finish
from dti_core.campaign.staff.review_finish import Finished, Outlook
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, staff
from tests.staff.review_room import (
    accept,
    accept_rest,
    adjust,
    boss,
    does,
    handed_in,
    seat,
    send_back,
    state,
    told,
)


def at_the_desk(world: World, role: str = "reviewer", **scope: str) -> Hand:
    hand = staff(world, role, **scope)
    hand.starts()
    hand.press("Thẩm định")
    return hand


def two_settled_and_one_open(world: World) -> list[object]:
    people: list[object] = [handed_in(world, slug) for slug in "abc"]
    world.drain()
    accept_rest(world, "a")
    accept_rest(world, "b", "1.2")
    adjust(world, "b", "1.2", "8", "Chỉ có 52 máy.")
    accept_rest(world, "c", "1.3")
    world.drain()
    return people


def test_all_units_with_nothing_left_are_finished_from_one_screen(world: World) -> None:
    a, b, c = two_settled_and_one_open(world)
    reviewer = at_the_desk(world)
    assert "còn 1/12 mục" in reviewer.text
    reviewer.press("Kết thúc thẩm định 2 đơn vị")
    assert "• Sở a: " in reviewer.text and "• Sở b: " in reviewer.text and "điều chỉnh 1" in reviewer.text
    assert "Sở c" not in reviewer.text
    assert state(world, "a") == "in_review", "looking changes nothing"
    reviewer.press("Kết thúc 2 đơn vị")
    assert "✓ Đã kết thúc thẩm định 2 đơn vị, báo 2 người." in reviewer.text
    assert "1 đơn vị đang thẩm định, 2 đã thẩm định xong" in reviewer.text
    assert [state(world, slug) for slug in "abc"] == ["verified", "verified", "in_review"]
    assert "Chỉ có 52 máy." in told(world, b)[-1]  # type: ignore[arg-type]
    assert [len(told(world, one)) for one in (a, b, c)] == [1, 1, 0]  # type: ignore[arg-type]


def test_a_unit_that_changed_meanwhile_is_shown_again_and_nobody_is_finished(small_world: World) -> None:
    two_settled_and_one_open(small_world)
    reviewer = at_the_desk(small_world)
    reviewer.press("Kết thúc thẩm định 2 đơn vị")
    send_back(small_world, "b", "1.1")
    reviewer.press("Kết thúc 2 đơn vị")
    assert "Có thay đổi từ lúc Anh/Chị xem" in reviewer.text
    assert "Sở b" not in reviewer.text
    assert state(small_world, "a") == "in_review"
    reviewer.press("Kết thúc 1 đơn vị")
    assert [state(small_world, slug) for slug in "ab"] == ["verified", "in_review"]


def test_who_reviews_some_indices_only_cannot_finish_whole_units(small_world: World) -> None:
    two_settled_and_one_open(small_world)
    some = at_the_desk(small_world, indices="1")
    assert not [label for label in some.labels() if label.startswith("Kết thúc")]
    some.does("s.rd3")
    assert "Chưa có đơn vị nào xét hết" in some.text
    with small_world.db.read() as conn:
        found = review_finish.preview(conn, seat(small_world, some))
    assert not isinstance(found, Outlook)


def test_nothing_to_finish_is_said_and_a_foreign_mark_does_nothing(small_world: World) -> None:
    handed_in(small_world, "a")
    reviewer = at_the_desk(small_world)
    reviewer.does("s.rd4", "nonsense")
    assert "Chưa có đơn vị nào xét hết" in reviewer.text
    accept_rest(small_world, "a")
    small_world.drain()
    reviewer.does("s.rd4", "nonsense")
    assert "Có thay đổi từ lúc Anh/Chị xem" in reviewer.text
    assert state(small_world, "a") == "in_review"


def test_when_all_is_verified_the_screen_says_so(small_world: World) -> None:
    handed_in(small_world, "a")
    accept_rest(small_world, "a")
    small_world.drain()
    with small_world.db.read() as conn:
        seen = review_finish.preview(conn, boss(small_world))
    assert isinstance(seen, Outlook)
    done = does(
        small_world, lambda conn: review_finish.finish(conn, boss(small_world), seen.mark, small_world.now)
    )
    assert isinstance(done, Finished) and done.left == ()
    reviewer = at_the_desk(small_world)
    assert "không còn mục nào" in reviewer.text
    assert "1 đơn vị đã thẩm định xong" in reviewer.text
    assert "0/0" not in reviewer.text
    with small_world.db.write() as conn:
        conn.execute(t.enrolment.update().values(state="council_decided"))
    assert "1 đơn vị đã thẩm định xong" in at_the_desk(small_world).text, "what comes later is not less"


def test_the_command_line_looks_first_and_finishes_with_yes(
    small_world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    two_settled_and_one_open(small_world)
    assert accept(small_world, "c", "1.3")
    monkeypatch.setenv("DTI_DATABASE_URL", small_world.db.url)
    assert main(["review", "finish", "--campaign", "2026"]) == 0
    assert "3 đơn vị đã xét hết" in capsys.readouterr().out
    assert state(small_world, "a") == "in_review"
    assert main(["review", "finish", "--campaign", "2026", "--yes"]) == 0
    assert "Đã kết thúc thẩm định 3 đơn vị" in capsys.readouterr().out
    assert {state(small_world, slug) for slug in "abc"} == {"verified"}
    assert main(["review", "finish", "--campaign", "2026", "--yes"]) == 1


def test_units_closed_before_they_handed_in_are_not_counted_as_handed_in(small_world: World) -> None:
    handed_in(small_world, "a")
    for slug in "bc":
        small_world.unit(slug)
    with small_world.db.write() as conn:
        begun = t.enrolment.c.state == "not_started"
        conn.execute(t.enrolment.update().where(begun).values(state="closed_unsubmitted"))
    assert "1 đơn vị đã nộp, 2 hết hạn khi chưa nộp" in at_the_desk(small_world).text
