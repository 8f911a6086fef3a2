"""The staff at their desks: a campaign in a database, and members of the staff who press and type.

Every press goes through the real host turn (roles, powers, use case, outbox), without a channel or a process.
"""

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.dialogue.events import ButtonPressed, ContactShared, Event, FileSent, Started, StoredFile, TextTyped
from bot.host.dialogue import real
from bot.host.turn import Cue, Turn
from dti.errands import KINDS
from dti_core.campaign import conversations, errands, files, invitations
from dti_core.campaign.filetypes import BOOK
from dti_core.campaign.invitations import Reach
from dti_core.campaign.outbox import Target
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import due
from dti_core.excel.forms.marks import likeness
from dti_core.messages import codec
from dti_core.messages.model import Action, Message, plain
from dti_core.messages.verbs import JOIN
from dti_core.store import tables as t
from tests.campaign.world import CONSENT, World

OWN_MESSAGE = "4711"
"""What the platform calls a message that somebody of these types."""


@dataclass
class Hand:
    """One person of the staff (or a contact) at the chat."""

    world: World
    speaker: Speaker
    messages: list[Message] = field(default_factory=list)

    def _happens(self, what: object) -> list[Message]:
        with self.world.db.write() as conn:
            active = conversations.active_assignment(conn, self.speaker.person)
            speaker = replace(self.speaker, active_assignment=active)
            inbox = conn.execute(t.inbox.insert().returning(t.inbox.c.id), self._update()).scalar_one()
            own = None if isinstance(what, ButtonPressed) else OWN_MESSAGE
            cue = Cue(inbox, Target(speaker.channel, "bot", speaker.identity), None, own)
            event = Event(what, self.world.now, speaker.channel)
            before = self._newest(conn)
            Turn(real(), conn, speaker, cue, self.world.now).take(event)
        return self._new(before)

    def press(self, label: str) -> list[Message]:
        """The newest button with this label."""
        for message in reversed(self.messages):
            for choice in (choice for row in message.choices for choice in row):
                if choice.label == label:
                    return self._happens(ButtonPressed(choice.action))
        raise LookupError(f"no button {label!r}; there are {self.labels()}")

    def does(self, verb: str, *args: str | int) -> list[Message]:
        """A button with this action, wherever it may come from."""
        return self._happens(ButtonPressed(Action(verb, tuple(map(str, args)))))

    def types(self, text: str) -> list[Message]:
        return self._happens(TextTyped(text))

    def starts(self) -> list[Message]:
        return self._happens(Started())

    def sends(self, data_dir: Path, name: str, content: bytes, caption: str | None = None) -> list[Message]:
        kept = files.store(data_dir, [content], name)
        assert isinstance(kept, files.StoredFile), kept
        book = likeness(data_dir / files.path_of(kept.sha256)) if kept.mime == BOOK else ""
        sent = StoredFile(kept.sha256, kept.name, kept.mime, kept.size, book)
        return self._happens(FileSent(sent, caption))

    def waits(self, data_dir: Path) -> list[Message]:
        """Whatever is due or waits is done; what this person is told then."""
        with self.world.db.read() as conn:
            before = self._newest(conn)
        due.run_due(self.world.db, self.world.now)
        errands.run(self.world.db, data_dir, KINDS, clock=lambda: self.world.now)
        return self._new(before)

    def shows_own_number(self) -> None:
        """Where a number is asked for to be sure who it is: the one that the roster has."""
        if not self.messages[-1].asks_phone:
            return
        args = (row.args for row in self._offered() if row.verb == JOIN)
        named = next(iter(args), ("0",))
        (invitation,) = self.world.rows(t.invitation, id=int(named[0]))
        (member,) = self.world.rows(t.member, id=invitation.member_id)
        self._happens(ContactShared(member.phone, own=True))

    def _offered(self) -> list[Action]:
        return [choice.action for m in self.messages for row in m.choices for choice in row]

    @property
    def text(self) -> str:
        """The words of the newest message."""
        return plain(self.messages[-1].text)

    def labels(self) -> list[str]:
        """The buttons of the newest message."""
        return [choice.label for row in self.messages[-1].choices for choice in row]

    def _newest(self, conn: object) -> int:
        rows = conn.execute(t.outbox.select().order_by(t.outbox.c.id.desc()).limit(1))
        row = rows.one_or_none()
        return row.id if row else 0

    def _new(self, before: int) -> list[Message]:
        o = t.outbox.c
        mine = t.outbox.select().where(o.identity_id == self.speaker.identity, o.id > before).order_by(o.id)
        with self.world.db.read() as conn:
            new = [codec.load(row.payload) for row in conn.execute(mine)]
        self.messages += new
        return new

    def _update(self) -> dict[str, object]:
        return {
            "channel": self.speaker.channel,
            "bot": "bot",
            "update_id": f"u{secrets.token_hex(6)}",
            "conversation_key": f"c{self.speaker.identity}",
            "payload": "{}",
            "received_at": self.world.now,
            "state": "done",
        }


def staff(world: World, role: str = "manager", groups: str | None = None, indices: str | None = None) -> Hand:
    """Somebody who has accepted an invitation to a role of the staff."""
    speaker = world.stranger()
    with world.db.write() as conn:
        reach = Reach(world.campaign, role, groups=groups, indices=indices)
        token = invitations.issue_for(conn, reach, world.now)
        view = invitations.look_up(conn, token, speaker.person, world.now)
        accepted = invitations.accept(conn, speaker, view.id, CONSENT, speaker.channel, world.now)
        assert not isinstance(accepted, Refusal), accepted
    return Hand(world, replace(speaker, active_assignment=accepted))


def contact(world: World, slug: str) -> Hand:
    """The unit's own contact, at the chat."""
    return Hand(world, world.speakers.get(slug) or world.unit(slug))
