"""A reviewer asks for the page on which an access account is shown once."""

from bot.staff.desk import Args, Desk
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import secret_show
from dti_core.messages.model import Message
from dti_core.messages.rich import rich
from dti_core.messages.staff import review_trouble as trouble
from dti_core.messages.staff import secret as texts


def show(desk: Desk, args: Args) -> None:
    """The link follows."""
    refusal = secret_show.offer(desk.conn, desk.staffer, desk.speaker, int(args[0]), desk.now)
    if isinstance(refusal, Refusal):
        desk.say(trouble.refused(refusal.code))
    else:
        desk.say(Message(rich("{line}", line=texts.SENT)))
