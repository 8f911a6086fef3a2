"""The history in chat: page by page, of all or of one unit, and as a workbook."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word, always
from dti_core.campaign import tasks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import audit
from dti_core.messages.formatting import clock
from dti_core.messages.staff import audit as texts
from dti_core.messages.staff import trouble
from dti_core.messages.staff.audit_views import Lookup

BOOK = "audit_book"


def show(desk: Desk, args: Args) -> None:
    """One page, the newest first."""
    unit = next((one for one in audit.units(desk.conn, desk.staffer) if str(one.id) == args[1]), None)
    lookup = Lookup(unit=unit.slug if unit else None)
    number = _number(args[0])
    found = audit.page(desk.conn, desk.staffer, lookup, number * texts.PAGE, texts.PAGE)
    if isinstance(found, Refusal):
        return desk.say(trouble.NOT_ALLOWED)
    entries, many = found
    zone, _, _ = audit.heading(desk.conn, desk.staffer)
    when = [clock(one.at, desk.now, zone) for one in entries]
    whose = (str(unit.id), unit.name) if unit else None
    return desk.say(texts.page(entries, many, number, whose, when))


def _units(desk: Desk, args: Args) -> None:
    listed = [(one.id, one.name) for one in audit.units(desk.conn, desk.staffer)]
    desk.say(texts.pick_unit(listed, _number(args[0])))


def _book(desk: Desk, args: Args) -> None:
    asked = {"unit": _number(args[0]) or None}
    campaign = desk.staffer.campaign
    mark = f"{BOOK}:{campaign}:{asked['unit']}:{desk.speaker.person}"
    tasks.ask(desk.conn, BOOK, asked, desk.now, campaign=campaign, requester=desk.requester, mark=mark)
    desk.say(texts.MAKING)


def _number(text: str) -> int:
    """A button's number; one that is none, or too large for any database, is 0."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _open(desk: Desk, _args: Args) -> None:
    show(desk, ("0", "-"))


def _word(desk: Desk, _argument: str) -> None:
    show(desk, ("0", "-"))


OPEN = "s.au0"
FEATURE = Feature(
    menu=(Entry("Nhật ký", OPEN, "audit"),),
    buttons={
        OPEN: Button(_open, "audit"),
        texts.AUDIT: Button(show, "audit", 2),
        texts.UNITS: Button(_units, "audit", 1),
        texts.BOOK: Button(_book, "audit", 1, always),
    },
    words={"nhatky": Word(_word, "audit")},
)
