"""The conversation as the host sees it; tests put a simpler one in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.events import Event
from bot.dialogue.state import State
from bot.dialogue.turn import Step
from bot.staff.desk import Desk as StaffDesk
from dti_core.messages.model import Message
from dti_core.survey.lobby import Lobby
from dti_core.survey.questionnaire import Questionnaire


@dataclass(frozen=True)
class Dialogue:
    """The conversation of a contact, its opening, and the one before there is a role (pure), and the staff's.

    `belongs_to_lobby`: what is about an invitation, whatever the role. `status` draws the pinned message.
    """

    step: Callable[[Questionnaire, State, Event, datetime], Step]
    open: Callable[[Questionnaire, datetime, State, str], Step]
    step_lobby: Callable[[Lobby, State, Event, datetime], Step]
    belongs_to_lobby: Callable[[Event], bool]
    status: Callable[[Questionnaire, datetime], Message]
    staff: Callable[[StaffDesk, Event], None] = lambda _desk, _event: None


def real() -> Dialogue:
    """The conversation of this product."""
    from bot.dialogue.lobby import belongs_to_lobby, step_lobby
    from bot.dialogue.step import open_, step
    from bot.staff.step import answer
    from dti_core.messages.status import status_text

    return Dialogue(step, open_, step_lobby, belongs_to_lobby, status_text, answer)
