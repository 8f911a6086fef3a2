"""Log lines for machines: one object each, with what caused them, redacted, also over the network."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dti_core import trail

SPEAK = """
import logging, sys
from dti import logs
from dti_core import correlation, trail
logs.set_up("bot", sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
with correlation.following("u7"):
    trail.station("applied", update=7)
    trail.station("applied", update=7)
    logging.getLogger("bot.host").warning("token %s", "123456:" + "A" * 35)
    try:
        raise ValueError("Nguyễn Thị Lan 0912345678")
    except ValueError:
        logging.getLogger("bot.host").exception("failed")
logging.getLogger("x").info("xong")
"""


def said(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SPEAK, *arguments], capture_output=True, text=True, check=True
    )
    return done.stderr.splitlines()


def test_a_line_for_machines_names_process_time_and_cause() -> None:
    applied, again, token, failed, done = [json.loads(line) for line in said("json")]
    assert (applied["process"], applied["level"], applied["message"]) == ("bot", "info", "applied")
    assert (applied["correlation"], applied["update"]) == ("u7", 7)
    assert again["message"] == "applied"  # a station is never taken for a repetition
    assert applied["time"].endswith("+00:00") and applied["pid"] > 0
    assert token["message"] == "token <token>"
    assert "ValueError" in failed["exception"] and "Lan" not in failed["exception"]
    assert done["message"] == "xong" and "correlation" not in done


def test_a_line_for_people_is_short_and_names_the_cause() -> None:
    lines = said("text")
    assert lines[0] == "WARNING bot.host: token <token> [u7]"
    assert lines[-1] == "INFO x: xong"
    assert not any("applied" in line for line in lines)


@pytest.mark.parametrize("kind", ["udp", "socket"])
def test_every_line_goes_to_the_syslog_server_too(tmp_path: Path, kind: str) -> None:
    family = socket.AF_UNIX if kind == "socket" else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as server:
        server.bind(str(tmp_path / "log") if kind == "socket" else ("127.0.0.1", 0))
        server.settimeout(30)
        address = str(tmp_path / "log") if kind == "socket" else "{}:{}".format(*server.getsockname())
        lines = said("json", address)
        received = [server.recv(65536).decode() for _ in lines]
    assert all(line.startswith("<") and "dti-bot[" in line and "\n" not in line for line in received)
    assert "Lan" not in "".join(received) and "<token>" in "".join(received)
    assert [json.loads(line.partition(": ")[2])["message"] for line in received] == [
        json.loads(line)["message"] for line in lines
    ]


def test_a_syslog_server_that_is_away_stops_nobody(tmp_path: Path) -> None:
    assert said("text", str(tmp_path / "nowhere")) == said("text")
    assert "syslog" in said("text", "no.such.host.invalid:514")[0]


def test_a_station_tells_ids_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "is_heard", lambda: True)
    with pytest.raises(ValueError, match="name"):
        trail.station("applied", name="Lan")


def test_ids_never_hide_what_a_line_says_anyway() -> None:
    own = {"time", "level", "process", "pid", "logger", "message", "correlation", "exception"}
    assert own.isdisjoint(trail.IDS)
