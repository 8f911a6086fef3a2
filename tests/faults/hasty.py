"""The echo bot with short rights, so that a test need not wait ten seconds for a takeover."""

from datetime import timedelta

from bot.sender import right
from tests.bot import echo

TTL = 2.0
"""Seconds that its right to send lasts."""


def main(*arguments: str) -> int:
    """Run it."""
    right.TTL, right.RENEW_SECONDS = timedelta(seconds=TTL), TTL / 4
    right.RETRY_SECONDS, right.MARGIN = 0.1, TTL / 4
    return echo.main(*arguments)
