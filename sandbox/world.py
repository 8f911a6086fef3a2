"""Everything one sandbox process holds, and the unit of work."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sandbox.clock import Clock
from sandbox.database import Database, dump
from sandbox.faults import Faults
from sandbox.settings import BotAccount, Settings
from sandbox.signals import Signals

Json = dict[str, Any]


class World:
    """The state that requests share; all of it is used from the event loop's thread."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.db = Database(settings.database)
        self.clock = Clock()
        self.signals = Signals()
        self.faults = Faults()
        self.pollers: dict[int, object] = {}
        settings.files.mkdir(parents=True, exist_ok=True)
        for bot in settings.bots:
            self.db.run(
                "INSERT OR IGNORE INTO bots (id, next_message_id, next_update_id) VALUES (?, 1, ?)",
                bot.id,
                random_update_id(),
            )

    @contextmanager
    def unit(self) -> Iterator[None]:
        """One transaction; those who wait for what it changed are woken once it is committed."""
        try:
            with self.db.transaction():
                yield
        except BaseException:
            self.signals.forget()
            raise
        self.signals.fire()

    def bot_by_token(self, token: str) -> BotAccount | None:
        """The bot this token belongs to."""
        return next((b for b in self.settings.bots if secrets.compare_digest(b.token, token)), None)

    def bot_by_id(self, bot_id: int | None) -> BotAccount | None:
        """The bot of this id; the first one when no id is given."""
        if bot_id is None:
            return self.settings.bots[0]
        return next((b for b in self.settings.bots if b.id == bot_id), None)

    def record(self, bot: int, chat: int, kind: str, message_id: int | None, data: Json) -> int:
        """Testify: one line of the log, which is also the stream of events that pages follow."""
        cursor = self.db.run(
            "INSERT INTO log (at, bot, chat, kind, message_id, data) VALUES (?, ?, ?, ?, ?, ?)",
            self.clock.now(),
            bot,
            chat,
            kind,
            message_id,
            dump(data),
        )
        self.signals.mark(("chat", bot, chat))
        return cursor.lastrowid or 0


def random_update_id() -> int:
    """Telegram's update ids start, and start again after a quiet week, somewhere at random."""
    return 100_000_000 + secrets.randbelow(800_000_000)
