"""Invariants of what people are told: nothing lost or altered, in order, repeated only where excused."""

from collections import Counter, defaultdict

from dti_core.campaign.inbox import MAX_ATTEMPTS
from dti_core.store import tables as t
from tests.faults.machine.platform import Platform
from tests.faults.machine.stored import Stored

FOLLOWS = {
    "pending": {"pending", "sent", "failed", "superseded"},
    "sent": {"sent"},
    "failed": {"failed"},
    "superseded": {"superseded"},
}


def no_message_is_lost_or_altered(before: Stored | None, now: Stored) -> None:
    """A row stays, says what it said, and once settled stays settled."""
    if before is None:
        return
    after = now.by_id(t.outbox)
    for row in before.of(t.outbox):
        same = after[row.id]
        assert (same.payload, same.identity_id, same.lane) == (row.payload, row.identity_id, row.lane)
        assert same.state in FOLLOWS[row.state], (row, same)


def every_update_is_answered_once(now: Stored) -> None:
    """An update's replies count from 0 without a gap; only an update that was applied has any."""
    replies = defaultdict(list)
    for row in now.of(t.outbox):
        if row.inbox_id is not None:
            replies[row.inbox_id].append(row.position)
    for update, positions in replies.items():
        assert sorted(positions) == list(range(len(positions))), update
    settled = {row.id for row in now.of(t.inbox) if row.state != "pending"}
    assert replies.keys() <= settled


def no_update_is_stored_twice(now: Stored) -> None:
    ids = Counter(row.update_id for row in now.of(t.inbox))
    assert max(ids.values(), default=1) == 1


def what_was_sent_was_seen_in_order(now: Stored, platform: Platform) -> None:
    """What is noted as sent was shown; within a chat's lane in order; repeats only where a process died."""
    seen = defaultdict(list)
    for (of, _), count in Counter((one.row, one.text) for one in platform.shown).items():
        seen[of].append(count)
    for row in now.of(t.outbox):
        times = seen[row.id]
        assert times or row.state != "sent", row
        assert max(times, default=0) <= 1 + platform.excuses[row.id], (row, times)
        assert not times or row.state != "superseded", row
    lanes = defaultdict(list)
    known = now.by_id(t.outbox)
    for one in (one for one in platform.shown if one.row):
        row = known[one.row]
        if row.id not in lanes[row.identity_id, row.lane]:
            lanes[row.identity_id, row.lane].append(row.id)
    for order in lanes.values():
        assert order == sorted(order), order


def nobody_hears_of_a_unit_that_is_not_theirs(
    before: Stored | None, now: Stored, names: dict[int, str]
) -> None:
    """A message to one who has never had a role of the staff names no unit but those they answer for or are
    invited to."""
    known = set() if before is None else before.by_id(t.outbox).keys()
    accounts = now.by_id(t.identity)
    for row in now.of(t.outbox):
        if row.id in known:
            continue
        roles = [one for one in now.of(t.assignment) if one.person_id == accounts[row.identity_id].person_id]
        if any(one.enrolment_id is None for one in roles):
            continue
        theirs = {one.enrolment_id for one in roles} | _invited(now, accounts[row.identity_id].person_id)
        for unit, name in names.items():
            assert unit in theirs or name not in row.payload, (row, name)


def nobody_is_shown_a_unit_that_is_not_theirs(
    now: Stored, platform: Platform, names: dict[int, str], since: int
) -> None:
    """A pinned message is about a unit that the person has, or had, a role in."""
    people = {row.address: row.person_id for row in now.of(t.identity)}
    for one in platform.shown[since:]:
        roles = {row.enrolment_id for row in now.of(t.assignment) if row.person_id == people[one.chat]}
        if one.row == 0:
            assert {unit for unit, name in names.items() if name in one.text} <= roles, one


def every_update_is_settled(now: Stored, platform: Platform) -> None:
    """At rest: whatever anybody did is in the inbox, and applied; put aside only where it kept killing us."""
    made = {str(update["update_id"]) for update in platform.confirmed}
    assert {row.update_id for row in now.of(t.inbox)} == made
    for row in now.of(t.inbox):
        assert row.state == "done" or (row.state == "quarantined" and row.attempts >= MAX_ATTEMPTS), row


def _invited(now: Stored, person: int) -> set[int | None]:
    opened = {one.invitation_id for one in now.of(t.invitation_try) if one.person_id == person}
    return {one.enrolment_id for one in now.of(t.invitation) if one.id in opened}
