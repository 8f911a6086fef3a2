""" "Không áp dụng": a request with a reason, worth nothing until staff grant it."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from dti_core.campaign import marks, progress, seat
from dti_core.campaign.history import Act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.campaign.values import LONGEST_TEXT
from dti_core.store import tables as t

_request = t.exemption_request.c


def request(conn: Connection, speaker: Speaker, criterion: str, reason: str, now: datetime) -> Refusal | None:
    """Ask that a criterion not be applied to the unit. A new reason replaces an undecided request."""
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    if not place.may_change(criterion):
        return Refusal("unknown_criterion", criterion)
    if not 0 < len(reason.strip()) <= LONGEST_TEXT:
        return Refusal("bad_value", criterion)
    state, old = _live(conn, place, criterion)
    if state == "granted" or old == reason.strip():
        return None
    _set_undecided(conn, place, criterion, "cancelled")
    row = {"criterion": criterion, "reason": reason.strip(), "requested_by": place.who.person}
    through = {"channel": place.who.channel, "requested_at": now, "enrolment_id": place.enrolment}
    conn.execute(insert(t.exemption_request), {**row, **through})
    place.note(conn, Act("exemption_requested", f"criterion:{criterion}", old, reason.strip()), now)
    progress.begin(conn, place, now)
    marks.points_changed(conn, place.enrolment, now)
    return None


def cancel(conn: Connection, speaker: Speaker, criterion: str, now: datetime) -> Refusal | None:
    """Take an undecided request back."""
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    state, old = _live(conn, place, criterion)
    if state != "requested" or not place.may_change(criterion):
        return Refusal("no_request", criterion)
    _set_undecided(conn, place, criterion, "cancelled")
    place.note(conn, Act("exemption_request_cancelled", f"criterion:{criterion}", old), now)
    marks.points_changed(conn, place.enrolment, now)
    return None


def _live(conn: Connection, place: Seat, criterion: str) -> tuple[str | None, str | None]:
    """State and reason of the request that holds now."""
    row = conn.execute(
        select(_request.state, _request.reason).where(
            _request.enrolment_id == place.enrolment,
            _request.criterion == criterion,
            _request.state.in_(("requested", "granted")),
        )
    ).one_or_none()
    return (None, None) if row is None else (row.state, row.reason)


def _set_undecided(conn: Connection, place: Seat, criterion: str, state: str) -> None:
    conn.execute(
        update(t.exemption_request)
        .where(
            _request.enrolment_id == place.enrolment,
            _request.criterion == criterion,
            _request.state == "requested",
        )
        .values(state=state)
    )
