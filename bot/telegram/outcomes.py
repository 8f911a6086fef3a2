"""The library's exceptions → what became of the message."""

import httpx
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channel import Blocked, Delivered, Outcome, Rejected, SlowDown, TargetGone, Uncertain, Unreachable

NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not",
    "there is no text in the message",
)
GONE = ("chat not found", "user not found", "peer_id_invalid", "bot can't initiate")
NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


def outcome_of(error: TelegramError) -> Outcome:
    """BadRequest and TimedOut are NetworkErrors to the library, so they come first."""
    why = f"{type(error).__name__}: {error.message}"[:300]
    match error:
        case RetryAfter():
            return SlowDown(seconds_to_wait(error))
        case Forbidden():
            return Blocked(why)
        case BadRequest():
            return _bad_request(error.message.lower(), why)
        case InvalidToken():
            return Unreachable(why)
        case TimedOut() | NetworkError():
            return _network(error, why)
        case _:
            return Rejected(why)


def _bad_request(said: str, why: str) -> Outcome:
    if "message is not modified" in said:
        return Delivered()
    if any(words in said for words in NOT_EDITABLE):
        return TargetGone(why)
    if any(words in said for words in GONE):
        return Blocked(why)
    return Rejected(why)


def _network(error: NetworkError, why: str) -> Outcome:
    """Without an answer of the server it may have arrived, unless the connection was never made."""
    cause = error.__cause__
    if "Too Many Requests" in error.message:
        return SlowDown(1.0)
    if cause is None or isinstance(cause, NOT_SENT):
        return Unreachable(why)
    return Uncertain(why)


def seconds_to_wait(error: RetryAfter) -> float:
    """How long the server asks us to wait."""
    after = error.retry_after
    return float(after) if isinstance(after, int | float) else after.total_seconds()
