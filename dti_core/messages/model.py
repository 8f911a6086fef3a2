"""The neutral message: what every channel can show in its own way. No channel, no I/O."""

from dataclasses import dataclass
from typing import Literal

ACTION_LIMIT = 60
"""Bytes of an encoded action: the strictest channel takes 64, four are kept for the channel's own prefix."""

Lane = Literal["reply", "status", "notice", "bulk"]


@dataclass(frozen=True)
class Span:
    """A run of text in one style; `link` makes it a link."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


RichText = tuple[Span, ...]


@dataclass(frozen=True)
class Action:
    """What a button does: a verb and its arguments. The person is known from who presses, never from here."""

    verb: str
    args: tuple[str, ...] = ()

    def encode(self) -> str:
        """`verb|arg|arg`; raises ValueError for a bar in an argument or more than `ACTION_LIMIT` bytes."""
        parts = (self.verb, *self.args)
        if any("|" in part for part in parts):
            raise ValueError(f"action argument with a bar: {parts}")
        text = "|".join(parts)
        if len(text.encode()) > ACTION_LIMIT:
            raise ValueError(f"action over {ACTION_LIMIT} bytes: {text}")
        return text

    @staticmethod
    def decode(text: str) -> "Action":
        """The inverse of `encode`; any text gives an action (an unknown verb is for the conversation)."""
        verb, *args = text.split("|")
        return Action(verb, tuple(args))


@dataclass(frozen=True)
class Choice:
    """One button."""

    label: str
    action: Action


@dataclass(frozen=True)
class Attachment:
    """A file of ours to send along, by its path below the data folder."""

    path: str
    name: str
    kind: Literal["document", "photo"] = "document"


@dataclass(frozen=True)
class Message:
    """One thought: text, rows of buttons, perhaps a file.

    `asks`: it shows the current question, so what is typed before it was seen is asked back.
    `in_place`: where the channel can, it replaces the message whose button was pressed (lists, menus),
    else it is sent anew.
    `running`: a confirmation that grows (the files of an album): where the channel can, a later message
    with the same mark replaces the earlier one in the chat, else it is sent anew.
    `sealed`: words at the end that must not lie anywhere but in the chat, as the store seals them.
    `unremoved`: it answers words that must not stay in the chat, so the channel takes the person's message
    away first (`removes`, as the platform calls it); these are the words where it cannot.
    `asks_phone`: where the channel can, a button with this label that shares the person's own number;
    `ends_phone`: it is needed no more. Neither goes together with choices.
    """

    text: RichText
    choices: tuple[tuple[Choice, ...], ...] = ()
    asks: bool = False
    in_place: bool = False
    attachment: Attachment | None = None
    running: str | None = None
    sealed: str | None = None
    asks_phone: str | None = None
    ends_phone: bool = False
    unremoved: RichText | None = None
    removes: str | None = None


def plain(text: RichText) -> str:
    """The words alone."""
    return "".join(span.text for span in text)
