"""Which part of the verification is in hand; it stands in the conversation's draft."""

import json
from dataclasses import asdict

from bot.staff.desk import Desk
from dti_core.campaign.staff import powers
from dti_core.campaign.staff.review_queue import WANTED, Scope

SCOPE = "review"
"""The draft that keeps what is being walked through."""


def scope_of(desk: Desk) -> Scope:
    """What is in hand; anything unreadable is the whole of the open items."""
    try:
        kept = json.loads(desk.state.draft.get(SCOPE, ""))
        return Scope(**kept) if kept["wanted"] in WANTED else Scope()
    except (ValueError, TypeError, KeyError):
        return Scope()


def take(desk: Desk, scope: Scope) -> Scope:
    """Walk through this from now on."""
    desk.remember(**{SCOPE: json.dumps(asdict(scope))})
    return scope


def fresh(desk: Desk) -> Scope:
    """Everything open in the chosen group."""
    return Scope(group=scope_of(desk).group)


def reviews(desk: Desk) -> bool:
    """Whether this person decides, or only gives an expert's points."""
    return powers.has(desk.staffer.role, "review")
