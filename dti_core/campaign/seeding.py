"""Filling in many answers at once: for the demo and for tests. Same tables, same history, few statements."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from dti_core.campaign import frameworks, marks, states
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.values import Key, canonical, keys_of
from dti_core.store import tables as t

CHANNEL = "import"


def record_many(
    conn: Connection, enrolment: int, given: Mapping[str, str], person: int | None, now: datetime
) -> None:
    """First answers of an enrolment that has none of these yet; ValueError for what is not canonical."""
    here = select(t.enrolment).where(t.enrolment.c.id == enrolment)
    row = conn.execute(here).one()
    keys = keys_of(frameworks.framework(conn, row.content_hash))
    values = {key: _canonical(keys, key, text) for key, text in given.items()}
    if not values:
        return
    common = {
        "enrolment_id": enrolment,
        "source": "",
        "revision": 1,
        "person_id": person,
        "channel": CHANNEL,
        "at": now,
    }
    answers = [{**common, "input_key": key, "value": text} for key, text in values.items()]
    history = [
        {**common, "input_key": key, "old_value": None, "new_value": text} for key, text in values.items()
    ]
    conn.execute(insert(t.answer), answers)
    conn.execute(insert(t.answer_revision), history)
    if states.can(row.state, "begin"):
        begun = states.after(row.state, "begin")
        conn.execute(update(t.enrolment).where(t.enrolment.c.id == enrolment).values(state=begun))
        act = Act("enrolment_begin", "enrolment", row.state, begun)
        record_act(conn, Who(person, CHANNEL), act, now, campaign=row.campaign_id, enrolment=enrolment)
    marks.points_changed(conn, enrolment, now)


def _canonical(keys: Mapping[str, Key], key: str, text: str) -> str:
    stored = canonical(keys[key], text) if key in keys else None
    if stored is None:
        raise ValueError(f"{key} does not take {text!r}")
    return stored


def has_answers(conn: Connection, enrolment: int) -> bool:
    """Whether anything has been answered there."""
    here = select(t.answer.c.input_key).where(t.answer.c.enrolment_id == enrolment).limit(1)
    return conn.execute(here).first() is not None
