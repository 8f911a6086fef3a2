"""`dti doctor`: what is set, what answers, what is behind, each in one line with what to do."""

import argparse
import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dti import doctor_texts as texts
from dti.parser import Subparsers
from dti.settings import BadSettings, Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

PATIENCE = 10.0
"""Seconds that the Bot API server has for its answer."""
LATE = 60
"""Seconds after which a message that was not sent is a reason to worry."""


@dataclass(frozen=True)
class Finding:
    """One line of the report; `well` None: for information only."""

    what: str
    well: bool | None

    def __str__(self) -> str:
        return f"{texts.SIGNS[self.well]} {self.what}"


def add_parser(commands: Subparsers) -> None:
    """Describe the command."""
    commands.add_parser("doctor", help=texts.HELP).set_defaults(run=run_doctor)


def run_doctor(_args: argparse.Namespace) -> int:
    """Print every finding; 1 where something is not well."""
    settings = Settings.from_env()
    findings = [found for examine in (_database, _queue, _telegram) for found in examine(settings)]
    print(*findings, sep="\n")
    return 1 if any(found.well is False for found in findings) else 0


def _database(settings: Settings) -> Iterator[Finding]:
    from sqlalchemy.exc import DBAPIError

    from dti.run_commands import open_database

    try:
        database = open_database(settings)
        with database.read() as conn:
            yield Finding(texts.DATABASE_ANSWERS, True)
            yield from _backlog(conn)
        database.close()
    except BadSettings as bad:
        yield from (Finding(problem, False) for problem in bad.problems)
    except DBAPIError:
        yield Finding(texts.DATABASE_SILENT, False)


def _backlog(conn: "Connection") -> Iterator[Finding]:
    """What has not been computed, sent or understood."""
    from dti_core.campaign import backlog, inbox

    behind, waiting = backlog.unscored(conn), backlog.unsent(conn)
    age = int((datetime.now(UTC) - waiting.oldest).total_seconds()) if waiting.oldest else 0
    yield Finding(texts.unscored(behind), None if behind else True)
    yield Finding(texts.unsent(waiting.count, age), age < LATE)
    for number, _, when, why in inbox.quarantined(conn):
        yield Finding(texts.put_aside(number, when, why), False)


def _queue(settings: Settings) -> Iterator[Finding]:
    from redis.exceptions import RedisError

    from worker.queue import connect

    if settings.redis_url is None:
        yield Finding(texts.QUEUE_EMBEDDED, None)
        return
    try:
        connect(settings.redis_url).ping()
        yield Finding(texts.QUEUE_ANSWERS, True)
    except RedisError:
        yield Finding(texts.QUEUE_SILENT, False)


def _telegram(settings: Settings) -> Iterator[Finding]:
    from telegram.error import InvalidToken, TelegramError

    if settings.telegram_token is None:
        yield Finding(texts.NO_BOT, None)
        return
    try:
        name = asyncio.run(_name_of_bot(settings))
        yield Finding(texts.bot_answers(name), True)
    except InvalidToken:
        yield Finding(texts.BOT_REFUSED, False)
    except (TelegramError, TimeoutError):
        yield Finding(texts.bot_silent(settings.telegram_base_url), False)


async def _name_of_bot(settings: Settings) -> str:
    from bot.telegram.api import connect

    bot = connect(
        settings.telegram_token or "", settings.telegram_base_url, settings.proxy_url, settings.ca_file
    )
    async with asyncio.timeout(PATIENCE):
        await bot.initialize()
        await bot.shutdown()
    return str(bot.username)
