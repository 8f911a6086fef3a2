"""A channel that notes what it is asked to do and answers as it is told; for unit tests of the sender."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.channel import Delivered, Outcome, Part
from bot.incoming import Ignored, Translated
from bot.telegram.render import render
from dti_core.messages.model import Message


class FakeChannel:
    """Numbers what it delivers; `fates` are the outcomes of the next attempts, delivery when they run out."""

    name = "telegram"

    def __init__(self, *fates: Outcome, bot: str = "1") -> None:
        self.bot = bot
        self.fates = list(fates)
        self.calls: list[tuple[str, ...]] = []
        self.is_answering = True
        self._next = 100

    def translate(self, payload: Mapping[str, Any], received: datetime) -> Translated:
        return Ignored(f"{payload} {received}")

    def render(self, message: Message) -> tuple[Part, ...]:
        return render(message)

    async def send(self, address: str, part: Part, quietly: bool = False) -> Outcome:
        self.calls.append(("send", address, part.markup, "quietly" if quietly else "aloud"))
        self._next += 1
        return self.fates.pop(0) if self.fates else Delivered(str(self._next))

    async def edit(self, address: str, ref: str, part: Part) -> Outcome:
        self.calls.append(("edit", address, ref, part.markup))
        return self.fates.pop(0) if self.fates else Delivered(ref)

    async def pin(self, address: str, ref: str) -> None:
        self.calls.append(("pin", address, ref))

    async def delete(self, address: str, ref: str) -> None:
        self.calls.append(("delete", address, ref))

    async def take_away(self, address: str, ref: str) -> Outcome:
        self.calls.append(("take_away", address, ref))
        return self.fates.pop(0) if self.fates else Delivered()

    async def acknowledge(self, callback: str, toast: str | None = None) -> None:
        self.calls.append(("acknowledge", callback, toast or ""))

    async def answers(self) -> bool:
        self.calls.append(("answers",))
        return self.is_answering

    async def fetch(self, reference: str) -> bytes:
        self.calls.append(("fetch", reference))
        return b""
