"""Finishes a saved book: the results of formulas beside them, and the rows that wait behind the heads.

The library writes formulas alone, which a phone shows as 0.
"""

import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dti_core.excel.out.body import Body

CHUNK = 1 << 20
END = b"</sheetData>"
_EMPTY = re.compile(rb"(</f>)<v\s*(?:/>|></v>)")


class ResultsDoNotMatch(RuntimeError):
    """A sheet holds another number of formulas than of results."""


@dataclass(frozen=True)
class Missing:
    """What a sheet still lacks: the nth formula its nth result, the heads their rows."""

    results: Sequence[float] = field(default=())
    body: Body | None = None


def finish(source: Path, target: Path, missing: Mapping[str, Missing]) -> None:
    """Copy a book; the named parts become whole."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            with new.open(entry.filename, "w", force_zip64=True) as copy:
                lacks = missing.get(entry.filename)
                if lacks is None:
                    with old.open(entry) as chunks:
                        shutil.copyfileobj(chunks, copy, CHUNK)
                    continue
                head, end, tail = _filled(old.read(entry), lacks.results).partition(END)
                copy.write(head)
                if lacks.body is not None:
                    shutil.copyfileobj(lacks.body.rewind(), copy, CHUNK)
                copy.write(end + tail)


def _filled(sheet: bytes, results: Sequence[float]) -> bytes:
    if len(_EMPTY.findall(sheet)) != len(results):
        raise ResultsDoNotMatch
    waiting = iter(results)
    return _EMPTY.sub(lambda found: b"</f><v>%s</v>" % _number(next(waiting)), sheet)


def _number(value: float) -> bytes:
    return repr(int(value) if value.is_integer() else value).encode()
