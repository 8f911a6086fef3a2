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


@dataclass(frozen=True)
class Lobby:
    """Before a questionnaire: the invitation just opened (if any) and the roles the person already holds."""

    invitation: InvitationView | None = None
    assignments: tuple[AssignmentView, ...] = ()
    too_many_tries: bool = False
