"""The HTML subset of the Bot API, read the way Telegram reads it, with its complaints."""

import re
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]

_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(
    r"&(?:#(?P<dec>[0-9]{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>lt|gt|amp|quot));?"
)
_ATTRIBUTE = re.compile(
    r"""\s+(?P<name>[^\s=>]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"']+)))?"""
)
_SPACES = re.compile(r"\s*")


class HtmlProblem(ValueError):
    """The text after "can't parse entities: "."""


@dataclass
class _Open:
    tag: str
    offset: int
    begin: int
    attributes: dict[str, str]


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of the Bot API's offsets and limits."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities; HtmlProblem when Telegram would refuse."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "&":
                self._reference()
            elif char != "<":
                self._plain()
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise HtmlProblem(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.out), _in_order(self.entities)

    def _plain(self) -> None:
        stop = min(
            (p for p in (self.source.find(c, self.at) for c in "&<") if p >= 0), default=len(self.source)
        )
        self._write(self.source[self.at : stop])
        self.at = stop

    def _reference(self) -> None:
        match = _REFERENCE.match(self.source, self.at)
        char = _referred(match) if match else None
        if match is None or char is None:
            self._write("&")
            self.at += 1
            return
        self._write(char)
        self.at = match.end()

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.offset += utf16_length(text)

    def _start_tag(self) -> None:
        begin = self.at
        name_end = _first_of(self.source, begin + 1, " \t\r\n>")
        if name_end < 0:
            raise HtmlProblem(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        tag = self.source[begin + 1 : name_end].lower()
        if tag not in _TYPES:
            raise HtmlProblem(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        self.at = name_end
        attributes = self._attributes(begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise HtmlProblem(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.open.append(_Open(tag, self.offset, len(self.out), attributes))

    def _attributes(self, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while match := _ATTRIBUTE.match(self.source, self.at):
            value = match["double"] if match["double"] is not None else match["single"] or match["bare"] or ""
            found[match["name"].lower()] = _REFERENCE.sub(lambda m: _referred(m) or m[0], value)
            self.at = match.end()
        self.at = _skip_spaces(self.source, self.at)
        if self.source[self.at : self.at + 1] != ">":
            raise HtmlProblem(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        self.at += 1
        return found

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise HtmlProblem(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        name_end = _first_of(self.source, begin + 2, " \t\r\n>")
        close = _skip_spaces(self.source, name_end) if name_end >= 0 else len(self.source)
        if self.source[close : close + 1] != ">":
            raise HtmlProblem(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        found = self.source[begin + 2 : name_end].lower()
        expected = self.open[-1].tag
        if found and found != expected:
            raise HtmlProblem(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, "
                f'expected "</{expected}>", found "</{found}>"'
            )
        self.at = close + 1
        self._close(self.open.pop())

    def _close(self, opened: _Open) -> None:
        length = self.offset - opened.offset
        if length == 0:
            return
        entity: Entity = {"offset": opened.offset, "length": length, "type": _TYPES[opened.tag]}
        if opened.tag == "a":
            url = opened.attributes.get("href") or "".join(self.out[opened.begin :])
            if "." not in url and "://" not in url:
                return
            entity["url"] = url if "://" in url else f"http://{url}/"
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if opened.tag in ("code", "pre") and self._folded(opened, entity):
            return
        self.entities.append(entity)

    def _folded(self, opened: _Open, entity: Entity) -> bool:
        """`<pre><code class="language-x">` is one entity; true when this one went into the other."""
        language = opened.attributes.get("class", "")
        if (
            opened.tag == "code"
            and language.startswith("language-")
            and self.open
            and self.open[-1].tag == "pre"
        ):
            self.open[-1].attributes["language"] = language.removeprefix("language-")
            return self.open[-1].offset == opened.offset
        if opened.tag == "pre" and "language" in opened.attributes:
            entity["language"] = opened.attributes["language"]
        return False

    def _bytes(self, position: int) -> int:
        return len(self.source[:position].encode())


def _referred(match: re.Match[str]) -> str | None:
    if match["name"]:
        return _NAMED[match["name"]]
    code = int(match["dec"]) if match["dec"] else int(match["hex"], 16)
    valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if valid else None


def _first_of(text: str, start: int, chars: str) -> int:
    return min((p for p in (text.find(c, start) for c in chars) if p >= 0), default=-1)


def _skip_spaces(text: str, start: int) -> int:
    match = _SPACES.match(text, start)
    return match.end() if match else start


def _in_order(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))
