"""The staff's first screen, joining, roles and powers."""

import pytest

from dti_core.campaign.staff import powers, staffer
from dti_core.messages.staff.verbs import HOME
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, contact, staff


def test_a_manager_who_says_hello_sees_where_the_campaign_stands(small_world: World) -> None:
    small_world.unit("a")
    small_world.enrol("b")
    chief = staff(small_world)
    chief.starts()
    assert "Đợt 2026" in chief.text
    assert "2 đơn vị · đã tham gia 1 · đã nộp 0" in chief.text


def test_units_that_take_part_unranked_are_counted_apart(small_world: World) -> None:
    small_world.unit("a")
    small_world.unit("v", volunteer=True)
    chief = staff(small_world)
    chief.starts()
    assert "1 đơn vị · đã tham gia 1 · đã nộp 0 · và 1 đơn vị tự nguyện" in chief.text


def test_a_deputy_is_invited_as_a_deputy(small_world: World) -> None:
    from dti_core.campaign import invitations
    from dti_core.campaign.invitations import Reach

    small_world.enrol("a")
    for in_charge, said in ((False, "làm phó đầu mối của Sở a"), (True, "làm đầu mối của Sở a")):
        with small_world.db.write() as conn:
            reach = Reach(small_world.campaign, "contact", small_world.units["a"], in_charge=in_charge)
            token = invitations.issue_for(conn, reach, small_world.now)
        new = Hand(small_world, small_world.stranger())
        new.types(token)
        assert said in new.text


def test_an_invitation_to_the_staff_names_the_role_and_leads_to_the_first_screen(small_world: World) -> None:
    from dti_core.campaign import invitations
    from dti_core.campaign.invitations import Reach

    with small_world.db.write() as conn:
        token = invitations.issue_for(conn, Reach(small_world.campaign, "reviewer"), small_world.now)
    new = Hand(small_world, small_world.stranger())
    new.types(token)
    assert "vai trò thẩm định" in new.text
    new.press("Đồng ý, bắt đầu")
    assert "Vai trò: thẩm định." in new.text


def test_a_role_that_was_taken_away_opens_nothing_any_more(small_world: World) -> None:
    chief = staff(small_world)
    chief.starts()
    with small_world.db.write() as conn:
        conn.execute(t.assignment.update().values(revoked_at=small_world.now))
    chief.does(HOME)
    assert "Đợt 2026" not in chief.text


def test_a_contact_is_no_staff_whatever_button_they_press(small_world: World) -> None:
    lan = contact(small_world, "a")
    lan.does(HOME)
    assert "Vai trò" not in lan.text
    with small_world.db.write() as conn:
        assert staffer.of(conn, lan.speaker) is None


def test_a_person_with_two_roles_chooses_between_them(small_world: World) -> None:
    lan = contact(small_world, "a")
    both = staff(small_world, "reviewer")
    with small_world.db.write() as conn:
        conn.execute(t.assignment.update().values(active=False))
        conn.execute(t.assignment.update().values(person_id=both.speaker.person))
        mine = t.assignment.c.role == "reviewer"
        conn.execute(t.assignment.update().where(mine).values(active=True))
    both.starts()
    both.press("Vai trò khác")
    assert both.labels() == ["Sở a", "✓ Thẩm định"]
    both.press("Sở a")
    assert "Thông tin chung" in both.text
    assert lan.speaker.person != both.speaker.person


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_every_role_of_the_staff_may_at_least_look(small_world: World, role: str) -> None:
    someone = staff(small_world, role)
    someone.starts()
    assert "Đợt 2026" in someone.text


def test_no_role_outside_the_table_has_a_power() -> None:
    assert [power for power in powers.EVERYTHING if powers.has("contact", power)] == []


def test_words_that_fit_nothing_lead_home(small_world: World) -> None:
    chief = staff(small_world)
    chief.types("xin chào")
    assert chief.labels() == ["Bảng việc"]
    chief.press("Bảng việc")
    assert "Đợt 2026" in chief.text
