"""Every process of a running demo treated badly in its turn; people and scores come through. Minutes long."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.client import Sandbox
from tests.end_to_end.contact import Contact
from tests.end_to_end.household import Household, children_of, wait_until
from tests.worker.waiting import is_alive

pytestmark = [pytest.mark.faults, pytest.mark.slow_faults, pytest.mark.timeout(600)]
PROCESSES = ("dti.main bot", "dti.main worker", "dti.main sweeper", "valkey-server")
PATIENCE = 60.0
FROZEN = 12.0
"""Seconds: longer than the right to send lasts."""
SAVED = re.compile(r"✓ (\d+\.\d+):")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    household = Household(tmp_path_factory.mktemp("demo"))
    household.start().close()
    wait_until(lambda: len(household.pids()) >= 6)
    yield household
    household.make_sure_it_is_gone()


@pytest.fixture(scope="module")
def contact(home: Household) -> Contact:
    sandbox = Sandbox(home.address)
    contact = Contact(sandbox.person(7001))
    contact.join(next(p["start_payload"] for p in sandbox.people() if p["id"] == 7001))
    for _ in range(14):
        contact.go_on()
    return contact


def check(home: Household, contact: Contact) -> None:
    """Scores stand, and all that was confirmed is stored once."""
    wait_until(home.is_scored, PATIENCE)
    lines = [line for line in contact.person.transcript() if line.sender == "bot"]
    told = {match[1] for line in lines if (match := SAVED.match(line.text))}
    stored = home.rows(
        "SELECT input_key, count(*) FROM answer_revision GROUP BY enrolment_id, input_key, revision"
    )
    assert told <= {key.partition(":")[0] for key, _ in stored}
    assert {count for _, count in stored} == {1}


def answer_during(contact: Contact, harm: Callable[[], None], *, answered: float = PATIENCE) -> None:
    for _ in range(2):
        contact.go_on()
    harm()
    contact.answer_with(lambda: contact.person.say("/tieptuc"), answered)
    contact.go_on()


@pytest.mark.parametrize("name", PROCESSES)
def test_told_to_stop_in_mid_work_a_process_ends_within_its_grace_and_is_started_again(
    name: str, home: Household, contact: Contact
) -> None:
    def tell() -> None:
        for pid in home.pids(name):
            os.kill(pid, signal.SIGTERM)
            wait_until(lambda pid=pid: not is_alive(pid), 10)  # type: ignore[misc]  # bound

    count = len(home.pids(name))
    answer_during(contact, tell)
    wait_until(lambda: len(home.pids(name)) == count, PATIENCE)
    check(home, contact)


@pytest.mark.parametrize("name", PROCESSES)
def test_frozen_for_a_while_and_thawed_a_process_goes_on(
    name: str, home: Household, contact: Contact
) -> None:
    def freeze() -> None:
        pids = home.pids(name)
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(FROZEN)
        for pid in pids:
            os.kill(pid, signal.SIGCONT)

    answer_during(contact, freeze)
    check(home, contact)


def test_the_queue_loses_its_settings_and_its_life(home: Household, contact: Contact) -> None:
    def harm() -> None:
        conf = next(Path(home.folder).glob("demo/*/valkey/valkey.conf"))
        conf.write_text("")
        home.kill_and_wait_for_the_next("valkey-server")

    answer_during(contact, harm)
    check(home, contact)


def test_with_the_supervisor_everybody_goes_and_the_next_start_goes_on(tmp_path: Path) -> None:
    home = Household(tmp_path)
    home.start().close()
    wait_until(lambda: len(home.pids()) >= 6)
    assert home.process is not None
    family = [pid for pid, _ in children_of(home.process.pid)]
    home.process.kill()
    home.process.wait()
    wait_until(lambda: not any(map(is_alive, family)), 20)
    home.start().close()
    home.make_sure_it_is_gone()
