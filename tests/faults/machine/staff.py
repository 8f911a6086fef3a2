"""What the staff and the calendar do: verify, send back, grant, measure, extend, close, appoint, publish."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from dti_core.campaign import invitations
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import (
    closing,
    council,
    publishing,
    review,
    review_batch,
    review_requests,
    schedule,
    staffer,
)
from dti_core.campaign.staff.review import Target
from dti_core.campaign.staff.review_place import REVIEWABLE
from dti_core.campaign.staff.roster import members
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff.publishing_views import Decision, Outlook
from dti_core.store import tables as t
from tests.faults.machine import rights
from tests.faults.machine.contacts import CRITERIA, CRITERION, WAY
from tests.faults.machine.house import House, Way
from tests.faults.machine.points import Death
from tests.faults.machine.town import ACCOUNTS, UNITS

UNIT = st.sampled_from(sorted(UNITS)) | st.integers(0, 9)
"""By name, or one of those that have handed in."""
WORD = st.sampled_from(["accepted", "accepted", "taken back"]) | st.integers(0, 12)
KIND = st.sampled_from([None, "max", "drop", "best_points", "refused"])
REVIEWER = st.sampled_from(["reviewer", "yen"])
OWN = {"yen": ("Vàng",), "reviewer": (), "boss": ()}
GROUPS = {"yen": ("so", "khac"), "reviewer": ("so",), "boss": ("so", "khac")}
GONE = (Death, OperationalError)
"""What may become of an act of the staff: it is as if they had not done it."""
REASON = "Chưa khớp với báo cáo."


class Staff(RuleBasedStateMachine):
    """`dies`: the process is gone after the work and before the commit."""

    house: House

    @rule(who=REVIEWER, unit=UNIT, criterion=CRITERION, what=WORD, dies=st.booleans(), way=WAY)
    def says(self, who: str, unit: str | int, criterion: str, what: str | int, dies: bool, way: Way) -> None:
        """Accepted, taken back, or so many half points."""
        target, now = Target(self._place(unit), criterion), self.house.clock
        if isinstance(what, int):
            given = Fraction(what, 2)
            self._does(who, lambda conn, hand: review.adjust(conn, hand, target, given, REASON, now()), dies)
        else:
            act = review.accept if what == "accepted" else review.take_back
            self._does(who, lambda conn, hand: act(conn, hand, target, now()), dies)
        self.house.goes_on(way)

    @rule(who=REVIEWER, unit=UNIT, criteria=st.sets(CRITERION, min_size=1), dies=st.booleans(), way=WAY)
    def sends_back(self, who: str, unit: str | int, criteria: set[str], dies: bool, way: Way) -> None:
        place, now = self._place(unit), self.house.clock
        for one in sorted(criteria):
            back = partial(review.send_back, target=Target(place, one), reason=REASON)
            self._does(who, lambda conn, hand, back=back: back(conn, hand, now=now()))
        self._does(who, lambda conn, hand: review_batch.send(conn, hand, place, now()), dies)
        self.house.goes_on(way)

    @rule(who=REVIEWER, unit=UNIT, rest=st.booleans())
    def verifies(self, who: str, unit: str | int, rest: bool) -> None:
        place, now = self._place(unit), self.house.clock
        for one in CRITERIA if rest else ():
            accept = partial(review.accept, target=Target(place, one))
            self._does(who, lambda conn, hand, accept=accept: accept(conn, hand, now=now()))
        self._does(who, lambda conn, hand: review_batch.verify(conn, hand, place, now()))

    @rule(who=REVIEWER, number=st.integers(0, 9), kind=KIND, dies=st.booleans(), way=WAY)
    def decides_a_request(self, who: str, number: int, kind: str | None, dies: bool, way: Way) -> None:
        target, now = self._asked(number), self.house.clock
        if kind == "refused":
            self._does(
                who, lambda conn, hand: review_requests.refuse(conn, hand, target, REASON, now()), dies
            )
        else:
            self._does(who, lambda conn, hand: review_requests.grant(conn, hand, target, kind, now()), dies)
        self.house.goes_on(way)

    @rule(unit=UNIT, days=st.integers(-1, 25), everybody=st.booleans(), dies=st.booleans(), way=WAY)
    def sets_a_date(self, unit: str | int, days: int, everybody: bool, dies: bool, way: Way) -> None:
        """More time for one unit, or another deadline for all."""
        place, now = self._place(unit), self.house.clock
        until = now() + timedelta(days=days)
        if everybody:
            self._does(
                "boss", lambda conn, hand: schedule.move_deadline(conn, hand, until, REASON, now()), dies
            )
        else:
            self._does(
                "boss", lambda conn, hand: schedule.extend(conn, hand, place, until, REASON, now()), dies
            )
        self.house.goes_on(way)

    @rule()
    def the_deadline_is_noticed(self) -> None:
        with suppress(*GONE):
            closing.run(self.house.db, self.house.clock())

    @rule(who=st.sampled_from(["lan", "hoa", "tam", "provider"]), way=WAY)
    def loses_a_role(self, who: str, way: Way) -> None:
        role = self._role(who)
        if role is not None:
            self._does("boss", lambda conn, hand: members.remove(conn, hand, f"a{role}", self.house.clock()))
        self.house.goes_on(way)

    @rule(
        who=st.sampled_from(["lan", "hoa", "tam", "stranger"]), unit=st.sampled_from(["Bạch", "Hồng", "Lam"])
    )
    def joins_a_unit(self, who: str, unit: str) -> None:
        """By an invitation's link, typed as `/start`."""
        with self.house.db.write() as conn:
            token = invitations.issue(conn, self.house.town.units[unit], "contact", self.house.clock())
        self.house.platform.says(ACCOUNTS[who], f"/start {token}")
        self.house.goes_on()
        self._agrees(ACCOUNTS[who])

    @precondition(lambda self: self.house.age > 25)
    @rule()
    def publishes_once_all_is_decided(self) -> None:
        """The end of a campaign in one go: closed, concluded, frozen, if nothing stands in its way."""
        boss, now = staffer.operator(self.house.town.campaign), self.house.clock
        self._operator(lambda conn: schedule.close_now(conn, boss, REASON, now()))
        for group in (0, 1):
            self._operator(lambda conn, group=group: council.settle(conn, boss, group, now()))
        self.house.worker_works()
        with self.house.db.read() as conn:
            found = publishing.foresee(conn, boss)
        if isinstance(found, Outlook):
            decision = Decision("12/QĐ-UBND", now().date())
            self._operator(lambda conn: publishing.publish(conn, boss, decision, found.mark, now()))

    @rule()
    def reopens_the_publication(self) -> None:
        boss = staffer.operator(self.house.town.campaign)
        self._operator(lambda conn: publishing.reopen(conn, boss, REASON, self.house.clock()))

    def _place(self, unit: str | int) -> int:
        if isinstance(unit, str):
            return self.house.town.units[unit]
        handed_in = [row.id for row in rights.look(self.house.db).of(t.enrolment) if row.state in REVIEWABLE]
        return handed_in[unit % len(handed_in)] if handed_in else self.house.town.units["Hồng"]

    def _asked(self, number: int) -> Target:
        """A criterion that somebody asked not to be measured by."""
        asked = [
            (row.enrolment_id, row.criterion) for row in rights.look(self.house.db).of(t.exemption_request)
        ]
        return Target(*asked[number % len(asked)]) if asked else Target(self._place("Hồng"), "1.1")

    def _agrees(self, account: str) -> None:
        pressed = [(ref, data) for ref, data in self.house.platform.chats[account].buttons()
                   if data.startswith(("join|", "consent|"))]  # fmt: skip
        for ref, data in pressed[-2:]:
            self.house.platform.presses(account, data, ref)
            self.house.goes_on()

    def _role(self, who: str) -> int | None:
        person = self.house.town.people[who].person
        rows = rights.look(self.house.db).of(t.assignment)
        return next((r.id for r in rows if r.person_id == person and r.revoked_at is None), None)

    def _operator(self, act: Callable[[Connection], Any]) -> None:
        with suppress(*GONE), self.house.db.write() as conn:
            act(conn)

    def _does(self, who: str, act: Callable[[Connection, Staffer], Any], dies: bool = False) -> None:
        """In the role of the staff that they hold, whatever they last worked in."""

        def inside() -> None:
            with self.house.db.write() as conn:
                hand = staffer.of(conn, self.house.town.people[who])
                assert hand is not None
                result = act(conn, hand)
                assert result is None or not isinstance(result, BaseException)
                if dies and not isinstance(result, Refusal):
                    raise Death

        own = tuple(self.house.town.units[name] for name in OWN[who]) if who != "boss" else ()
        with suppress(*GONE):
            rights.act_of_staff(self.house.db, inside, own, GROUPS[who])
