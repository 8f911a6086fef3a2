"""Every use case of a contact × everybody × foreign ids: a table made by looking, so a new one is in it.

What is foreign is refused, no row of the foreign unit changes, and nothing of it is told.
"""

from collections.abc import Callable
from typing import Any

import pytest

from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.secret_evidence import Account
from tests.access.callers import STATES, Scene, Street
from tests.access.calls import UseCase, arguments, takes, use_cases
from tests.access.house import SECRETS, words

INNER = {
    "behalf.finished": "a part of handing in, from a seat that was taken",
    "forms.holders.who": "whose hand it is, in the history",
    "passes.issue": "a part of sending a page's link, which takes a seat first",
    "staff.staffer.of": "whether somebody is of the staff; it has a test of its own",
}
"""Public functions that do nothing for a speaker by themselves, each with the reason."""
PERSONAL = {
    "privacy.correcting.rename", "privacy.correcting.change_phone", "privacy.requests.ask",
    "privacy.requests.cancel", "privacy.requests.forget_stranger", "privacy.requests.withdraw",
    "second_factor.enter",
}  # fmt: skip
"""About oneself alone: everybody may, whatever their role."""
BY_ID = {"piece", "invitation", "assignment", "proposal"}
"""Parameters that name a thing; every one of these is the foreign unit's."""
NAMES = {"criterion": "9.9", "key": "9.9:a", "subject": "9.9"}
ELSEWHERE = {
    "binding.show_code": "tests/campaign/test_binding.py", "binding.show_phone": "the same",
    "evidence.reuse_earlier": "tests of the year after", "invitations.accept": "tests of invitations",
    "forms.figures.compare": "the staff's alone", "forms.figures.store": "the staff's alone",
    "forms.reviews.compare": "the staff's alone", "forms.reviews.store": "the staff's alone",
    "invitations.decline": "tests of invitations", "second_factor.enter": "the staff's alone",
    "privacy.correcting.change_phone": "only of whom the roster lists",
}  # fmt: skip
"""What the unit's own contact is refused in this house too, and where it is seen to work."""
CASES = {name: one for name, one in use_cases("speaker").items() if name not in INNER}


def called(scene: Scene, case: UseCase, speaker: Speaker, **more: Any) -> Callable[[], Any]:
    house = scene.street.house
    given = {
        "conn": scene.conn, "speaker": speaker, "holder": speaker,
        "digest": house.ids["digest"],
        "assignment": scene.street.owner.active_assignment, "account": Account("a", "b", "c"),
    }  # fmt: skip
    if case.name == "requests.cancel":
        given["criterion"] = "1.3"  # the request that waits
    return lambda: case.run(**arguments(house, case, {**given, **more}))


def wrong(scene: Scene, who: str, speaker: Speaker, refused: Callable[[str, UseCase], bool]) -> list[str]:
    """What somebody could do, or was told, though it is not theirs."""
    found = []
    for name, case in CASES.items():
        result, changed, told = scene.attempt(speaker, called(scene, case, speaker))
        said = told if isinstance(result, Refusal) else told + words(result)
        shown = [mark for mark in SECRETS if mark in said]
        if changed or shown:
            found.append(f"{name} as {who} changed {changed}, showed {shown}")
        if refused(name, case) and not isinstance(result, Refusal):
            found.append(f"{name} as {who} was not refused: {result!r}")
    return found


def test_the_reasons_are_for_functions_that_are_there() -> None:
    assert {*INNER, *ELSEWHERE} | PERSONAL <= {*use_cases("speaker")}
    assert len(CASES) > 45


@pytest.mark.parametrize("state", STATES)
def test_who_answers_for_no_unit_is_refused_and_changes_nothing(street: Street, state: str) -> None:
    with street.as_(state) as scene:
        found = [
            wrong(scene, who, one, lambda name, _: name not in PERSONAL)
            for who, one in street.standing.items()
        ]
    assert [*filter(None, found)] == []


@pytest.mark.parametrize("who", ["contact", "deputy", "provider", "clerk", "neighbour"])
def test_who_answers_for_another_unit_neither_reaches_nor_sees_this_one(street: Street, who: str) -> None:
    with street.as_("in_progress") as scene:
        assert wrong(scene, who, street.seated[who], lambda _, case: bool(takes(case) & BY_ID)) == []


def test_a_provider_changes_nothing_but_their_own_inputs(street: Street) -> None:
    with street.as_("in_progress") as scene:
        allowed = PERSONAL | {"seat.take", "seat.take_to_change", "seat.take_in_time"}
        found = []
        for name, case in CASES.items():
            if {"filled", "proposal"} & takes(case):
                continue  # a book is held against their inputs line by line
            result, changed, _ = scene.attempt(
                street.within["provider"], called(scene, case, street.within["provider"], **_others(street))
            )
            if changed or (name not in allowed and not isinstance(result, Refusal)):
                found.append(f"{name} changed {changed}: {result!r}")
    assert found == []


def _others(street: Street) -> dict[str, Any]:
    return {"piece": street.house.ids["evidence"], "criterion": "1.1", "key": "1.1:a", "subject": "1.1"}


@pytest.mark.parametrize(
    ("name", "state"), [("submit", "in_progress"), ("sign", "submitted"), ("withdraw", "submitted")]
)
def test_a_deputy_leaves_handing_in_to_who_is_in_charge(street: Street, name: str, state: str) -> None:
    deputy, case = street.within["deputy"], CASES[f"submission.{name}"]
    with street.as_(state) as scene:
        result, changed, _ = scene.attempt(deputy, called(scene, case, deputy))
    assert isinstance(result, Refusal) and result.code == "not_in_charge" and changed == []


@pytest.mark.parametrize("state", STATES)
def test_a_name_that_the_framework_does_not_have_is_refused(street: Street, state: str) -> None:
    found = []
    with street.as_(state) as scene:
        for name, case in CASES.items():
            if {*NAMES} & takes(case):
                result, changed, _ = scene.attempt(street.owner, called(scene, case, street.owner, **NAMES))
                found += [] if isinstance(result, Refusal) and not changed else [name]
    assert found == []


def test_the_units_own_contact_may_all_of_it(street: Street) -> None:
    """Else the refusals above would say nothing: the same call with the same ids works for whose they are."""
    never = {*CASES}
    for state in STATES:
        with street.as_(state) as scene:
            for name in sorted(never):
                result, _, _ = scene.attempt(street.owner, called(scene, CASES[name], street.owner))
                never -= set() if isinstance(result, Refusal) else {name}
    assert never == {*ELSEWHERE}
