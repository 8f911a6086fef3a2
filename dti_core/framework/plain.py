"""Vietnamese words made plain, so that they can be compared."""

import unicodedata


def bare(text: str) -> str:
    """No marks on letters, no capitals, single blanks: "Điểm  tối đa" is "diem toi da"."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
