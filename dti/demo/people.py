"""The people of the demo as the page shows them: introduced over HTTP, since the sandbox knows no product."""

import json
from pathlib import Path

import httpx

FIRST_NUMBER = 7001
FIRST_STAFF = 7901
"""Accounts of contacts, and of the staff, on the page."""


def write_down(home: Path, people: list[dict[str, object]]) -> None:
    """Keep who is in the demo until the sandbox can be told."""
    (home / "people.json").write_text(json.dumps(people, ensure_ascii=False), encoding="utf-8")


def introduce(home: Path, address: str) -> None:
    """Tell the sandbox about everyone; told again it only learns what is new."""
    people = (home / "people.json").read_bytes()
    httpx.post(f"{address}/sandbox/people", content=people, timeout=10, trust_env=False).raise_for_status()
