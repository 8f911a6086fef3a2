"""The sandbox outlives its own death: what a person was told is sent stays sent."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.testing import SandboxProcess


@pytest.fixture
def process(tmp_path: Path) -> Iterator[SandboxProcess]:
    process = SandboxProcess(tmp_path)
    yield process
    process.stop()


@pytest.mark.faults
def test_killed_and_started_again_everything_is_still_there(process: SandboxProcess) -> None:
    client = process.start()
    person = client.add_person(7, "Hoa", start_payload="thu-moi")
    person.start("thu-moi")
    sent = client.call("sendMessage", chat_id=7, text="trạng thái")["message_id"]
    client.call("pinChatMessage", chat_id=7, message_id=sent)
    person.attach(b"minh chung", "a.pdf")
    person.say("câu cuối")
    before, events = person.transcript(), client.log(7)
    process.kill()
    client.close()

    client = process.start()
    person = client.person(7)
    assert person.transcript() == before
    assert client.log(7) == events
    updates = client.call("getUpdates")
    assert [u["message"].get("text") for u in updates] == ["/start thu-moi", None, None, "câu cuối"]
    path = client.call("getFile", file_id=updates[2]["message"]["document"]["file_id"])["file_path"]
    assert client.http.get(f"/file/bot{client.token}/{path}").content == b"minh chung"
    assert person.say("tiếp") == before[-1].message_id + 1
    client.close()


def command(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "sandbox", "--db", str(folder / "s.sqlite"), *options]
    return subprocess.run(
        line, capture_output=True, text=True, timeout=20, env={**os.environ, **environment}, check=False
    )


def test_a_busy_port_ends_with_code_3_and_a_clear_word(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = command(tmp_path, "--port", str(port))
    assert ended.returncode == 3
    assert f"Cổng {port} đang được chương trình khác dùng" in ended.stderr


def test_it_refuses_to_run_in_production(tmp_path: Path) -> None:
    ended = command(tmp_path, "--port", "0", DTI_ENV="production")
    assert ended.returncode == 2
    assert "production" in ended.stderr


def test_a_malformed_token_is_named_without_being_shown(tmp_path: Path) -> None:
    ended = command(tmp_path, "--port", "0", "--token", "khong-phai-token")
    assert ended.returncode == 2
    assert "khong-phai" not in ended.stderr


def test_two_bots_have_separate_chats(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path, tokens=("1:a", "2:b"))
    client = process.start()
    try:
        client.add_person(7, "Hoa").start()
        assert client.call("sendMessage", chat_id=7, text="x")["from"]["id"] == 1
        answer = client.http.post("/bot2:b/sendMessage", json={"chat_id": 7, "text": "x"}).json()
        assert answer["error_code"] == 403
    finally:
        client.close()
        process.stop()


def test_asked_to_stop_it_ends_cleanly_even_with_a_poll_and_a_page_open(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path)
    client = process.start()
    try:
        person = client.add_person(7, "Hoa")
        person.start()
        events = person.events(0, time.monotonic() + 60)
        assert next(events).kind == "start"
        client.call("getUpdates")
        assert process.stop() == 0
    finally:
        client.close()
        process.kill()
