"""A workbook between a person and the system: look at what it would change, decide, apply, drop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from dti_core.campaign import tasks
from dti_core.campaign.forms import proposals
from dti_core.campaign.forms.holders import Holder
from dti_core.campaign.forms.proposals import Applied, Proposed
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.tasks import Requester
from dti_core.messages import forms as texts
from dti_core.messages.form_views import Side
from dti_core.messages.forms import Verbs
from dti_core.messages.model import Action, Message
from dti_core.survey.dossier import Paper

QUESTIONNAIRE, ANSWERS = "questionnaire_book", "answers_book"
"""The two kinds of task of a contact."""
SIDES: Mapping[str, Side] = {"file": "file", "system": "system"}


@dataclass
class Counter:
    """Where books are decided on: who, in which transaction, and what is said."""

    conn: Connection
    holder: Holder
    verbs: Verbs
    now: datetime
    messages: list[Message] = field(default_factory=list)

    def look(self, args: tuple[str, ...]) -> None:
        """The preview, some lines of it, or the next conflict."""
        found = proposals.look(self.conn, self.holder, _number(args[0]), self.now)
        if isinstance(found, Refusal):
            self._refused(found)
        elif args[1] == "conflict":
            self._show(found, deciding=True)
        elif args[1] in ("change", "refused"):
            page = texts.section(found.comparison, found.id, args[1], _number(args[2]), self.verbs)
            self.messages.append(page)
        else:
            self._show(found)

    def pick(self, args: tuple[str, ...]) -> None:
        """One conflict decided."""
        self._decide(args[0], args[1], args[2])

    def pick_all(self, args: tuple[str, ...]) -> None:
        """All that are left."""
        self._decide(args[0], None, args[1])

    def apply(self, args: tuple[str, ...]) -> None:
        """All of it, or nothing."""
        done = proposals.apply(self.conn, self.holder, _number(args[0]), args[1], self.now)
        if isinstance(done, Refusal):
            self._refused(done)
        elif isinstance(done, Applied):
            self.messages.append(texts.applied(done.comparison, self.verbs))
        else:
            self._show(done)

    def cite(self, proposal: str, paper: Paper) -> None:
        """The unit's document is named; the preview with it."""
        found = proposals.cite(self.conn, self.holder, _number(proposal), paper, self.now)
        if isinstance(found, Refusal):
            self._refused(found)
        else:
            self._show(found)

    def cancel(self, args: tuple[str, ...]) -> None:
        """Forget it."""
        refusal = proposals.cancel(self.conn, self.holder, _number(args[0]), self.now)
        if refusal is not None:
            self._refused(refusal)
        else:
            self.messages.append(texts.cancelled(self.verbs))

    def _decide(self, proposal: str, mark: str | None, side: str) -> None:
        if side not in SIDES:
            self._refused(Refusal("unknown_proposal"))
            return
        found = proposals.decide(self.conn, self.holder, _number(proposal), mark, SIDES[side], self.now)
        if isinstance(found, Refusal):
            self._refused(found)
        else:
            self._show(found, deciding=True)

    def _show(self, found: Proposed, *, deciding: bool = False) -> None:
        if deciding and found.comparison.having("conflict"):
            self.messages.append(texts.conflict(found.comparison, found.id, self.verbs))
        else:
            said = texts.preview(found.comparison, found.id, self.verbs, moved=found.moved)
            self.messages.append(said)

    def _refused(self, refusal: Refusal) -> None:
        self.messages.append(texts.refused(refusal.code, refusal.subject, self.verbs))


Act = Callable[[Counter, tuple[str, ...]], None]
CONTACT: Mapping[str, tuple[Act, int]] = {
    texts.CONTACT.look: (Counter.look, 3),
    texts.CONTACT.pick: (Counter.pick, 3),
    texts.CONTACT.all: (Counter.pick_all, 2),
    texts.CONTACT.apply: (Counter.apply, 2),
    texts.CONTACT.cancel: (Counter.cancel, 1),
}


def answer(conn: Connection, speaker: Speaker, action: Action, now: datetime) -> tuple[Message, ...] | None:
    """What a contact's button about a book leads to; None where it is about something else."""
    known = CONTACT.get(action.verb)
    if known is None or len(action.args) != known[1]:
        return None
    counter = Counter(conn, speaker, texts.CONTACT, now)
    known[0](counter, action.args)
    return tuple(counter.messages)


def ask(conn: Connection, speaker: Speaker, kind: str, arguments: Mapping[str, str], now: datetime) -> None:
    """Have a worker do it for a contact in the role that they work in."""
    requester = Requester(speaker.person, speaker.active_assignment, speaker.identity)
    mark = f"{kind}:{speaker.active_assignment}:{arguments.get('sha256', '')}"
    tasks.ask(conn, kind, arguments, now, requester=requester, mark=mark)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
