"""Names, phones and addresses as people type them in a table, made comparable."""

import re
import unicodedata
from difflib import SequenceMatcher

from dti_core.survey import wording

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
PHONE = re.compile(r"0\d{8,10}")
SIMILAR = 0.75
LONGEST = 200


def tidy(text: str) -> str:
    """Composed letters, single blanks, no line breaks: how a name is kept."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """How names are compared: case and white space do not matter, diacritics do."""
    return tidy(text).casefold()


def bare(text: str) -> str:
    """Without diacritics, for the words of headings and choices."""
    return wording.folded(text).strip(" .:*")


def phone(text: str) -> str | None:
    """ "+84 912 345 678", "912345678" (a table that lost the zero) → "0912345678"; None for no number."""
    digits = re.sub(r"[\s.()\-]", "", text)
    digits = re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", digits)
    if digits[:1] not in ("0", "") and digits.isdecimal() and len(digits) == 9:
        digits = f"0{digits}"
    return digits if PHONE.fullmatch(digits) else None


def email(text: str) -> str | None:
    """An address in lower case; None where it is none."""
    address = tidy(text).lower()
    return address if EMAIL.fullmatch(address) else None


def slug_of(name: str) -> str:
    """`Sở Nội vụ` → `so-noi-vu`."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].strip("-") or "don-vi"


def alike(one: str, other: str) -> bool:
    """Whether one name may be the other with a slip of the pen."""
    first, second = bare(one), bare(other)
    return first == second or SequenceMatcher(None, first, second).ratio() >= SIMILAR
