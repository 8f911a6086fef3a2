"""`python -m tests.fuzz SECONDS [TARGET …]`: let atheris search for bytes that break a target.

Each target runs in a process of its own. What it finds new is kept in the folder of finds below the system's
temporary one; what breaks the target lies there as `crash-…`, to be added to the corpus once it is mended.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.corpus import CORPUS, folder_of

USAGE = "fuzz SECONDS [TARGET …]; targets: {targets}"
ONE = "--one"


def main(arguments: list[str]) -> int:
    """0 where nothing was found, 1 for a find, 2 for a wrong call."""
    targets = sorted(folder.name for folder in CORPUS.iterdir())
    seconds, *names = arguments or [""]
    if not seconds.isdecimal() or not set(names) <= set(targets):
        print(USAGE.format(targets=", ".join(targets)), file=sys.stderr)
        return 2
    found = [name for name in names or targets if _in_a_process(name, seconds)]
    print(f"finds: {', '.join(found) or 'none'}")
    return 1 if found else 0


def _in_a_process(name: str, seconds: str) -> bool:
    print(f"{name}: {seconds} s", flush=True)
    command = [sys.executable, "-m", "tests.fuzz", ONE, name, seconds]
    return subprocess.run(command, check=False).returncode != 0


def _fuzz(name: str, seconds: str) -> None:
    """Does not return: atheris ends the process, with 0 or, for a find, with another code."""
    import atheris

    with atheris.instrument_imports(include=["dti_core", "bot", "sandbox"]):
        from tests.fuzz.targets import TARGETS
    finds = Path(tempfile.gettempdir()) / "dti-fuzz" / name
    finds.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"]
    places = [f"-artifact_prefix={finds}/", str(finds), str(folder_of(name))]
    atheris.Setup(["fuzz", *options, *places], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == [ONE]:
        _fuzz(*sys.argv[2:4])
    sys.exit(main(sys.argv[1:]))
