"""What is told to the Bot API server at the start: the commands of the menu, and how updates reach us."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Protocol

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.telegram.translate import ALLOWED
from dti_core.messages.commands import COMMANDS, PERSONAL

log = logging.getLogger(__name__)

TRIES = 5
FIRST_PAUSE = 0.125
LONGEST_PAUSE = 30.0


class Webhook(Protocol):
    """A public address and the secret that proves who calls it."""

    @property
    def url(self) -> str: ...
    @property
    def secret(self) -> str: ...


class PortBusy(Exception):
    """Updates cannot come in by webhook: another program listens at the port (`args[0]`)."""


async def introduce(bot: Bot, webhook: Webhook | None) -> None:
    """Set the webhook, however long that takes, since nothing reaches us before; or try to remove it.

    Raises InvalidToken where a webhook is wanted; fetching finds that out by itself.
    """
    try:
        tries = TRIES if webhook is None else None
        await _patiently("where updates go", lambda: choose_intake(bot, webhook), tries)
    except InvalidToken:
        if webhook is not None:
            raise


async def offer_menu(bot: Bot) -> None:
    """Set the commands of the menu; without it people can type and press all the same."""
    with contextlib.suppress(InvalidToken):  # also what a server says that does not know the method
        await _patiently("the menu", lambda: bot.set_my_commands((*COMMANDS, PERSONAL[0])), TRIES)


async def _patiently(what: str, act: Callable[[], Awaitable[object]], tries: int | None) -> None:
    """Try until it works, at most `tries` times; says once why it does not."""
    for number in count(1):
        try:
            await act()
            return
        except InvalidToken:
            raise
        except TelegramError as error:
            if number == 1:
                log.warning("cannot set %s on the server: %s", what, error.message[:200])
        if number == tries:
            return
        await asyncio.sleep(min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(number, 16)))


async def choose_intake(bot: Bot, webhook: Webhook | None) -> None:
    """Tell the server where updates go. What waits there is kept."""
    if webhook is None:
        await bot.delete_webhook(drop_pending_updates=False)
        return
    await bot.set_webhook(
        webhook.url, secret_token=webhook.secret, allowed_updates=list(ALLOWED), drop_pending_updates=False
    )
