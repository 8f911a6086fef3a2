"""What the staff and the calendar do: verify, send back, grant, measure, extend, close, appoint, publish."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from fractions import Fraction
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
    measure,
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
from tests.faults.machine.contacts import CRITERIA, CRITERION, HOW_FAR
from tests.faults.machine.house import House
from tests.faults.machine.points import Death
from tests.faults.machine.town import ACCOUNTS, UNITS

UNIT = st.sampled_from(sorted(UNITS)) | st.integers(0, 9)
"""By name, or one of those that have handed in."""
REVIEWER = st.sampled_from(["reviewer", "yen"])
OWN = {"yen": ("Vàng",), "reviewer": (), "boss": ()}
GROUPS = {"yen": ("so", "khac"), "reviewer": ("so",), "boss": ("so", "khac")}
GONE = (Death, OperationalError)
"""What may become of an act of the staff: it is as if they had not done it."""
REASON = "Chưa khớp với báo cáo."


class Staff(RuleBasedStateMachine):
    """`dies`: the process is gone after the work and before the commit."""

    house: House

    @rule(who=REVIEWER, unit=UNIT, criterion=CRITERION, dies=st.booleans(), far=HOW_FAR)
    def accepts(self, who: str, unit: str | int, criterion: str, dies: bool, far: int) -> None:
        target = Target(self._place(unit), criterion)
        self._does(who, lambda conn, hand: review.accept(conn, hand, target, self.house.clock()), dies)
        self.house.goes_on(far)

    @rule(who=REVIEWER, unit=UNIT, criterion=CRITERION, points=st.integers(0, 12), dies=st.booleans())
    def adjusts(self, who: str, unit: str | int, criterion: str, points: int, dies: bool) -> None:
        target, given = Target(self._place(unit), criterion), Fraction(points, 2)
        self._does(
            who, lambda conn, hand: review.adjust(conn, hand, target, given, REASON, self.house.clock()), dies
        )

    @rule(who=REVIEWER, unit=UNIT, criteria=st.sets(CRITERION, min_size=1), dies=st.booleans(), far=HOW_FAR)
    def sends_back(self, who: str, unit: str | int, criteria: set[str], dies: bool, far: int) -> None:
        place = self._place(unit)
        for one in sorted(criteria):
            target = Target(place, one)
            self._does(who, lambda conn, hand, target=target: review.send_back(
                conn, hand, target, REASON, self.house.clock()))  # fmt: skip
        self._does(who, lambda conn, hand: review_batch.send(conn, hand, place, self.house.clock()), dies)
        self.house.goes_on(far)

    @rule(who=REVIEWER, unit=UNIT, criterion=CRITERION)
    def takes_back(self, who: str, unit: str | int, criterion: str) -> None:
        target = Target(self._place(unit), criterion)
        self._does(who, lambda conn, hand: review.take_back(conn, hand, target, self.house.clock()))

    @rule(who=REVIEWER, unit=UNIT, rest=st.booleans())
    def verifies(self, who: str, unit: str | int, rest: bool) -> None:
        place = self._place(unit)
        for one in CRITERIA if rest else ():
            target = Target(place, one)
            self._does(who, lambda conn, hand, target=target: review.accept(
                conn, hand, target, self.house.clock()))  # fmt: skip
        self._does(who, lambda conn, hand: review_batch.verify(conn, hand, place, self.house.clock()))

    @rule(who=REVIEWER, number=st.integers(0, 9), kind=st.sampled_from([None, "max", "drop", "best_points"]),
          dies=st.booleans())  # fmt: skip
    def grants(self, who: str, number: int, kind: str | None, dies: bool) -> None:
        target = self._asked(number)
        self._does(
            who, lambda conn, hand: review_requests.grant(conn, hand, target, kind, self.house.clock()), dies
        )

    @rule(who=REVIEWER, number=st.integers(0, 9))
    def refuses(self, who: str, number: int) -> None:
        target = self._asked(number)
        self._does(
            who, lambda conn, hand: review_requests.refuse(conn, hand, target, REASON, self.house.clock())
        )

    @rule(who=REVIEWER, unit=UNIT, value=st.sampled_from(["5", "12", None]))
    def measures(self, who: str, unit: str | int, value: str | None) -> None:
        place, values = self._place(unit), {"1.3:a": value}
        self._does(who, lambda conn, hand: measure.record(
            conn, hand, place, "department", values, self.house.clock()))  # fmt: skip

    @rule(unit=UNIT, days=st.integers(1, 30), far=HOW_FAR)
    def gives_more_time(self, unit: str | int, days: int, far: int) -> None:
        until = self.house.clock() + timedelta(days=days)
        place = self._place(unit)
        self._does(
            "boss", lambda conn, hand: schedule.extend(conn, hand, place, until, REASON, self.house.clock())
        )
        self.house.goes_on(far)

    @rule(days=st.integers(-1, 25), dies=st.booleans())
    def moves_the_deadline(self, days: int, dies: bool) -> None:
        until = self.house.clock() + timedelta(days=days)
        self._does(
            "boss",
            lambda conn, hand: schedule.move_deadline(conn, hand, until, REASON, self.house.clock()),
            dies,
        )

    @rule()
    def the_deadline_is_noticed(self) -> None:
        with suppress(*GONE):
            closing.run(self.house.db, self.house.clock())

    @rule(who=st.sampled_from(["lan", "hoa", "tam", "provider"]), far=HOW_FAR)
    def loses_a_role(self, who: str, far: int) -> None:
        role = self._role(who)
        if role is not None:
            self._does("boss", lambda conn, hand: members.remove(conn, hand, f"a{role}", self.house.clock()))
        self.house.goes_on(far)

    @rule(
        who=st.sampled_from(["lan", "hoa", "tam", "stranger"]), unit=st.sampled_from(["Bạch", "Hồng", "Lam"])
    )
    def joins_a_unit(self, who: str, unit: str) -> None:
        """By an invitation's link, typed as `/start`."""
        with self.house.db.write() as conn:
            token = invitations.issue(conn, self.house.town.units[unit], "contact", self.house.clock())
        self.house.platform.says(ACCOUNTS[who], f"/start {token}")
        self.house.goes_on(4)
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
            self.house.goes_on(4)

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
