"""What people do, as facts without a channel."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dti_core.messages.model import Action


@dataclass(frozen=True)
class StoredFile:
    """A file that is already durable under its SHA-256 (hex); size in bytes, type found from its content.

    `book`: whether it is one of our workbooks to fill in (`form`), or looks like one (`maybe`).
    """

    sha256: str
    name: str
    mime: str
    size: int
    book: Literal["", "form", "maybe"] = ""


@dataclass(frozen=True)
class RefusedFile:
    """A file that was not taken, and why."""

    name: str
    reason: Literal[
        "too_large",
        "download_failed",
        "empty",
        "type",
        "macro",
        "password",
        "damaged",
        "renamed",
        "infected",
        "too_many",
    ]
    size: int
    sha256: str = ""
    """Of what was found infected."""


@dataclass(frozen=True)
class Started:
    """/start, with the payload of an invitation link if there was one."""

    payload: str | None = None


@dataclass(frozen=True)
class TextTyped:
    """Words."""

    text: str


@dataclass(frozen=True)
class ButtonPressed:
    """A tap on one of our buttons, however old."""

    action: Action


@dataclass(frozen=True)
class FileSent:
    """One file or picture; `caption` are the words typed with it; files of one album share `album`."""

    file: StoredFile | RefusedFile
    caption: str | None = None
    album: str | None = None


@dataclass(frozen=True)
class ContactShared:
    """A phone number, shared by the app; `own`: the app vouches that it is the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True)
class OtherSent:
    """Something that cannot be an answer: sticker, voice, location…"""

    kind: str


@dataclass(frozen=True)
class Event:
    """One thing that happened, at the platform's time. `seen`: the current question had been shown before."""

    what: Started | TextTyped | ButtonPressed | FileSent | ContactShared | OtherSent
    at: datetime
    channel: str
    seen: bool = True
