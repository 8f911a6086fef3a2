"""Neutral message → Telegram's HTML within its limits."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from bot.channel import Part
from bot.telegram import limits
from dti_core.messages.model import Action, Choice, Message, RichText, Span, plain

Keyboard = tuple[tuple[tuple[str, str], ...], ...]

BREAKS = ("\n\n", "\n", " ")
"""Where a text may be parted, best first."""


def render(message: Message) -> tuple[Part, ...]:
    """The Telegram messages that show `message`; buttons stand under the last, where the question ends."""
    *firsts, last = _pieces(message)
    shown = replace(last, keyboard=keyboard(message.choices))
    return (*firsts, replace(shown, asks_phone=message.asks_phone, ends_phone=message.ends_phone))


def html(text: RichText) -> str:
    """Spans as HTML; whatever a person typed stays text."""
    return "".join(map(_tagged, text))


def keyboard(rows: tuple[tuple[Choice, ...], ...]) -> Keyboard:
    """Rows of (label, callback data)."""
    return tuple(tuple((_label(c.label), _data(c.action)) for c in row) for row in rows if row)


def split(text: RichText, limit: int) -> Iterator[RichText]:
    """Parts of at most `limit` units, parted between paragraphs, else lines, words, letters."""
    rest = text
    while limits.units(plain(rest)) > limit:
        cut = _cut(plain(rest), limit)
        yield _stripped(_slice(rest, 0, cut))
        rest = _stripped(_slice(rest, cut, None))
    yield rest


def _pieces(message: Message) -> tuple[Part, ...]:
    if message.attachment is None:
        return tuple(Part(html(part)) for part in split(message.text, limits.TEXT))
    file, as_photo = message.attachment, message.attachment.kind == "photo"
    fits = limits.units(plain(message.text)) <= limits.CAPTION
    with_file = Part(html(message.text) if fits else "", (), file.path, file.name, as_photo)
    if fits:
        return (with_file,)
    return (with_file, *(Part(html(part)) for part in split(message.text, limits.TEXT)))


def _tagged(span: Span) -> str:
    text = escape(span.text, quote=False)
    if span.bold:
        text = f"<b>{text}</b>"
    if span.italic:
        text = f"<i>{text}</i>"
    return f'<a href="{escape(span.link)}">{text}</a>' if span.link else text


def _label(label: str) -> str:
    if limits.units(label) <= limits.LABEL:
        return label
    return label[: limits.prefix(label, limits.LABEL - 1)].rstrip() + "…"


def _data(action: Action) -> str:
    data = action.encode()
    if len(data.encode()) > limits.CALLBACK_DATA:
        raise ValueError(f"callback data over {limits.CALLBACK_DATA} bytes: {data}")
    return data


def _cut(text: str, limit: int) -> int:
    """Where to part; not in the first half, which would leave a stump."""
    end = limits.prefix(text, limit)
    for mark in BREAKS:
        found = text.rfind(mark, end // 2, end)
        if found > 0:
            return found + len(mark)
    return end


def _slice(text: RichText, start: int, end: int | None) -> RichText:
    """Characters start…end of a rich text, styles kept."""
    out: list[Span] = []
    position = 0
    for span in text:
        low, high = max(start - position, 0), len(span.text) if end is None else end - position
        if (kept := span.text[low : max(high, 0)]) and low < len(span.text):
            out.append(Span(kept, span.bold, span.italic, span.link))
        position += len(span.text)
    return tuple(out)


def _stripped(text: RichText) -> RichText:
    """Without white space at the two ends."""
    words = plain(text)
    return _slice(text, len(words) - len(words.lstrip()), len(words.rstrip()))
