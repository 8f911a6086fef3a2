"""What the conversation knows about someone without an active role, or who just opened an invitation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dti_core.survey.questionnaire import AssignmentView

InvitationState = Literal["valid", "expired", "used", "revoked", "unknown", "yours"]


@dataclass(frozen=True)
class InvitationView:
    """An invitation as shown to whoever opened its link; all but `state` is empty where it is unknown."""

    id: int
    state: InvitationState
    role: str = "contact"
    deputy: bool = False
    """Of a unit that somebody else is in charge of."""
    unit_name: str = ""
    campaign_title: str = ""
    coordinator: str = ""
    reference_year: int = 0
    closes_at: datetime | None = None
    criteria: int = 0
    minutes: int = 0
    time_zone: str = "Asia/Ho_Chi_Minh"
    proof: str = ""
    """How to show that it is one's own: `phone`, `phone_or_code`; empty: nothing is asked any more."""
    ending: str = ""
    """The last digits of the number in the roster."""


@dataclass(frozen=True)
class Lobby:
    """Before a questionnaire: the invitation just opened (if any) and the roles the person already holds."""

    invitation: InvitationView | None = None
    assignments: tuple[AssignmentView, ...] = ()
    too_many_tries: bool = False
    shown: str = ""
    """What became of a number or a code just shown: `proven`, or why not; `left`: tries with this code."""
    left: str = ""
