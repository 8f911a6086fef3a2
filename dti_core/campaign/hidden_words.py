"""Words that stand in a chat and nowhere else: sealed in the outbox, opened only while they are sent."""

from dataclasses import replace

from sqlalchemy import Connection

from dti_core.messages.model import Message, Span
from dti_core.messages.rich import paragraphs, rich
from dti_core.store import sealing
from dti_core.store.sealing import NoKey, Sealer

PURPOSE = "message"
ADDRESSES = ("https://", "http://")


def hidden(conn: Connection, message: Message, words: str) -> Message:
    """The message with these words, or this address, at its end, sealed."""
    return replace(message, sealed=sealing.of(conn).seal(words.encode(), PURPOSE))


def revealed(message: Message, sealer: Sealer | None) -> Message:
    """The message as it is sent; raises NoKey, Unsealable."""
    if message.sealed is None:
        return message
    if sealer is None:
        raise NoKey
    words = sealer.open(message.sealed, PURPOSE).decode()
    shown = (Span(words, link=words),) if words.startswith(ADDRESSES) else rich("**{words}**", words=words)
    return replace(message, text=paragraphs(message.text, shown), sealed=None)
