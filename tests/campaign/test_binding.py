"""An invitation is for one person: the roster's phone, or a code of the staff, opens it, no link alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dti_core.campaign import binding, invitations
from dti_core.campaign.binding import Rule
from dti_core.campaign.history import OPERATOR
from dti_core.campaign.invitations import Reach
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import codes, staffer
from dti_core.store import tables as t
from tests.campaign.world import CONSENT, World

PHONE = "0912345678"


class Door:
    """Somebody before an invitation that is meant for a person with a phone."""

    def __init__(self, world: World, phone: str | None = PHONE) -> None:
        self.world, self.who = world, world.stranger()
        unit = world.units.get("a") or world.enrol("a")
        member = {"campaign_id": world.campaign, "enrolment_id": unit, "role": "contact", "name": "Trần An"}
        with world.db.write() as conn:
            row = {**member, "phone": phone, "created_at": world.now}
            self.member = conn.execute(t.member.insert().returning(t.member.c.id), row).scalar_one()
            reach = Reach(world.campaign, "contact", unit, member=self.member)
            self.token = invitations.issue_for(conn, reach, world.now)
        self.opens(self.who)

    def opens(self, who: Speaker) -> str:
        with self.world.db.write() as conn:
            seen = invitations.look_up(conn, self.token, who.person, self.world.now)
        self.invitation = seen.id
        return seen.proof

    def enters(self, who: Speaker | None = None) -> int | Refusal:
        one = who or self.who
        with self.world.db.write() as conn:
            return invitations.accept(conn, one, self.invitation, CONSENT, one.channel, self.world.now)

    def shares(self, phone: str, own: bool = True) -> Refusal | None:
        with self.world.db.write() as conn:
            return binding.show_phone(conn, self.who, self.invitation, phone, own, self.world.now)

    def types(self, code: str, who: Speaker | None = None) -> Refusal | None:
        with self.world.db.write() as conn:
            return binding.show_code(conn, who or self.who, self.invitation, code, self.world.now)

    def code(self) -> str:
        with self.world.db.write() as conn:
            operator = staffer.operator(self.world.campaign)
            made = codes.issue(conn, operator, f"m{self.member}", self.world.now)
        assert not isinstance(made, Refusal), made
        return made.digits

    def rule(self, rule: Rule) -> None:
        with self.world.db.write() as conn:
            binding.set_rule(conn, self.world.campaign, rule, self.world.now, OPERATOR)


@pytest.fixture
def door(small_world: World) -> Door:
    return Door(small_world)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_link_alone_opens_nothing(door: Door) -> None:
    assert door.enters() == Refusal("not_proven", str(door.invitation))
    assert door.world.rows(t.assignment) == []
    assert door.world.rows(t.consent) == []


@pytest.mark.parametrize("phone", ["+84912345678", "84912345678", "0912 345 678", "0912345678"])
def test_the_rosters_phone_opens_it_however_it_is_written(door: Door, phone: str) -> None:
    assert door.shares(phone) is None
    assert isinstance(door.enters(), int)


def test_a_number_that_the_app_does_not_vouch_for_opens_nothing(door: Door) -> None:
    assert door.shares(PHONE, own=False) == Refusal("not_proven", "not_own")
    assert isinstance(door.enters(), Refusal)


@pytest.mark.parametrize("phone", ["0987654321", "", "không có", "912345679", "0" * 5000])
def test_another_number_opens_nothing(door: Door, phone: str) -> None:
    assert door.shares(phone) == Refusal("not_proven", "other_number")
    assert isinstance(door.enters(), Refusal)


def test_a_code_of_the_staff_opens_it_once(door: Door) -> None:
    code = door.code()
    assert door.types(code) is None
    assert door.types(code) == Refusal("code_expired")
    assert isinstance(door.enters(), int)


def test_a_code_is_good_for_one_invitation_alone(door: Door) -> None:
    code = door.code()
    other = Door(door.world, "0911111111")
    assert other.types(code) == Refusal("code_expired")
    assert isinstance(other.enters(), Refusal)


def test_what_one_person_has_shown_opens_nothing_for_another_with_the_same_link(door: Door) -> None:
    door.types(door.code())
    thief = door.world.stranger()
    assert door.opens(thief) == "phone_or_code"
    assert isinstance(door.enters(thief), Refusal)


def test_a_code_is_of_no_use_to_whoever_has_not_opened_the_link(door: Door) -> None:
    assert door.types(door.code(), door.world.stranger()) == Refusal("unknown_invitation", "1")


def test_five_wrong_tries_end_a_code(door: Door) -> None:
    code = door.code()
    said = [door.types(wrong(code)) for _ in range(5)]
    assert [one and one.code for one in said] == ["wrong_code"] * 4 + ["code_expired"]
    assert door.types(code) == Refusal("code_expired")


def test_new_codes_do_not_give_endless_tries(door: Door) -> None:
    for _ in range(2):
        code = door.code()
        for _ in range(5):
            door.types(wrong(code))
    with door.world.db.read() as conn:
        assert invitations.too_many_tries(conn, door.who.person, door.world.now)


def test_a_code_expires_and_a_new_one_ends_the_old_one(door: Door) -> None:
    first, second = door.code(), door.code()
    if first != second:
        assert door.types(first) == Refusal("wrong_code", "4")
    door.world.now += timedelta(hours=24)
    assert door.types(second) == Refusal("code_expired")


def test_the_code_does_not_lie_in_the_store_in_the_open(door: Door) -> None:
    code = door.code()
    assert code not in str(door.world.rows(t.invitation_code))
    assert code not in str(door.world.rows(t.audit))


@pytest.mark.parametrize(
    ("rule", "proof"), [("off", ""), *((one, one) for one in ("phone", "phone_or_code"))]
)
def test_the_campaign_says_what_is_asked_for(door: Door, rule: Rule, proof: str) -> None:
    door.rule(rule)
    assert door.opens(door.who) == proof
    assert isinstance(door.enters(), int) is (rule == "off")


def test_where_only_phones_count_there_are_no_codes(door: Door) -> None:
    code = door.code()
    door.rule("phone")
    assert door.types(code) == Refusal("unknown_invitation", str(door.invitation))
    with door.world.db.write() as conn:
        operator = staffer.operator(door.world.campaign)
        refused = codes.issue(conn, operator, f"m{door.member}", door.world.now)
    assert refused == Refusal("no_code_needed", f"m{door.member}")


def test_somebody_without_a_phone_in_the_roster_is_let_in_as_before(small_world: World) -> None:
    door = Door(small_world, None)
    assert isinstance(door.enters(), int)


def test_how_it_was_shown_is_in_the_history(door: Door) -> None:
    door.shares(PHONE)
    with door.world.db.read() as conn:
        row = conn.execute(select(t.audit).where(t.audit.c.action == "invitation_proven")).one()
    assert (row.new, row.person_id) == ("phone", door.who.person)


def test_a_token_is_256_random_bits_and_only_its_hash_is_kept(door: Door) -> None:
    assert len(door.token) == 43
    assert door.token not in str(door.world.rows(t.invitation))
    assert len({invitations.new_token() for _ in range(1000)}) == 1000
