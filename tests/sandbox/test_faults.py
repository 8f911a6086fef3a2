"""Scripted misfortunes, and that they do not exist unless asked for."""

from pathlib import Path

import httpx
import pytest

from sandbox.client import Person, RefusedByTheSandbox, Sandbox
from sandbox.testing import SandboxProcess
from tests.sandbox.refusals import refusal


def test_429_names_the_seconds_to_wait_and_delivers_nothing(sandbox: Sandbox, person: Person) -> None:
    sandbox.fault("sendMessage", "429", times=2, retry_after=3)
    for _ in range(2):
        answer = sandbox.http.post(
            f"/bot{sandbox.token}/sendMessage", json={"chat_id": person.id, "text": "x"}
        )
        assert answer.status_code == 429
        assert answer.json()["parameters"] == {"retry_after": 3}
    sandbox.call("sendMessage", chat_id=person.id, text="y")
    assert [line.text for line in person.transcript() if line.sender == "bot"] == ["y"]


@pytest.mark.parametrize(("kind", "code"), [("403", 403), ("500", 500), ("409", 409)])
def test_errors_strike_only_the_person_they_are_meant_for(
    sandbox: Sandbox, person: Person, kind: str, code: int
) -> None:
    sandbox.fault("*", kind, chat=person.id)
    assert sandbox.call("getMe")["is_bot"]
    assert refusal(sandbox, "sendMessage", chat_id=person.id, text="x")[0] == code
    assert sandbox.call("sendMessage", chat_id=person.id, text="x")["text"] == "x"


@pytest.mark.parametrize(("kind", "shown"), [("timeout_before", []), ("timeout_after_delivery", ["x"])])
def test_a_timeout_leaves_open_whether_it_was_delivered(
    sandbox: Sandbox, person: Person, kind: str, shown: list[str]
) -> None:
    sandbox.fault("sendMessage", kind, seconds=5.0)
    body = {"chat_id": person.id, "text": "x"}
    with pytest.raises(httpx.ReadTimeout):
        sandbox.http.post(f"/bot{sandbox.token}/sendMessage", json=body, timeout=0.3)
    assert [line.text for line in person.transcript() if line.sender == "bot"] == shown


def test_a_delay_delivers_late(sandbox: Sandbox, person: Person) -> None:
    sandbox.fault("sendMessage", "delay", seconds=0.2)
    before = sandbox.log()[-1].at
    sandbox.call("sendMessage", chat_id=person.id, text="muộn")
    assert sandbox.log()[-1].at - before >= 0.2


def test_an_unknown_kind_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(RefusedByTheSandbox, match="unknown kind"):
        sandbox.fault("sendMessage", "earthquake")


def test_without_the_switch_there_are_no_fault_routes(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path, faults=False)
    client = process.start()
    try:
        for path in ("faults", "faults/clock", "faults/update-ids"):
            assert client.http.post(f"/sandbox/{path}", json={}).status_code == 404
            assert client.http.delete(f"/sandbox/{path}").status_code == 404
    finally:
        client.close()
        process.stop()
