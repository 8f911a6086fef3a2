"""Who has access to what, in chat: page by page from the history's screen, and as a workbook."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Feature, always
from dti_core.campaign import tasks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import access_report, audit
from dti_core.messages.formatting import moment
from dti_core.messages.staff import access as texts
from dti_core.messages.staff import trouble
from dti_core.messages.staff.audit import ACCESS

BOOK = "access_book"


def _show(desk: Desk, args: Args) -> None:
    found = access_report.report(desk.conn, desk.staffer, desk.now)
    if isinstance(found, Refusal):
        return desk.say(trouble.NOT_ALLOWED)
    zone, _, _ = audit.heading(desk.conn, desk.staffer)
    number = int(args[0]) if args[0].isdecimal() and len(args[0]) < 10 else 0
    return desk.say(texts.page(found, number, lambda at: moment(at, zone)))


def _book(desk: Desk, _args: Args) -> None:
    campaign = desk.staffer.campaign
    mark = f"{BOOK}:{campaign}:{desk.speaker.person}"
    tasks.ask(desk.conn, BOOK, {}, desk.now, campaign=campaign, requester=desk.requester, mark=mark)
    desk.say(texts.MAKING)


FEATURE = Feature(
    buttons={
        ACCESS: Button(_show, "audit", 1),
        texts.BOOK: Button(_book, "audit", 0, always),
    },
)
