"""Links as people paste them: several in one message, with words around that say where to look."""

import re
from dataclasses import dataclass, replace
from datetime import date

LONGEST_URL = 2000

_SCHEME = r"https?://"
_BARE = r"(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|edu|gov|io|me)(?![\w@])"
_URL = re.compile(rf"(?<![\w@./])(?:{_SCHEME}|www\.|(?={_BARE}))[^\s<>\"“”]+", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:[\w-]+\.)+[\w-]{2,}(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)
_ATTEMPT = re.compile(r"(?<!\w)(?:h?t?tt?ps?:|https?\b|www\.|ftp:|file:|[a-z]:\\)\S*", re.IGNORECASE)
_PLACE_WORD = r"(?:mục|trang|tr\.|phần|chương|điều|khoản|điểm|phụ lục|bảng|biểu|dòng|cột|sheet|slide|phút)"
_PLACE = re.compile(rf"(?<!\w){_PLACE_WORD}\s*(?:số\s*)?[\w.–-]*[\w](?:\s*[-–]\s*\d+)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\w)\d+(?:/\d{4})?/[A-ZĐ][A-Za-zĐđ]*(?:[-–][A-ZĐ][A-Za-zĐđ]*)*(?!\w)")
_DATE = re.compile(
    r"(?:ngày\s*)?(?<!\d)(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})(?!\d)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?:(?:tại|ở|và|xem|kèm|theo|link|đường dẫn|liên kết|minh chứng|đây|là|số|quyết định|kế hoạch|công văn"
    r"|báo cáo|văn bản)\b[\s,:]*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Details:
    """What the words beside a link or file say about it. `document_date` is ISO (2024-03-05)."""

    place: str | None = None
    document_number: str | None = None
    document_date: str | None = None
    note: str | None = None

    def __bool__(self) -> bool:
        return any((self.place, self.document_number, self.document_date, self.note))


@dataclass(frozen=True)
class Link:
    """One address with what was said about it."""

    url: str
    details: Details = Details()


@dataclass(frozen=True)
class Found:
    """All that a message holds. `broken`: what looks like a link but cannot be one."""

    links: tuple[Link, ...] = ()
    broken: tuple[str, ...] = ()
    words: str = ""
    """The text where there is no link at all."""


def find(text: str) -> Found:
    """The links of a message, repeats once; words up to the next link belong to the link before them."""
    matches = list(_URL.finditer(text))
    good = [(m, url) for m in matches if (url := _clean(m[0]))]
    broken = [m[0] for m in matches if not _clean(m[0])]
    if not good:
        attempts = broken or [m[0] for m in _ATTEMPT.finditer(text)]
        return Found(broken=tuple(attempts), words=text.strip())
    found: dict[str, Link] = {}
    for number, (match, url) in enumerate(good):
        end = good[number + 1][0].start() if number + 1 < len(good) else len(text)
        before = text[: match.start()] if number == 0 else ""
        link = Link(url, details(f"{before} {text[match.end() : end]}"))
        found[url] = link if url not in found else replace(link, details=found[url].details or link.details)
    return Found(tuple(found.values()), tuple(broken))


def details(words: str) -> Details:
    """Place, document number and date recognised in words; the rest, if it says anything, is the note."""
    number, dated = _NUMBER.search(words), _first_date(words)
    rest = words
    for match in (number, dated):
        rest = rest.replace(match[0], " ", 1) if match else rest
    places = [" ".join(m[0].split()) for m in _PLACE.finditer(rest)]
    note = _note(_PLACE.sub(" ", rest))
    return Details(
        place=", ".join(places) or None,
        document_number=number[0] if number else None,
        document_date=_iso(dated) if dated else None,
        note=note,
    )


def says_where(words: str) -> bool:
    """Whether words without a link only describe a piece of evidence: a place, a number or a date."""
    found = details(words)
    return bool(found.place or found.document_number or found.document_date) and len(words) < 200


def is_official(url: str) -> bool:
    """Whether an address is one of the state's own (*.gov.vn)."""
    host = re.match(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", url, re.IGNORECASE)
    name = host[1].lower().rstrip(".") if host else ""
    return name == "gov.vn" or name.endswith(".gov.vn")


def _clean(url: str) -> str | None:
    """The address alone, with its scheme; None where it cannot be one."""
    bare = url.rstrip(".,;:!?…'")
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip(".,;:")
    scheme = re.match(_SCHEME, bare, re.IGNORECASE)
    full = scheme[0].lower() + bare[scheme.end() :] if scheme else f"https://{bare}"
    return full if len(full) <= LONGEST_URL and _HOST.fullmatch(full) else None


def _note(rest: str) -> str | None:
    trimmed = re.sub(r"\s+", " ", rest).strip(" .,;:-–()[]")
    filler = _FILLER.fullmatch(trimmed)
    return trimmed[:500] if trimmed and not filler else None


def _first_date(words: str) -> re.Match[str] | None:
    return next((m for m in _DATE.finditer(words) if _iso(m)), None)


def _iso(match: re.Match[str]) -> str | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
