"""What is told to the Bot API server at the start: the commands of the menu, and how updates reach us."""

import asyncio
import logging
from typing import Protocol

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.telegram.translate import ALLOWED
from dti_core.messages.commands import COMMANDS

log = logging.getLogger(__name__)

TRIES = 5


class Webhook(Protocol):
    """A public address and the secret that proves who calls it."""

    @property
    def url(self) -> str: ...
    @property
    def secret(self) -> str: ...


async def introduce(bot: Bot, webhook: Webhook | None) -> None:
    """Set the webhook or remove it, and the menu. A server that does not answer now is asked again later."""
    pause = 0.25
    for _ in range(TRIES):
        try:
            await choose_intake(bot, webhook)
            await bot.set_my_commands(COMMANDS)
            return
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("cannot set up the bot on the server: %s", error)
            await asyncio.sleep(pause)
            pause *= 2


async def choose_intake(bot: Bot, webhook: Webhook | None) -> None:
    """Tell the server where updates go. What waits there is kept."""
    if webhook is None:
        await bot.delete_webhook(drop_pending_updates=False)
        return
    await bot.set_webhook(
        webhook.url, secret_token=webhook.secret, allowed_updates=list(ALLOWED), drop_pending_updates=False
    )
