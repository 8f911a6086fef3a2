"""Colours that the colour-blind can tell apart: one hue from light to dark, and numbers on every shade."""

from fractions import Fraction

Colour = tuple[int, int, int]

PAPER: Colour = (255, 255, 255)
INK: Colour = (24, 34, 45)
MUTED: Colour = (86, 101, 115)
LINE: Colour = (216, 223, 230)
TRACK: Colour = (232, 237, 242)
EMPTY: Colour = (247, 248, 250)
OWN: Colour = (31, 98, 160)
MARK: Colour = (196, 92, 0)

HEAT: tuple[Colour, ...] = (
    (238, 244, 250), (207, 224, 240), (156, 195, 224), (88, 150, 202), (36, 103, 166), (10, 58, 110),
)  # fmt: skip
"""From nothing to everything."""


def heat(share: Fraction) -> Colour:
    """The shade for a part of the most; below 0 and above 1 it is that of the ends."""
    place = float(min(max(share, Fraction(0)), Fraction(1))) * (len(HEAT) - 1)
    low = min(int(place), len(HEAT) - 2)
    part = place - low
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(HEAT[low], HEAT[low + 1], strict=True))
    return red, green, blue


def on(ground: Colour) -> Colour:
    """The colour of letters on a ground: dark or white, whichever stands out more."""
    return max(INK, PAPER, key=lambda ink: contrast(ink, ground))


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours stand apart, 1…21, as the web's accessibility guidelines (WCAG 2) have it."""
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: Colour) -> float:
    """Relative luminance, 0…1 (WCAG 2)."""
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
