"""Starts the demo: sandbox with its chat page, seeded campaign, and the household of `dti run`."""

import argparse
import fcntl
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from dti import texts
from dti.demo.people import introduce
from dti.demo.ports import free_port
from dti.household import Household
from dti.settings import BadSettings, Settings
from worker.supervisor import Child

SANDBOX = (sys.executable, "-m", "sandbox")
TOKEN = "1:sandbox"  # noqa: S105 - the sandbox's public default; it opens nothing else


class Demo:
    """One demo in its own folder below the data folder; a second one there is refused."""

    def __init__(self, args: argparse.Namespace) -> None:
        settings = Settings.from_env(_own_data(os.environ))
        self.home = settings.data_dir / "demo" / args.framework
        self.lock = _take(self.home)
        self.fresh = args.fresh or not (self.home / "dti.sqlite").exists()
        if self.fresh:
            _empty(self.home)
        self.settings = replace(
            settings, data_dir=self.home, database_url=f"sqlite:///{self.home / 'dti.sqlite'}", redis_url=None
        )
        self.framework, self.workers = args.framework, args.workers
        self.port = free_port(args.port, lambda busy, found: print(texts.port_busy(busy, found), flush=True))
        if self.port is None:
            raise BadSettings([texts.no_port(args.port)])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self) -> int:
        """Run until Ctrl-C; returns the exit code."""
        household = Household(self.settings, workers=self.workers)
        self._seed()
        try:
            return household.run(self._children(household), on_ready=self._ready)
        finally:
            print(texts.STOPPED, flush=True)

    def _seed(self) -> None:
        from dti.demo.seed import seed

        seed(self.settings, self.framework, datetime.now(UTC))

    def _children(self, household: Household) -> list[Child]:
        sandbox = Child(
            "sandbox",
            (*SANDBOX, "--port", str(self.port), "--db", str(self.home / "sandbox.sqlite")),
            {"SANDBOX_TOKENS": TOKEN},
            ready_line="listening",
        )
        telegram = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": self.address}
        return [sandbox, *(_reaching(child, telegram) for child in household.children())]

    def _ready(self, name: str, _line: str) -> None:
        if name == "sandbox":
            introduce(self.home, self.address)
        if name == "bot":
            print(texts.demo_ready(self.address, fresh=self.fresh), flush=True)


def _own_data(env: Mapping[str, str]) -> dict[str, str]:
    """The operator's environment without what would lead the demo to real data."""
    real = ("DTI_DATABASE_URL", "DTI_REDIS_URL", "DTI_PROXY_URL", "DTI_ENV")
    return {name: text for name, text in env.items() if name not in real and not name.startswith("TELEGRAM_")}


def _reaching(child: Child, telegram: Mapping[str, str]) -> Child:
    """The bot waits for the sandbox and talks to it; the others know nothing of it."""
    if child.name != "bot":
        return child
    return replace(child, env={**child.env, **telegram}, after=(*child.after, "sandbox"))


def _take(home: Path) -> int:
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(home.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BadSettings([texts.DEMO_RUNNING]) from None
    return lock


def _empty(home: Path) -> None:
    for entry in home.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
