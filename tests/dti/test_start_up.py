"""What a process need not load to start it does not load: who was killed must be back soon."""

import subprocess
import sys

from dti.main import COMMANDS, parser

HEAVY = ("openpyxl", "numpy", "PIL", "fpdf", "matplotlib")
START = """
import os, sys
os.environ.update(DTI_DATA_DIR=sys.argv[1], DTI_REDIS_URL="redis://127.0.0.1:1/0")
import worker.jobs
worker.jobs.serve = lambda url, jobs: print(*[name for name in {heavy} if name in sys.modules], sep=",")
from dti.main import main
main(["init"]), main(["worker"])
"""


def test_a_worker_starts_without_the_libraries_for_books_and_pictures(tmp_path: object) -> None:
    command = [sys.executable, "-c", START.format(heavy=HEAVY), str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == "", "loaded before anybody asked for a book"
    assert "ready" in said


def test_a_command_loads_the_module_that_adds_it_and_no_other() -> None:
    for words in COMMANDS.values():
        for word in words:
            assert _offered(word) == list(words)
    every = [word for words in COMMANDS.values() for word in words]
    assert _offered("") == _offered("--help") == _offered("nonsense") == every


def _offered(first: str) -> list[str]:
    (action,) = [one for one in parser(first)._actions if isinstance(one.choices, dict)]
    return list(action.choices)
