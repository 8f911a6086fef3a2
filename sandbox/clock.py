"""The sandbox's idea of now."""

import time


class Clock:
    """Wall time in seconds since the epoch, plus a shift that tests set to make things expire."""

    def __init__(self) -> None:
        self.shift = 0.0

    def now(self) -> float:
        """Seconds since the epoch, shifted."""
        return time.time() + self.shift
