"""Đồng Nai's cells that run together: a note or a label, then the offices that give the data."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tests.framework.readers.rows import Item, PrintedInput, fold

KINDS = "Sở|Văn phòng|Chi cục|Công an|Bưu điện|Báo|Đài|Hiệp hội|UBND|Tỉnh Đoàn"
OFFICE = re.compile(
    rf"(?:^|(?<= ))(?:- ?)?((?:{KINDS})(?!,)|Các sở, |Doanh nghiệp công nghệ, |STT\.\d|\d\.\d[a-d]$)"
)
"""How a provider begins: the word for a kind of office, or where the figure is asked already (STT.4)."""
REFERENCE = re.compile(r"(STT\.\d+|\d\.\d[a-d])(?: - (.+))?")
AGGREGATED = re.compile(r"(.+) gửi số liệu cho (.+) tổng hợp, .+")
VALUES = {"1": "Đồng Nai", "19": "tỷ đồng"}
"""Repair: what the column of figures already holds, on the label's own line."""


def note_and_providers(part: list[str]) -> tuple[str, tuple[str, ...]]:
    """The text before the first office, and the offices: one per line that begins with one."""
    before: list[str] = []
    providers: list[str] = []
    for line in part:
        office = OFFICE.search(line)
        if office and (office.start() == 0 or not providers):
            before.append(line[: office.start()])
            providers.append(line[office.start(1) :])
        elif providers:
            providers[-1] = f"{providers[-1]} {line}"
        else:
            before.append(line)
    return fold("\n".join(before)), tuple(fold(each) for each in providers)


def read_input(letter: str, part: list[str]) -> PrintedInput:
    """A figure's row. Beside its label: who gives it, where it is asked already, or who reports to whom."""
    label, offices = note_and_providers(part)
    reference = next((match for each in offices if (match := REFERENCE.fullmatch(each))), None)
    aggregated = next((match for each in offices if (match := AGGREGATED.fullmatch(each))), None)
    if reference:
        own = (reference.group(2),) if reference.group(2) else ()
        return PrintedInput(letter, label, offices, own, reference=reference.group(1))
    if aggregated:
        return PrintedInput(letter, label, offices, (aggregated.group(2),), reporting=aggregated.group(1))
    return PrintedInput(letter, label, offices, offices)


def read_items(text: str) -> tuple[Item, ...]:
    """General information in order; the lines after the last number are the fields of a person."""
    numbered = [(match.start(), match.group(1)) for match in re.finditer(r"^(\d+)(?=\s)", text, re.MULTILINE)]
    ends = [start for start, _ in numbered[1:]] + [len(text)]
    parts = [(number, text[start:end]) for (start, number), end in zip(numbered, ends, strict=True)]
    going_up = [int(a) < int(b) for a, b in pairwise(number for number, _ in parts)]
    assert going_up == [True] * (len(parts) - 2) + [False], going_up
    return (*(_item(number, part) for number, part in parts[:-1]), _person(*parts[-1]))


def _item(number: str, part: str) -> Item:
    """A line break without an empty line ends a cell; the label is the first cell that is not the number."""
    cells = [cell for cell in re.split(r"(?<!\n)\n(?!\n)", part.strip()) if cell.strip() != number]
    first, *others = cells
    label, providers = note_and_providers([re.sub(rf"^{number}\s+", "", fold(first))])
    if number in VALUES:
        assert label.endswith(f" {VALUES[number]}"), label
        label = label.removesuffix(f" {VALUES[number]}")
    more = [provider for cell in others for provider in _listed(cell)]
    return Item(number, label, (*providers, *more))


def _listed(cell: str) -> Iterator[str]:
    """The offices of a cell that lists them with dashes; any other cell holds the figure itself."""
    for line in cell.splitlines():
        if line.startswith("- "):
            yield fold(line.removeprefix("- "))


def _person(number: str, part: str) -> Item:
    label, *fields = [note_and_providers([line.strip()]) for line in part.splitlines() if line.strip()]
    text = label[0].removeprefix(f"{number} ")
    return Item(number, text, label[1], tuple(each for each, _ in fields))
