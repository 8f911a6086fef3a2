"""What befalls a house: deaths, a busy database, Redis gone, a clock that jumps, a platform that falters."""

import threading
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from bot.channel import SlowDown, Uncertain, Unreachable
from dti_core.store import tables as t
from tests.faults.machine.contacts import WAY
from tests.faults.machine.house import House, Way
from tests.faults.machine.town import ACCOUNTS, CONTACTS

FATES = st.sampled_from([SlowDown(2.0), Unreachable("502"), Uncertain("timed out")])


class Harm(RuleBasedStateMachine):
    """What goes on meanwhile is worked on as its way says."""

    house: House

    @rule(way=WAY)
    def somebody_else_writes_for_a_while(self, way: Way) -> None:
        started = threading.Event()

        def hold() -> None:
            with self.house.db.write() as conn:
                conn.execute(t.enrolment.update().values(group_id=t.enrolment.c.group_id))
                started.set()
                threading.Event().wait(0.03)

        other = threading.Thread(target=hold)
        other.start()
        started.wait(10)
        self.house.goes_on(way)
        other.join()

    @rule(what=st.sampled_from(["forgets", "goes", "comes back"]), way=WAY)
    def redis(self, what: str, way: Way) -> None:
        {
            "forgets": self.house.redis_forgets,
            "goes": self.house.redis_goes,
            "comes back": self.house.redis_comes,
        }[what]()
        self.house.goes_on(way)

    @rule(hours=st.sampled_from([-24, -7, -1, 1, 8, 60]), way=WAY)
    def the_clock_jumps(self, hours: int, way: Way) -> None:
        self.house.clock.jump(timedelta(hours=hours))
        self.house.goes_on(way)

    @rule(fates=st.lists(FATES, min_size=1, max_size=3), way=WAY)
    def the_platform_falters(self, fates: list[object], way: Way) -> None:
        self.house.platform.fates[:] = fates
        self.house.goes_on(way)

    @rule(number=st.none() | st.integers(0, 50), way=WAY)
    def an_update_comes_again_or_overtakes_another(self, number: int | None, way: Way) -> None:
        if number is None:
            self.house.platform.overtakes()
        else:
            self.house.platform.repeats(number)
        self.house.goes_on(way)

    @rule(who=st.sampled_from(CONTACTS), blocked=st.booleans())
    def blocks_the_bot_or_lets_it_in(self, who: str, blocked: bool) -> None:
        self.house.platform.blocks(ACCOUNTS[who], blocked=blocked)

    @rule(who=st.sampled_from(CONTACTS), number=st.integers(0, 20))
    def deletes_a_message(self, who: str, number: int) -> None:
        refs = sorted(self.house.platform.chats[ACCOUNTS[who]].bubbles)
        if refs:
            self.house.platform.deletes(ACCOUNTS[who], refs[-1 - number % len(refs)])

    @rule(sweeps=st.booleans(), way=WAY)
    def time_passes(self, sweeps: bool, way: Way) -> None:
        if sweeps:
            self.house.sweeper_sweeps()
        self.house.goes_on(way)
