"""All processes of one machine under one supervisor."""

import fcntl
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from dti import secret_files, texts
from dti.settings import WRONG_SETTINGS, BadSettings, Settings
from worker.embedded import READY_LINE, DirectoryInUseError, EmbeddedValkey, prepare
from worker.supervisor import Child, Supervisor

PYTHON = (sys.executable, "-m", "dti.main")
SIGNS_OF_LIFE = ("ready", "listening ", "everybody ")
RESOLVED = (
    *(address + secret_files.SUFFIX for address in secret_files.PASSWORDS),
    *secret_files.PASSWORDS.values(),
    *(password + secret_files.SUFFIX for password in secret_files.PASSWORDS.values()),
)
"""Variables that are in the addresses already which the children are given."""
Listener = Callable[[str, str], None]
POINTLESS = frozenset({2, WRONG_SETTINGS})
"""Exit codes of our commands that mean: starting again changes nothing."""


def product(
    env: Mapping[str, str], *, workers: int, after: Sequence[str] = (), pages: bool = False
) -> list[Child]:
    """Bot, workers and sweeper, each with `env` added to its environment, started once `after` are ready.

    `pages`: with the pages for access accounts.
    """
    names = ["bot", *(f"worker-{number}" for number in range(1, workers + 1)), "sweeper"]
    names += ["web"] if pages else []
    return [
        Child(
            name,
            (*PYTHON, name.partition("-")[0]),
            env,
            ready_line="ready",
            after=tuple(after),
            final_codes=POINTLESS,
        )
        for name in names
    ]


class Household:
    """Bot, workers, sweeper and, where no Redis-compatible server is set, one of our own."""

    def __init__(self, settings: Settings, *, workers: int = 2) -> None:
        self.settings = settings
        self.workers = workers
        self._lock = take_folder(settings)
        self.valkey = None if settings.redis_url else take_valkey(settings)

    def children(self) -> list[Child]:
        """Every process in the order of starting."""
        redis_url = self.settings.redis_url or (self.valkey.url if self.valkey else "")
        env = {"DTI_DATA_DIR": str(self.settings.data_dir), "DTI_REDIS_URL": redis_url}
        env["DTI_DATABASE_URL"] = self.settings.database_url
        env |= dict.fromkeys(RESOLVED, "")
        own = [] if (valkey := self.valkey) is None else [_server(valkey)]
        asked = [] if self.settings.metrics_port is None else [_metrics(env)]
        pages = self.settings.web_port is not None and self.settings.web_url is not None
        after = [child.name for child in own]
        return [*own, *product(env, workers=self.workers, after=after, pages=pages), *asked]

    def run(
        self, children: Sequence[Child] | None = None, on_ready: Listener = lambda name, line: None
    ) -> int:
        """Run until told to stop; returns the exit code."""
        try:
            return Supervisor(children or self.children(), on_line=show, on_ready=on_ready).run()
        finally:
            self.release()

    def release(self) -> None:
        """Give the folder up; the processes must have ended."""
        if self.valkey is not None:
            self.valkey.release()
        os.close(self._lock)


def _server(valkey: EmbeddedValkey) -> Child:
    return Child("valkey", valkey.argv, ready_line=READY_LINE, prepare=valkey.repair)


def take_folder(settings: Settings) -> int:
    """Be the only household in the data folder; the lock, held as long as it is open. Raises BadSettings."""
    lock = os.open(settings.data_dir / "run.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise BadSettings([texts.IN_USE]) from None
    return lock


def _metrics(env: Mapping[str, str]) -> Child:
    """The exporter; the house goes on without it."""
    return Child("metrics", (*PYTHON, "metrics"), env, ready_line="ready")


def take_valkey(settings: Settings) -> EmbeddedValkey:
    """Prepare our own server in the data folder; BadSettings where another process has it."""
    try:
        return prepare(settings.data_dir / "valkey")
    except DirectoryInUseError:
        raise BadSettings([texts.IN_USE]) from None


def show(name: str, line: str) -> None:
    """Pass a process's line on under its name, but for chatter that is of no use to anyone."""
    if line.startswith("{"):
        print(line, flush=True)  # a JSON line says itself whose it is
    elif name != "valkey" and not line.startswith(SIGNS_OF_LIFE):
        print(f"{name}: {line}", flush=True)
