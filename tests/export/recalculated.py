"""The formulas of our books calculated anew: by a small calculator of the tests, and by LibreOffice."""

import atexit
import re
import shutil
import statistics
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

SOFFICE = shutil.which("soffice")
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<place>(?:'(?:[^']|'')+'!)?\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)
    | (?P<number>[0-9]+(?:\.[0-9]+)?) | (?P<text>"[^"]*") | (?P<name>[A-Z]+)(?=\()
    | (?P<sign><>|[-+*/=(),]) )""",
    re.VERBOSE,
)


class Calculator:
    """Evaluates SUM, IF, N, ROUND, RANK, AVERAGE, MEDIAN, MAX, + - * / = <> over a book without results."""

    def __init__(self, path: Path) -> None:
        self._book = load_workbook(path)
        self.value = cache(self._value)

    def formulas(self) -> Iterator[tuple[str, str]]:
        for sheet in self._book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        yield sheet.title, cell.coordinate

    def _value(self, sheet: str, place: str) -> Any:
        cell = self._book[sheet][place]
        if cell.data_type != "f":
            return cell.value
        return _Formula(self, sheet, str(cell.value)[1:]).result()

    def area(self, sheet: str, place: str) -> list[Any]:
        left, top, right, bottom = range_boundaries(place.replace("$", ""))
        columns = self._book[sheet].iter_rows(top, bottom, left, right)
        return [self.value(sheet, cell.coordinate) for row in columns for cell in row]


class _Formula:
    def __init__(self, calculator: Calculator, sheet: str, text: str) -> None:
        self._calculator, self._sheet = calculator, sheet
        self._tokens = [(m.lastgroup, m[m.lastgroup]) for m in _TOKEN.finditer(text)]
        assert "".join(word for _, word in self._tokens) == text.replace(" ", "") or "'" in text, text
        self._at = 0

    def result(self) -> Any:
        found = self._comparison()
        assert self._at == len(self._tokens), self._tokens[self._at :]
        return found[0] if isinstance(found, list) else found

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _take(self) -> tuple[str, str]:
        self._at += 1
        return self._tokens[self._at - 1]

    def _comparison(self) -> Any:
        left = self._sum()
        if self._peek() in ("=", "<>"):
            equal = self._take()[1] == "="
            one, other = (("" if _one(side) is None else _one(side)) for side in (left, self._sum()))
            one = 0 if one == "" and isinstance(other, int | float) else one
            return (one == other) is equal
        return left

    def _sum(self) -> Any:
        left = self._product()
        while self._peek() in ("+", "-"):
            left = _number(left) + (1 if self._take()[1] == "+" else -1) * _number(self._product())
        return left

    def _product(self) -> Any:
        left = self._atom()
        while self._peek() in ("*", "/"):
            times = self._take()[1] == "*"
            right = _number(self._atom())
            left = _number(left) * right if times else _number(left) / right
        return left

    def _atom(self) -> Any:
        kind, word = self._take()
        if kind == "place":
            sheet, _, place = word.rpartition("!")
            named = sheet[1:-1].replace("''", "'") if sheet else self._sheet
            return self._calculator.area(named, place)
        if kind == "number":
            return float(word)
        if kind == "text":
            return word[1:-1]
        if kind == "name":
            return self._call(word)
        found = self._comparison()
        assert self._take()[1] == ")"
        return found

    def _call(self, name: str) -> Any:
        assert self._take()[1] == "("
        if name == "IF":
            return self._either()
        arguments = [self._comparison()]
        while self._take()[1] == ",":
            arguments.append(self._comparison())
        numbers = [one for each in arguments for one in _many(each) if isinstance(one, int | float)]
        if name == "ROUND":
            places = Decimal(1).scaleb(-int(numbers[1]))
            return float(Decimal(repr(round(numbers[0], 12))).quantize(places, ROUND_HALF_UP))
        if name == "RANK":
            mine, others = _number(arguments[0]), [one for one in _many(arguments[1]) if one is not None]
            return 1 + sum(one > mine for one in others)
        known = {"SUM": sum, "N": sum, "MAX": max, "MEDIAN": statistics.median, "AVERAGE": statistics.fmean}
        return known[name](numbers)

    def _either(self) -> Any:
        """Only the branch that holds is calculated."""
        holds = self._comparison()
        assert self._take()[1] == ","
        if not holds:
            self._skip()
        chosen = self._comparison()
        if holds:
            if self._take()[1] == ",":
                self._skip(to_end=True)
            return chosen
        assert self._take()[1] == ")"
        return chosen

    def _skip(self, to_end: bool = False) -> None:
        depth = 0
        while True:
            word = self._take()[1]
            if depth == 0 and word == ("," if not to_end else ")"):
                return
            depth += {"(": 1, ")": -1}.get(word, 0)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _number(value: Any) -> float:
    return float(_one(value) or 0)


def without_results(source: Path, target: Path) -> None:
    """The same book without any stored result, so that nobody can take ours for theirs."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f>", content)
            new.writestr(name, content)


@cache
def libreoffice() -> tuple[str, ...]:
    """The program, with settings of its own for the whole run: making them takes longer than a book."""
    assert SOFFICE is not None
    settings = tempfile.mkdtemp(prefix="dti-libreoffice-")
    atexit.register(shutil.rmtree, settings, ignore_errors=True)
    return (SOFFICE, f"-env:UserInstallation={Path(settings).as_uri()}", "--headless")


def by_libreoffice(books: Sequence[Path], folder: Path) -> Iterator[Any]:
    """The books, each after LibreOffice opened, recalculated and saved it, with results; it starts once."""
    bare = [folder / f"bare-{number}.xlsx" for number in range(len(books))]
    for book, target in zip(books, bare, strict=True):
        without_results(book, target)
    out = folder / "out"
    words = [*libreoffice(), "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, *bare]
    subprocess.run([str(word) for word in words], check=True, capture_output=True, timeout=110)
    for each in bare:
        yield load_workbook(out / each.name, data_only=True)
