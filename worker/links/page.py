"""What a page says of itself: title and date, from its first kilobytes; nothing in it is trusted or run."""

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime

HEAD = 64 * 1024
"""Bytes in which the head of a page is looked for."""
LONGEST_TITLE = 200
DATES = (
    "article:published_time", "datepublished", "dc.date.issued", "dc.date", "dcterms.issued", "date",
    "article:modified_time", "og:updated_time", "last-modified",
)  # fmt: skip
"""Names under which pages give their date, the most telling first."""
_TITLE = re.compile(r"<title\b[^<>]{0,300}>([^<]{1,2000})", re.IGNORECASE)
_META = re.compile(r"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
_PART = re.compile(
    r"""([a-z:-]{1,30})\s{0,5}=\s{0,5}(?:"([^"]{0,1000})"|'([^']{0,1000})'|([^\s"'>]{1,300}))""", re.I
)
_JSON_DATE = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{4,40})"')
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_CHARSET = re.compile(rb"""charset\s{0,5}=\s{0,5}["']?([\w-]{2,30})""", re.IGNORECASE)


def text_of(content: bytes, content_type: str) -> str:
    """The beginning as text, in the character set that the server or the page names."""
    found = _CHARSET.search(content_type.encode("ascii", "ignore")) or _CHARSET.search(content[:2048])
    name = found[1].decode("ascii") if found else "utf-8"
    try:
        return content[:HEAD].decode(name, "replace")
    except LookupError:
        return content[:HEAD].decode("utf-8", "replace")


def title_of(text: str) -> str | None:
    """The page's title as one clean line."""
    metas = dict(_metas(text))
    found = _TITLE.search(text)
    return clean(metas.get("og:title") or (found[1] if found else ""))


def date_of(text: str, last_modified: str | None) -> str | None:
    """The day that the page gives, else the day on which its server says that it changed."""
    metas = dict(_metas(text))
    given = [metas[name] for name in DATES if name in metas]
    in_data = _JSON_DATE.search(text)
    if in_data:
        given.append(in_data[1])
    days = (day_of(one) for one in given)
    return next((day for day in days if day), None) or served_on(last_modified)


def served_on(last_modified: str | None) -> str | None:
    """The day in a header of a server."""
    try:
        return parsedate_to_datetime(last_modified or "").date().isoformat()
    except (ValueError, TypeError):
        return None


def day_of(text: str) -> str | None:
    """A day in the notations that pages use."""
    iso, ours = _ISO.search(text), _VIETNAMESE.search(text)
    parts = iso.groups() if iso else ours.groups()[::-1] if ours else None
    try:
        return date(*map(int, parts)).isoformat() if parts else None
    except ValueError:
        return None


def clean(text: str, longest: int = LONGEST_TITLE) -> str | None:
    """One line that can be shown anywhere: no control or direction-changing characters, not overly long."""
    plain = html.unescape(text)
    seen = "".join(
        " " if c.isspace() else c for c in plain if unicodedata.category(c) not in UNSEEN or c.isspace()
    )
    line = unicodedata.normalize("NFC", " ".join(seen.split()))
    return line[:longest] or None


UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def _metas(text: str) -> Iterator[tuple[str, str]]:
    for found in _META.finditer(text):
        parts = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _PART.finditer(found[1])}
        name = parts.get("property") or parts.get("name") or parts.get("itemprop")
        if name and parts.get("content"):
            yield name.lower(), parts["content"]
