"""`python -m benchmarks [NAME …]`: run all benchmarks, or the named ones, and print a line per figure."""

import sys
from collections.abc import Callable

from benchmarks import answering, board, bursts, export, loading, recovery, roster, scoring
from benchmarks.figures import Figure

BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {
    "answering": answering.run,
    "board": board.run,
    "bursts": bursts.run,
    "export": export.run,
    "loading": loading.run,
    "recovery": recovery.run,
    "roster": roster.run,
    "scoring": scoring.run,
}


def main(names: list[str]) -> int:
    """1 where a figure misses what we claim, 2 for an unknown name."""
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    missed = False
    for name in names or BENCHMARKS:
        print(f"\n{name}", flush=True)
        for figure in BENCHMARKS[name]():
            print(f"  {figure}", flush=True)
            missed |= not figure.holds
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
