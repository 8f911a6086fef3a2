"""Values that other systems have: kept beside the unit's own, shown as differences, never taken over."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign.history import Act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.review_place import OPEN, take
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.values import canonical, keys_of
from dti_core.store import tables as t

LONGEST_ORIGIN = 200


def record(
    conn: Connection, staffer: Staffer, enrolment: int, origin: str, values: Mapping[str, str], now: datetime
) -> int | Refusal:
    """Keep canonical values by stored key, as one system (`origin`) gives them; how many there were."""
    place = take(conn, staffer, enrolment, "measure", OPEN)
    if isinstance(place, Refusal):
        return place
    if not 0 < len(origin.strip()) <= LONGEST_ORIGIN:
        return Refusal("bad_text", origin[:40])
    keys = keys_of(place.framework)
    for key, text in values.items():
        if key not in keys:
            return Refusal("unknown_input", key)
        if canonical(keys[key], text) is None:
            return Refusal("bad_value", key)
    here = {"enrolment_id": enrolment, "origin": origin.strip(), "person_id": staffer.who.person, "at": now}
    for key, text in values.items():
        row = {**here, "input_key": key, "value": text}
        new = upsert(t.reference_value).values(row)
        changed = {"value": text, "person_id": staffer.who.person, "at": now}
        conn.execute(
            new.on_conflict_do_update(index_elements=["enrolment_id", "input_key", "origin"], set_=changed)
        )
        place.seat.note(conn, Act("reference_recorded", f"{key}:{origin.strip()}", new=text), now)
    return len(values)
