"""What to do after an attempt to send, as values."""

from dataclasses import dataclass
from datetime import timedelta

from bot.channel import (
    Blocked,
    Delivered,
    Outcome,
    Rejected,
    SlowDown,
    TargetGone,
    Uncertain,
    Unreachable,
)

LONGEST_WAIT = 60.0
SHORTEST_WAIT = 1.0
"""Seconds that we wait at least when told to slow down: a server that says 0 would be asked without end."""
UNCERTAIN_WAITS = (3.0, 12.0, 48.0)
"""Seconds before a message that may have been delivered is sent once more; then once a `LONGEST_WAIT`, where
the server answers at all (see `doubts`)."""
MOST_DOUBTS = 6
"""Times that one message may perhaps have been delivered, before it is given up."""
MOST_TRIES = 10_000
"""About a week of one try a minute: an outage is waited out, a message that breaks the server is not tried
for ever."""
WHOLE_BOT = 30.0
"""Seconds from which a platform's wish to wait is taken to concern the whole bot, not one chat."""


@dataclass(frozen=True)
class Done:
    """It is there; `ref` None keeps the reference of the edited message."""

    ref: str | None


@dataclass(frozen=True)
class Again:
    """Try once more after a while; `everyone`: the whole bot waits, not only this chat; `refused`: the
    platform itself told us to slow down."""

    after: timedelta
    why: str
    everyone: bool = False
    counts: bool = True
    refused: bool = False


@dataclass(frozen=True)
class SendAnew:
    """The message to edit is gone: send it as a new one, at once."""


@dataclass(frozen=True)
class GiveUp:
    """Never again; `blocked`: nothing more can reach this person until they write."""

    why: str
    blocked: bool = False


Decision = Done | Again | SendAnew | GiveUp


@dataclass(frozen=True)
class Attempt:
    """The attempt that was made: how many failed before it, and whether it was an edit of an existing
    message. `doubts`: how many of the failed may have been delivered all the same."""

    failed_before: int = 0
    editing: bool = False
    doubts: int = 0


def decide(outcome: Outcome, attempt: Attempt) -> Decision:
    """The one rule book for all channels.

    A send that timed out is repeated a few times: a message twice is better than an answer never confirmed.
    A server that is silent altogether is waited for (see `doubts`). An edit may be repeated as often as
    needed.
    """
    match outcome:
        case Delivered(ref):
            return Done(ref)
        case SlowDown(seconds):
            wait = timedelta(seconds=max(SHORTEST_WAIT, seconds))
            return Again(wait, "429", everyone=seconds >= WHOLE_BOT, counts=False, refused=True)
        case Unreachable(why):
            return _unreachable(why, attempt)
        case Uncertain(why):
            return _uncertain(why, attempt)
        case TargetGone() if attempt.editing:
            return SendAnew()
        case Blocked(why) | TargetGone(why) | Rejected(why):
            return GiveUp(why, blocked=isinstance(outcome, Blocked))


def _unreachable(why: str, attempt: Attempt) -> Decision:
    if attempt.failed_before >= MOST_TRIES:
        return GiveUp(why)
    return Again(timedelta(seconds=growing(attempt.failed_before)), why)


def _uncertain(why: str, attempt: Attempt) -> Decision:
    if attempt.editing:
        return Again(timedelta(seconds=growing(attempt.failed_before)), why)
    if attempt.doubts >= MOST_DOUBTS:
        return GiveUp(why)
    return Again(timedelta(seconds=(*UNCERTAIN_WAITS, LONGEST_WAIT)[min(attempt.doubts, 3)]), why)


def growing(failed_before: int) -> float:
    """Seconds before the next try: 1, 2, 4… up to a minute."""
    return min(LONGEST_WAIT, 2.0 ** min(failed_before, 10))
