"""Words about a signed document: "12/BC-SNV ngày 28/11/2024, Giám đốc Trần Văn B"."""

import re
from datetime import date

from dti_core.survey.dossier import Paper
from dti_core.survey.links import details
from dti_core.survey.wording import folded

LONGEST = 200
"""Characters of a name with its office."""
NO_NUMBER = "không số"

_NUMBER = re.compile(r"(?<!\w)số\s*:?\s*(?P<number>\d+[\w./-]*)", re.IGNORECASE)
_NO_NUMBER = re.compile(r"(?<!\w)(?:không|ko)\s+(?:có\s+)?số(?!\w)", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:báo cáo|công văn|văn bản|phiếu|quyết định|tờ trình|số|ngày|do|bởi|được|đã|người|ký tên|ký"
    r"|phê duyệt|duyệt|đóng dấu|là)\b[\s,:;.–-]*)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[\s,;.–-]*\b(?:đã\s+)?(?:ký|duyệt|phê duyệt|đóng dấu)(?:\s+duyệt)?)+$", re.IGNORECASE
)
_EDGES = " .,;:–-()"
_OFFICE = re.compile(
    r"^(?:(?:quyen|pho|chanh|truong|cuc|vu|chu tich|bi thu|giam doc|tong|vien|hieu|ong|ba|tm|kt)\b|q\.|tl\b)"
)
_NOT_A_NAME = re.compile(r"[\d?]|^(?:chua|khong|de|xin|cho|dang|con|toi|em|anh|chi|co|roi|da)\b")


def read(words: str) -> Paper:
    """What words say of a document: number, date, and who approved it; all empty where they say nothing."""
    found = details(words)
    rest = found.note or ""
    number = found.document_number
    if number is None and (named := _NUMBER.search(rest)):
        number, rest = named["number"], rest.replace(named[0], " ", 1)
    elif number is None and (without := _NO_NUMBER.search(rest)):
        number, rest = NO_NUMBER, rest.replace(without[0], " ", 1)
    return Paper(number, found.document_date, _approver(" ".join(filter(None, (found.place, rest)))))


def is_future(paper: Paper, today: date) -> bool:
    """Whether it is dated later than today: most likely a slip of the finger."""
    return paper.document_date is not None and date.fromisoformat(paper.document_date) > today


def _approver(rest: str) -> str | None:
    """A name: two words with a capital, or an office at its head; never a figure or a question."""
    name = _AFTER.sub("", _BEFORE.sub("", rest.strip(_EDGES))).strip(_EDGES)
    words, plain = name.split(), folded(name)
    capitals = sum(word[0].isupper() for word in words)
    is_name = len(words) >= 2 and (capitals >= 2 or _OFFICE.match(plain) is not None)
    return name[:LONGEST] if is_name and not _NOT_A_NAME.search(plain) else None
