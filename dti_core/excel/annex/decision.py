"""What the words above a table say about the decision: number, day, issuer, title, level."""

import re
from dataclasses import dataclass

from dti_core.framework.plain import bare

NUMBER = re.compile(r"[Ss]ố\s*:?\s*([0-9]{1,5}\s*/\s*(?:[0-9]{4}/)?[A-ZĐ][A-ZĐ\-]+)")
DAY = re.compile(
    r"ngày\s*:?\s*(\d{1,2})\s*(?:tháng|/|-|\.)\s*(\d{1,2})\s*(?:năm|/|-|\.)\s*(\d{4})", re.IGNORECASE
)
ISSUER = re.compile(r"\bcủa\s+((?:Chủ tịch|Ủy ban|Uỷ ban|UBND|Giám đốc|Bộ trưởng|Sở)[^)\n;]*)")
TITLE = re.compile(r"(bang|bo) .*(chi so|tieu chi)")
LEVELS = (
    ("huyen", re.compile(r"cap huyen|huyen, thi xa|thanh pho thuoc tinh")),
    ("so", re.compile(r"cap so|so, ban|cac so\b")),
    ("tinh", re.compile(r"cap tinh")),
)


@dataclass(frozen=True)
class Words:
    """What was found; an empty string where nothing was."""

    number: str = ""
    date: str = ""
    issuer: str = ""
    title: str = ""
    level: str = ""


def read(lines: list[str]) -> Words:
    """Read the lines above a table."""
    whole = " ".join(" ".join(lines).split())
    number, issuer = NUMBER.search(whole), ISSUER.search(whole)
    title = next((" ".join(line.split()) for line in lines if TITLE.search(bare(line))), "")
    level = next((name for name, pattern in LEVELS if pattern.search(bare(title or whole))), "")
    return Words(
        number="".join(number[1].split()) if number else "",
        date=_day(whole),
        issuer=issuer[1].strip(" .,") if issuer else "",
        title=_sentence(title),
        level=level,
    )


def _day(text: str) -> str:
    found = DAY.search(text)
    if not found:
        return ""
    day, month, year = (int(part) for part in found.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _sentence(title: str) -> str:
    """A title in capitals as a sentence."""
    return title.capitalize() if title.isupper() else title
