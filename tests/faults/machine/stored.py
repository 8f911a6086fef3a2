"""What is stored, read whole at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from dti_core.store import tables as t

READ = (
    t.campaign, t.enrolment, t.assignment, t.identity, t.answer, t.answer_revision, t.evidence, t.stored_file,
    t.justification, t.exemption_request, t.deferral, t.assessment, t.review, t.review_event, t.score,
    t.criterion_score, t.subtotal, t.peer_group, t.audit, t.inbox, t.outbox, t.status_message, t.submission,
    t.invitation, t.invitation_try,
)  # fmt: skip
OF_UNITS = (
    t.answer, t.evidence, t.justification, t.exemption_request, t.deferral, t.assessment, t.review,
    t.submission,
)  # fmt: skip
"""What a unit says of itself and what is said of it."""


@dataclass(frozen=True)
class Stored:
    """Every row by table."""

    rows: Mapping[str, list[Row[Any]]]

    def of(self, table: Table) -> list[Row[Any]]:
        return self.rows[table.name]

    def by_id(self, table: Table) -> dict[int, Row[Any]]:
        return {row.id: row for row in self.of(table)}

    def about(self, enrolment: int) -> tuple[Any, ...]:
        """All that is said about a unit, its state included."""
        said = [tuple(row) for table in OF_UNITS for row in self.of(table) if row.enrolment_id == enrolment]
        return (self.by_id(t.enrolment)[enrolment].state, *said)


_WHOLE = {table.name: select(table).order_by(*table.primary_key.columns) for table in READ}


def read(conn: Connection) -> Stored:
    """All of it, in the order of the keys."""
    return Stored({name: list(conn.execute(whole)) for name, whole in _WHOLE.items()})
