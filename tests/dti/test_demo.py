"""What the demo is filled with."""

import json
import socket
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from dti.demo.agencies import AGENCIES
from dti.demo.answers import Facts, plausible
from dti.demo.launcher import Demo
from dti.demo.seed import seed
from dti.settings import Settings
from dti_core.campaign import scores
from dti_core.framework.framework import Framework
from dti_core.framework.library import find
from dti_core.store.database import Database

FACTS = Facts("Sở Y tế", "Đầu mối Sở Y tế", "soyte.angiang.gov.vn")


@pytest.fixture(scope="module")
def framework() -> Framework:
    found = find("an-giang-2024-so").framework
    assert found is not None
    return found


def test_the_same_seed_gives_the_same_answers(framework: Framework) -> None:
    first, second = (plausible(framework, Random(7), FACTS, share=1.0, quality=0.8) for _ in range(2))
    assert first == second


def test_only_the_wanted_share_of_the_criteria_is_answered(framework: Framework) -> None:
    values = plausible(framework, Random(7), FACTS, share=0.4, quality=0.8)
    criteria = {key.partition(":")[0] for key in values} - {"info"}
    assert criteria == {node.id for node in framework.criteria[:14]}


def test_a_busy_port_is_named_and_the_next_free_one_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        demo = Demo(Namespace(framework="an-giang-2024-so", fresh=False, port=port, workers=1))
    assert f"Cổng {port} đang bận" in capsys.readouterr().out
    assert demo.port is not None and demo.port > port
    assert demo.address.endswith(f":{demo.port}")


def test_nineteen_agencies_are_enrolled_and_about_half_of_them_are_at_work(tmp_path: Path) -> None:
    settings = Settings.from_env({"DTI_DATA_DIR": str(tmp_path)})
    now = datetime.now(UTC)
    seed(settings, "an-giang-2024-so", now)
    people = json.loads((tmp_path / "people.json").read_text())
    assert [person["name"] for person in people] == [agency.contact for agency in AGENCIES]
    assert sum("start_payload" in person for person in people) == 9

    seed(settings, "an-giang-2024-so", now)
    assert json.loads((tmp_path / "people.json").read_text()) == people, "seeded once only"

    database = Database(settings.database_url)
    assert scores.drain(database).units >= len(AGENCIES)
    with database.read() as conn:
        assert not scores.is_work_waiting(conn)
    database.close()
