"""Answers: every change a revision, the same value again no change at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dti_core.campaign import marks, progress, seat
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.campaign.values import OWN, canonical, keys_of
from dti_core.store import tables as t

_answer = t.answer.c
_HERE = (
    _answer.enrolment_id == bindparam("enrolment"),
    _answer.input_key == bindparam("key"),
    _answer.source == bindparam("from_source"),
)
_CURRENT = select(_answer.value, _answer.revision).where(*_HERE)
_REPLACE = (
    update(t.answer)
    .where(*_HERE)
    .values(
        value=bindparam("new_value"),
        revision=bindparam("new_revision"),
        person_id=bindparam("by"),
        channel=bindparam("through"),
        at=bindparam("now"),
    )
)


@dataclass(frozen=True)
class Recorded:
    """An answer as it is stored now; `changed` is False where it had been so already."""

    key: str
    revision: int
    changed: bool


def record(conn: Connection, speaker: Speaker, key: str, value: str, now: datetime) -> Recorded | Refusal:
    """Store a value as the next revision; refuses what is not theirs or no value of this key."""
    place = seat.take_to_change(conn, speaker, now)
    return place if isinstance(place, Refusal) else record_at(conn, place, key, value, now)


def record_at(conn: Connection, place: Seat, key: str, value: str, now: datetime) -> Recorded | Refusal:
    """The same from a seat that is taken already, where many answers come at once."""
    known = keys_of(place.framework).get(key)
    if known is None:
        return Refusal("unknown_input", key)
    if not place.may_record(key):
        return Refusal("not_allowed", key)
    stored = canonical(known, value)
    return Refusal("bad_value", key) if stored is None else _store(conn, place, key, stored, now)


def clear(conn: Connection, speaker: Speaker, key: str, now: datetime) -> Recorded | Refusal:
    """Take an answer back; the history keeps what it was."""
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    if key not in keys_of(place.framework):
        return Refusal("unknown_input", key)
    return _store(conn, place, key, None, now) if place.may_record(key) else Refusal("not_allowed", key)


def source_of(place: Seat) -> str:
    """Whose value it is: the unit's own, or a provider's."""
    return OWN if place.inputs is None or place.who.person is None else provider(place.who.person)


def provider(person: int) -> str:
    """The source of what a provider says."""
    return f"person:{person}"


def _store(conn: Connection, place: Seat, key: str, value: str | None, now: datetime) -> Recorded:
    stored = put(conn, place, source_of(place), {key: value}, now)[0]
    if stored.changed:
        _follow_up(conn, place, key, now)
    return stored


def put(
    conn: Connection, place: Seat, source: str, values: Mapping[str, str | None], now: datetime
) -> tuple[Recorded, ...]:
    """Keep canonical values of one source, each change a revision; whether they may is the caller's to know.

    What follows from a change (points, status) is the caller's too.
    """
    return tuple(_put(conn, place, source, key, value, now) for key, value in values.items())


def _put(conn: Connection, place: Seat, source: str, key: str, value: str | None, now: datetime) -> Recorded:
    here = {"enrolment": place.enrolment, "key": key, "from_source": source}
    row = conn.execute(_CURRENT, here).one_or_none()
    old, revision = (None, 0) if row is None else (row.value, row.revision)
    if old == value:
        return Recorded(key, revision, changed=False)
    new = {
        "new_value": value,
        "new_revision": revision + 1,
        "by": place.who.person,
        "through": place.who.channel,
    }
    if row is None:
        conn.execute(insert(t.answer), _row(place, key, source, now) | {"value": value, "revision": 1})
    else:
        conn.execute(_REPLACE, {**here, **new, "now": now})
    change = {"revision": revision + 1, "old_value": old, "new_value": value}
    conn.execute(insert(t.answer_revision), _row(place, key, source, now) | change)
    return Recorded(key, revision + 1, changed=True)


def _row(place: Seat, key: str, source: str, now: datetime) -> dict[str, object]:
    return {
        "enrolment_id": place.enrolment,
        "input_key": key,
        "source": source,
        "person_id": place.who.person,
        "channel": place.who.channel,
        "at": now,
    }


def _follow_up(conn: Connection, place: Seat, key: str, now: datetime) -> None:
    """An answer ends a deferral of its question, starts the enrolment, and has to be scored."""
    owner, _, tail = key.rpartition(":")
    subject = f"info:{tail.partition('.')[0]}" if owner == "info" else owner
    conn.execute(_UNDEFER, {"enrolment": place.enrolment, "what": subject})
    progress.begin(conn, place, now)
    marks.points_changed(conn, place.enrolment, now)


_UNDEFER = delete(t.deferral).where(
    t.deferral.c.enrolment_id == bindparam("enrolment"), t.deferral.c.subject == bindparam("what")
)
