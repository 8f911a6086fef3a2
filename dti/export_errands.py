"""The worker's side of exports: made in a snapshot, told in the chat as it goes, handed over once."""

import time
from pathlib import Path

from sqlalchemy import Connection, select

from dti_core.campaign import errands, handouts
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.export import choices
from dti_core.excel.out import making
from dti_core.excel.out.making import Batch, Order, Room, TooMuch
from dti_core.messages.model import Message
from dti_core.messages.staff import export as texts
from dti_core.messages.staff import trouble
from dti_core.store import tables as t

MEGABYTE = 1_000_000
PART = 44 * MEGABYTE
"""Of evidence in one file: with its index well below the 50 MB that a bot may send."""
WHOLE = 440 * MEGABYTE
SENT = 50 * MEGABYTE
UNITS = 60
"""Reports that one task makes within its time."""
EVERY_SECONDS, EVERY_PART = 2.5, 0.1
"""Progress is told no more often, and not for less."""


class Teller:
    """Tells how far a task is, in place."""

    def __init__(self, errand: Errand, kind: str) -> None:
        self._errand, self._kind = errand, kind
        self._at, self._part = time.monotonic(), 0.0

    def __call__(self, part: float) -> None:
        now = time.monotonic()
        if part >= 1 or now - self._at < EVERY_SECONDS or part - self._part < EVERY_PART:
            return
        self._at, self._part = now, part
        task = self._errand.task
        said = texts.going(self._kind, task.id, round(part * 100))
        with self._errand.db.write() as conn:
            errands.tell_running(conn, task.requester.identity, said, self._errand.now)


def export(errand: Errand) -> Outcome:
    """The task's function."""
    order = _order(errand)
    with errand.db.write() as conn:
        who = staffer.at_work(conn, errand.task.requester)
    if who is None:
        return Outcome((trouble.NOT_ALLOWED,))
    if choices.unproven(who, order.kind, errand.now):
        return Outcome((trouble.UNPROVEN,))
    room = Room(errand.data_dir, lambda suffix: _place(errand.data_dir, suffix), PART, WHOLE, UNITS)
    made = making.make(errand.db, who, order, room, errand.now, Teller(errand, order.kind))
    if not isinstance(made, Batch):
        return Outcome((_refused(errand, made),))
    large = next((file for file in made.files if file.path.stat().st_size > SENT), None)
    if large is not None:
        size = large.path.stat().st_size
        for file in made.files:
            file.path.unlink()
        return Outcome((texts.too_large(large.name, size, _slug(errand)),))

    def store(conn: Connection) -> None:
        making.note(conn, who, order, errand.now)
        done = texts.done(order.kind, errand.task.id)
        errands.tell_running(conn, errand.task.requester.identity, done, errand.now)

    return Outcome(_files(errand, order, made), store)


def _order(errand: Errand) -> Order:
    asked = errand.task.arguments
    units = asked.get("units")
    picked = None if units is None else frozenset(units)
    return Order(asked["kind"], asked.get("group"), asked.get("enrolment"), picked)


def _place(data_dir: Path, suffix: str) -> Path:
    return data_dir / handouts.reserve(data_dir, suffix)


def _files(errand: Errand, order: Order, made: Batch) -> tuple[Message, ...]:
    count = len(made.files)
    last = [texts.lost(made.lost)] if made.lost else []
    if order.kind == "archive":
        last = [*([texts.UNPACK] if count > 1 else []), texts.RELATIVE, *last]
    return tuple(
        texts.file(
            order.kind,
            str(file.path.relative_to(errand.data_dir)),
            file.name,
            made.title,
            (number, count),
            last,
        )
        for number, file in enumerate(made.files, 1)
    )


def _refused(errand: Errand, made: TooMuch | Refusal) -> Message:
    if isinstance(made, Refusal):
        return trouble.NOT_ALLOWED if made.code == "not_allowed" else texts.UNKNOWN
    too_many = texts.too_many_bytes if made.what == "bytes" else texts.too_many_units
    return too_many(made.count, _slug(errand))


def _slug(errand: Errand) -> str:
    with errand.db.read() as conn:
        named = select(t.campaign.c.slug).where(t.campaign.c.id == errand.task.campaign)
        return str(conn.execute(named).scalar_one())
