"""Carries out the conversation's orders through the use cases: one small function per kind of order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot import forms
from bot.dialogue import commands as c
from dti_core.campaign import (
    answers,
    contests,
    deferrals,
    evidence,
    inbox,
    invitations,
    justifications,
    own_chart,
    people,
    readiness,
    requests,
    secret_evidence,
    self_forms,
    status_delivery,
    submission,
)
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal


@dataclass(frozen=True)
class Orders:
    """Orders of one speaker, within one transaction."""

    conn: Connection
    speaker: Speaker
    now: datetime
    inbox: int | None = None
    """The row of the update that the orders answer."""

    def carry_out(self, command: c.Command) -> Refusal | None:
        """Do it; a refusal of the use case comes back."""
        result = HANDLERS[type(command)](self, command)
        return result if isinstance(result, Refusal) else None


def record_answer(o: Orders, command: c.RecordAnswer) -> object:
    """Store an answer."""
    return answers.record(o.conn, o.speaker, command.key, command.value, o.now)


def clear_answer(o: Orders, command: c.ClearAnswer) -> object:
    """Take an answer back."""
    return answers.clear(o.conn, o.speaker, command.key, o.now)


def add_link(o: Orders, command: c.AddLink) -> object:
    """File a link."""
    add = contests.add_link if command.contested else evidence.add_link
    return add(o.conn, o.speaker, command.criterion, command.url, _details(command), o.now)


def add_file(o: Orders, command: c.AddFile) -> object:
    """File a stored file."""
    add = contests.add_file if command.contested else evidence.add_file
    return add(o.conn, o.speaker, command.criterion, command.file, _details(command), o.now)


def reuse_earlier(o: Orders, command: c.ReuseEarlier) -> object:
    """Let last year's piece prove the criterion again."""
    return evidence.reuse_earlier(o.conn, o.speaker, command.evidence, command.criterion, o.now)


def reuse_evidence(o: Orders, command: c.ReuseEvidence) -> object:
    """Let a piece prove another criterion too."""
    return evidence.reuse(o.conn, o.speaker, command.evidence, command.criterion, o.now)


def move_evidence(o: Orders, command: c.MoveEvidence) -> object:
    """File a piece under another criterion."""
    return evidence.move(o.conn, o.speaker, command.evidence, command.criterion, o.now)


def describe_evidence(o: Orders, command: c.DescribeEvidence) -> object:
    """Add page, number, date or a note."""
    return evidence.describe(o.conn, o.speaker, command.evidence, _details(command), o.now)


def withdraw_evidence(o: Orders, command: c.WithdrawEvidence) -> object:
    """Take a piece back."""
    return evidence.withdraw(o.conn, o.speaker, command.evidence, o.now)


def defer(o: Orders, command: c.Defer) -> object:
    """Put a question off."""
    return deferrals.defer(o.conn, o.speaker, command.subject, o.now)


def request_not_applicable(o: Orders, command: c.RequestNotApplicable) -> object:
    """Ask that a criterion not be applied."""
    return requests.request(o.conn, o.speaker, command.criterion, command.reason, o.now)


def cancel_request(o: Orders, command: c.CancelRequest) -> object:
    """Take that back."""
    return requests.cancel(o.conn, o.speaker, command.criterion, o.now)


def justify(o: Orders, command: c.Justify) -> object:
    """Keep the contact's own words."""
    return justifications.justify(o.conn, o.speaker, command.criterion, command.text, o.now)


def contest(o: Orders, command: c.Contest) -> object:
    """Keep the words against an adjusted score."""
    return contests.contest(o.conn, o.speaker, command.criterion, command.text, o.now)


def submit(o: Orders, command: c.Submit) -> object:
    """Hand in."""
    return submission.submit(o.conn, o.speaker, o.now, command.paper)


def sign_submission(o: Orders, command: c.SignSubmission) -> object:
    """Add the signed document."""
    return submission.sign(o.conn, o.speaker, command.paper, o.now)


def tell_ready(o: Orders, _command: c.TellReady) -> object:
    """Tell who is in charge."""
    return readiness.tell(o.conn, o.speaker, o.now)


def ask_form(o: Orders, _command: c.AskForm) -> object:
    """Let a worker draw the form up."""
    return self_forms.ask(o.conn, o.speaker, o.now)


def withdraw_submission(o: Orders, _command: c.WithdrawSubmission) -> object:
    """Take the submission back."""
    return submission.withdraw(o.conn, o.speaker, o.now)


def accept_invitation(o: Orders, command: c.AcceptInvitation) -> object:
    """Join with consent."""
    return invitations.accept(
        o.conn, o.speaker, command.invitation, command.consent, o.speaker.channel, o.now
    )


def decline_invitation(o: Orders, command: c.DeclineInvitation) -> object:
    """It was meant for somebody else."""
    return invitations.decline(o.conn, o.speaker, command.invitation, o.now)


def switch_assignment(o: Orders, command: c.SwitchAssignment) -> object:
    """Work in another role."""
    return people.switch(o.conn, o.speaker, command.assignment, o.now)


def renew_status(o: Orders, _command: c.RenewStatus) -> object:
    """A new status message at the bottom of the chat."""
    status_delivery.renew(o.conn, o.speaker.person, o.speaker.active_assignment)
    return None


def draw_chart(o: Orders, _command: c.DrawChart) -> object:
    """Let a worker draw the unit's chart."""
    return own_chart.ask(o.conn, o.speaker, o.now)


def make_book(o: Orders, _command: c.MakeBook) -> object:
    """A worker makes it; a second wish waits for the first."""
    forms.ask(o.conn, o.speaker, forms.QUESTIONNAIRE, {}, o.now)
    return None


def read_book(o: Orders, command: c.ReadBook) -> object:
    """A worker reads it, outside this transaction."""
    asked = {"sha256": command.file.sha256, "name": command.file.name}
    forms.ask(o.conn, o.speaker, forms.ANSWERS, asked, o.now)
    return None


def offer_secret_page(o: Orders, command: c.OfferSecretPage) -> object:
    """Send a link that opens once, or tell of the envelope."""
    return secret_evidence.offer(o.conn, o.speaker, command.criterion, o.now)


def secret_by_envelope(o: Orders, command: c.SecretByEnvelope) -> object:
    """Record it."""
    return secret_evidence.by_envelope(o.conn, o.speaker, command.criterion, o.now)


def forget_typed(o: Orders, _command: c.ForgetTyped) -> object:
    """A password was typed into the chat."""
    if o.inbox is not None:
        inbox.forget(o.conn, o.inbox)
    return None


def _details(command: c.AddLink | c.AddFile | c.DescribeEvidence) -> evidence.Details:
    return evidence.Details(command.place, command.document_number, command.document_date, command.note)


HANDLERS: dict[type, Callable[[Orders, Any], object]] = {
    c.RecordAnswer: record_answer,
    c.ClearAnswer: clear_answer,
    c.AddLink: add_link,
    c.AddFile: add_file,
    c.ReuseEvidence: reuse_evidence,
    c.ReuseEarlier: reuse_earlier,
    c.MoveEvidence: move_evidence,
    c.DescribeEvidence: describe_evidence,
    c.WithdrawEvidence: withdraw_evidence,
    c.Defer: defer,
    c.RequestNotApplicable: request_not_applicable,
    c.CancelRequest: cancel_request,
    c.Justify: justify,
    c.Contest: contest,
    c.Submit: submit,
    c.WithdrawSubmission: withdraw_submission,
    c.AcceptInvitation: accept_invitation,
    c.DeclineInvitation: decline_invitation,
    c.SwitchAssignment: switch_assignment,
    c.RenewStatus: renew_status,
    c.DrawChart: draw_chart,
    c.MakeBook: make_book,
    c.ReadBook: read_book,
    c.SignSubmission: sign_submission,
    c.TellReady: tell_ready,
    c.AskForm: ask_form,
    c.OfferSecretPage: offer_secret_page,
    c.SecretByEnvelope: secret_by_envelope,
    c.ForgetTyped: forget_typed,
}
