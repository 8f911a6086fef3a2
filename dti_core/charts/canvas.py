"""A sheet to draw on: text that fits its place, boxes, and the finished picture as PNG."""

import io
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from dti_core.charts.palette import INK, PAPER, Colour
from dti_core.typefaces import typeface

FACES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
ELLIPSIS = "…"


@lru_cache(maxsize=32)
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The typeface in one size (pixels)."""
    return ImageFont.truetype(typeface(FACES[bold]), size, layout_engine=ImageFont.Layout.BASIC)


def clean(text: str) -> str:
    """One line of whole letters: combining marks melted into theirs, nothing that cannot be printed."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(letter for letter in line if letter.isprintable())


@lru_cache(maxsize=4096)
def width(text: str, size: int, bold: bool = False) -> float:
    """How wide a text is, in pixels."""
    return font(size, bold).getlength(text)


def fitted(text: str, room: float, size: int, bold: bool = False) -> str:
    """The text, cut with "…" where it is too wide."""
    line = clean(text)
    if width(line, size, bold) <= room:
        return line
    while line and width(line.rstrip() + ELLIPSIS, size, bold) > room:
        line = line[:-1]
    return line.rstrip(" ,;–-") + ELLIPSIS


def wrapped(text: str, room: float, size: int, most: int, bold: bool = False) -> list[str]:
    """Up to `most` lines, broken between words; the last is cut where more would be needed."""
    lines: list[str] = []
    words = clean(text).split(" ")
    while words and len(lines) < most - 1:
        count = _as_many_as_fit(words, room, size, bold)
        lines.append(fitted(" ".join(words[:count]), room, size, bold))
        words = words[count:]
    return [*lines, fitted(" ".join(words), room, size, bold)] if words else lines


def whole(text: str, room: float, sizes: tuple[int, ...], most: int) -> tuple[list[str], int]:
    """The text in the largest of these sizes in which nothing has to be cut, else in the smallest."""
    for size in sizes:
        lines = wrapped(text, room, size, most)
        if not any(line.endswith(ELLIPSIS) for line in lines):
            break
    return lines, size


def rows(items: Iterable[str], room: float, size: int, separator: str = "   ") -> list[str]:
    """Items side by side, none broken, as many in a row as fit."""
    found: list[str] = []
    for item in map(clean, items):
        longer = f"{found[-1]}{separator}{item}" if found else item
        if found and width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(fitted(item, room, size))
    return found


def _as_many_as_fit(words: list[str], room: float, size: int, bold: bool) -> int:
    count = 1
    while count < len(words) and width(" ".join(words[: count + 1]), size, bold) <= room:
        count += 1
    return count


class Canvas:
    """A white sheet; places are pixels from the upper left corner."""

    def __init__(self, wide: int, high: int) -> None:
        self.wide, self.high = wide, high
        self._image = Image.new("RGB", (wide, high), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def text(
        self, at: tuple[float, float], words: str, size: int, colour: Colour = INK, *, bold: bool = False,
        anchor: str = "ls",
    ) -> None:  # fmt: skip
        """Words at a point; `anchor` as the drawing library has it ("ls": left end of the base line)."""
        self._draw.text(at, words, fill=colour, font=font(size, bold), anchor=anchor)

    def upwards(self, at: tuple[int, int], words: str, size: int, colour: Colour = INK) -> None:
        """Words that run from `at` (their lower left corner) to the top, to be read from the right."""
        long, high = int(width(words, size)) + 2, size + 8
        strip = Image.new("RGB", (long, high), PAPER)
        ImageDraw.Draw(strip).text((0, high // 2), words, fill=colour, font=font(size), anchor="lm")
        self._image.paste(strip.rotate(90, expand=True), (at[0], at[1] - long))

    def box(self, corners: tuple[float, float, float, float], colour: Colour, radius: int = 0) -> None:
        """A filled box: left, top, right, bottom."""
        self._draw.rounded_rectangle(corners, radius, fill=colour)

    def line(self, corners: tuple[float, float, float, float], colour: Colour, thick: int = 2) -> None:
        """A straight line."""
        self._draw.line(corners, fill=colour, width=thick)

    def shape(self, corners: list[tuple[float, float]], colour: Colour, rim: Colour = PAPER) -> None:
        """A filled shape with a rim that keeps it apart from what lies below."""
        self._draw.polygon(corners, fill=colour, outline=rim, width=2)

    def png(self) -> bytes:
        """The picture as a file; 256 colours are enough here, and make it quicker to write and to send."""
        out = io.BytesIO()
        few = self._image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(out, "PNG")
        return out.getvalue()
