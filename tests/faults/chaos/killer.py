"""Kills one process after the other: at a named boundary, or wherever it happens to be."""

import math
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.faults.chaos.points import ROLE_OF
from tests.faults.chaos.stage import Stage

VICTIMS = ("bot", "worker-1", "worker-2", "sweeper", "valkey", "supervisor")
WHOLE = frozenset(VICTIMS) - {"supervisor"}
ARMED_AT_ONCE = 8
AT_A_POINT_WITHIN = 1.5
"""Seconds within which somebody must get to one of the armed points; else it is other ones' turn."""
MOST_ANSWERS = 25
"""After each end of the bot people get up to so many answers before the next one: who dies without having
done anything tests nothing."""
AT_ONCE = 0.02
"""How often the bot is hit all the same, in the middle of starting."""
BACK_WITHIN = 300.0


@dataclass
class Tally:
    """What was done, by kind: named boundaries and, for blows out of nowhere, who was hit."""

    kills: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.kills.values())

    @property
    def of_bots(self) -> int:
        """Those that ended a bot, the supervisor's included."""
        ended = (n for name, n in self.kills.items() if ROLE_OF.get(name, name) in ("bot", "supervisor"))
        return sum(ended)


class Killer:
    """Kills until `wanted` processes have died. `answers` counts what people were answered so far."""

    def __init__(self, stage: Stage, random: Random, answers: Callable[[], int]) -> None:
        self._stage = stage
        self._random = random
        self._answers = answers
        self._bot_until = 0
        self.tally = Tally()

    def run(self, wanted: int, until: float = math.inf) -> Tally:
        """Kill, but not after `until` (monotonic); the household is whole again when this returns."""
        while self.tally.total < wanted and time.monotonic() < until:
            self._keep_running()
            self._one()
            time.sleep(self._random.uniform(0.0, 0.3))
        self.wait_until_whole()
        return self.tally

    def wait_until_whole(self) -> None:
        """Return once everybody is ready."""
        end = time.monotonic() + BACK_WITHIN
        while not set(self._stage.house.alive()) >= WHOLE:
            if time.monotonic() > end:
                said = "\n".join(self._stage.house.said[-40:])
                raise AssertionError(f"not back within {BACK_WITHIN:.0f} s:\n{said}")
            self._keep_running()
            time.sleep(0.05)

    def _one(self) -> None:
        chance = self._random.random()
        if chance < 0.7:
            self._at_a_point()
        elif chance < 0.75:
            self._note(self._stage.database.harm(self._random))
        else:
            self._anyone()

    def _at_a_point(self) -> None:
        control, armed = self._stage.control, self._points()
        for name in armed:
            control.arm(name)
        end = time.monotonic() + AT_A_POINT_WITHIN
        while time.monotonic() < end and not any(control.has_fired(name) for name in armed):
            self._keep_running()
            time.sleep(0.01)
        for name in armed:
            if not control.disarm(name):
                self._note(name)
        self._stage.house.forget(control.dead())

    def _points(self) -> list[str]:
        """Those at which fewest have died so far: whatever is passed all the time must not have all."""
        spared = self._spared()
        names = [name for name, role in ROLE_OF.items() if role not in spared]
        self._random.shuffle(names)
        return sorted(names, key=lambda name: self.tally.kills[name])[:ARMED_AT_ONCE]

    def _anyone(self) -> None:
        name = self._random.choices(VICTIMS, (4, 2, 2, 2, 4, 1))[0]
        if name not in self._spared() and self._stage.house.kill(name):
            self._note(name)

    def _spared(self) -> set[str]:
        """Roles that are not hit now. The supervisor's end is everybody's, so it is rare."""
        spared = set() if self._random.random() < 0.15 else {"supervisor"}
        if self._answers() < self._bot_until and self._random.random() > AT_ONCE:
            spared |= {"bot", "supervisor"}
        return spared

    def _note(self, what: str | None) -> None:
        if what is None:
            return
        self.tally.kills[what] += 1
        if ROLE_OF.get(what, what) in ("bot", "supervisor"):
            self._bot_until = self._answers() + self._random.randint(0, MOST_ANSWERS)

    def _keep_running(self) -> None:
        """A supervisor that was killed is started again, as an operator's init system would."""
        if not self._stage.house.is_running:
            self._stage.house.start()
