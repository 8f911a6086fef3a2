"""`python -m tests.faults.mutants [WORD …]`: break every guard (or those named by a word), see its test fail.

Last line: `mutants=N killed=N survived=N`; exit 1 where one survived or no longer fits the code."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.mutants.guard import ROOT, Guard
from tests.faults.mutants.guards import GUARDS

FAILED, PATIENCE = 1, 600.0
PYTEST = ("-m", "pytest", "-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "--timeout=120")


def main(words: list[str]) -> int:
    """Exit code."""
    chosen = [one for one in GUARDS if not words or any(word in one.name for word in words)]
    with tempfile.TemporaryDirectory(prefix="dti-mutants-") as folder:
        copy = _copied(Path(folder) / "tree")
        if not _is_sound(copy, sorted({test for one in chosen for test in one.tests})):
            return 1
        survived = sum(not _is_killed(copy, one) for one in chosen)
    print(f"mutants={len(chosen)} killed={len(chosen) - survived} survived={survived}")
    return int(survived > 0)


def _copied(to: Path) -> Path:
    """What is kept under version control, as it stands in the folder now."""
    listed = subprocess.run(
        ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)
    return to


def _is_sound(copy: Path, tests: list[str]) -> bool:
    """Whether they pass while nothing is broken; those that do not are named."""
    command = (sys.executable, *PYTEST, "--maxfail=10", *tests)
    done = subprocess.run(command, cwd=copy, env=_env(copy), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"before anything is broken:\n{done.stdout[-3000:]}{done.stderr[-1000:]}", flush=True)
    return done.returncode == 0


def _env(copy: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}


def _is_killed(copy: Path, one: Guard) -> bool:
    try:
        broken = one.applied(copy)
    except ValueError as error:
        print(f"  ?  {error}", flush=True)
        return False
    whole, began = (copy / one.file).read_bytes(), time.monotonic()
    (copy / one.file).write_text(broken, encoding="utf-8")
    try:
        code = _run(copy, one.tests)
    finally:
        (copy / one.file).write_bytes(whole)
    words = {FAILED: "killed", 0: "SURVIVED"}.get(code, f"NOT KILLED: pytest ended with {code}")
    print(f"  {words} in {time.monotonic() - began:.1f} s: {one.name}", flush=True)
    return code == FAILED


def _run(copy: Path, tests: tuple[str, ...]) -> int:
    """Pytest's exit code; a test that hangs has failed."""
    try:
        return subprocess.run(
            (sys.executable, *PYTEST, *tests), cwd=copy, env=_env(copy), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False,
        ).returncode  # fmt: skip
    except subprocess.TimeoutExpired:
        return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
