"""Text from people as a cell can hold it: never a formula, never a broken file, never longer than allowed."""

import re

LONGEST = 32_767
"""What a cell holds, in UTF-16 units."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""First characters at which a program that takes the text over may begin to calculate."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def inert(text: str) -> str:
    """The text without what no file may hold, cut to what a cell holds.

    `_x0041_` is how the format writes a character by its number, so an underscore that begins such a word
    is itself written by number.
    """
    plain = _ESCAPE.sub("_x005F_", _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    if len(plain) * 2 <= LONGEST:
        return plain
    units = plain.encode("utf-16-le")
    if len(units) // 2 <= LONGEST:
        return plain
    return units[: (LONGEST - 1) * 2].decode("utf-16-le", errors="ignore") + "…"


def needs_quote(text: str) -> bool:
    """Whether a viewer might calculate if somebody edits the cell: then it is marked as text."""
    return text.lstrip(" \n").startswith(DANGEROUS) or text.startswith(DANGEROUS)
