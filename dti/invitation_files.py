"""Tickets as files: sheets to print, a table to mail from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dti_core.campaign.staff.inviting import Ticket
from dti_core.excel.invitations import Guest, book
from dti_core.messages.formatting import moment
from dti_core.messages.paper.invitation import Card, Letter
from dti_core.messages.staff.roster import role_of
from dti_core.papers.invitations import sheets
from dti_core.store import tables as t


@dataclass(frozen=True)
class Files:
    """Both, as bytes."""

    pdf: bytes
    xlsx: bytes
    time_zone: str


@dataclass(frozen=True)
class Envelope:
    """What stands around the tickets of a campaign."""

    slug: str
    title: str
    coordinator: str
    deadline: str
    time_zone: str
    bot: str | None


def envelope(conn: Connection, campaign: int, bot: str | None) -> Envelope:
    """The campaign as letters name it; `bot`: its name on Telegram."""
    row = conn.execute(select(t.campaign).where(t.campaign.c.id == campaign)).one()
    deadline = moment(row.closes_at, row.time_zone)
    return Envelope(row.slug, row.title, row.coordinator, deadline, row.time_zone, bot)


def link(bot: str | None, token: str) -> str | None:
    """A link that opens the bot with the token in hand."""
    return f"https://t.me/{bot}?start={token}" if bot else None


def make(tickets: Sequence[Ticket], around: Envelope) -> Files:
    """Draw them."""
    until = moment(tickets[0].until, around.time_zone)
    letter = Letter(around.title, around.coordinator, around.deadline, until)
    guests = [_guest(ticket, around.bot) for ticket in tickets]
    return Files(sheets([guest.card for guest in guests], letter), book(guests, letter), around.time_zone)


def _guest(ticket: Ticket, bot: str | None) -> Guest:
    line, role = ticket.guest.line, role_of(ticket.guest.line)
    card = Card(ticket.guest.unit, line.name, role, ticket.token, link(bot, ticket.token))
    return Guest(card, line.phone or "", line.email or "")
