"""Rich text from templates: markup is read first, values are filled in afterwards and never become markup."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from dti_core.messages.model import RichText, Span

Value = str | int | RichText

_TOKEN = re.compile(r"(\*\*|(?<!\w)_|_(?!\w)|\{[a-z_]+\})")


def rich(template: str, **values: Value) -> RichText:
    """`**bold**`, `_italic_` and `{name}`; a value is plain text, or rich text that keeps its own style."""
    return joined(_fill(part, values) for part in _parse(template))


def joined(parts: Iterable[RichText], separator: str = "") -> RichText:
    """Several runs as one, neighbours of one style melted together."""
    spans: list[Span] = []
    for number, part in enumerate(parts):
        for span in (Span(separator), *part) if separator and number else part:
            if spans and _same_style(spans[-1], span):
                spans[-1] = replace(span, text=spans[-1].text + span.text)
            elif span.text:
                spans.append(span)
    return tuple(spans)


def lines(*parts: RichText | str | None) -> RichText:
    """One run per line; absent ones leave no empty line behind."""
    rows = [(Span(part),) if isinstance(part, str) else part for part in parts if part]
    return joined(rows, "\n")


def paragraphs(*parts: RichText | None) -> RichText:
    """Runs set apart by an empty line."""
    return joined([part for part in parts if part], "\n\n")


@lru_cache(maxsize=2048)
def _parse(template: str) -> tuple[Span, ...]:
    return tuple(_spans(template))


def _spans(template: str) -> Iterator[Span]:
    bold = italic = False
    for piece in _TOKEN.split(template):
        if piece == "**":
            bold = not bold
        elif piece == "_":
            italic = not italic
        elif piece:
            yield Span(piece, bold=bold, italic=italic)
    if bold or italic:
        raise ValueError(f"unbalanced markup: {template!r}")


def _fill(span: Span, values: dict[str, Value]) -> RichText:
    if not re.fullmatch(r"\{[a-z_]+\}", span.text):
        return (span,)
    value = values[span.text[1:-1]]
    if isinstance(value, tuple):
        return tuple(
            replace(inner, bold=inner.bold or span.bold, italic=inner.italic or span.italic)
            for inner in value
        )
    return (replace(span, text=str(value)),)


def _same_style(one: Span, other: Span) -> bool:
    return (one.bold, one.italic, one.link) == (other.bold, other.italic, other.link)
