"""What the operator learns of every attempt to send: how it ended and how long it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.channel import Delivered, Outcome
from dti_core import figures, trail


@contextmanager
def measured(**ids: object) -> Iterator[Callable[[Outcome], Outcome]]:
    """Around one call of the platform; hand the outcome through what this gives."""
    began = time.monotonic()

    def told(outcome: Outcome) -> Outcome:
        kind = type(outcome).__name__
        figures.count("sends", kind)
        figures.spread("send_seconds", time.monotonic() - began)
        trail.station("sent" if isinstance(outcome, Delivered) else "not sent", outcome=kind, **ids)
        return outcome

    yield told
