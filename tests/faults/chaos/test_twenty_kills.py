"""Twenty kills of the demo's own processes under load; and the checker, shown a store tampered with."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dti_core.store.database import Database
from tests.faults.chaos import testimony
from tests.faults.chaos.checker import check
from tests.faults.chaos.house import READY, STARTED
from tests.faults.chaos.play import kills, play
from tests.faults.chaos.stage import House
from tests.faults.chaos.verdict import Verdict

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

KILLS = 20
WARM = 150
"""Answers before the first kill: enough for the checker to have something of every kind before it."""
ANSWERED = """id = (
    SELECT max(id) FROM answer_revision
    WHERE id > :since AND input_key LIKE '%:a' AND new_value IN ('true', 'false')
)"""
COLUMNS = "enrolment_id, input_key, source, revision, old_value, new_value, channel, at"
PIECE = "enrolment_id, criterion, kind, url, file_sha256, file_name, channel, added_at"
NEWEST_PIECE = "id = (SELECT max(id) FROM evidence)"
NEWEST_PRESS = """id = (SELECT max(id) FROM inbox WHERE payload LIKE '%"callback_query"%')"""
NEWEST_REPLY = "id = (SELECT max(id) FROM outbox WHERE inbox_id IS NOT NULL)"
TAMPERINGS: dict[str, tuple[str, Callable[[Verdict], list[str]]]] = {
    "an answer that was told is not stored": (
        f"DELETE FROM answer_revision WHERE {ANSWERED}",
        lambda verdict: verdict.lost,
    ),
    "an answer is stored that was never told": (
        f"INSERT INTO answer_revision ({COLUMNS}) SELECT enrolment_id, input_key, source, revision + 1, "
        "new_value, CASE new_value WHEN 'true' THEN 'false' ELSE 'true' END, channel, at "
        f"FROM answer_revision WHERE {ANSWERED}",
        lambda verdict: verdict.lost,
    ),
    "an answer was stored once more than it was said": (
        f"INSERT INTO answer_revision ({COLUMNS}) SELECT enrolment_id, input_key, source, revision + n, "
        "CASE n WHEN 1 THEN new_value ELSE '-' END, CASE n WHEN 1 THEN '-' ELSE new_value END, channel, at "
        f"FROM answer_revision, (SELECT 1 AS n UNION SELECT 2) WHERE {ANSWERED}",
        lambda verdict: verdict.doubled + verdict.wrong,
    ),
    "another value is in force than was told": (
        "UPDATE answer SET value = '987654' WHERE input_key = 'info:5'",
        lambda verdict: verdict.wrong,
    ),
    "a score is wrong": (
        "UPDATE score SET points_micro = points_micro + 1000000",
        lambda verdict: [each for each in verdict.wrong if " points: " in each],
    ),
    "a criterion's points are wrong": (
        "UPDATE criterion_score SET points_micro = points_micro + 1 WHERE points_micro > 0",
        lambda verdict: verdict.wrong,
    ),
    "the status shows other points": (
        "UPDATE score SET points_micro = points_micro + 7000000",
        lambda verdict: [each for each in verdict.wrong if "the status shows" in each],
    ),
    "an update was put aside": (
        f"UPDATE inbox SET state = 'quarantined' WHERE {NEWEST_PRESS}",
        lambda verdict: verdict.lost,
    ),
    "an update never arrived": (f"DELETE FROM inbox WHERE {NEWEST_PRESS}", lambda verdict: verdict.lost),
    "a reply counts as sent that nobody saw": (
        f"UPDATE outbox SET message_ref = '999999' WHERE {NEWEST_REPLY}",
        lambda verdict: verdict.lost,
    ),
    "a reply was given up": (
        f"UPDATE outbox SET state = 'failed' WHERE {NEWEST_REPLY}",
        lambda verdict: verdict.lost,
    ),
    "evidence is lost": (f"DELETE FROM evidence WHERE {NEWEST_PIECE}", lambda verdict: verdict.lost),
    "evidence is stored twice": (
        f"INSERT INTO evidence ({PIECE}) SELECT {PIECE} FROM evidence WHERE {NEWEST_PIECE}",
        lambda verdict: verdict.doubled,
    ),
}


def test_twenty_kills_lose_double_and_spoil_nothing_and_the_checker_would_have_seen_it(
    tmp_path: Path,
) -> None:
    outcome = play("sqlite", tmp_path, 7, kills(KILLS, after=WARM))
    verdict, killed = outcome.verdict, outcome.tally.total
    assert verdict.lost + verdict.doubled + verdict.wrong == []
    assert verdict.last_line(killed) == f"kills={killed} lost=0 doubled=0 wrong=0"
    assert killed >= KILLS
    for what in ("answers told", "pieces of evidence", "acts", "replies", "scores", "status messages"):
        assert verdict.counted[what] > 0, what

    chats = testimony.read(tmp_path / "sandbox.sqlite")
    for what, (statement, complaints) in TAMPERINGS.items():
        tampered = _after(statement, tmp_path, outcome.since, chats)
        assert complaints(tampered), f"the checker does not see that {what}"


def test_a_household_whose_supervisor_died_is_not_whole(tmp_path: Path) -> None:
    house = House({}, tmp_path / "house.log")
    house.hear(None, f"{STARTED} bot 4711")
    house.hear(None, f"{READY} bot")
    assert house.alive() == {}


def _after(statement: str, folder: Path, since: tuple[int, int], chats: dict[int, testimony.Chat]) -> Verdict:
    """The checker's word on a copy of the store in which one statement was carried out."""
    copy = folder / "tampered.sqlite"
    shutil.copy(folder / "dti.sqlite", copy)
    with closing(sqlite3.connect(copy)) as conn:
        named = {"since": since[0]} if ":since" in statement else {}
        assert conn.execute(statement, named).rowcount >= 1, "nothing was tampered with"
        conn.commit()
    db = Database(f"sqlite:///{copy}")
    try:
        return check(db, chats, folder, since)
    finally:
        db.close()
        for side in ("", "-wal", "-shm"):
            copy.with_name(copy.name + side).unlink(missing_ok=True)
