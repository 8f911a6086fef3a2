"""The roster's tasks: read a book that was sent, make the book, make invitations."""

from io import BytesIO

from sqlalchemy import Connection, select

from dti import invitation_files
from dti.received_books import Reader, Received
from dti_core.campaign import bots, handouts
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import inviting, staffer
from dti_core.campaign.staff.inviting import Wanted
from dti_core.campaign.staff.roster import proposals, snapshot
from dti_core.campaign.staff.roster.proposals import Source
from dti_core.excel.roster.reading import is_roster, read
from dti_core.excel.roster.template import make as make_book
from dti_core.messages.model import Message
from dti_core.messages.staff import invitation_files as file_texts
from dti_core.messages.staff import roster as texts
from dti_core.messages.staff import trouble
from dti_core.messages.staff.roster_preview import preview
from dti_core.store import tables as t

NOT_ALLOWED = Outcome((texts.refused("not_allowed"),))


def propose(received: Received) -> Outcome:
    """A roster that was sent: kept as a proposal and shown."""
    given, errand = read(received.sheets), received.errand
    with errand.db.write() as conn:
        source = Source(received.name, received.sha256)
        found = proposals.propose(conn, received.staffer, given, source, errand.now)
    if isinstance(found, Refusal):
        return Outcome((texts.refused(found.code),))
    return Outcome((preview(found.plan, found.id, received.name),))


READER = Reader("danh bạ", "roster", is_roster, propose)


def roster_book(errand: Errand) -> Outcome:
    """The roster as it stands, to be changed and sent back."""
    with errand.db.write() as conn:
        who = staffer.at_work(conn, errand.task.requester)
        if who is None or who.lacks("roster"):
            return NOT_ALLOWED
        taken = snapshot.take(conn, who.campaign)
        slug = conn.execute(select(t.campaign.c.slug).where(t.campaign.c.id == who.campaign)).scalar_one()
    made = BytesIO()
    make_book(made, list(taken.frameworks.values()), taken)
    path = handouts.place(errand.data_dir, ".xlsx", made.getvalue())
    return Outcome((file_texts.roster(path, f"danh-ba-{slug}.xlsx"),))


def invitations(errand: Errand) -> Outcome:
    """Sheets first, then the links that they show, stored together with the message that hands them over."""
    with errand.db.write() as conn:
        who = staffer.at_work(conn, errand.task.requester)
        if who is None:
            return NOT_ALLOWED
        guests = inviting.guests(conn, who, _wanted(errand), errand.now)
        around = invitation_files.envelope(conn, who.campaign, _bot(conn, errand))
    if isinstance(guests, Refusal):
        return NOT_ALLOWED
    if not guests:
        return Outcome((file_texts.NOBODY,))
    if inviting.unproven(who, guests, errand.now):
        return Outcome((trouble.UNPROVEN,))
    tickets = inviting.tickets(guests, errand.now, around.time_zone)
    files = invitation_files.make(tickets, around)
    until = tickets[0].until
    pdf = handouts.place(errand.data_dir, ".pdf", files.pdf)
    said: tuple[Message, ...] = (
        file_texts.sheets(pdf, f"thu-moi-{around.slug}.pdf", len(tickets), until, files.time_zone),
    )
    if len(tickets) > 1:
        xlsx = handouts.place(errand.data_dir, ".xlsx", files.xlsx)
        said = (file_texts.table(xlsx, f"thu-moi-{around.slug}.xlsx"), *said)

    def store(conn: Connection) -> None:
        inviting.issue(conn, who, tickets, errand.now)

    return Outcome(said, store)


def _wanted(errand: Errand) -> Wanted:
    asked = errand.task.arguments
    units = asked.get("enrolments")
    picked = None if units is None else frozenset(units)
    return Wanted(bool(asked["only_uninvited"]), asked["group"], tuple(asked["refs"]), picked)


def _bot(conn: Connection, errand: Errand) -> str | None:
    """The name of the bot that the requester talks to."""
    account = select(t.identity).where(t.identity.c.id == errand.task.requester.identity)
    row = conn.execute(account).one_or_none()
    return None if row is None else bots.name_of(conn, row.channel, row.bot)
