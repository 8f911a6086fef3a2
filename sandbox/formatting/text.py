"""From the parameters of a call to the text and entities of a message."""

import re
from dataclasses import dataclass

from sandbox.errors import bad_request
from sandbox.formatting.detect import with_detected
from sandbox.formatting.html import Entity, HtmlProblem, parse_html, utf16_length

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Formatted:
    """Text as people see it, with what is bold, linked and so on; offsets in UTF-16 units."""

    text: str
    entities: tuple[Entity, ...]

    def __len__(self) -> int:
        return utf16_length(self.text)


def formatted_text(source: str, parse_mode: str = "", entities: list[Entity] | None = None) -> Formatted:
    """Parse, clean and trim; ApiError in Telegram's words when the markup is wrong."""
    text, marks = _parsed(source, parse_mode, entities)
    text = _CONTROL.sub(" ", text.replace("\r", "") if not marks else text)
    return _trimmed(text, with_detected(text, marks))


def _parsed(source: str, parse_mode: str, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    mode = parse_mode.lower()
    if mode == "html":
        try:
            return parse_html(source)
        except HtmlProblem as problem:
            raise bad_request(f"can't parse entities: {problem}") from None
    if mode not in ("", "none"):
        raise bad_request("unsupported parse_mode")
    return source, list(entities or [])


def _trimmed(text: str, entities: list[Entity]) -> Formatted:
    shift = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    end = utf16_length(text)
    kept: list[Entity] = []
    for entity in entities:
        begin = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] - shift + entity["length"], end)
        if stop > begin:
            kept.append({**entity, "offset": begin, "length": stop - begin})
    return Formatted(text, tuple(kept))
