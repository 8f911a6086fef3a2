"""Text that looks like an access account or a password: it must not be kept as words about a criterion."""

import re

from dti_core.survey.wording import folded

_NAMES = re.compile(
    r"\b(?:mat khau|mk|pass|passwd|password|pw|tai khoan|tk|user|username|ten dang nhap|login)\b"
    r"\s*(?:la)?\s*[:=/]\s*\S"
)
_SAID = re.compile(r"\b(?:mat khau|password)\b\s+(?:la|is)\s+\S")
_PAIR = re.compile(r"^\s*\S+\s*/\s*(?=\S*[0-9])(?=\S*[^\w\s/.-])\S{6,}\s*$")


def looks_like_one(text: str) -> bool:
    """ "mật khẩu: …", "user=…", "ten / P@ss1234"; a date or a document's number is none."""
    words = folded(text)
    return bool(_NAMES.search(words) or _SAID.search(words) or _PAIR.search(text))
