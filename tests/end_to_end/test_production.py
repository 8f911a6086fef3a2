"""Production as docker-compose.yml describes it, on a real PostgreSQL and a real Redis-compatible server."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from dti.main import main
from sandbox.client import Person, Sandbox
from sandbox.testing import running_sandbox
from tests.databases import PostgresServer
from tests.end_to_end.contact import Contact
from tests.end_to_end.household import free_port, wait_until
from tests.end_to_end.production import ROOT, SECRETS, Production

CAMPAIGN = {
    "slug": "2026",
    "title": "Đợt 2026",
    "framework": "an-giang-2024-so",
    "coordinator": "Sở KH&CN",
    "year": "2025",
    "closes": "2099-12-31",
}
PATIENCE = 180.0
QUESTIONS = 18
"""Twelve about the unit itself, and then a few that earn points."""
Operate = Callable[..., int]
NAME = "Nguyễn Thị Lan"
SERVICES = (("bot", 1), ("worker", 1), ("worker", 2), ("sweeper", 1), ("metrics", 1))


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    folder = tmp_path / "sandbox"
    folder.mkdir()
    with running_sandbox(folder) as client:
        yield client


@pytest.fixture
def production(tmp_path: Path, postgres_server: PostgresServer, sandbox: Sandbox) -> Iterator[Production]:
    folder = tmp_path / "production"
    folder.mkdir()
    given = {
        "DTI_DATABASE_URL": postgres_server.create("template0"),
        "TELEGRAM_API_BASE_URL": sandbox.base_url,
    }
    house = Production(folder, {"redis": free_port(), "metrics": free_port()}, given, sandbox.token)
    yield house
    house.stop()


@pytest.fixture
def operate(production: Production, monkeypatch: pytest.MonkeyPatch) -> Operate:
    """A command as `docker compose run --rm bot dti …` runs it, without starting an interpreter for each."""
    for name in [name for name in os.environ if name.startswith(("DTI_", "TELEGRAM_"))]:
        monkeypatch.delenv(name)
    for name, value in production.environment("bot").items():
        monkeypatch.setenv(name, value)
    return lambda *command: main(list(command))


def lines(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


@pytest.mark.postgres
@pytest.mark.timeout(400)
def test_an_answer_becomes_a_score_and_can_be_followed_from_process_to_process(
    production: Production, sandbox: Sandbox, operate: Operate, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    production.start("redis")
    begun = production.run("init")
    assert begun.returncode == 0, begun.stderr
    for service, number in SERVICES:
        production.start(service, number)
    contact = Contact(invited(production, sandbox, operate, capsys))
    answered(contact)
    assert_followed(production)
    assert_observed(production, operate, tmp_path, capsys)
    codes = production.stop()
    assert codes == dict.fromkeys(codes, 0), {name: production.said(name)[-2000:] for name in codes}
    told = "".join(production.said(name) for name in codes)
    assert NAME not in told and not any(secret in told for secret in SECRETS.values())


def invited(
    production: Production, sandbox: Sandbox, operate: Operate, capsys: pytest.CaptureFixture[str]
) -> Person:
    """Set a campaign up as the operator does, and let a contact in."""
    calls = (
        ("campaign", "create", *(part for name, value in CAMPAIGN.items() for part in (f"--{name}", value))),
        ("roster", "add", "--campaign", "2026", "--unit-name", "Sở Nội vụ", "--slug", "so-noi-vu"),
        ("invite", "--campaign", "2026", "--unit", "so-noi-vu", "--bot-name", "bot"),
    )
    for call in calls:
        assert operate(*call) == 0
    link = re.search(r"start=([\w-]+)", capsys.readouterr().out)
    assert link is not None
    person = sandbox.add_person(5001, NAME)
    wait_until(
        lambda: "ready" in production.said("bot-1"), PATIENCE, explain=lambda: production.said("bot-1")
    )
    person.start(link[1])
    return person


def answered(contact: Contact) -> None:
    """Agree, answer until something earned points, and see them in the pinned message."""
    contact.person.wait_for_text("mời làm đầu mối", PATIENCE)
    contact.answer_with(lambda: contact.person.press("Đồng ý, bắt đầu"), PATIENCE)
    for _ in range(QUESTIONS):
        contact.go_on()
    contact.person.wait_for(
        lambda found: [m for m in found if m.pinned and re.search(r"[1-9]\S* / 420", m.text)], 60
    )


def assert_followed(production: Production) -> None:
    """One update's name stands in the lines of bot and worker: stored, applied, changed, scored, sent."""

    def followed() -> bool:
        reached: dict[str, set[str]] = {}
        for name in ("bot-1", "worker-1", "worker-2"):
            for line in lines(production.said(name)):
                reached.setdefault(line.get("correlation", ""), set()).add(
                    f"{line['process']}:{line['message']}"
                )
        wanted = {"bot:stored", "bot:applied", "bot:changed", "worker:scored", "bot:sent"}
        return any(wanted <= stations for cause, stations in reached.items() if cause)

    wait_until(followed, PATIENCE, lambda: production.said("bot-1")[-3000:])


def assert_observed(
    production: Production, operate: Operate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Health, figures, a backup, and a doctor without complaints."""
    for service, _ in SERVICES:
        assert production.compose["services"][service]["healthcheck"]["test"] == ["CMD", "dti", "health"]
        wait_until(lambda kind=service: operate("health", kind) == 0, PATIENCE)
    figures = f"http://127.0.0.1:{production.ports['metrics']}/metrics"  # at most ten seconds old
    for figure in ('dti_processes{kind="worker"} 2.0', "dti_scoring_seconds_count"):
        wait_until(lambda wanted=figure: wanted in httpx.get(figures).text, PATIENCE)
    assert operate("upgrade", "--init") == 0, "starting again changes nothing"
    assert operate("backup", str(tmp_path / "saved.dti")) == 0
    capsys.readouterr()
    assert operate("doctor") == 0, capsys.readouterr().out


def test_every_service_is_locked_down_and_every_secret_is_a_file() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["deploy"]["resources"]["limits"]["memory"], name
        assert service["logging"]["options"]["max-size"], name
        assert "ports" not in service, name
        assert name == "init" or service["healthcheck"]["test"], name
        for variable, value in service.get("environment", {}).items():
            secret = re.search(r"PASSWORD|TOKEN|SECRET", variable)
            assert not secret or str(value).startswith("/run/secrets/"), (name, variable)
    named = {secret for service in compose["services"].values() for secret in service.get("secrets", ())}
    assert named == set(compose["secrets"])
