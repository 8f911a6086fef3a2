"""Filling in many answers at once: for the demo and for tests. Same tables, same history, few statements."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection, insert, select, update

from dti_core.campaign import frameworks, marks, states
from dti_core.campaign.exact import to_text
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.values import OWN, Key, canonical, keys_of
from dti_core.store import tables as t

CHANNEL = "import"


def record_many(
    conn: Connection,
    enrolment: int,
    given: Mapping[str, str],
    person: int | None,
    now: datetime,
    source: str = OWN,
) -> None:
    """First answers from a source that has none of these yet; ValueError for what is not canonical."""
    here = select(t.enrolment).where(t.enrolment.c.id == enrolment)
    row = conn.execute(here).one()
    keys = keys_of(frameworks.framework(conn, row.content_hash))
    values = {key: _canonical(keys, key, text) for key, text in given.items()}
    if not values:
        return
    common = {
        "enrolment_id": enrolment,
        "source": source,
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


def has_answers(conn: Connection, enrolment: int, source: str = OWN) -> bool:
    """Whether this source has answered anything there."""
    here = (t.answer.c.enrolment_id == enrolment, t.answer.c.source == source)
    return conn.execute(select(t.answer.c.input_key).where(*here).limit(1)).first() is not None


def refer(
    conn: Connection, campaign: int, framework_id: str, best: Mapping[str, Fraction], now: datetime
) -> None:
    """The first best values known from outside the campaign, by criterion."""
    here = {"campaign_id": campaign, "framework_id": framework_id, "at": now}
    rows = [{**here, "criterion": name, "value": to_text(value)} for name, value in best.items()]
    if rows:
        conn.execute(insert(t.reference), rows)
