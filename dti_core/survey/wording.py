"""How typed words are compared."""

import unicodedata


def folded(text: str) -> str:
    """Lower case, no diacritics, single spaces: how words are compared, never how they are shown."""
    marks = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in marks if not unicodedata.combining(c)).split())
