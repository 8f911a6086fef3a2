"""What the state machine is made of: store, Redis, platform, bot, worker, and everything that must hold."""

import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from redis.exceptions import RedisError

import bot.host.dispatcher
import bot.host.prepare
import bot.sender.status
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.faults.machine import histories, messages_out, points_of, rights, status_seen
from tests.faults.machine.clock import Clock, instead_of_the_systems
from tests.faults.machine.platform import Platform
from tests.faults.machine.points import Death, Points
from tests.faults.machine.stored import Stored
from tests.faults.machine.town import ACCOUNTS, CONTACTS, found
from tests.faults.machine.workshop import Bot, Wakers, Worker
from worker.embedded import EmbeddedValkey
from worker.processes import end

A_BREATH = timedelta(seconds=0.5)
"""Between two things that people do."""
IMPATIENT = (
    (bot.host.prepare, "QUESTION_PATIENCE"),
    (bot.host.dispatcher, "LONGEST_PAUSE"),
    (bot.sender.status, "SETTLE_SECONDS"),
)
"""Waiting in the system's time for what another part does meanwhile: here they take turns."""
ROUNDS = 12
"""In which everything comes to rest once nothing harms it any more."""


@dataclass(frozen=True)
class Way:
    """How far an update is worked on before anything else happens (0: not at all … 4: scored and shown), and
    what befalls it: a named point, and `death` or `busy`."""

    far: int = 4
    harm: tuple[str, str] | None = None


ALL_THE_WAY = Way()


class House:
    """One province at work. Every method leaves it in a state that `check` accepts."""

    def __init__(self, db: Database, valkey: EmbeddedValkey) -> None:
        self.db, self.valkey = db, valkey
        self.undo = ExitStack()
        self.data_dir = Path(tempfile.mkdtemp(prefix="dti-machine-"))
        self.clock, self.points = Clock(), Points()
        self.redis_process: subprocess.Popen[bytes] | None = valkey.start()
        self.undo.enter_context(instead_of_the_systems(self.clock))
        for module, name in IMPATIENT:
            self.undo.enter_context(patch.object(module, name, 0.0))
        self.platform = Platform(self.clock)
        self.undo.enter_context(self.points.watched())
        self.runner = self.undo.enter_context(asyncio.Runner())
        self.wakers = Wakers(valkey.url, db, self.clock)
        self.town = found(db, self.clock)
        self.age = 0
        """How often it was checked."""
        self._seen = 0
        self.before: Stored | None = None
        self.bot = self._new_bot()
        self.worker = Worker(valkey.url, db, self.clock, self.data_dir)
        for name in CONTACTS:
            self.platform.says(ACCOUNTS[name], "/start")
        self.goes_on()

    def close(self) -> None:
        self.bot.die()
        self.redis_goes()
        self.undo.close()
        shutil.rmtree(self.data_dir)

    # What goes on by itself.

    def goes_on(self, way: Way = ALL_THE_WAY) -> None:
        """Nothing; fetched; applied and a worker woken; answered; scored and shown."""
        if way.harm is not None:
            self.points.lay(*way.harm)
        self.clock.jump(A_BREATH)
        steps = (self.bot_fetches, self.bot_applies, self.bot_sends, self.worker_works, self.bot_shows)
        for step in steps[: way.far if way.far < 4 else None]:
            step()

    def bot_fetches(self) -> None:
        self._bot_does(Bot.fetch)

    def bot_applies(self) -> None:
        self._bot_does(Bot.apply)

    def bot_sends(self) -> None:
        self._bot_does(Bot.send)

    def bot_shows(self) -> None:
        self._bot_does(Bot.show)

    def worker_works(self) -> None:
        with suppress(Death):
            self.worker.work()

    def sweeper_sweeps(self) -> None:
        with suppress(Death):
            self.wakers.sweep()

    def redis_goes(self) -> None:
        if self.redis_process is not None:
            end(self.redis_process, grace=1.0)
            self.redis_process = None

    def redis_comes(self) -> None:
        if self.redis_process is None:
            self.redis_process = self.valkey.start()

    def redis_forgets(self) -> None:
        with suppress(RedisError):
            self.wakers.connection.flushall()

    def _bot_does(self, act: Callable[[Bot], None]) -> None:
        try:
            act(self.bot)
        except Death:
            self._excuse_what_is_not_noted()
            self.bot.die()
            self.bot = self._new_bot()

    def _new_bot(self) -> Bot:
        return Bot(
            self.runner, self.db, self.platform, self.clock, self.wakers, self.data_dir, rights.WatchedHost
        )

    def _excuse_what_is_not_noted(self) -> None:
        """What has left, and nobody knows, will leave once more."""
        noted = {row.id for row in rights.look(self.db).of(t.outbox) if row.state != "pending"}
        self.platform.excuses.update({one.row for one in self.platform.shown if one.row not in noted})

    # What must hold.

    def check(self) -> None:
        """At any moment."""
        with self.db.read() as conn:
            now = rights.read(conn)
            points_of.every_score_is_a_recompute_or_on_its_way(conn, now)
            points_of.ranks_are_an_ordering_with_ties(conn, now)
        points_of.no_version_runs_ahead(now)
        histories.every_current_value_is_the_last_of_its_history(now)
        histories.every_state_is_explained(now)
        histories.every_verdict_is_explained(now)
        histories.nothing_kept_is_lost(self.before, now)
        histories.every_file_is_there(now, self.data_dir)
        messages_out.no_message_is_lost_or_altered(self.before, now)
        messages_out.every_update_is_answered_once(now)
        messages_out.no_update_is_stored_twice(now)
        messages_out.what_was_sent_was_seen_in_order(now, self.platform)
        names = {unit: f"Sở {name}" for name, unit in self.town.units.items()}
        messages_out.nobody_hears_of_a_unit_that_is_not_theirs(self.before, now, names)
        messages_out.nobody_is_shown_a_unit_that_is_not_theirs(now, self.platform, names, self._seen)
        self._seen = len(self.platform.shown)
        if self.before is not None:
            rights.published_is_frozen(self.before, now)
        self.before = now
        self.age += 1

    # Peace.

    def settles(self) -> None:
        """Nothing harms any more; soon everything is stored, scored, sent and shown."""
        self.points.clear()
        self.platform.fates.clear()
        self.redis_comes()
        for chat in self.platform.chats:
            if self.platform.chats[chat].blocked:
                self.platform.blocks(chat, blocked=False)
        self._until(self._is_all_applied, lambda: self.goes_on(Way(2)))
        self._until(self._is_all_scored, self._a_moment_for_the_workers)
        self._until(self._is_all_answered, self._a_moment_for_the_sender)
        self._until(self._is_all_sent, self._a_while_for_the_senders)
        self.check()
        with self.db.read() as conn:
            now = rights.read(conn)
            points_of.every_score_is_a_recompute_or_on_its_way(conn, now, settled=True)
            messages_out.every_update_is_settled(now, self.platform)
            status_seen.every_pinned_message_shows_how_things_stand(conn, now, self.platform, self.clock)

    def _until(self, is_done: Callable[[], bool], work: Callable[[], None]) -> None:
        for _ in range(ROUNDS):
            work()
            if is_done():
                return
        raise AssertionError(f"it does not come to rest: {is_done.__name__}")

    def _a_moment_for_the_workers(self) -> None:
        """Seconds, not minutes."""
        self.sweeper_sweeps()
        self.worker_works()
        self.clock.jump(timedelta(seconds=2))

    def _a_moment_for_the_sender(self) -> None:
        """A minute or two: a reply that may have been delivered is not said again at once."""
        self.bot_sends()
        self.clock.jump(timedelta(seconds=15))

    def _a_while_for_the_senders(self) -> None:
        """Until the next morning at most: nobody is told by night what is no hurry."""
        self.bot_sends()
        self.bot_shows()
        self.clock.jump(timedelta(hours=3))

    def _is_all_applied(self) -> bool:
        waits = any(row.state == "pending" for row in rights.look(self.db).of(t.inbox))
        return not waits and not self.platform.waiting

    def _is_all_scored(self) -> bool:
        now = rights.look(self.db)
        published = any(row.state == "published" for row in now.of(t.campaign))
        behind = any(row.scored_version < row.wanted_version for row in now.of(t.enrolment))
        return published or not (
            behind or any(row.computed_version < row.wanted_version for row in now.of(t.peer_group))
        )

    def _is_all_answered(self) -> bool:
        return not any(row.state == "pending" and row.lane == 0 for row in rights.look(self.db).of(t.outbox))

    def _is_all_sent(self) -> bool:
        now = rights.look(self.db)
        waits = any(row.state == "pending" for row in now.of(t.outbox))
        return not waits and not status_seen.due(now)
