"""A province's own malware scanner over every file received, before anybody can open it.

The command gets the file's path in place of `{}` (or at its end) and says by its exit code what it found, as
clamdscan does: 0 nothing, 1 malware, anything else that it could not look. What could not be looked at is not
taken either: the person is asked to send it again.
"""

import logging
import shlex
import subprocess
from pathlib import Path
from typing import NoReturn

from dti_core import troubles

log = logging.getLogger(__name__)

SECONDS = 60.0
CLEAN, FOUND = 0, 1


class NotScanned(OSError):
    """The scanner could not look at a file."""


class Scanner:
    """Runs the command; blocking."""

    def __init__(self, command: str, seconds: float = SECONDS) -> None:
        self._words = shlex.split(command)
        self._seconds = seconds

    def is_clean(self, path: Path) -> bool:
        """Whether nothing was found. Raises NotScanned."""
        words = [word.replace("{}", str(path)) for word in self._words]
        command = words if "{}" in " ".join(self._words) else [*words, str(path)]
        try:
            code = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=self._seconds, check=False
            ).returncode
        except (OSError, subprocess.TimeoutExpired) as error:
            self._failed(type(error).__name__)
        if code not in (CLEAN, FOUND):
            self._failed(f"exit code {code}")
        troubles.note("scanner_silent", False)
        return code == CLEAN

    def _failed(self, why: str) -> NoReturn:
        troubles.note("scanner_silent", True)
        log.error("the malware scanner could not look at a file: %s", why)
        raise NotScanned(why)
