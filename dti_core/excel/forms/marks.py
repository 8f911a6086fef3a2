"""Is this file one of our books? Told from its words alone, before anything of it is opened."""

import zipfile
import zlib
from pathlib import Path
from typing import Literal

from dti_core.excel.forms.columns import ID_HEADING, SIGN

MOST = 8_000_000
"""Unpacked bytes of the words of a book that are looked at."""
Likeness = Literal["", "form", "maybe"]


def likeness(path: Path) -> Likeness:
    """`form`: it says so itself; `maybe`: it has our headings but lost its mark; else it is evidence."""
    try:
        with zipfile.ZipFile(path) as book:
            words = b"".join(_words(book))
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        return ""
    if f">{SIGN}<".encode() in words:
        return "form"
    like = f">{ID_HEADING}<".encode() in words and ">Trả lời<".encode() in words
    return "maybe" if like else ""


def _words(book: zipfile.ZipFile) -> list[bytes]:
    """The shared words; a book that keeps them in its cells has small sheets."""
    names = [one for one in book.infolist() if one.filename == "xl/sharedStrings.xml"]
    names = names or [one for one in book.infolist() if one.filename.startswith("xl/worksheets/")]
    if sum(one.file_size for one in names) > MOST or any(one.flag_bits & 1 for one in names):
        return []
    return [book.read(one) for one in names]
