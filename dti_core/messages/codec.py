"""Messages as JSON text for the outbox, versioned so that rows of an older release still read."""

import json
from typing import Any

from dti_core.messages.model import Action, Attachment, Choice, Message, Span

VERSION = 1


def dump(message: Message) -> str:
    """Compact JSON; what is at its default is left out."""
    data: dict[str, Any] = {
        "v": VERSION,
        "text": [_dump_span(span) for span in message.text],
        "choices": [[[choice.label, choice.action.encode()] for choice in row] for row in message.choices],
        "asks": message.asks,
        "in_place": message.in_place,
        "running": message.running,
        "sealed": message.sealed,
        "asks_phone": message.asks_phone,
        "ends_phone": message.ends_phone,
        "unremoved": [_dump_span(span) for span in message.unremoved or ()],
        "removes": message.removes,
        "attachment": message.attachment and vars(message.attachment),
    }
    return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)


def load(text: str) -> Message:
    """The inverse of `dump`. Raises ValueError for a version it does not know."""
    data = json.loads(text)
    if data.get("v") != VERSION:
        raise ValueError(f"message of unknown version: {data.get('v')!r}")
    attachment = data.get("attachment")
    return Message(
        text=tuple(_load_span(span) for span in data.get("text", ())),
        choices=tuple(
            tuple(Choice(label, Action.decode(action)) for label, action in row)
            for row in data.get("choices", ())
        ),
        asks=bool(data.get("asks")),
        in_place=bool(data.get("in_place")),
        attachment=Attachment(**attachment) if attachment else None,
        running=data.get("running"),
        sealed=data.get("sealed"),
        asks_phone=data.get("asks_phone"),
        ends_phone=bool(data.get("ends_phone")),
        unremoved=tuple(_load_span(span) for span in data["unremoved"]) if "unremoved" in data else None,
        removes=data.get("removes"),
    )


def _dump_span(span: Span) -> list[str]:
    style = ("b" if span.bold else "") + ("i" if span.italic else "")
    return [span.text, style, span.link] if span.link else [span.text, style] if style else [span.text]


def _load_span(parts: list[str]) -> Span:
    text, style, link = [*parts, "", ""][:3] if len(parts) < 2 else [*parts, ""][:3]
    return Span(text, bold="b" in style, italic="i" in style, link=link or None)
