"""What befalls a house: deaths, a busy database, Redis gone, a clock that jumps, a platform that falters."""

import threading
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from bot.channel import SlowDown, Uncertain, Unreachable
from dti_core.store import tables as t
from tests.faults.machine.contacts import HOW_FAR
from tests.faults.machine.house import House
from tests.faults.machine.points import POINTS, Death, busy
from tests.faults.machine.town import ACCOUNTS, CONTACTS

BUSY = (
    "updates fetched, not stored", "update being applied", "update applied, not committed",
    "units claimed, not committed", "score written, not committed", "bests written, not committed",
    "unit closed, not committed", "sending noted, not committed", "status noted, not committed",
)  # fmt: skip
"""Where a transaction meets a database that is busy beyond patience."""
FATES = st.sampled_from([SlowDown(2.0), Unreachable("502"), Uncertain("timed out")])


class Harm(RuleBasedStateMachine):
    """What goes on meanwhile is worked on as far as `far` says."""

    house: House

    @rule(point=st.sampled_from(sorted(POINTS)), far=HOW_FAR)
    def will_die(self, point: str, far: int) -> None:
        self.house.points.lay(point, Death())
        self.house.goes_on(far)

    @rule(point=st.sampled_from(BUSY), far=HOW_FAR)
    def will_meet_a_busy_database(self, point: str, far: int) -> None:
        self.house.points.lay(point, busy())
        self.house.goes_on(far)

    @rule(far=HOW_FAR)
    def somebody_else_writes_for_a_while(self, far: int) -> None:
        started = threading.Event()

        def hold() -> None:
            with self.house.db.write() as conn:
                conn.execute(t.enrolment.update().values(group_id=t.enrolment.c.group_id))
                started.set()
                threading.Event().wait(0.03)

        other = threading.Thread(target=hold)
        other.start()
        started.wait(10)
        self.house.goes_on(far)
        other.join()

    @rule()
    def redis_forgets_everything(self) -> None:
        self.house.redis_forgets()

    @rule(far=HOW_FAR)
    def redis_goes(self, far: int) -> None:
        self.house.redis_goes()
        self.house.goes_on(far)

    @rule()
    def redis_comes_back(self) -> None:
        self.house.redis_comes()

    @rule(hours=st.sampled_from([-24, -7, -1, 1, 8, 60]), far=HOW_FAR)
    def the_clock_jumps(self, hours: int, far: int) -> None:
        self.house.clock.jump(timedelta(hours=hours))
        self.house.goes_on(far)

    @rule(fates=st.lists(FATES, min_size=1, max_size=3), far=HOW_FAR)
    def the_platform_falters(self, fates: list[object], far: int) -> None:
        self.house.platform.fates[:] = fates
        self.house.goes_on(far)

    @rule(number=st.integers(0, 50), far=HOW_FAR)
    def an_update_comes_again(self, number: int, far: int) -> None:
        self.house.platform.repeats(number)
        self.house.goes_on(far)

    @rule(far=HOW_FAR)
    def one_update_overtakes_another(self, far: int) -> None:
        self.house.platform.overtakes()
        self.house.goes_on(far)

    @rule(who=st.sampled_from(CONTACTS), blocked=st.booleans())
    def blocks_the_bot(self, who: str, blocked: bool) -> None:
        self.house.platform.blocks(ACCOUNTS[who], blocked=blocked)

    @rule(who=st.sampled_from(CONTACTS), number=st.integers(0, 20))
    def deletes_a_message(self, who: str, number: int) -> None:
        refs = sorted(self.house.platform.chats[ACCOUNTS[who]].bubbles)
        if refs:
            self.house.platform.deletes(ACCOUNTS[who], refs[-1 - number % len(refs)])

    @rule()
    def the_sweeper_looks(self) -> None:
        self.house.sweeper_sweeps()

    @rule(far=HOW_FAR)
    def goes_on(self, far: int) -> None:
        self.house.goes_on(far)
