"""Joining with an invitation that is bound to a phone, at the chat."""

import pytest

from bot.dialogue.events import ContactShared, Started
from bot.staff.registry import BUTTONS
from dti_core.campaign import invitations
from dti_core.campaign.invitations import Reach
from dti_core.messages.contact import joining
from dti_core.messages.model import plain
from dti_core.messages.staff import roster as roster_texts
from dti_core.messages.verbs import JOIN
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.databases import SEALER
from tests.staff.office import Hand, contact, staff

PHONE = "0912345678"


@pytest.fixture
def world(small_world: World) -> World:
    small_world.enrol("a")
    return small_world


def invited(world: World, slug: str = "a") -> str:
    with world.db.write() as conn:
        member = {
            "campaign_id": world.campaign,
            "enrolment_id": world.units[slug],
            "role": "contact",
            "name": "Trần An",
            "phone": PHONE,
            "created_at": world.now,
        }
        row = conn.execute(t.member.insert().returning(t.member.c.id), member).scalar_one()
        return invitations.issue_for(
            conn, Reach(world.campaign, "contact", world.units[slug], member=row), world.now
        )


def opens(hand: Hand, token: str) -> None:
    hand._happens(Started(token))
    hand.press("Đồng ý, bắt đầu")


def held(world: World) -> list[str]:
    return [row.role for row in world.rows(t.assignment) if row.revoked_at is None]


def test_the_unit_is_shown_then_the_number_is_asked_for_then_the_first_question(world: World) -> None:
    hand = Hand(world, world.stranger())
    token = invited(world)
    hand._happens(Started(token))
    assert "Sở a" in hand.text
    hand.press("Đồng ý, bắt đầu")
    assert hand.messages[-1].asks_phone == joining.SHARE
    assert "đuôi 678" in hand.text
    assert held(world) == []
    said = hand._happens(ContactShared("+84912345678", own=True))
    assert said[0] == joining.PROVEN
    assert said[-1].asks
    assert held(world) == ["contact"]


def test_another_number_leads_to_a_code_which_the_staff_read_out(world: World) -> None:
    manager, hand = staff(world), Hand(world, world.stranger())
    opens(hand, invited(world))
    hand._happens(ContactShared("0987654321", own=True))
    assert "mã xác nhận" in hand.text
    (member,) = world.rows(t.member)
    manager.does(roster_texts.CODE, f"m{member.id}")
    sealed = manager.messages[-1].sealed
    assert sealed is not None
    code = SEALER.open(sealed, "message").decode()
    hand.types(f"{(int(code) + 1) % 10**6:06d}")
    assert "còn 4 lần" in hand.text
    hand.types(f"{code[:3]} {code[3:]}")
    assert "contact" in held(world)


def test_a_card_of_somebody_else_opens_nothing(world: World) -> None:
    hand = Hand(world, world.stranger())
    opens(hand, invited(world))
    hand._happens(ContactShared(PHONE, own=False))
    assert held(world) == []
    assert "không phải số của tài khoản này" in hand.text


def test_whoever_works_in_another_role_gives_the_code_by_its_command(world: World) -> None:
    hand = contact(world, "b")
    opens(hand, invited(world))
    assert "/xacnhan 123456" in hand.text
    manager = staff(world)
    (member,) = world.rows(t.member)
    manager.does(roster_texts.CODE, f"m{member.id}")
    code = SEALER.open(manager.messages[-1].sealed or "", "message").decode()
    hand.types(f"/xacnhan {code}")
    assert held(world).count("contact") == 2


def test_where_nothing_is_asked_a_shared_number_is_no_answer(world: World) -> None:
    hand = contact(world, "b")
    before = len(world.rows(t.answer))
    hand._happens(ContactShared(PHONE, own=True))
    assert hand.messages
    assert len(world.rows(t.answer)) == before


def test_on_a_channel_that_cannot_share_numbers_the_code_is_asked_for_at_once(world: World) -> None:
    hand = Hand(world, world.stranger(channel="zalo"))
    opens(hand, invited(world))
    assert hand.messages[-1].asks_phone is None
    assert "mã xác nhận 6 số" in hand.text


def test_the_code_takes_the_power_to_invite(world: World) -> None:
    invited(world)
    assert BUTTONS[roster_texts.CODE].power == "invite"
    reviewer = staff(world, "reviewer")
    (member,) = world.rows(t.member)
    reviewer.does(roster_texts.CODE, f"m{member.id}")
    assert world.rows(t.invitation_code) == []
    assert "không làm được" in plain(reviewer.messages[-1].text)


def test_pressing_join_with_the_invitation_of_another_shows_nothing(world: World) -> None:
    token = invited(world)
    opens(Hand(world, world.stranger()), token)
    thief = Hand(world, world.stranger())
    thief.does(JOIN, world.rows(t.invitation)[0].id)
    assert "Sở a" not in thief.text
