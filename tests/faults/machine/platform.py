"""The platform as people see it: chats with messages and buttons, updates kept until they are confirmed."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.channel import Blocked, Delivered, Outcome, Part, SlowDown, TargetGone, Uncertain, Unreachable
from bot.incoming import Translated
from bot.telegram.render import render
from bot.telegram.translate import translate
from dti_core.messages.model import Message
from tests.faults.machine.clock import Clock

BOT = "bot"
CONTENT = {"a": b"%PDF-1.4 a\n%%EOF", "b": b"%PDF-1.4 b\n%%EOF", "odd": b"MZ not a document"}


class NothingNew(BaseException):
    """The long poll would wait."""


@dataclass
class Bubble:
    """A message on the screen."""

    ref: int
    text: str
    keyboard: tuple[tuple[tuple[str, str], ...], ...] = ()
    ours: bool = True


@dataclass
class Chat:
    """One person's chat with the bot on one phone."""

    bubbles: dict[int, Bubble] = field(default_factory=dict)
    last: int = 0
    blocked: bool = False

    def add(self, text: str, keyboard: Any = (), *, ours: bool = True) -> int:
        self.last += 1
        self.bubbles[self.last] = Bubble(self.last, text, keyboard, ours)
        return self.last

    def buttons(self) -> list[tuple[int, str]]:
        """Every button on the screen, old ones too: message and data."""
        shown = [b for b in self.bubbles.values() if b.ours]
        return [(b.ref, data) for b in shown for row in b.keyboard for _, data in row]


@dataclass(frozen=True)
class Shown:
    """One message that reached a phone; `row`: of the outbox, 0 for a status message."""

    row: int
    chat: str
    ref: int
    text: str


class Platform:
    """A channel to the bot, and the people's side of it; hands updates out until a fetch confirms them."""

    name = "telegram"
    bot = BOT

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.chats: dict[str, Chat] = defaultdict(Chat)
        self.waiting: list[dict[str, Any]] = []
        self.confirmed: list[dict[str, Any]] = []
        self.shown: list[Shown] = []
        self.row = 0
        """What is being sent just now."""
        self.fates: list[Outcome] = []
        """What becomes of the next attempts; `Uncertain` is delivered all the same."""
        self.excuses: Counter[int] = Counter()
        """How often a message may be seen once more: who sent it could not know that it arrived."""
        self._last_update = 0

    # The people's side.

    def says(self, account: str, text: str) -> None:
        ref = self.chats[account].add(text, ours=False)
        self._update(message=self._message(account, ref) | {"text": text})

    def sends(self, account: str, *files: str) -> None:
        """One file with words, or several at once: one thing to the person, several updates to us."""
        more = {"caption": "trang 3"} if len(files) == 1 else {"media_group_id": f"album{self._last_update}"}
        for file in files:
            ref = self.chats[account].add(f"[{file}]", ours=False)
            sent = {"document": {"file_id": file, "file_name": f"{file}.pdf", "file_size": 20}}
            self._update(message=self._message(account, ref) | sent | more)

    def sticks(self, account: str) -> None:
        ref = self.chats[account].add("[sticker]", ours=False)
        self._update(message=self._message(account, ref) | {"sticker": {"file_id": "s"}})

    def presses(self, account: str, data: str, ref: int | None = None) -> None:
        on = {} if ref is None else {"message": {"message_id": ref, "chat": self._chat(account)}}
        self._update(
            callback_query={"id": f"c{self._last_update}", "from": self._from(account), "data": data} | on
        )

    def blocks(self, account: str, *, blocked: bool) -> None:
        self.chats[account].blocked = blocked
        status = {"status": "kicked" if blocked else "member"}
        facts = {"chat": self._chat(account), "from": self._from(account), "new_chat_member": status}
        self._update(my_chat_member=facts)

    def deletes(self, account: str, ref: int) -> None:
        self.chats[account].bubbles.pop(ref, None)

    def repeats(self, number: int) -> None:
        """An update that was confirmed comes once more."""
        if self.confirmed:
            self.waiting.append(self.confirmed[number % len(self.confirmed)])

    def overtakes(self) -> None:
        """The two newest updates change places."""
        self.waiting[-2:] = reversed(self.waiting[-2:])

    # The bot's side.

    async def raw_updates(self, offset: int | None) -> list[dict[str, Any]]:
        if offset is not None:
            ids = [update["update_id"] for update in self.waiting]
            done = ids.index(offset - 1) + 1 if offset - 1 in ids else 0
            self.confirmed += self.waiting[:done]
            del self.waiting[:done]
        if not self.waiting:
            raise NothingNew
        return list(self.waiting)

    def translate(self, payload: Mapping[str, Any], received: datetime) -> Translated:
        return translate(payload, received)

    def render(self, message: Message) -> tuple[Part, ...]:
        return render(message)

    async def send(self, address: str, part: Part, quietly: bool = False) -> Outcome:
        return self._arrives(address, part, None)

    async def edit(self, address: str, ref: str, part: Part) -> Outcome:
        return self._arrives(address, part, int(ref))

    async def pin(self, address: str, ref: str) -> None:
        """Everybody finds it."""

    async def delete(self, address: str, ref: str) -> None:
        self.chats[address].bubbles.pop(int(ref), None)

    async def take_away(self, address: str, ref: str) -> Outcome:
        """What people typed is not kept here."""
        return Delivered()

    async def acknowledge(self, callback: str, toast: str | None = None) -> None:
        """Nothing waits for it here."""

    async def answers(self) -> bool:
        return True

    async def fetch(self, reference: str) -> bytes:
        await asyncio.sleep(0)
        return CONTENT[reference]

    def _arrives(self, address: str, part: Part, ref: int | None) -> Outcome:
        fate = self.fates.pop(0) if self.fates else None
        chat = self.chats[address]
        if isinstance(fate, SlowDown | Unreachable):
            return fate
        if chat.blocked:
            return Blocked("bot was blocked by the user")
        if ref is not None and ref not in chat.bubbles:
            return TargetGone("message to edit not found")
        if ref is None:
            ref = chat.add(part.markup, part.keyboard)
        else:
            chat.bubbles[ref] = Bubble(ref, part.markup, tuple(part.keyboard))
        self.shown.append(Shown(self.row, address, ref, part.markup))
        if isinstance(fate, Uncertain):
            self.excuses[self.row] += 1
            return fate
        return Delivered(str(ref))

    def _update(self, **what: Any) -> None:
        self._last_update += 1
        self.waiting.append({"update_id": self._last_update, **what})

    def _message(self, account: str, ref: int) -> dict[str, Any]:
        seconds = int(self._clock().timestamp())
        return {
            "message_id": ref, "date": seconds, "chat": self._chat(account), "from": self._from(account)
        }  # fmt: skip

    def _chat(self, account: str) -> dict[str, Any]:
        return {"id": int(account), "type": "private"}

    def _from(self, account: str) -> dict[str, Any]:
        return {"id": int(account), "first_name": f"Người {account}"}
