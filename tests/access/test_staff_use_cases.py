"""Every use case of the staff × every role × foreign units: a table made by looking, so a new one is in it.

Each is called with ids that are not the caller's. What it refuses, what it leaves alone and what it says are
held against the table of powers.
"""

from typing import Any

import pytest

from dti_core.campaign.history import Who
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.second_factor import Proof
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.powers import POWERS, STAFF_ROLES
from dti_core.campaign.staff.staffer import Staffer
from tests.access.calls import UseCase, arguments, use_cases
from tests.access.house import MARK, SECRETS, Attempt, House, words

INNER = {
    "forms.figures.compare": "a part of a book's use case, which asks for the power of its kind first",
    "forms.figures.store": "a part of a book's use case, which compares first",
    "forms.holders.who": "whose hand it is, in the history",
    **dict.fromkeys(
        (f"forms.proposals.{name}" for name in ("look", "cite", "decide", "apply", "cancel")),
        "a book of one's own that waits: found by whose it is, then held against the power of its kind",
    ),
    "forms.reviews.compare": "a part of a book's use case, which asks for the power of its kind first",
    "forms.reviews.store": "a part of a book's use case, which compares first",
    "staff.audit.heading": "the campaign's own name, for whoever is of its staff",
    "staff.board.groups": "names of ranking groups as the framework prints them",
    "staff.council_members.names": "the council's names, behind buttons that take a power",
    "staff.export.choices.unproven": "weighs the second factor alone",
    "staff.final_ranking.tables": "a part of publishing, which asks first",
    "staff.inviting.unproven": "weighs the second factor alone",
    "staff.overview.head": "the campaign's own name and state, for whoever is of its staff",
    "staff.overview.within_reach": "a condition, not an act",
    "staff.reminders.covers": "weighs a scope",
    "staff.reminders.mine": "a row of one's own campaign for those who ask first",
    "staff.reminders.reach": "weighs a scope",
    "staff.reminders.wanted_by": "weighs a scope",
    "staff.review_columns.of": "weighs who gives points in which column",
    "staff.review_finish.settled": "weighs a list that `slots` allows",
    "staff.review_overview.groups": "names of ranking groups as the framework prints them",
    "staff.review_overview.name_of": "what a criterion is called",
    "staff.review_overview.open_units": "a list of what `slots` allows",
    "staff.review_place.mine": "a condition, not an act",
    "staff.review_proofs.file": "answers as if there were nothing, whoever may not",
    "staff.roster.applying.carry_out": "a part of a proposal's use case, which asks first",
    "staff.roster.members.is_oneself": "whether a line of the roster is the one who asks",
    "staff.roster.members.is_staff": "False where one may not look",
    "staff.roster.members.put": "a part of adding and inviting, which ask first",
    "staff.secret_show.forget": "None for what is no account, whoever asks; then it asks for the power",
    "staff.secret_show.offer": "answers as if there were nothing, whoever may not",
    "staff.schedule.foresee": "how many units a date would close, behind a button that takes a power",
}
"""Public functions that do not refuse by themselves, each with the reason."""
EMPTY = {
    "staff.audit.units",
    "staff.export.choices.grouped",
    "staff.export.choices.units",
    "staff.reminders.counts",
}
"""Lists that are empty for whoever has no power."""
OWN = {
    "staff.roster.proposals.cancel": {"proposal"},
    "staff.roster.proposals.apply": {"proposal"},
}
"""What one of the staff may change of their own campaign though it is not of one group."""
CASES = {name: one for name, one in use_cases("staffer").items() if name not in INNER}


def of(
    house: House, role: str, *, campaign: int | None = None, groups: frozenset[str] | None = None
) -> Staffer:
    """One of the staff, who has shown a second factor."""
    where = campaign or house.mine.campaign
    return Staffer(Who(None, "telegram"), where, role, 1, groups, proof=Proof(asked=False, enrolled=False))


def _given(attempt: Attempt, who: Staffer) -> dict[str, Any]:
    return {"conn": attempt.conn, "staffer": who, "who": who, "holder": who}


def tried(house: House, case: UseCase, who: Staffer, unit: int | None) -> tuple[Any, str, list[str]]:
    """What came back, what it says, and which foreign tables changed."""
    with house.attempt() as attempt:
        result = case.run(**arguments(house, case, _given(attempt, who)))
        said = "" if isinstance(result, Refusal) else words(result)
        return result, said, attempt.changed(unit)


def test_the_reasons_are_for_functions_that_are_there() -> None:
    assert {*INNER} | EMPTY | {*OWN} <= {*use_cases("staffer")}


def test_the_table_is_not_empty() -> None:
    assert len(CASES) > 80


@pytest.mark.parametrize("role", [*STAFF_ROLES, "contact", "clerk"])
def test_a_role_is_refused_by_every_use_case_that_it_lacks_the_power_for(house: House, role: str) -> None:
    wrong = []
    for name, case in CASES.items():
        needed = house.needed.get(name) or tried(house, case, of(house, "nobody"), None)[0]
        house.needed[name] = needed
        result, said, changed = tried(house, case, of(house, role), None)
        lacks = name in EMPTY or (isinstance(needed, Refusal) and needed.code == "not_allowed")
        power = needed.subject if isinstance(needed, Refusal) else ""
        if not lacks:
            wrong.append(f"{name} does not refuse nobody: {needed!r}")
        elif name in EMPTY:
            wrong += [name] if role not in STAFF_ROLES and (changed or said) else []
        elif (power in POWERS.get(role, frozenset())) is _is_refused(result):
            wrong.append(f"{name} as {role}: {result!r}")
        elif _is_refused(result) and (changed or MARK in said):
            wrong.append(f"{name} as {role} changed {changed}")
    assert wrong == []


def _is_refused(result: Any) -> bool:
    return isinstance(result, Refusal) and result.code == "not_allowed"


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_staff_of_another_campaign_change_and_see_nothing_of_this_one(house: House, role: str) -> None:
    who = of(house, role, campaign=house.other.campaign)
    assert _wrong(house, who, None) == []


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_staff_of_one_group_change_and_see_nothing_of_another(house: House, role: str) -> None:
    who = of(house, role, groups=frozenset({"khac"}))
    assert _wrong(house, who, house.unit) == []


def _wrong(house: House, who: Staffer, unit: int | None) -> list[str]:
    found = []
    for name, case in CASES.items():
        _, said, changed = tried(house, case, who, unit)
        changed = [table for table in changed if table not in OWN.get(name, set())]
        shown = [mark for mark in SECRETS if mark in said]
        found += [f"{name} changed {changed}, showed {shown}"] if changed or shown else []
    return found


def test_nobody_is_staff_by_a_role_of_another_or_one_that_was_taken_away(house: House) -> None:
    """`staffer.of` is the only door: it looks at who speaks, and at the role as it is now."""
    stranger, contact = house.mine.stranger(), house.mine.speakers["ban"]
    with house.db.write() as conn:
        assert staffer.of(conn, contact) is None
        assert staffer.of(conn, stranger) is None
