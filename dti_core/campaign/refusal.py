"""What a use case answers a person whose wish cannot be met: a value, never an exception."""

from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "no_assignment",
    "not_allowed",
    "not_open",
    "closed",
    "published",
    "locked",
    "unknown_input",
    "unknown_criterion",
    "unknown_evidence",
    "unknown_invitation",
    "invitation_expired",
    "invitation_used",
    "invitation_revoked",
    "bad_value",
    "not_returned",
    "no_request",
    "nothing_to_submit",
    "not_submitted",
    "no_reason",
    "bad_time",
    "at_night",
    "bad_text",
    "unknown_kind",
    "unknown_reminder",
    "unknown_rule",
    "review_closed",
    "unknown_group",
    "unknown_state",
    "unknown_unit",
    "needs_signed_copy",
    "not_in_charge",
    "needs_paper",
    "own_unit",
    "out_of_reach",
    "seen_before",
    "waiting_for_unit",
    "request_first",
    "nothing_to_accept",
    "nothing_to_return",
    "nothing_to_finish",
    "nothing_to_fill",
    "exempt",
    "no_column",
    "reason_needed",
    "other_campaign",
    "other_unit",
    "newer_book",
    "unknown_book",
    "undecided",
    "unknown_proposal",
    "proposal_settled",
    "unknown_member",
    "nothing_to_revoke",
    "oneself",
    "not_ready",
    "not_published",
    "nothing_to_contest",
    "contested",
    "contest_open",
    "no_decision",
    "not_checking",
    "already_purged",
    "no_links",
]


@dataclass(frozen=True)
class Refusal:
    """Why not. `subject` is the key, criterion or word in question; the sentence is the conversation's."""

    code: Code
    subject: str = ""
