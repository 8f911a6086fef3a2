"""How an invitation is bound to its person: seen and changed in chat, in the history."""

import pytest

from bot.staff import proving
from dti_core.campaign import binding
from dti_core.campaign.factor_policy import OPTION, Policy
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import binding_rule
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import staff
from tests.staff.review_room import seat


def rule(world: World) -> str:
    with world.db.read() as conn:
        return binding.rule(conn, world.campaign)


def test_a_manager_sees_what_is_in_force_and_changes_it_after_one_more_look(world: World) -> None:
    chief = staff(world)
    chief.does("s.ro")
    chief.press("Xác nhận người được mời")
    assert "Xác nhận người được mời: bằng số điện thoại hoặc mã" in chief.text
    chief.press("○ Không xác nhận")
    assert "Ai cầm liên kết trước thì vào được" in chief.text
    assert rule(world) == "phone_or_code", "nothing before the yes"
    chief.press("Đồng ý")
    assert rule(world) == "off"
    assert "✓ Không xác nhận" in chief.labels()
    (act,) = world.rows(t.audit, action="binding_set")
    assert (act.old, act.new, act.person_id) == ("phone_or_code", "off", chief.speaker.person)


def test_what_is_in_force_already_is_shown_and_a_second_yes_is_no_second_act(small_world: World) -> None:
    chief = staff(small_world)
    chief.does("s.ro.bia", "phone_or_code")
    assert "Đồng ý" not in chief.labels()
    for _ in range(2):
        chief.does("s.ro.bid", "phone")
    assert len(small_world.rows(t.audit, action="binding_set")) == 1


@pytest.mark.parametrize("bad", ["", "x", "OFF", "phones"])
def test_a_damaged_button_changes_nothing_and_is_answered(small_world: World, bad: str) -> None:
    chief = staff(small_world)
    for verb in ("s.ro.bia", "s.ro.bid"):
        before = len(chief.messages)
        chief.does(verb, bad)
        assert len(chief.messages) > before
    assert rule(small_world) == "phone_or_code"


def test_a_published_campaign_a_part_and_a_reviewer_are_refused(small_world: World) -> None:
    chief, some, lan = staff(small_world), staff(small_world, groups="so"), staff(small_world, "reviewer")
    some.does("s.ro.bid", "off")
    assert "mọi nhóm" in some.text
    lan.does("s.ro.bid", "off")
    assert "không làm được" in lan.text
    with small_world.db.write() as conn:
        conn.execute(t.campaign.update().values(state="published"))
    chief.does("s.ro.bid", "off")
    assert "đã công bố" in chief.text
    assert rule(small_world) == "phone_or_code"


def test_it_takes_a_second_factor_where_the_province_asks_for_one(small_world: World) -> None:
    chief = staff(small_world)
    small_world.db.carry(**{OPTION: Policy("required", 15)})
    chief.does("s.ro.bid", "off")
    assert rule(small_world) == "phone_or_code"
    assert [row.kind for row in small_world.rows(t.task)] == [proving.SETUP]
    who = seat(small_world, chief)
    with small_world.db.write() as conn:
        refused = binding_rule.decide(conn, who, "off", small_world.now)
    assert isinstance(refused, Refusal) and refused.code == "second_factor"
