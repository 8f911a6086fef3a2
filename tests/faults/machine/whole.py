"""The state machine: everything that people, staff and misfortune do, in any order."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from dti_core.store.database import Database
from tests.faults.machine.beginnings import STAGES, bring
from tests.faults.machine.contacts import Contacts
from tests.faults.machine.harm import Harm
from tests.faults.machine.house import House
from tests.faults.machine.staff import Staff
from tests.faults.machine.town import UNITS
from worker.embedded import EmbeddedValkey


class Province(Contacts, Staff, Harm):
    """After every step what must always hold holds; left alone, everything comes to rest."""

    def __init__(self, empty: Callable[[], Database], valkey: EmbeddedValkey) -> None:
        super().__init__()
        self.house = House(empty(), valkey)
        self._is_broken = False

    @initialize(
        stages=st.fixed_dictionaries({unit: st.sampled_from((*STAGES[:3], *STAGES)) for unit in UNITS})
    )
    def begins(self, stages: dict[str, str]) -> None:
        for unit, stage in stages.items():
            bring(self.house.db, self.house.town, self.house.clock, unit, stage)
        self.house.goes_on()

    @rule()
    def is_left_in_peace(self) -> None:
        self._whole(self.house.settles)

    @invariant()
    def all_is_well(self) -> None:
        self._whole(self.house.check)

    def teardown(self) -> None:
        try:
            if not self._is_broken:
                self.house.settles()
        finally:
            self.house.close()

    def _whole(self, act: Callable[[], None]) -> None:
        self._is_broken = True
        act()
        self._is_broken = False
