"""JSON with the place of every value: exact numbers, repeated keys noticed, nothing but the standard."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder

MAX_DEPTH = 16
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_STRINGS = JSONDecoder()
_WORDS = {"true": True, "false": False, "null": None}


class NumberText(str):
    """A number exactly as written; what it may be is decided by whoever needs it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Json:
    """A value (object, list, str, `NumberText`, bool or None) and where it stands, counted from 1."""

    value: "dict[str, Json] | list[Json] | str | bool | None"
    line: int
    column: int
    repeated: "tuple[tuple[str, Json], ...]" = ()
    """Keys of an object that were given again, with the later value."""


class BadJson(Exception):
    """The text is not JSON, or nested too deeply to be a file of answers."""

    def __init__(self, line: int, column: int, too_deep: bool = False) -> None:
        super().__init__(f"line {line}, column {column}")
        self.line, self.column, self.too_deep = line, column, too_deep


def read_json(text: str) -> Json:
    """Read one JSON document. Raises `BadJson`."""
    scanner = _Scanner(text)
    found = scanner.value(scanner.skip(0), MAX_DEPTH)
    end = scanner.skip(scanner.end)
    if end != len(text):
        raise scanner.bad(end)
    return found


class _Scanner:
    """A cursor over the text; `end` is where the last value stopped."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = 0
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def bad(self, at: int, too_deep: bool = False) -> BadJson:
        return BadJson(*self._place(at), too_deep)

    def value(self, at: int, depth: int) -> Json:
        first = self.text[at : at + 1]
        if first in "{[" and first:
            if depth == 0:
                raise self.bad(at, too_deep=True)
            return self._object(at, depth - 1) if first == "{" else self._list(at, depth - 1)
        if first == '"':
            return Json(self._string(at), *self._place(at))
        return self._plain(at)

    def _object(self, at: int, depth: int) -> Json:
        entries: dict[str, Json] = {}
        repeated: list[tuple[str, Json]] = []
        here = self.skip(at + 1)
        while self.text[here : here + 1] != "}":
            if entries:
                here = self.skip(self._expect(",", here))
            key, place = self._string(here), self._place(here)
            here = self.skip(self._expect(":", self.skip(self.end)))
            found = self.value(here, depth)
            if key in entries:
                repeated.append((key, Json(found.value, *place)))
            entries.setdefault(key, found)
            here = self.skip(self.end)
        self.end = here + 1
        return Json(entries, *self._place(at), tuple(repeated))

    def _list(self, at: int, depth: int) -> Json:
        items: list[Json] = []
        here = self.skip(at + 1)
        while self.text[here : here + 1] != "]":
            if items:
                here = self.skip(self._expect(",", here))
            items.append(self.value(here, depth))
            here = self.skip(self.end)
        self.end = here + 1
        return Json(items, *self._place(at))

    def _plain(self, at: int) -> Json:
        for word, meaning in _WORDS.items():
            if self.text.startswith(word, at):
                self.end = at + len(word)
                return Json(meaning, *self._place(at))
        found = _NUMBER.match(self.text, at)
        if found is None:
            raise self.bad(at)
        self.end = found.end()
        return Json(NumberText(found.group()), *self._place(at))

    def _string(self, at: int) -> str:
        if self.text[at : at + 1] != '"':
            raise self.bad(at)
        try:
            found, self.end = _STRINGS.raw_decode(self.text, at)
        except JSONDecodeError as error:
            raise self.bad(error.pos) from None
        return str(found)

    def _expect(self, sign: str, at: int) -> int:
        if self.text[at : at + 1] != sign:
            raise self.bad(at)
        return at + 1

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1
