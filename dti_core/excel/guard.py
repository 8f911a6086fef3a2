"""May this book be opened at all? Told from its bytes and its directory, before anything is unpacked."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dti_core.campaign.filetypes import ENCRYPTED, INSIDES, OFFICE, OLE, mime_of
from dti_core.excel.trouble import Remark

MOST_BYTES = 10_000_000
MOST_UNPACKED = 60_000_000
MOST_TEXT = 25_000_000
"""Unpacked bytes of all but pictures: about a quarter of a million filled cells."""
MOST_PARTS = 2_000
MOST_ROWS = 20_000
MOST_MERGED = 500_000
"""Cells under merged ranges: a reader makes an object for each of them."""
BOOK = OFFICE + INSIDES["xl/"]
MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
UNREADABLE: Mapping[type[OSError], str] = {
    FileNotFoundError: "không có tệp này",
    IsADirectoryError: "đây là một thư mục",
    PermissionError: "không có quyền đọc",
}
DTD = (b"<!DOCTYPE", b"<!ENTITY")
WORDS = {"application/pdf": "PDF", OFFICE + INSIDES["word/"]: "Word (.docx)"}


@dataclass(frozen=True)
class Weighed:
    """A book that may be opened, or why not; `formulas` tells whether any cell is calculated."""

    refusal: Remark | None = None
    formulas: bool = False


def weigh(path: Path) -> Weighed:
    """Look at the file without unpacking more than `MOST_UNPACKED` bytes of it."""
    try:
        refusal = _by_size(path) or _by_kind(path)
        return Weighed(refusal) if refusal else _weigh_parts(path)
    except OSError as error:
        why = next((words for kind, words in UNREADABLE.items() if isinstance(error, kind)), error.strerror)
        return Weighed(Remark("unreadable-book", facts={"why": why}))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return Weighed(Remark("broken-book"))


def _by_size(path: Path) -> Remark | None:
    size = path.stat().st_size
    if path.is_file() and size == 0:
        return Remark("empty-book-file")
    if size > MOST_BYTES and path.is_file():
        return Remark("too-many-bytes", facts={"size": _mb(size), "limit": _mb(MOST_BYTES)})
    return None


def _by_kind(path: Path) -> Remark | None:
    """Anything that is not an .xlsx, by what it is instead."""
    with path.open("rb") as file:
        head = file.read(2_000_000)
    if head.startswith(OLE):
        return Remark("encrypted-book" if ENCRYPTED in head else "old-excel")
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(path)
    mime = mime_of(path, "x")
    if mime:
        return Remark("other-file", facts={"what": WORDS.get(mime, mime)})
    return Remark("text-file" if _reads_as_text(head) else "not-a-book")


def _of_zip(path: Path) -> Remark | None:
    with zipfile.ZipFile(path) as book:
        parts = book.infolist()
    names = {each.filename for each in parts}
    unpacked = sum(each.file_size for each in parts)
    text = sum(each.file_size for each in parts if each.filename.endswith((".xml", ".rels")))
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or text > MOST_TEXT:
        size, limit = (text, MOST_TEXT) if text > MOST_TEXT else (unpacked, MOST_UNPACKED)
        facts = {"size": _mb(size), "parts": len(parts), "limit": _mb(limit), "most": MOST_PARTS}
        return Remark("zip-bomb", facts=facts)
    if any(each.flag_bits & 1 for each in parts):
        return Remark("encrypted-book")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return Remark("macro-book")
    if "xl/workbook.bin" in names:
        return Remark("old-excel")
    mime = mime_of(path, "x")
    if mime == BOOK:
        return None
    return Remark("other-file", facts={"what": WORDS.get(mime, mime)}) if mime else Remark("not-a-book")


def _weigh_parts(path: Path) -> Weighed:
    formulas = False
    with zipfile.ZipFile(path) as book:
        for part in book.infolist():
            if not part.filename.endswith((".xml", ".rels")):
                continue
            content = book.read(part)
            if any(mark in content for mark in DTD):
                return Weighed(Remark("hostile-book"))
            if part.filename.startswith("xl/worksheets/"):
                refusal = _sheet(content)
                if refusal:
                    return Weighed(refusal)
                formulas = formulas or b"<f>" in content or b"<f " in content
    return Weighed(formulas=formulas)


def _sheet(content: bytes) -> Remark | None:
    rows = content.count(b"<row ") + content.count(b"<row>")
    if rows > MOST_ROWS:
        return Remark("too-many-rows", facts={"rows": _grouped(rows), "limit": _grouped(MOST_ROWS)})
    merged = sum(_area(*each) for each in MERGE.findall(content))
    if merged > MOST_MERGED:
        return Remark("too-much-merged", facts={"cells": _grouped(merged)})
    return None


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _reads_as_text(head: bytes) -> bool:
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return sum(byte < 9 for byte in head[:1000]) * 20 <= len(head[:1000]) or head.startswith(b"\xff\xfe")


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f}".replace(".", ",").removesuffix(",0") + " MB"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
