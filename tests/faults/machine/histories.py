"""Invariants of what is kept: one current value, an unbroken history behind it, nothing ever lost."""

from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from dti_core.campaign import files
from dti_core.store import tables as t
from tests.faults.machine.stored import Stored


def _place(row: Row[Any]) -> tuple[Any, ...]:
    return (row.enrolment_id, row.input_key, row.source)


def every_current_value_is_the_last_of_its_history(now: Stored) -> None:
    """Revisions count from 1 without a gap, each starts from what the one before left, the last one holds."""
    history = {
        place: sorted(rows, key=lambda row: row.revision)
        for place, rows in groupby(sorted(now.of(t.answer_revision), key=_place), key=_place)
    }
    current = {_place(row): row for row in now.of(t.answer)}
    assert history.keys() == current.keys()
    for place, rows in history.items():
        assert [row.revision for row in rows] == list(range(1, len(rows) + 1)), place
        assert rows[0].old_value is None
        assert all(a.new_value == b.old_value for a, b in pairwise(rows)), place
        last, holds = rows[-1], current[place]
        facts = ("revision", "person_id", "channel", "at")
        assert all(getattr(last, name) == getattr(holds, name) for name in facts), place
        assert last.new_value == holds.value, place


def every_state_is_explained(now: Stored) -> None:
    """The acts on an enrolment's state form one chain, from the beginning to the state it is in."""
    for enrolment in now.of(t.enrolment):
        acts = [
            row
            for row in now.of(t.audit)
            if row.enrolment_id == enrolment.id
            and row.subject == "enrolment"
            and row.action.removeprefix("enrolment_") in
            ("begin", "submit", "withdraw", "start_review", "return", "verify", "decide", "publish", "close",
             "reopen")
        ]  # fmt: skip
        steps = ["not_started", *(row.new for row in acts)]
        assert [row.old for row in acts] == steps[:-1], (enrolment.id, acts)
        assert steps[-1] == enrolment.state, enrolment.id


def every_verdict_is_explained(now: Stored) -> None:
    """A review stands where its last event left it; of an assessor's points one row at most holds."""
    last = {
        (row.enrolment_id, row.criterion): row for row in now.of(t.review_event) if row.action != "commented"
    }
    for row in now.of(t.review):
        action = last[row.enrolment_id, row.criterion].action
        assert row.state == {"reset": "unreviewed"}.get(action, action), row
    holding = [
        (r.enrolment_id, r.criterion, r.assessor) for r in now.of(t.assessment) if r.replaced_at is None
    ]
    assert len(holding) == len(set(holding)), holding


def nothing_kept_is_lost(before: Stored | None, now: Stored) -> None:
    """Whatever history was there is there still, word for word."""
    if before is None:
        return
    for table in (t.answer_revision, t.audit, t.review_event):
        then = [tuple(row) for row in before.of(table) if table is not t.review_event]
        assert then == [tuple(row) for row in now.of(table)][: len(then)], table.name
    for table in (
        t.evidence,
        t.justification,
        t.exemption_request,
        t.assessment,
        t.submission,
        t.review_event,
    ):
        assert before.by_id(table).keys() <= now.by_id(table).keys(), table.name


def every_file_is_there(now: Stored, data_dir: Path) -> None:
    """Evidence stands on bytes that are on disk."""
    for row in now.of(t.stored_file):
        assert (data_dir / files.path_of(row.sha256)).stat().st_size == row.size
