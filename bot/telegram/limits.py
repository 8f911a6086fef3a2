"""Telegram's sizes, and how it counts: UTF-16 units of the text without markup."""

TEXT = 4096
CAPTION = 1024
CALLBACK_DATA = 64
"""Bytes; the others are UTF-16 units."""
LABEL = 120
"""A longer label is cut on every phone anyway."""


def units(text: str) -> int:
    """Length of a text as Telegram counts it: letters beyond the basic plane, such as emoji, count twice."""
    return len(text.encode("utf-16-le")) // 2


def prefix(text: str, limit: int) -> int:
    """How many characters from the start fit into `limit` units."""
    if units(text) <= limit:
        return len(text)
    used = 0
    for position, char in enumerate(text):
        used += 2 if ord(char) > 0xFFFF else 1
        if used > limit:
            return position
    return len(text)
