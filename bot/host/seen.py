"""Whether the person had seen the current question when they did something. Pure."""

from datetime import datetime

from bot.dialogue.events import ButtonPressed
from bot.incoming import Incoming
from dti_core.campaign.outbox import Fate


def was_seen(incoming: Incoming, received: datetime, asked: Fate | None) -> bool:
    """Buttons carry what they are about, so they always count as seen.

    Words count when they stand below the question in the chat. A question edited into an older message has no
    place of its own there: then what was stored after the edit was done counts.
    """
    if asked is None or isinstance(incoming.what, ButtonPressed):
        return True
    if received < asked.created_at or asked.state != "sent":
        return False
    order = _order(asked)
    if order is None or incoming.order is None:
        return asked.sent_at is not None and received >= asked.sent_at
    return incoming.order > order


def is_undecided(incoming: Incoming, received: datetime, asked: Fate | None) -> bool:
    """Whether the question is just being sent: in a moment it will be known which came first."""
    return (
        asked is not None
        and asked.state in ("pending", "sending")
        and not isinstance(incoming.what, ButtonPressed)
        and received >= asked.created_at
    )


def _order(asked: Fate) -> int | None:
    """The question's place among the messages of the chat, where it has one."""
    if asked.message_ref is None or asked.message_ref == asked.edit_ref or not asked.message_ref.isdecimal():
        return None
    return int(asked.message_ref)
