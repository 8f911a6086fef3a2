"""Twenty kills of the demo's own processes under load; and the checker, shown a store tampered with."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from dti_core.store.database import Database
from tests.faults.chaos import testimony
from tests.faults.chaos.checker import check
from tests.faults.chaos.play import Outcome, kills, play
from tests.faults.chaos.verdict import Verdict

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

KILLS = 20
ANSWERED = """id = (
    SELECT max(id) FROM answer_revision
    WHERE id > :since AND input_key LIKE '%:a' AND new_value IN ('true', 'false')
)"""


@dataclass(frozen=True)
class Played:
    """What is left of a play on SQLite."""

    folder: Path
    outcome: Outcome
    chats: dict[int, testimony.Chat]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("chaos")
    outcome = play("sqlite", folder, 7, kills(KILLS, after=100))
    return Played(folder, outcome, testimony.read(folder / "sandbox.sqlite"))


@pytest.fixture
def tampered(played: Played, tmp_path: Path) -> Callable[[str], Verdict]:
    """The checker's word on a copy of the store in which one statement was carried out."""

    def check_after(statement: str) -> Verdict:
        shutil.copy(played.folder / "dti.sqlite", tmp_path)
        with closing(sqlite3.connect(tmp_path / "dti.sqlite")) as conn:
            done = conn.execute(
                statement, {"since": played.outcome.since[0]} if ":since" in statement else {}
            )
            assert done.rowcount >= 1, "nothing was tampered with"
            conn.commit()
        db = Database(f"sqlite:///{tmp_path / 'dti.sqlite'}")
        try:
            return check(db, played.chats, played.folder, played.outcome.since)
        finally:
            db.close()

    return check_after


def test_twenty_kills_lose_nothing_double_nothing_and_leave_no_wrong_score(played: Played) -> None:
    verdict = played.outcome.verdict
    assert verdict.lost + verdict.doubled + verdict.wrong == []
    assert verdict.last_line(played.outcome.tally.total).startswith(
        f"kills={played.outcome.tally.total} lost=0 "
    )
    assert played.outcome.tally.total >= KILLS
    for what in ("answers told", "acts", "replies", "revisions", "scores", "status messages"):
        assert verdict.counted[what] > 0, what


def test_the_checker_misses_an_answer_that_was_told_and_is_not_stored(
    tampered: Callable[[str], Verdict],
) -> None:
    assert tampered(f"DELETE FROM answer_revision WHERE {ANSWERED}").lost


def test_the_checker_sees_an_answer_stored_twice(tampered: Callable[[str], Verdict]) -> None:
    again = (
        "INSERT INTO answer_revision "
        "(enrolment_id, input_key, source, revision, old_value, new_value, channel, at) "
        "SELECT enrolment_id, input_key, source, revision + 1, new_value, "
        "CASE new_value WHEN 'true' THEN 'false' ELSE 'true' END, channel, at "
        f"FROM answer_revision WHERE {ANSWERED}"
    )
    verdict = tampered(again)
    assert verdict.doubled or verdict.wrong
    assert verdict.lost, "it was never told"


def test_the_checker_sees_another_value_in_force_than_was_told(tampered: Callable[[str], Verdict]) -> None:
    assert tampered("UPDATE answer SET value = '987654' WHERE input_key = 'info:5'").wrong


def test_the_checker_sees_a_wrong_score(tampered: Callable[[str], Verdict]) -> None:
    assert tampered("UPDATE score SET points_micro = points_micro + 1000000").wrong


def test_the_checker_sees_a_wrong_criterion(tampered: Callable[[str], Verdict]) -> None:
    assert tampered("UPDATE criterion_score SET points_micro = points_micro + 1 WHERE points_micro > 0").wrong


def test_the_checker_sees_an_update_that_was_never_applied(tampered: Callable[[str], Verdict]) -> None:
    newest = """id = (SELECT max(id) FROM inbox WHERE payload LIKE '%"callback_query"%')"""
    assert tampered(f"UPDATE inbox SET state = 'quarantined' WHERE {newest}").lost
    assert tampered(f"DELETE FROM inbox WHERE {newest}").lost


def test_the_checker_sees_a_reply_that_nobody_saw(tampered: Callable[[str], Verdict]) -> None:
    newest = "id = (SELECT max(id) FROM outbox WHERE inbox_id IS NOT NULL)"
    assert tampered(f"UPDATE outbox SET message_ref = '999999' WHERE {newest}").lost
    assert tampered(f"UPDATE outbox SET state = 'failed' WHERE {newest}").lost


def test_the_checker_sees_evidence_that_is_lost_or_doubled(tampered: Callable[[str], Verdict]) -> None:
    newest = "id = (SELECT max(id) FROM evidence)"
    assert tampered(f"DELETE FROM evidence WHERE {newest}").lost
    columns = "enrolment_id, criterion, kind, url, file_sha256, file_name, channel, added_at"
    assert tampered(f"INSERT INTO evidence ({columns}) SELECT {columns} FROM evidence WHERE {newest}").doubled


def test_the_checker_sees_a_status_message_that_stayed_behind(tampered: Callable[[str], Verdict]) -> None:
    wrong = tampered("UPDATE score SET points_micro = points_micro + 7000000").wrong
    assert [complaint for complaint in wrong if "the status shows" in complaint]
