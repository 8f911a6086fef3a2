"""Stopping, starting again, a busy port, and kill -9 of every process in the middle."""

import os
import re
import signal
from collections.abc import Iterator

import httpx
import pytest

from sandbox.client import Person, Sandbox
from tests.end_to_end.contact import Contact
from tests.end_to_end.household import Household, wait_until

pytestmark = pytest.mark.faults

SAVED = re.compile(r"✓ (\d+\.\d+):")
RETURNED = 10.0
"""Seconds within which scores are right again after whatever died has come back."""


def join(sandbox: Sandbox, number: int) -> Contact:
    contact = Contact(sandbox.person(number))
    contact.join(next(p["start_payload"] for p in sandbox.people() if p["id"] == number))
    return contact


def confirmed(person: Person) -> set[str]:
    """Criteria that the person was told are saved."""
    lines = [line for line in person.transcript() if line.sender == "bot"]
    return {match[1] for line in lines if (match := SAVED.match(line.text))}


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """One folder, started again by the next test where it runs no more."""
    household = Household(tmp_path_factory.mktemp("lived-in"))
    yield household
    household.make_sure_it_is_gone()


def test_ctrl_c_leaves_no_process_and_the_next_start_goes_on_where_it_was(lived_in: Household) -> None:
    household, sandbox = lived_in, lived_in.start()
    contact = join(sandbox, 7001)
    for _ in range(3):
        asked = contact.go_on()
    pids = household.pids()
    assert len(pids) >= 6
    assert household.stop() == 0
    assert [pid for pid in pids if is_alive(pid)] == []

    again = household.start()
    contact = Contact(again.person(7001))
    assert contact.asked().text == asked.text
    resumed = contact.answer_with(contact.person.start)
    assert asked.text.splitlines()[-1] in resumed.text


def test_a_second_demo_in_the_same_folder_is_refused(running: Household) -> None:
    second = Household(running.folder)
    with pytest.raises(AssertionError, match="đang chạy"):
        second.start()
    assert second.process is not None and second.process.returncode == 78


def test_killing_the_supervisor_leaves_no_process_behind(lived_in: Household) -> None:
    household = lived_in
    if not household.is_running:
        household.start()
    wait_until(lambda: len(household.pids()) >= 6)
    pids = household.pids()
    assert household.stop(signal.SIGKILL) == -signal.SIGKILL
    wait_until(lambda: not [pid for pid in pids if is_alive(pid)], 10)


def test_no_confirmed_answer_is_lost_when_bot_worker_valkey_and_sandbox_are_killed(
    household: Household,
) -> None:
    sandbox = household.start()
    contact = join(sandbox, 7001)
    for _ in range(16):
        contact.go_on()
    for victim in ("dti.main bot", "dti.main worker", "valkey", "sandbox", "dti.main sweeper"):
        for _ in range(3):
            contact.go_on()
        household.kill_and_wait_for_the_next(victim)
        if victim != "sandbox":
            contact.go_on()
        wait_until(lambda: sandbox_answers(sandbox), 10)
        wait_until(household.is_scored, RETURNED)

    told = confirmed(contact.person)
    stored = household.rows(
        "SELECT input_key, count(*) FROM answer_revision GROUP BY enrolment_id, input_key, revision"
    )
    assert len(told) >= 5
    assert told <= {key.partition(":")[0] for key, _ in stored}
    assert {count for _, count in stored} == {1}


def sandbox_answers(sandbox: Sandbox) -> bool:
    try:
        return bool(sandbox.people())
    except httpx.HTTPError:
        return False
