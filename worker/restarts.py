"""When to start a process again after it ended: decisions as values, no clock and no process in sight."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Restart:
    """Start again after `delay` seconds; `failures` is what to remember for the next decision."""

    delay: float
    failures: int


@dataclass(frozen=True)
class RestartPolicy:
    """Delays in seconds: the first, how they grow, the longest, and the run after which all is forgiven."""

    first: float = 0.2
    growth: float = 2.0
    longest: float = 5.0
    healthy_after: float = 10.0

    def after_end(self, failures: int, ran_for: float) -> Restart:
        """Decide for a process that ended after `ran_for` seconds and `failures` earlier ends in a row."""
        before = 0 if ran_for >= self.healthy_after else failures
        delay = min(self.longest, self.first * self.growth ** min(before, 32))
        return Restart(delay, before + 1)
