"""The services of docker-compose.yml as plain processes: the same commands, the same environment, only other
addresses and folders. Read from the file itself, so that the two cannot drift apart."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from worker.embedded import binary

ROOT = Path(__file__).parents[2]
VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")
SECRETS = {
    "postgres_password": "not-asked-for",
    "redis_password": "p4ss w0rd/@:x",
    "secret_key": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
}


class Production:
    """The system below `folder`, its database at `database`, Telegram at `bot_api`."""

    def __init__(self, folder: Path, ports: Mapping[str, int], given: Mapping[str, str], token: str) -> None:
        self.compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
        self.folder, self.ports, self.given = folder, ports, given
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        for name, secret in {**SECRETS, "telegram_token": token}.items():
            (folder / name).write_text(secret + "\n")
        for name in ("data", "queue"):
            (folder / name).mkdir(mode=0o700)

    def environment(self, service: str) -> dict[str, str]:
        """Nothing but what the file says, with places of this machine put in."""
        told = self.compose["services"][service].get("environment", {})
        env = {name: self._here(str(value)) for name, value in told.items()}
        env |= {name: value for name, value in self.given.items() if name in env}
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **env}

    def command(self, service: str) -> list[str]:
        """What the file says, found on this machine."""
        return [self._here(part) for part in self.compose["services"][service]["command"]]

    def run(self, service: str, *command: str) -> subprocess.CompletedProcess[str]:
        """`docker compose run --rm SERVICE …`; without a command its own."""
        argv = _ours(list(command) or self.command(service))
        return subprocess.run(
            argv, env=self.environment(service), capture_output=True, text=True, timeout=300, check=False
        )

    def start(self, service: str, number: int = 1) -> None:
        """`docker compose up`: one process of a service."""
        argv = _ours(self.command(service))
        if service == "redis":
            argv[-1] += f" --port {self.ports['redis']} --bind 127.0.0.1"
        log = (self.folder / f"{service}-{number}.log").open("wb")
        self.running[f"{service}-{number}"] = subprocess.Popen(
            argv, env=self.environment(service), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )

    def said(self, name: str) -> str:
        """What a process has printed so far."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def stop(self) -> dict[str, int]:
        """End all as `docker compose down` does; their exit codes."""
        for process in self.running.values():
            process.terminate()
        deadline = time.monotonic() + 60
        try:
            return {n: p.wait(max(0.1, deadline - time.monotonic())) for n, p in self.running.items()}
        finally:
            for process in self.running.values():
                process.kill()

    def _here(self, text: str) -> str:
        text = VARIABLE.sub(lambda found: self.given.get(found[1], found[2] or ""), text).replace("$$", "$")
        places: dict[str, Any] = {
            "/run/secrets": self.folder,
            "/tmp/valkey.conf": self.folder / "valkey.conf",
            "--dir /data": f"--dir {self.folder / 'queue'}",
            "valkey-server": binary(),
            "redis:6379": f"127.0.0.1:{self.ports['redis']}",
            "0.0.0.0": "127.0.0.1",
            "9464": self.ports["metrics"],
        }
        for there, here in places.items():
            text = text.replace(there, str(here))
        return str(self.folder / "data") if text == "/data" else text


def _ours(command: list[str]) -> list[str]:
    return [sys.executable, "-m", "dti.main", *command[1:]] if command[0] == "dti" else command
