"""A guard, and what breaks it."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Guard:
    """`text` stands exactly once in `file`; with `broken` in its place one of `tests` must fail.

    `tests`: `path` or `path::name`, below the root.
    """

    name: str
    file: str
    text: str
    broken: str
    tests: tuple[str, ...]

    def applied(self, root: Path) -> str:
        """The file's text, broken; raises ValueError where the guard is not there as it is written here."""
        whole = (root / self.file).read_text(encoding="utf-8")
        if whole.count(self.text) != 1:
            raise ValueError(f"{self.name}: its text stands {whole.count(self.text)} times in {self.file}")
        return whole.replace(self.text, self.broken)


def guard(name: str, file: str, text: str, broken: str, *tests: str) -> Guard:
    """Short for a guard."""
    return Guard(name, file, text, broken, tests)
