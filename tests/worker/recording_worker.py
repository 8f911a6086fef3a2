"""A worker process for tests: its job writes a line when it starts and when it ends.

`python -m tests.worker.recording_worker URL FOLDER`: lines go to FOLDER/log; while FOLDER/hold exists, a job
that has started does not end.
"""

import os
import sys
import time
from pathlib import Path

from worker.jobs import serve


def main(url: str, folder: Path) -> None:
    """Work until told to end."""

    def say(line: str) -> None:
        with (folder / "log").open("a", encoding="utf-8") as log:
            log.write(f"{line}\n")

    def drain() -> None:
        say(f"start {os.getpid()}")
        while (folder / "hold").exists():
            time.sleep(0.01)
        say("end")

    say("up")
    serve(url, {"drain": drain})


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
