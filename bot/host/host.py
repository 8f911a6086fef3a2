"""The host: applies one stored update in one transaction."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection

from bot.dialogue.commands import FOR_WORKERS
from bot.dialogue.events import Event, FileSent, RefusedFile, StoredFile
from bot.host.applied import Applied
from bot.host.dialogue import Dialogue
from bot.host.job import Job, Ready, What
from bot.host.seen import was_seen
from bot.host.turn import Cue, Turn
from bot.incoming import Incoming, Reachability
from dti_core.campaign import conversations, inbox, outbox, people, uploads
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.outbox import Cause, Fate, Target
from dti_core.messages import codec
from dti_core.messages.contact import trouble
from dti_core.messages.model import Message
from dti_core.store.database import Database


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class Host:
    """Blocking; every method is one transaction, called from the dispatcher's threads."""

    def __init__(
        self, dialogue: Dialogue, db: Database, channel: str, bot: str, now: Callable[[], datetime] = clock
    ) -> None:
        self._dialogue = dialogue
        self._db = db
        self._channel = channel
        self._bot = bot
        self._now = now

    def newest_id(self) -> int:
        """The last update stored so far."""
        with self._db.read() as conn:
            return inbox.newest_id(conn)

    def waiting_keys(self, limit: int) -> list[str]:
        """Conversations with something to apply."""
        with self._db.read() as conn:
            return inbox.waiting_keys(conn, self._channel, self._bot, limit)

    def next_job(self, key: str) -> Job | None:
        """The next update of a conversation."""
        with self._db.read() as conn:
            row = inbox.next_of(conn, key)
            return None if row is None else Job(row, self._asked(conn, key))

    def asked(self, job: Job) -> Fate | None:
        """What became of the message that asks the current question, as of now."""
        with self._db.read() as conn:
            return self._asked(conn, job.row.key)

    def apply(self, ready: Ready) -> Applied:
        """Apply an update: all of it, or nothing where this raises."""
        with self._db.write() as conn:
            row = inbox.next_of(conn, ready.row.key, lock=True)
            if row is None or row.id != ready.row.id:
                return Applied()  # another process was faster
            applied = self._take(conn, ready)
            inbox.done(conn, row.id, self._now())
            return applied

    def note_attempt(self, job: Job, why: str) -> int:
        """Count a failed attempt; how many there have been."""
        with self._db.write() as conn:
            return inbox.count_attempt(conn, job.row.id, why)

    def quarantine(self, job: Job, why: str, incoming: Incoming | None) -> Applied:
        """Put an update aside and tell the person, where it is known who it was."""
        with self._db.write() as conn:
            inbox.quarantine(conn, job.row.id, why, self._now())
            if incoming is None:
                return Applied()
            target = Target(self._channel, self._bot, self._meet(conn, incoming).identity)
            message = codec.dump(trouble.QUARANTINED)
            outbox.put(conn, target, message, self._now(), cause=Cause(job.row.id, 0))
            return Applied(replies=True, callback=incoming.callback)

    def _take(self, conn: Connection, ready: Ready) -> Applied:
        if isinstance(ready.meaning, Reachability):
            self._note_reachability(conn, ready.meaning)
            return Applied(replies=ready.meaning.reachable)
        incoming, what = ready.incoming, ready.what
        if incoming is not None and ready.admission == "told":
            return self._tell(conn, ready, incoming, trouble.TOO_FAST)
        if incoming is None or what is None:
            return Applied()
        conversations.lock(conn, self._channel, self._bot, incoming.external_id)
        speaker = self._meet(conn, incoming)
        seen = was_seen(incoming, ready.row.received_at, self._asked(conn, ready.row.key))
        if isinstance(what, FileSent) and isinstance(what.file, StoredFile):
            uploads.note(conn, speaker.person, what.file.size, self._now())
        sent = None if incoming.order is None else str(incoming.order)
        cue = Cue(ready.row.id, Target(self._channel, self._bot, speaker.identity), incoming.pressed, sent)
        self._note_infected(conn, speaker, what)
        turn = Turn(self._dialogue, conn, speaker, cue, self._now())
        step = turn.take(Event(what, incoming.at, self._channel, seen))
        return Applied(
            replies=turn.replies > 0,
            points=bool(step.commands) or turn.stored_more,
            work=turn.stored_more or any(isinstance(command, FOR_WORKERS) for command in step.commands),
            callback=incoming.callback,
            toast=step.toast,
        )

    def _note_infected(self, conn: Connection, speaker: people.Speaker, what: What) -> None:
        """A file that the scanner refused is part of the history."""
        if isinstance(what, FileSent) and isinstance(what.file, RefusedFile) and what.file.sha256:
            act = Act("file_infected", f"file:{what.file.sha256}", new=str(what.file.size))
            record_act(conn, Who(speaker.person, self._channel), act, self._now())

    def has_room(self, incoming: Incoming, size: int) -> bool:
        """Whether one more file of this person is taken today; strangers' are."""
        with self._db.read() as conn:
            person = conversations.person_of(conn, self._channel, self._bot, incoming.external_id)
            return person is None or uploads.has_room(conn, person, size, self._now())

    def _tell(self, conn: Connection, ready: Ready, incoming: Incoming, said: Message) -> Applied:
        target = Target(self._channel, self._bot, self._meet(conn, incoming).identity)
        outbox.put(conn, target, codec.dump(said), self._now(), cause=Cause(ready.row.id, 0))
        return Applied(replies=True, callback=incoming.callback)

    def _meet(self, conn: Connection, incoming: Incoming) -> people.Speaker:
        return people.resolve(
            conn,
            self._channel,
            self._bot,
            incoming.external_id,
            incoming.address,
            incoming.display_name,
            self._now(),
        )

    def _note_reachability(self, conn: Connection, change: Reachability) -> None:
        identity = conversations.identity_of(conn, self._channel, self._bot, change.external_id)
        if identity is None:
            return
        if change.reachable:
            outbox.unblock(conn, identity)
        else:
            outbox.block(conn, identity, "the person blocked the bot", self._now())

    def _asked(self, conn: Connection, key: str) -> Fate | None:
        external_id = key.removeprefix(inbox.conversation_key(self._channel, self._bot, ""))
        return conversations.question_on_its_way(conn, self._channel, self._bot, external_id)
