"""The folder of frameworks: which there are, and where one stands."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dti_core.framework.catalogue import describe
from dti_core.framework.head import head
from dti_core.framework.loader import MAX_BYTES, Loaded, load
from dti_core.framework.problems import Finding, nearest

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "frameworks"


def chosen_folder() -> Path | None:
    """Where the operator keeps the frameworks; None means beside the program."""
    given = os.environ.get("DTI_FRAMEWORKS_DIR", "").strip()
    return Path(given) if given else None


@dataclass(frozen=True)
class Listed:
    """A framework file by what its head says; `id` is the file's name where the head cannot be read."""

    id: str
    title: str
    level: str
    path: Path


def available(folder: Path | None = None) -> tuple[Listed, ...]:
    """Every framework of the folder, one sub-folder per decision, by id. Reads heads only."""
    return tuple(sorted(_listed(folder or DEFAULT_FOLDER), key=lambda each: (each.id, str(each.path))))


def find(framework_id: str, folder: Path | None = None) -> Loaded:
    """Load a framework by id; an unknown id is a problem with a suggestion."""
    there = available(folder)
    for each in there:
        if each.id == framework_id:
            return load(each.path)
    guess = nearest(framework_id, [each.id for each in there], other_numbers=True)
    missing = Finding("unknown-framework", value=framework_id, suggestion=guess)
    return Loaded(None, (describe(missing, framework_id, None),))


def open_framework(name: str, folder: Path | None = None) -> Loaded:
    """Load what a person named on the command line: a path where it looks like one, else an id."""
    path = Path(name)
    looks_like_a_path = path.suffix in {".yaml", ".yml"} or len(path.parts) > 1 or path.is_file()
    return load(path) if looks_like_a_path else find(name, folder)


def _listed(folder: Path) -> Iterator[Listed]:
    for path in folder.glob("*/*.yaml"):
        words = head(_text(path), ("id", "title", "level"))
        yield Listed(
            words.get("id", path.stem), words.get("title", path.stem), words.get("level", ""), _near(path)
        )


def _near(path: Path) -> Path:
    """As a person would type it: from where they stand, if it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return ""
