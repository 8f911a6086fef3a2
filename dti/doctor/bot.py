"""The bot on its platform: the token, the clock, and how updates come in."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from dti.doctor import texts
from dti.doctor.finding import Finding, judged
from dti.settings import Settings

if TYPE_CHECKING:
    from telegram import WebhookInfo

PATIENCE = 10.0
"""Seconds that the Bot API server has for its answers."""
LARGEST_SKEW = 30.0
"""Seconds by which our clock may differ from the platform's."""


@dataclass(frozen=True)
class Told:
    """What the platform says of our bot."""

    name: str
    webhook: "WebhookInfo"


def examine(settings: Settings) -> Iterator[Finding]:
    """Ask the platform."""
    from telegram.error import InvalidToken, TelegramError

    if settings.telegram_token is None:
        yield Finding("bot.token", None, texts.NO_BOT)
        return
    try:
        told = asyncio.run(_ask(settings))
    except InvalidToken:
        yield Finding("bot.token", False, *texts.BOT_REFUSED)
        return
    except (TelegramError, TimeoutError):
        yield Finding("bot.token", False, *texts.bot_silent(settings.telegram_base_url))
        return
    yield Finding("bot.token", True, texts.bot_answers(told.name))
    yield from _webhook(settings, told.webhook)
    yield from _clock(settings)


async def _ask(settings: Settings) -> Told:
    from bot.telegram.api import connect

    token = settings.telegram_token or ""
    bot = connect(token, settings.telegram_base_url, settings.proxy_url, settings.ca_file)
    async with asyncio.timeout(PATIENCE):
        await bot.initialize()
        told = Told(str(bot.username), await bot.get_webhook_info())
        await bot.shutdown()
    return told


def _webhook(settings: Settings, known: "WebhookInfo") -> Iterator[Finding]:
    """Fetching and being called exclude each other."""
    wanted = settings.webhook.url if settings.webhook else ""
    well = (known.url or "") == wanted
    yield judged("bot.webhook", well, texts.incoming(bool(wanted)), texts.other_webhook(bool(known.url)))
    if well and wanted and known.last_error_message:
        yield Finding("bot.webhook", False, *texts.webhook_fails(known.last_error_message))


def _clock(settings: Settings) -> Iterator[Finding]:
    """The date in the header of the platform's answer; a server that tells none is not asked again."""
    import httpx

    from dti_core import trust

    try:
        answer = httpx.get(
            settings.telegram_base_url,
            timeout=PATIENCE,
            proxy=settings.proxy_url,
            verify=trust.context(settings.ca_file),
        )
        theirs = parsedate_to_datetime(answer.headers["date"])
    except (httpx.HTTPError, KeyError, ValueError):
        return
    skew = (datetime.now(UTC) - theirs).total_seconds()
    yield judged("bot.clock", abs(skew) <= LARGEST_SKEW, texts.CLOCK_RIGHT, texts.clock_wrong(skew))
