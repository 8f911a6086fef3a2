"""What host and sender need of a channel, and how a channel reports the fate of a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.incoming import Translated
from dti_core.messages.model import Message

FILE_LIMIT = 20 * 1024 * 1024
"""Bytes of a file taken as evidence; also what bots may download."""


@dataclass(frozen=True)
class Delivered:
    """The platform has it; `ref` names it for edits (None where it is unchanged or the platform does not
    tell)."""

    ref: str | None = None


@dataclass(frozen=True)
class SlowDown:
    """Refused for now; nothing was delivered. `seconds`: how long the platform asks us to wait."""

    seconds: float


@dataclass(frozen=True)
class Unreachable:
    """The platform was not reached or was broken; nothing was delivered."""

    why: str


@dataclass(frozen=True)
class Uncertain:
    """No answer in time: it may have been delivered."""

    why: str


@dataclass(frozen=True)
class Blocked:
    """The person blocked the bot or is gone."""

    why: str


@dataclass(frozen=True)
class TargetGone:
    """The message to edit cannot be edited any more."""

    why: str


@dataclass(frozen=True)
class Rejected:
    """The platform will never take this message: a defect of ours."""

    why: str


Outcome = Delivered | SlowDown | Unreachable | Uncertain | Blocked | TargetGone | Rejected


@dataclass(frozen=True)
class Part:
    """One message of the platform. `markup` and `keyboard` are in the channel's own form."""

    markup: str
    keyboard: Sequence[Sequence[tuple[str, str]]] = ()
    file: str | None = None
    file_name: str | None = None
    as_photo: bool = False
    asks_phone: str | None = None
    ends_phone: bool = False


class FileTooLarge(Exception):
    """The platform will not hand over a file of this size."""


class Channel(Protocol):
    """One bot on one platform."""

    name: str
    bot: str

    def translate(self, payload: Mapping[str, Any], received: datetime) -> Translated:
        """What a stored update means; pure."""
        ...

    def render(self, message: Message) -> tuple[Part, ...]:
        """The platform's messages that show this one, buttons on the last; pure."""
        ...

    async def send(self, address: str, part: Part, quietly: bool = False) -> Outcome:
        """Send a new message; `quietly`: without sound."""
        ...

    async def edit(self, address: str, ref: str, part: Part) -> Outcome:
        """Replace a message of ours; `TargetGone` where that cannot be done."""
        ...

    async def pin(self, address: str, ref: str) -> None:
        """Keep a message in sight, without sound; best effort."""
        ...

    async def delete(self, address: str, ref: str) -> None:
        """Remove a message of ours; best effort."""
        ...

    async def take_away(self, address: str, ref: str) -> Outcome:
        """Remove a message of the person's; `Delivered` where it is gone, now or before."""
        ...

    async def acknowledge(self, callback: str, toast: str | None = None) -> None:
        """End the waiting sign on a pressed button; best effort, short, never fails."""
        ...

    async def answers(self) -> bool:
        """Whether the platform answers at all: asked with something that changes nothing."""
        ...

    async def fetch(self, reference: str) -> bytes:
        """A file's bytes; raises `FileTooLarge`, or OSError where it cannot be had now."""
        ...
