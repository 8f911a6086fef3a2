"""`python -m tests.faults.chaos --kills 1000 [--database postgres] [--frozen 60] [--seed 7]`."""

import argparse
import math
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.chaos.play import Outcome, long, play

SHOWN = 25
"""Complaints of a kind that are printed."""


def main() -> int:
    """0 where nothing is lost, doubled or wrong."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="dti-chaos-"))
    began = time.monotonic()
    outcome = play(
        options.database, folder, options.seed, long(options.kills, options.frozen, 60 * options.minutes)
    )
    _report(outcome, time.monotonic() - began)
    if outcome.verdict.is_clean:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"kept for a look: {folder}")
    print(outcome.verdict.last_line(outcome.tally.total))
    return 0 if outcome.verdict.is_clean else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.chaos")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--frozen", type=float, default=60.0, help="seconds for which each process is frozen")
    parser.add_argument("--minutes", type=float, default=math.inf, help="no kills after that")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _report(outcome: Outcome, seconds: float) -> None:
    for what, number in sorted(outcome.tally.kills.items()):
        print(f"{number:6} killed: {what}")
    for what, number in outcome.verdict.counted.items():
        print(f"{number:6} compared: {what}")
    print(f"{seconds:6.0f} seconds")
    for kind in ("lost", "doubled", "wrong"):
        for complaint in getattr(outcome.verdict, kind)[:SHOWN]:
            print(f"{kind}: {complaint}")


if __name__ == "__main__":
    sys.exit(main())
