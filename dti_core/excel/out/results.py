"""Puts the results of formulas beside them: the library writes formulas alone, which a phone shows as 0."""

import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_EMPTY = re.compile(rb"(</f>)<v\s*(?:/>|></v>)")


class ResultsDoNotMatch(RuntimeError):
    """A sheet holds another number of formulas than of results."""


def put_results(source: Path, target: Path, results: Mapping[str, Sequence[float]]) -> None:
    """Copy a book; in the named parts the nth formula gets the nth result."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename in results:
                new.writestr(entry.filename, _filled(old.read(entry), results[entry.filename]))
                continue
            with old.open(entry) as chunks, new.open(entry.filename, "w") as copy:
                shutil.copyfileobj(chunks, copy, 1 << 20)


def _filled(sheet: bytes, results: Sequence[float]) -> bytes:
    if len(_EMPTY.findall(sheet)) != len(results):
        raise ResultsDoNotMatch
    waiting: Iterator[float] = iter(results)
    return _EMPTY.sub(lambda found: b"</f><v>%s</v>" % _number(next(waiting)), sheet)


def _number(value: float) -> bytes:
    return repr(int(value) if value.is_integer() else value).encode()
