"""What a channel makes of a platform's update, before files are fetched and people are known."""

from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.events import ButtonPressed, ContactShared, OtherSent, Started, TextTyped


@dataclass(frozen=True)
class FileRef:
    """A file still on the platform's server. `size` in bytes where the platform tells it."""

    reference: str
    name: str
    size: int | None = None
    caption: str | None = None
    album: str | None = None


What = Started | TextTyped | ButtonPressed | ContactShared | OtherSent | FileRef


@dataclass(frozen=True)
class Incoming:
    """One thing that a person did. `at` is the platform's time.

    `order`: place among the chat's messages, comparable with the `message_ref` of ours; None for a button.
    `pressed`: the message whose button it was; `callback`: what the platform wants acknowledged.
    """

    external_id: str
    address: str
    display_name: str
    what: What
    at: datetime
    order: int | None = None
    pressed: str | None = None
    callback: str | None = None


@dataclass(frozen=True)
class Reachability:
    """The person blocked the bot or let it in again."""

    external_id: str
    reachable: bool


@dataclass(frozen=True)
class Ignored:
    """Nothing for us: a group, a channel post, a kind that did not exist when this was written."""

    why: str


Translated = Incoming | Reachability | Ignored
