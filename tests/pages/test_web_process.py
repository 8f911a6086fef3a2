"""`dti web` as a process: it shows life, serves, and leaves in good order."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from dti.main import main
from dti_core.campaign import heartbeats
from dti_core.store.database import Database
from tests.end_to_end.household import free_port, wait_until


def test_it_shows_life_and_leaves_in_good_order(
    sqlite_db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    settings = {
        "DTI_DATABASE_URL": sqlite_db.url, "DTI_DATA_DIR": str(tmp_path), "DTI_WEB_PORT": str(port),
        "DTI_WEB_URL": f"http://127.0.0.1:{port}", "DTI_LOG": "json",
    }  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    log = (tmp_path / "log").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "dti.main", "web"], env=dict(os.environ), stdout=log, stderr=log
    )
    try:
        wait_until(lambda: answers(port) == "ok", 120.0)
        assert "ready" in (tmp_path / "log").read_text()
        wait_until(lambda: main(["health", "web"]) == 0, 60.0)
        assert kinds(sqlite_db) == ["web"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert kinds(sqlite_db) == []
    finally:
        process.kill()
        process.wait()


def answers(port: int) -> str:
    """What the pages say of themselves; nothing while nobody listens yet."""
    try:
        return httpx.get(f"http://127.0.0.1:{port}/alive").text
    except httpx.TransportError:
        return ""


def kinds(db: Database) -> list[str]:
    with db.read() as conn:
        return [each.sign.kind for each in heartbeats.all_of(conn)]
