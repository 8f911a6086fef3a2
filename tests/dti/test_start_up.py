"""What a process need not load to start it does not load: who was killed must be back soon."""

import subprocess
import sys

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
