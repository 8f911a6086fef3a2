"""500 answers by 19 units as fast as they can be stored: how many rescoring runs that costs two workers.

Beside it the same answers with a rescoring after each of them, which is what a job per answer would do.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from benchmarks.figures import Figure
from dti.demo.seed import BOT, CHANNEL, seed
from dti.settings import Settings
from dti_core.campaign import answers, frameworks, invitations, people, scoring_unit, submission, unit_answers
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.messages.consent import CONSENT_VERSION
from dti_core.scoring import engine
from dti_core.store import tables as t
from dti_core.store.database import Database
from worker.embedded import prepare
from worker.processes import end, spawn
from worker.queue import waker

ANSWERS = 500
RUNS_AT_MOST = 100
PATIENCE = 60.0
_POINTS = select(t.score.c.enrolment_id, t.score.c.points_micro)
FRAMEWORK = "an-giang-2024-so"


@dataclass(frozen=True)
class Office:
    """One unit's contact and enrolment."""

    speaker: Speaker
    enrolment: int


def run() -> list[Figure]:
    """Runs and seconds for the burst with workers, and for a rescoring after each answer."""
    with _campaign() as (settings, db, offices):
        runs, stored, settled = _with_workers(settings, db, offices)
        _must_be_exact(db)
    with _campaign() as (_, db, offices):
        start = time.perf_counter()
        _answer(db, offices, lambda office: scoring_unit.rescore(db, office.enrolment, datetime.now(UTC)))
        each = time.perf_counter() - start
    return [
        Figure(f"rescoring runs for {ANSWERS} answers by {len(offices)} units", runs, "runs", RUNS_AT_MOST),
        Figure("the same with a rescoring after each answer", ANSWERS, "runs"),
        Figure("storing the burst while two workers rescore", stored, "s"),
        Figure("last answer stored → every score exact", settled, "s"),
        Figure("storing the burst with a rescoring after each answer", each, "s"),
        Figure("storing: ours against that", stored / each, "times"),
    ]


@contextmanager
def _campaign() -> Iterator[tuple[Settings, Database, list[Office]]]:
    """The demo's campaign in a folder of its own, everybody joined, nobody submitted, everything scored."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"DTI_DATA_DIR": folder})
        seed(settings, FRAMEWORK, datetime.now(UTC))
        db = Database(settings.database_url)
        with db.write() as conn:
            everybody = json.loads((Path(folder) / "people.json").read_text())
            offices = [office for person in everybody if (office := _join(conn, person)) is not None]
        for office in offices:
            scoring_unit.rescore(db, office.enrolment, datetime.now(UTC))
        yield settings, db, offices
        db.close()


def _join(conn: Connection, person: dict[str, object]) -> Office | None:
    """The unit's office that this person is the contact of; None for the staff."""
    number, now = str(person["id"]), datetime.now(UTC)
    account = (CHANNEL, BOT, number, number, str(person["name"]), now)
    speaker = people.resolve(conn, *account)
    if "start_payload" in person:
        seen = invitations.look_up(conn, str(person["start_payload"]), speaker.person, now)
        invitations.accept(conn, speaker, seen.id, CONSENT_VERSION, CHANNEL, now)
        speaker = people.resolve(conn, *account)
    role = select(t.assignment.c.enrolment_id).where(t.assignment.c.id == speaker.active_assignment)
    enrolment = conn.execute(role).scalar_one()
    if enrolment is None:
        return None
    submission.withdraw(conn, speaker, now)
    return Office(speaker, int(enrolment))


def _with_workers(settings: Settings, db: Database, offices: list[Office]) -> tuple[int, float, float]:
    with ExitStack() as stack:
        valkey = prepare(settings.data_dir / "valkey")
        stack.callback(valkey.release)
        stack.enter_context(valkey.running())
        env = {"DTI_DATA_DIR": str(settings.data_dir), "DTI_REDIS_URL": valkey.url}
        for name in ("worker", "worker", "sweeper"):
            process = spawn((sys.executable, "-m", "dti.main", name), env)
            stack.callback(end, process)
            assert process.stdout is not None
            process.stdout.readline()
        wake = waker(valkey.url)
        stack.callback(wake.close)
        _wait_until_scored(db)
        before = _runs(db)
        start = time.perf_counter()
        _answer(db, offices, lambda _: wake.wake())
        stored = time.perf_counter() - start
        _wait_until_scored(db)
        return _runs(db) - before, stored, time.perf_counter() - start - stored


def _answer(db: Database, offices: list[Office], afterwards: Callable[[Office], object]) -> None:
    """Each answer changes 3.1, in a transaction of its own as the chat does it."""
    for turn in range(ANSWERS):
        office, value = offices[turn % len(offices)], str(turn // len(offices) + 1)
        with db.write() as conn:
            done = answers.record(conn, office.speaker, "3.1:a", value, datetime.now(UTC))
        if isinstance(done, Refusal):
            raise RuntimeError(f"refused: {done}")
        afterwards(office)


def _runs(db: Database) -> int:
    with db.read() as conn:
        return int(conn.execute(select(func.sum(t.score.c.runs))).scalar_one())


def _wait_until_scored(db: Database) -> None:
    behind = select(func.count()).where(t.enrolment.c.wanted_version > t.enrolment.c.scored_version)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with db.read() as conn:
            if conn.execute(behind).scalar_one() == 0:
                return
        time.sleep(0.01)
    raise RuntimeError("the scores do not converge")


def _must_be_exact(db: Database) -> None:
    """Every stored score is the pure recompute of the stored answers."""
    with db.read() as conn:
        rows = conn.execute(select(t.enrolment)).all()
        framework = frameworks.framework(conn, rows[0].content_hash)
        units = tuple(unit_answers.unit_answers(conn, row, framework) for row in rows)
        stored = {row.enrolment_id: row.points_micro for row in conn.execute(_POINTS)}
    expected = {int(unit.id): round(unit.points * 1_000_000) for unit in engine.score_all(framework, units)}
    if stored != expected:
        raise RuntimeError(f"wrong scores: {set(stored.items()) ^ set(expected.items())}")
