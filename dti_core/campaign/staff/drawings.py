"""Pictures that the staff ask for: what a task is to draw, decided anew when it is done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from dti_core.campaign import comparison
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import board as boards
from dti_core.campaign.staff import board_unit, staffer
from dti_core.campaign.tasks import Requester
from dti_core.messages.contact.comparison import Comparison
from dti_core.messages.staff.board import pick_of
from dti_core.messages.staff.board_view import Board

BOARD, UNIT = "board_picture", "unit_chart"
NOT_STAFF = Refusal("not_allowed", "see")


def board(conn: Connection, who: Requester, asked: Mapping[str, Any], now: datetime) -> Board | Refusal:
    """The board that the button named, for whoever still has that role."""
    seen = staffer.at_work(conn, who)
    pick = pick_of(str(asked["group"]), str(asked["status"]), str(asked["order"]))
    if seen is None or pick is None:
        return NOT_STAFF
    return boards.board(conn, seen, pick, now)


def unit(
    conn: Connection, who: Requester, asked: Mapping[str, Any], now: datetime
) -> Comparison | Refusal | None:
    """One unit beside its group; None before its first score."""
    seen = staffer.at_work(conn, who)
    if seen is None:
        return NOT_STAFF
    found = board_unit.unit(conn, seen, int(asked["enrolment"]), now)
    if isinstance(found, Refusal):
        return found
    return comparison.of_unit(conn, found.row.enrolment, now, by_staff=True)
