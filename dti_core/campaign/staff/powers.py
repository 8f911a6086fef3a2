"""What each role of the staff may do: this table is the only source, for chat, command line and tests."""

from collections.abc import Mapping
from typing import Literal

Power = Literal[
    "see",         # progress and points of units
    "roster",      # units, contacts, staff; import of a roster
    "invite",      # issue, reissue, revoke invitations
    "remind",      # preview, send, plan reminders
    "review",      # accept, adjust, return, comment; grant or refuse "không áp dụng"
    "assess",      # give points in the expert's column
    "council",     # conclusions of the council, contested items
    "measure",     # import measured values and values of other systems
    "export",      # books, archives, pictures
    "answer_for",  # answer for a unit that sent paper
    "schedule",    # deadlines, extensions, closing, reopening
    "publish",     # freeze and announce, reopen
    "audit",       # who did what
    "privacy",     # decide on wishes to be forgotten
    "purge",       # remove a confidential file sent by mistake
]  # fmt: skip

STAFF_ROLES = ("manager", "reviewer", "council", "expert", "observer", "operator")
EVERYTHING: frozenset[Power] = frozenset(
    ("see", "roster", "invite", "remind", "review", "assess", "council", "measure", "export", "answer_for",
     "schedule", "publish", "audit", "privacy", "purge")
)  # fmt: skip

POWERS: Mapping[str, frozenset[Power]] = {
    "manager": EVERYTHING - {"assess", "council"},
    "reviewer": frozenset(("see", "review", "measure", "export", "remind")),
    "council": frozenset(("see", "council", "export")),
    "expert": frozenset(("see", "assess")),
    "observer": frozenset(("see",)),
    "operator": EVERYTHING,
}


def has(role: str, power: Power) -> bool:
    """Whether a role has a power; roles that are not staff have none."""
    return power in POWERS.get(role, frozenset())
