"""Links, addresses and commands that Telegram marks in a text by itself."""

import re

from sandbox.formatting.html import Entity, utf16_length

_PATTERNS = (
    (
        "url",
        re.compile(
            r"(?<![\w@/.])(?:https?://[^\s<>\"«»]+|(?:[\w-]+\.)+(?:vn|com|org|net|info|edu)\b(?:/[^\s<>\"«»]*)?)"
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
_OPAQUE = {"code", "pre", "text_link"}
_TAIL = ".,:;!?'\")]}…"


def with_detected(text: str, entities: list[Entity]) -> list[Entity]:
    """The given entities plus the detected ones that do not meet an opaque one (code, pre, link)."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _OPAQUE]
    found: list[Entity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            begin = utf16_length(text[: match.start()])
            length = utf16_length(match[0].rstrip(_TAIL) if kind == "url" else match[0])
            if all(begin + length <= a or begin >= b for a, b in taken):
                taken.append((begin, begin + length))
                found.append({"offset": begin, "length": length, "type": kind})
    return sorted([*entities, *found], key=lambda e: (e["offset"], -e["length"]))
