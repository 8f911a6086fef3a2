"""A reviewer has the links of an item looked at anew."""

from bot.staff import review_walk as walk
from bot.staff.desk import Args, Desk
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import link_requests
from dti_core.messages.rich import rich
from dti_core.messages.staff import links as texts
from dti_core.messages.staff import review_trouble as trouble


def check(desk: Desk, args: Args) -> None:
    """Asked for now; what is found is told in the chat."""
    enrolment, criterion = int(args[0]), args[1]
    asked = link_requests.ask(desk.conn, desk.staffer, enrolment, criterion, desk.speaker.identity, desk.now)
    if isinstance(asked, Refusal) and asked.code not in texts.SENTENCES:
        desk.say(trouble.refused(asked.code))
        return
    line = texts.SENTENCES[asked.code] if isinstance(asked, Refusal) else texts.asked(asked)
    desk.toast = line
    walk.show(desk, enrolment, criterion, rich("{line}", line=line))
