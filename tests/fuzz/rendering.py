"""What we show: whatever it says, the platform takes it and shows exactly these words."""

from bot.telegram import limits
from bot.telegram.render import render
from dti_core.messages.model import Action, Attachment, Choice, Message, RichText, Span, plain
from sandbox.formatting.html import parse_html, utf16_length


def target(data: bytes) -> None:
    """A message made of these bytes: styles from one byte, words from those up to the next 0x1F."""
    message = made_of(data)
    parts = render(message)
    said = []
    for part in parts:
        text, entities = parse_html(part.markup)
        limit = limits.CAPTION if part.file else limits.TEXT
        assert utf16_length(text) <= limit
        for entity in entities:
            assert entity["offset"] >= 0 and entity["offset"] + entity["length"] <= utf16_length(text)
        said.append(text)
    assert _letters("".join(said)) == _letters(plain(message.text))
    assert all(utf16_length(label) <= limits.LABEL for row in parts[-1].keyboard for label, _ in row)


def made_of(data: bytes) -> Message:
    """Spans, a button, perhaps a file."""
    pieces = data.split(b"\x1f")
    text: RichText = tuple(_span(piece) for piece in pieces)
    label = pieces[-1].decode(errors="replace") or "x"
    file = Attachment("a.pdf", "a.pdf") if data[:1] == b"f" else None
    return Message(text, ((Choice(label, Action("v", ("1",))),),), attachment=file)


def _span(piece: bytes) -> Span:
    style, words = piece[:1] or b"\0", piece[1:].decode(errors="replace")
    bold, italic, linked = (bool(style[0] & bit) for bit in (1, 2, 4))
    return Span(words, bold, italic, f"https://a.vn/{words}" if linked else None)


def _letters(text: str) -> str:
    return "".join(text.split())
