"""Starts the demo: sandbox with its chat page, seeded campaign, and the household of `dti run`."""

import argparse
import fcntl
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dti import texts
from dti.demo.people import introduce
from dti.demo.ports import free_port
from dti.framework_folder import folder
from dti.household import POINTLESS, RESOLVED, Household
from dti.settings import BadSettings, Settings
from dti_core.framework.library import available
from worker.supervisor import Child

NAME = re.compile(r"[a-z0-9-]+")
PEOPLE = "everybody is enrolled"
"""What the seeding process prints once people can be let in; their answers follow."""
SEED = (sys.executable, "-m", "dti.demo.seed")
NEEDED = frozenset({"sandbox", "seed"})
"""What must be up before people can be let in; bot and workers follow within a second."""
NO_SANDBOX = frozenset({2, 3})
"""The sandbox's exit codes where starting it again changes nothing: wrong use, port taken by another."""
SANDBOX = (sys.executable, "-m", "sandbox")
TOKEN = "1:sandbox"  # noqa: S105 - the sandbox's public default; it opens nothing else


class Demo:
    """One demo in its own folder below the data folder; a second one there is refused."""

    def __init__(self, args: argparse.Namespace) -> None:
        if not NAME.fullmatch(args.framework):
            raise BadSettings([texts.bad_framework(args.framework)])
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
        self.settings = replace(self.settings, **_pages(self.framework, self.port))
        self.up: set[str] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self) -> int:
        """Run until Ctrl-C; returns the exit code."""
        household = Household(self.settings, workers=self.workers)
        try:
            return household.run(self._children(household), on_ready=self._ready)
        finally:
            print(texts.STOPPED, flush=True)

    def _children(self, household: Household) -> list[Child]:
        sandbox = Child(
            "sandbox",
            (*SANDBOX, "--port", str(self.port), "--db", str(self.home / "sandbox.sqlite")),
            {"SANDBOX_TOKENS": TOKEN},
            ready_line="listening",
            final_codes=NO_SANDBOX,
        )
        seed = Child("seed", (*SEED, self.framework), self._env(), PEOPLE, final_codes=POINTLESS, once=True)
        return [sandbox, seed, *(self._later(child) for child in household.children())]

    def _env(self) -> dict[str, str]:
        own = {"DTI_DATA_DIR": str(self.home), "DTI_DATABASE_URL": self.settings.database_url}
        if self.settings.web_url:
            own |= {"DTI_WEB_PORT": str(self.settings.web_port), "DTI_WEB_URL": self.settings.web_url}
        own |= dict.fromkeys(RESOLVED, "")  # where the real database's and queue's secrets lie
        own["DTI_CHECK_LINKS"] = os.environ.get("DTI_CHECK_LINKS", "off")  # the sample's links are made up
        own["DTI_SECOND_FACTOR"] = "off"  # the visitor is everybody at once, and has no second phone
        return {**own, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": self.address}

    def _later(self, child: Child) -> Child:
        """Who needs the database waits for it; the bot, which people wait for, has the processor first."""
        if child.name == "valkey":
            return child
        first = ("sandbox", "seed") if child.name == "bot" else ("bot",)
        return replace(child, env={**child.env, **self._env()}, after=(*child.after, *first))

    def _ready(self, name: str, _line: str) -> None:
        self.up.add(name)
        if name in NEEDED and self.up >= NEEDED:
            introduce(self.home, self.address)
            print(texts.demo_ready(self.address, fresh=self.fresh), flush=True)


def _pages(framework: str, port: int) -> dict[str, Any]:
    """The pages for access accounts, where the framework asks for such."""
    text = next(
        (each.path.read_text(encoding="utf-8") for each in available(folder()) if each.id == framework), ""
    )
    found = free_port(port + 1, lambda _busy, _found: None) if "credential" in text else None
    return {} if found is None else {"web_port": found, "web_url": f"http://127.0.0.1:{found}"}


def _own_data(env: Mapping[str, str]) -> dict[str, str]:
    """The operator's environment without what would lead the demo to real data."""
    real = ("DTI_DATABASE_URL", "DTI_REDIS_URL", "DTI_PROXY_URL", "DTI_ENV", "DTI_WEB_PORT", "DTI_WEB_URL",
            "DTI_SECOND_FACTOR")  # fmt: skip
    return {
        name: text
        for name, text in env.items()
        if name not in (*real, *RESOLVED) and not name.startswith("TELEGRAM_")
    }


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
