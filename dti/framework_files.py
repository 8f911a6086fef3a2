"""Where a framework file goes, how it points at the schema, and writing it whole or not at all."""

import os
import tempfile
from pathlib import Path
from urllib.parse import quote

from dti_core.framework.library import DEFAULT_FOLDER

SCHEMA = "framework.schema.json"
LEVELS = ("so", "huyen", "tinh")


class AlreadyThere(Exception):
    """The file exists, and nothing of it was touched."""


def level_of(framework_id: str) -> str | None:
    """The level that an id names at its end: "an-giang-2025-huyen"."""
    end = framework_id.rpartition("-")[2]
    return end if end in LEVELS else None


def usual_path(folder: Path, framework_id: str, level: str) -> Path:
    """One folder per decision, one file per annex: `an-giang-2025/so.yaml`."""
    own = level_of(framework_id)
    decision = framework_id.removesuffix(f"-{own}") if own else framework_id
    return folder / (decision or framework_id) / f"{own or level}.yaml"


def schema_line(target: Path, folder: Path) -> str:
    """The first line for editors: a relative path where the schema is near, else an address; or nothing."""
    schema = next((each for each in (folder / SCHEMA, DEFAULT_FOLDER / SCHEMA) if each.is_file()), None)
    if schema is None:
        return ""
    schema, home = schema.resolve(), target.resolve().parent
    if home.is_relative_to(schema.parent):
        address = quote(os.path.relpath(schema, home).replace(os.sep, "/"))
    else:
        address = schema.as_uri()
    return f"# yaml-language-server: $schema={address}"


def write_new(target: Path, text: str) -> None:
    """Write beside, then give it its name: never half a file, never over another one."""
    if target.exists():
        raise AlreadyThere
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        _rename(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _rename(beside: Path, target: Path) -> None:
    try:
        os.link(beside, target)
    except FileExistsError:
        raise AlreadyThere from None
    except OSError:  # a disk without links
        if target.exists():
            raise AlreadyThere from None
        beside.replace(target)
