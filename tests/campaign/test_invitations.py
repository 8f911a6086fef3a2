"""An invitation lets in one person, the one who opened it; everybody else is told why not."""

import hashlib
import re
import threading
from datetime import timedelta

from dti_core.campaign import desk, invitations, people
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.store import tables as t
from dti_core.survey.lobby import InvitationView, Lobby
from tests.campaign.world import CLOSES, CONSENT, World


def look_up(world: World, token: str, who: Speaker) -> InvitationView:
    with world.db.write() as conn:
        return invitations.look_up(conn, token, who.person, world.now)


def accept(world: World, who: Speaker, invitation: int) -> int | Refusal:
    with world.db.write() as conn:
        return invitations.accept(conn, who, invitation, CONSENT, who.channel, world.now)


def lobby(world: World, who: Speaker, payload: str | None) -> Lobby:
    with world.db.write() as conn:
        return desk.lobby(conn, who.person, payload, world.now)


def test_a_token_fits_a_deep_link_and_only_its_hash_is_kept(world: World) -> None:
    world.enrol("noi-vu")
    token = world.token("noi-vu")
    assert re.fullmatch(r"[A-Za-z0-9_-]{43,64}", token)
    (row,) = world.rows(t.invitation)
    assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(row)


def test_who_opens_an_invitation_sees_what_it_is_for(world: World) -> None:
    world.enrol("noi-vu")
    view = look_up(world, world.token("noi-vu"), world.stranger())
    assert (view.state, view.unit_name, view.campaign_title) == ("valid", "Sở noi-vu", "Đợt 2026")
    assert (view.coordinator, view.reference_year, view.closes_at) == ("Sở KH&CN", 2025, CLOSES)
    assert (view.criteria, view.minutes) == (4, 4)


def test_accepting_gives_an_active_role_with_consent_and_a_status_message(world: World) -> None:
    world.enrol("noi-vu")
    an = world.stranger()
    view = look_up(world, world.token("noi-vu"), an)
    accepted = accept(world, an, view.id)
    again = world.stranger(str(1001))
    assert again.active_assignment == accepted
    (consent,) = world.rows(t.consent)
    assert (consent.person_id, consent.version, consent.at) == (an.person, CONSENT, world.now)
    (status,) = world.rows(t.status_message)
    assert (status.person_id, status.identity_id, status.wanted_seq, status.sent_seq) == (
        an.person,
        an.identity,
        1,
        0,
    )


def test_an_invitation_is_good_for_one_person(world: World) -> None:
    world.enrol("noi-vu")
    token = world.token("noi-vu")
    an, binh = world.stranger(), world.stranger()
    view = look_up(world, token, an)
    look_up(world, token, binh)
    assert isinstance(accept(world, an, view.id), int)
    assert accept(world, binh, view.id) == Refusal("invitation_used", str(view.id))
    assert look_up(world, token, binh).state == "used"
    assert look_up(world, token, an).state == "yours"


def test_accepting_twice_is_accepting_once(world: World) -> None:
    world.enrol("noi-vu")
    an = world.stranger()
    view = look_up(world, world.token("noi-vu"), an)
    assert accept(world, an, view.id) == accept(world, an, view.id)
    assert len(world.rows(t.assignment)) == 1
    assert len(world.rows(t.consent)) == 1


def test_the_number_in_a_button_opens_nothing_for_who_never_had_the_link(world: World) -> None:
    world.enrol("noi-vu")
    view = look_up(world, world.token("noi-vu"), world.stranger())
    thief = world.stranger()
    assert accept(world, thief, view.id) == Refusal("unknown_invitation", str(view.id))
    with world.db.write() as conn:
        assert invitations.decline(conn, thief, view.id, world.now) == Refusal(
            "unknown_invitation", str(view.id)
        )
        assert invitations.opened_again(conn, view.id, thief.person, world.now) is None
    assert world.rows(t.assignment) == []


def test_two_people_who_accept_at_the_same_moment_are_one_too_many(world: World) -> None:
    world.enrol("noi-vu")
    token = world.token("noi-vu")
    strangers = [world.stranger() for _ in range(4)]
    (invitation,) = {look_up(world, token, one).id for one in strangers}
    results: list[int | Refusal] = []
    threads = [
        threading.Thread(target=lambda one=one: results.append(accept(world, one, invitation)))
        for one in strangers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(one, int) for one in results) == 1
    assert results.count(Refusal("invitation_used", str(invitation))) == 3
    assert len(world.rows(t.assignment)) == 1


def test_an_expired_or_revoked_invitation_says_so(world: World) -> None:
    world.enrol("noi-vu")
    an = world.stranger()
    late, revoked = world.token("noi-vu"), world.token("noi-vu")
    seen = [look_up(world, token, an).id for token in (late, revoked)]
    with world.db.write() as conn:
        assert invitations.revoke(conn, seen[1], world.now)
        assert not invitations.revoke(conn, seen[1], world.now)
    world.now += invitations.VALID_FOR
    assert look_up(world, late, an).state == "expired"
    assert look_up(world, revoked, an).state == "revoked"
    assert accept(world, an, seen[0]) == Refusal("invitation_expired", str(seen[0]))
    assert accept(world, an, seen[1]) == Refusal("invitation_revoked", str(seen[1]))


def test_a_declined_invitation_stays_usable_and_staff_can_see_it(world: World) -> None:
    world.enrol("noi-vu")
    an = world.stranger()
    view = look_up(world, world.token("noi-vu"), an)
    with world.db.write() as conn:
        assert invitations.decline(conn, an, view.id, world.now) is None
    assert [row.person_id for row in world.rows(t.audit) if row.action == "invitation_declined"] == [
        an.person
    ]
    assert isinstance(accept(world, an, view.id), int)


def test_guessing_codes_is_stopped_for_a_while(world: World) -> None:
    an = world.stranger()
    for number in range(invitations.TRIES):
        assert lobby(world, an, f"guess-{number}").invitation == InvitationView(0, "unknown")
    world.enrol("noi-vu")
    token = world.token("noi-vu")
    stopped = lobby(world, an, token)
    assert stopped.too_many_tries
    assert stopped.invitation is None
    world.now += invitations.TRIES_WITHIN + timedelta(seconds=1)
    after = lobby(world, an, token)
    assert after.invitation is not None
    assert after.invitation.state == "valid"


def test_two_phones_are_two_accounts_until_they_join_and_one_account_is_one_person(world: World) -> None:
    phone, again = world.stranger("77"), world.stranger("77")
    assert phone == again
    other = world.stranger("77", channel="zalo")
    assert other.person != phone.person


def test_an_account_that_speaks_is_reachable_again_under_its_present_name(world: World) -> None:
    an = world.stranger("77")
    with world.db.write() as conn:
        people.block(conn, an.identity, world.now)
        people.resolve(conn, "telegram", "bot", "77", "address-2", "An Mới", world.now)
    (row,) = world.rows(t.identity)
    assert (row.blocked_at, row.address, row.display_name) == (None, "address-2", "An Mới")


def test_the_first_words_of_an_account_on_two_threads_make_one_person(world: World) -> None:
    found: list[Speaker] = []
    threads = [threading.Thread(target=lambda: found.append(world.stranger("99"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(world.rows(t.identity)) == 1


def test_several_roles_are_switched_explicitly_and_only_among_ones_own(world: World) -> None:
    an = world.unit("noi-vu")
    world.enrol("y-te")
    second = world.join("y-te", who=an)
    views = world.desk(second).assignments
    assert [(view.unit_name, view.active) for view in views] == [("Sở noi-vu", False), ("Sở y-te", True)]
    binh = world.unit("tu-phap")
    assert an.active_assignment is not None
    assert binh.active_assignment is not None
    with world.db.write() as conn:
        assert people.switch(conn, an, an.active_assignment, world.now) is None
        assert people.switch(conn, an, binh.active_assignment, world.now) == Refusal(
            "not_allowed", str(binh.active_assignment)
        )
    assert world.stranger("1001").active_assignment == an.active_assignment


def test_a_provider_is_told_of_those_criteria_that_take_their_figures(small_world: World) -> None:
    small_world.enrol("tinh")
    token = small_world.token("tinh", "provider", "1.2:a 1.3:a info:1")
    view = look_up(small_world, token, small_world.stranger())
    assert (view.criteria, view.minutes) == (2, 2)
