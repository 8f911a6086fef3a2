"""Exporting a campaign of 150 units × 65 criteria with history: seconds and memory of a process of its own.

Beside it XlsxWriter's constant-memory mode writes the very same cells, already in memory: the least that
writing them can cost. It neither reads a database nor adds up anything.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figure

SECONDS, MEGABYTES = 20, 300
UNITS = 150
REVISIONS = 3
"""Of every figure, so that there is a history."""


def run() -> list[Figure]:
    """Both programs, each in a process of its own, over the same campaign."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _child("prepare", folder)
        ours, theirs = _child("ours", folder), _child("theirs", folder)
    return [
        Figure(f"campaign book, {UNITS} units, {ours['cells']:,} cells", ours["seconds"], "s", SECONDS),
        Figure("  most memory of the process", ours["megabytes"], "MB", MEGABYTES),
        Figure("  size of the file", ours["size"], "MB"),
        Figure("XlsxWriter (constant memory), the same cells", theirs["seconds"], "s"),
        Figure("ours against XlsxWriter", ours["seconds"] / theirs["seconds"], "times"),
    ]


def _child(what: str, folder: Path) -> dict[str, float]:
    words = [sys.executable, "-m", "benchmarks.export_child", what, str(folder)]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(said or "{}"))
