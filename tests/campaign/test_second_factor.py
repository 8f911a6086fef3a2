"""One-time codes: right ones work once and for a while, wrong ones lock, and no secret lies in the open."""

from datetime import timedelta

import pyotp
import pytest

from dti_core.campaign import second_factor
from dti_core.campaign.factor_policy import OPTION, Mode, Policy
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.second_factor import Proof, Setup
from dti_core.store import tables as t
from tests.campaign.world import World


@pytest.fixture
def who(small_world: World) -> Speaker:
    small_world.db.carry(**{OPTION: Policy("required", 15)})
    return small_world.stranger()


def began(world: World, who: Speaker) -> str:
    with world.db.write() as conn:
        made = second_factor.begin(conn, who.person, "An", world.now)
    assert isinstance(made, Setup), made
    assert made.secret in made.address
    return made.secret


def enters(world: World, who: Speaker, code: str) -> Refusal | None:
    with world.db.write() as conn:
        return second_factor.enter(conn, who, code, world.now)


def code_at(world: World, secret: str, shift: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(world.now.timestamp()) + shift)


def proof(world: World, who: Speaker) -> Proof:
    with world.db.read() as conn:
        return second_factor.proof(conn, who.person, who.identity)


def set_up(world: World, who: Speaker) -> str:
    secret = began(world, who)
    assert enters(world, who, code_at(world, secret)) is None
    return secret


def test_the_first_right_code_puts_the_secret_in_force_and_opens_the_chat_for_a_while(
    small_world: World, who: Speaker
) -> None:
    assert proof(small_world, who).refusal(small_world.now) == Refusal("second_factor", "enrol")
    set_up(small_world, who)
    assert proof(small_world, who).refusal(small_world.now) is None
    later = small_world.now + timedelta(minutes=15)
    assert proof(small_world, who).refusal(later) == Refusal("second_factor", "code")
    assert [row.action for row in small_world.rows(t.audit)][-1] == "second_factor_set"


def test_the_secret_does_not_lie_in_the_store_in_the_open(small_world: World, who: Speaker) -> None:
    secret = began(small_world, who)
    (row,) = small_world.rows(t.second_factor)
    assert secret not in row.sealed


def test_a_secret_without_a_code_opens_nothing(small_world: World, who: Speaker) -> None:
    began(small_world, who)
    assert not proof(small_world, who).enrolled


def test_no_code_works_twice(small_world: World, who: Speaker) -> None:
    secret = set_up(small_world, who)
    assert enters(small_world, who, code_at(small_world, secret)) == Refusal("wrong_code", "4")
    small_world.now += timedelta(seconds=30)
    assert enters(small_world, who, code_at(small_world, secret)) is None


def test_a_code_from_before_the_last_one_used_is_refused(small_world: World, who: Speaker) -> None:
    secret = began(small_world, who)
    assert enters(small_world, who, code_at(small_world, secret, 30)) is None
    assert enters(small_world, who, code_at(small_world, secret)) == Refusal("wrong_code", "4")


@pytest.mark.parametrize(("shift", "taken"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_phone_may_be_half_a_minute_off(small_world: World, who: Speaker, shift: int, taken: bool) -> None:
    secret = began(small_world, who)
    assert (enters(small_world, who, code_at(small_world, secret, shift)) is None) is taken


@pytest.mark.parametrize("code", ["", "abc", "12345", "1234567", "½23456", "''", "0" * 5000])
def test_what_is_no_code_counts_as_a_wrong_one(small_world: World, who: Speaker, code: str) -> None:
    began(small_world, who)
    assert enters(small_world, who, code) == Refusal("wrong_code", "4")


def test_wrong_codes_lock_for_a_while_even_against_the_right_one(small_world: World, who: Speaker) -> None:
    secret = set_up(small_world, who)
    small_world.now += timedelta(minutes=20)
    said = [enters(small_world, who, "000000") for _ in range(5)]
    assert [one and one.code for one in said] == ["wrong_code"] * 4 + ["factor_locked"]
    assert enters(small_world, who, code_at(small_world, secret)) == Refusal("factor_locked")
    assert [row.action for row in small_world.rows(t.audit)][-1] == "second_factor_locked"
    small_world.now += timedelta(minutes=15)
    assert enters(small_world, who, code_at(small_world, secret)) is None


def test_beginning_anew_does_not_replace_a_secret_in_force_nor_lift_a_lock(
    small_world: World, who: Speaker
) -> None:
    first = began(small_world, who)
    assert began(small_world, who) != first  # not confirmed: a new one may be made
    for _ in range(5):
        enters(small_world, who, "000000")
    with small_world.db.write() as conn:
        locked = second_factor.begin(conn, who.person, "An", small_world.now)
    assert locked == Refusal("factor_locked")
    small_world.now += timedelta(minutes=16)
    set_up(small_world, who)
    with small_world.db.write() as conn:
        again = second_factor.begin(conn, who.person, "An", small_world.now)
    assert again == Refusal("second_factor", "enrolled")


def test_a_code_opens_one_chat_not_the_persons_others(small_world: World, who: Speaker) -> None:
    set_up(small_world, who)
    other = small_world.stranger()
    with small_world.db.write() as conn:
        moved = t.identity.update().where(t.identity.c.id == other.identity)
        conn.execute(moved.values(person_id=who.person))
    elsewhere = Speaker(who.person, other.identity, None, "telegram", "")
    assert proof(small_world, elsewhere).refusal(small_world.now) == Refusal("second_factor", "code")


def test_a_reset_leaves_nothing_and_is_written_down(small_world: World, who: Speaker) -> None:
    set_up(small_world, who)
    with small_world.db.write() as conn:
        assert second_factor.reset(conn, who.person, small_world.now)
        assert not second_factor.reset(conn, who.person, small_world.now)
    assert proof(small_world, who).refusal(small_world.now) == Refusal("second_factor", "enrol")
    assert small_world.rows(t.factor_pass) == []
    assert [row.action for row in small_world.rows(t.audit)][-1] == "second_factor_reset"


@pytest.mark.parametrize(("mode", "asked"), [("required", True), ("optional", False), ("off", False)])
def test_who_has_none_is_asked_only_where_it_is_required(
    small_world: World, who: Speaker, mode: Mode, asked: bool
) -> None:
    small_world.db.carry(**{OPTION: Policy(mode)})
    assert (proof(small_world, who).refusal(small_world.now) is not None) is asked


def test_who_has_set_one_up_is_asked_where_it_is_optional(small_world: World, who: Speaker) -> None:
    set_up(small_world, who)
    small_world.db.carry(**{OPTION: Policy("optional")})
    later = small_world.now + timedelta(hours=1)
    assert proof(small_world, who).refusal(later) == Refusal("second_factor", "code")


def test_where_nobody_has_said_what_is_asked_for_everything_is(small_world: World, who: Speaker) -> None:
    small_world.db.carry(**{OPTION: None})
    assert proof(small_world, who).refusal(small_world.now) == Refusal("second_factor", "enrol")
