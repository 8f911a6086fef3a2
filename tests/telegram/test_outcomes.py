"""The library's exceptions become values that the sender understands."""

import httpx
import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channel import Blocked, Delivered, Outcome, Rejected, SlowDown, TargetGone, Uncertain, Unreachable
from bot.telegram.outcomes import outcome_of


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RetryAfter(7), SlowDown),
        (Forbidden("Forbidden: bot was blocked by the user"), Blocked),
        (BadRequest("Bad Request: chat not found"), Blocked),
        (BadRequest("Bad Request: message is not modified: specified new message content"), Delivered),
        (BadRequest("Bad Request: message to edit not found"), TargetGone),
        (BadRequest("Bad Request: message can't be edited"), TargetGone),
        (BadRequest("Bad Request: there is no text in the message to edit"), TargetGone),
        (BadRequest("Bad Request: can't parse entities"), Rejected),
        (NetworkError("Bad Gateway"), Unreachable),
        (caused(NetworkError("x"), httpx.ConnectError("refused")), Unreachable),
        (caused(TimedOut(), httpx.ConnectTimeout("slow")), Unreachable),
        (caused(TimedOut(), httpx.PoolTimeout("full")), Unreachable),
        (caused(TimedOut(), httpx.ReadTimeout("slow")), Uncertain),
        (caused(NetworkError("x"), httpx.ReadError("reset")), Uncertain),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("hung up")), Uncertain),
    ],
)
def test_every_failure_says_what_became_of_the_message(error: TelegramError, expected: type[Outcome]) -> None:
    assert type(outcome_of(error)) is expected


def test_a_wait_is_as_long_as_the_server_asks() -> None:
    assert outcome_of(RetryAfter(7)) == SlowDown(7.0)
