"""`dti bot`: intake, host and sender of one Telegram bot in one process."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken, TelegramError

from bot.bell import Bell, watch
from bot.callbacks import Callbacks
from bot.dialogue.events import RefusedFile, StoredFile
from bot.host.dialogue import Dialogue, real
from bot.host.dispatcher import Dispatcher, Hooks
from bot.host.host import Host
from bot.host.prepare import Preparation
from bot.intake import Inbox
from bot.sender.buckets import Budget, Limits
from bot.sender.right import Right
from bot.sender.sender import Sender
from bot.sender.status import StatusSender
from bot.telegram.api import PollingBot, connect
from bot.telegram.channel import TelegramChannel
from bot.telegram.polling import Polling
from bot.telegram.setup import PortBusy, introduce, offer_menu
from dti_core.campaign import bots, files, handouts
from dti_core.campaign.filetypes import BOOK
from dti_core.campaign.scanning import Scanner
from dti_core.excel.forms.marks import likeness
from dti_core.messages.model import Message
from dti_core.privacy.protection import protect_logging
from dti_core.store.database import Database

log = logging.getLogger(__name__)

STOPPED_WITHIN = 6.0
"""Seconds that what is in hand may take when told to stop."""
LEAVES_WITHIN = 7.5
"""Seconds after which a thread that still waits, for a locked database perhaps, is left behind."""
CRASHED = 70
TIDY_SECONDS = 300.0
THREADS = 16
"""For short database work of intake and sender; they mostly wait for each other's commits."""


class Webhook(Protocol):
    """Where Telegram delivers updates: public address, the secret it proves itself with, local port."""

    @property
    def url(self) -> str: ...
    @property
    def secret(self) -> str: ...
    @property
    def port(self) -> int: ...


class WrongToken(Exception):
    """The Bot API server does not know the token: starting again is pointless."""


@dataclass(frozen=True)
class BotSettings:
    """What one Telegram bot needs to run: `base_url` is a Bot API server, files lie below `data_dir`."""

    token: str
    base_url: str
    data_dir: Path
    webhook: Webhook | None = None
    proxy_url: str | None = None
    ca_file: Path | None = None
    scanner: Scanner | None = None
    most_a_minute: int = 0
    """Updates of one person that are answered; 0: no limit."""
    limits: Limits = field(default_factory=Limits)
    dialogue: Dialogue | None = None
    """None: the product's own."""


@dataclass(frozen=True)
class Wakers:
    """Whom to wake after a commit: for points to be computed, and for a task to be done."""

    points: Callable[[], None]
    work: Callable[[], None] = lambda: None


def run(settings: BotSettings, db: Database, wake: Wakers) -> int:
    """Talk to people until told to stop; the exit code. Raises WrongToken, PortBusy."""
    protect_logging([settings.token])
    return asyncio.run(serve(settings, db, wake))


async def serve(settings: BotSettings, db: Database, wake: Wakers) -> int:
    """Run until SIGTERM or SIGINT (0), or until one of the parts dies: then all stop, to be started anew."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _leave, stop)
    loop.set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="bot"))
    bot = connect(settings.token, settings.base_url, settings.proxy_url, settings.ca_file)
    try:
        await _reach(bot, stop)
        return 0 if stop.is_set() else await _run_parts(settings, db, wake, bot, stop)
    except InvalidToken as error:
        raise WrongToken from error
    finally:
        await bot.shutdown()


def _leave(stop: asyncio.Event) -> None:
    """End in good order, and at any rate: what was not committed is done again after the next start."""
    stop.set()
    last = threading.Timer(LEAVES_WITHIN, os._exit, (0,))
    last.daemon = True
    last.start()


async def _reach(bot: PollingBot, stop: asyncio.Event) -> None:
    """getMe, waiting for a server that cannot be reached yet."""
    pause = 0.25
    while not stop.is_set():
        try:
            await bot.initialize()
            return
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("the Bot API server cannot be reached: %s", error)
            await asyncio.sleep(pause)
            pause = min(10.0, pause * 2)


async def _run_parts(
    settings: BotSettings, db: Database, wake: Wakers, bot: PollingBot, stop: asyncio.Event
) -> int:
    await introduce(bot, settings.webhook)
    await asyncio.to_thread(_note_name, db, bot)
    house = _House(settings, db, wake, bot)
    unwatch = watch(db, [house.sender_bell.ring_from_thread, house.status_bell.ring_from_thread])
    tasks: dict[str, asyncio.Task[Any]] = {
        name: asyncio.create_task(part, name=name) for name, part in house.parts().items()
    }
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    stopped = asyncio.create_task(stop.wait(), name="stop")
    menu = asyncio.create_task(offer_menu(bot), name="menu")
    await asyncio.wait([stopped, *tasks.values()], return_when=asyncio.FIRST_COMPLETED)
    try:
        return _verdict(tasks.values())
    finally:
        stopped.cancel()
        menu.cancel()
        right = tasks.pop("right")  # goes last: what is being sent must still be noted under it
        await _end(tasks.values())
        await _end([right])
        unwatch()


def _note_name(db: Database, bot: PollingBot) -> None:
    """Invitations link to the bot by its name, which only the platform knows."""
    with contextlib.suppress(DBAPIError), db.write() as conn:
        bots.note(conn, TelegramChannel.name, str(bot.id), bot.username, datetime.now(UTC))


async def _end(tasks: Iterable["asyncio.Task[Any]"]) -> None:
    """Tell them to stop, and let them finish what is in hand."""
    for task in (ended := list(tasks)):
        task.cancel()
    await asyncio.wait(ended, timeout=STOPPED_WITHIN)


def _verdict(tasks: Iterable["asyncio.Task[Any]"]) -> int:
    """0 where we were told to stop; says what died otherwise. Raises what only the operator can mend."""
    code = 0
    for task in tasks:
        if task.done() and (error := task.exception()) is not None:
            if isinstance(error, InvalidToken | PortBusy):
                raise error
            log.error("%s died", task.get_name(), exc_info=error)
            code = CRASHED
    return code


class _House:
    """The parts of the process, wired together."""

    def __init__(self, settings: BotSettings, db: Database, wake: Wakers, bot: PollingBot) -> None:
        self._settings = settings
        self._bot = bot
        self._channel = TelegramChannel(bot, settings.data_dir)
        name, number = self._channel.name, self._channel.bot
        self._host_bell, self.sender_bell, self.status_bell = Bell(), Bell(), Bell()
        self._callbacks = Callbacks(self._channel.acknowledge)
        self._inbox = Inbox(db, name, number, self._host_bell.ring)
        self._right = Right(db, f"sender:{name}:{number}")
        budget = Budget(settings.limits)
        dialogue = settings.dialogue or real()
        self._sender = Sender(db, self._channel, self._right, budget, self.sender_bell, self._was_sent)
        self._status = StatusSender(dialogue.status, db, self._channel, self._right, budget, self.status_bell)
        host = Host(dialogue, db, name, number)
        hooks = Hooks(self.sender_bell.ring, wake.points, self._callbacks.answer, wake.work)
        prepare = Preparation(host, self._channel, self._keep_file, settings.most_a_minute)
        self._dispatcher = Dispatcher(host, prepare, hooks, self._host_bell)

    def parts(self) -> dict[str, Coroutine[Any, Any, None]]:
        """What runs side by side, by name."""
        return {
            "intake": self._intake(),
            "pruning": self._inbox.prune_for_ever(),
            "tidying": self._tidy_for_ever(),
            "host": self._dispatcher.run(),
            "right": self._right.keep(),
            "sender": self._sender.run(),
            "status": self._status.run(),
        }

    async def _intake(self) -> None:
        hook = self._settings.webhook
        if hook is None:
            await Polling(self._bot, self._inbox, self._callbacks.pressed, self._right.wait).run()
        else:
            from bot.telegram import webhook

            await webhook.serve(hook.url, hook.secret, hook.port, self._inbox, self._callbacks.pressed)

    def _was_sent(self, message: Message) -> None:
        handouts.forget(self._settings.data_dir, message.attachment)

    async def _tidy_for_ever(self) -> None:
        """Now and then remove what was to be handed over once and never was."""
        while True:
            try:
                await asyncio.to_thread(handouts.tidy, self._settings.data_dir, datetime.now(UTC))
            except OSError as error:  # a disk in trouble is no reason to stop talking
                log.warning("what was handed over is not tidied away: %s", error.strerror)
            await asyncio.sleep(TIDY_SECONDS)

    def _keep_file(self, name: str, content: bytes) -> StoredFile | RefusedFile:
        kept = files.store(self._settings.data_dir, [content], name, self._settings.scanner)
        if isinstance(kept, files.RefusedFile):
            return RefusedFile(kept.name, kept.reason, kept.size, kept.sha256)
        book = likeness(self._settings.data_dir / files.path_of(kept.sha256)) if kept.mime == BOOK else ""
        return StoredFile(kept.sha256, kept.name, kept.mime, kept.size, book)
