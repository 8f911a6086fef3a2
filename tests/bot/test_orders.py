"""Every order of the conversation is carried out by a use case."""

import typing
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.dialogue import commands as c
from bot.dialogue.events import StoredFile
from bot.host.orders import HANDLERS, Orders
from dti_core.campaign import invitations
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.survey.dossier import Paper, SignedFile
from dti_core.survey.questionnaire import Questionnaire
from tests.campaign.world import World
from tests.staff import council_room as room

FILE = StoredFile("ab" * 32, "bang-ke.pdf", "application/pdf", 5)
LINK = c.AddLink("1.1", "https://a.gov.vn/1", place="trang 5")


@dataclass
class Desk:
    """A contact who gives orders."""

    world: World
    lan: Speaker

    def order(self, *commands: c.Command) -> list[Refusal | None]:
        with self.world.db.write() as conn:
            orders = Orders(conn, self.lan, self.world.now)
            return [orders.carry_out(command) for command in commands]

    def view(self) -> Questionnaire:
        return self.world.desk(self.lan)

    def first_evidence(self) -> int:
        return self.view().evidence[0].id


@pytest.fixture
def desk(sqlite_db: Database) -> Desk:
    world = World(sqlite_db).begin()
    return Desk(world, world.unit("a"))


def stored_answer(desk: Desk) -> bool:
    desk.order(c.RecordAnswer("1.1:a", "true"))
    return desk.view().answers["1.1:a"].text == "true"


def cleared_answer(desk: Desk) -> bool:
    desk.order(c.RecordAnswer("1.1:a", "true"), c.ClearAnswer("1.1:a"))
    return "1.1:a" not in desk.view().answers


def filed_link(desk: Desk) -> bool:
    desk.order(LINK)
    (piece,) = desk.view().evidence
    return (piece.title, piece.place) == ("https://a.gov.vn/1", "trang 5")


def filed_file(desk: Desk) -> bool:
    desk.order(c.AddFile("1.1", FILE, document_number="12/QĐ", document_date="5/3/2025"))
    (piece,) = desk.view().evidence
    return (piece.title, piece.document_number, piece.document_date) == ("bang-ke.pdf", "12/QĐ", "5/3/2025")


def reused_evidence(desk: Desk) -> bool:
    desk.order(LINK)
    desk.order(c.ReuseEvidence(desk.first_evidence(), "1.2"))
    return {piece.criterion for piece in desk.view().evidence} == {"1.1", "1.2"}


def reused_last_years_evidence(desk: Desk) -> bool:
    """Of another year's round there is nothing to offer here: refused, and nothing is filed."""
    desk.order(LINK)
    (refused,) = desk.order(c.ReuseEarlier(desk.first_evidence(), "1.2"))
    return isinstance(refused, Refusal) and len(desk.view().evidence) == 1


def moved_evidence(desk: Desk) -> bool:
    desk.order(LINK, c.MoveEvidence("1.2"))
    return [piece.criterion for piece in desk.view().evidence] == ["1.2"]


def described_evidence(desk: Desk) -> bool:
    desk.order(LINK, c.DescribeEvidence(note="bản ký"))
    return desk.view().evidence[0].note == "bản ký"


def withdrawn_evidence(desk: Desk) -> bool:
    desk.order(LINK)
    desk.order(c.WithdrawEvidence(desk.first_evidence()))
    return desk.view().evidence == ()


def deferred(desk: Desk) -> bool:
    desk.order(c.Defer("1.2"))
    return desk.view().deferred == {"1.2"}


def requested_exemption(desk: Desk) -> bool:
    desk.order(c.RequestNotApplicable("1.2", "không có"))
    return desk.view().requested == {"1.2": "không có"}


def cancelled_request(desk: Desk) -> bool:
    desk.order(c.RequestNotApplicable("1.2", "không có"), c.CancelRequest("1.2"))
    return desk.view().requested == {}


def justified(desk: Desk) -> bool:
    desk.order(c.Justify("1.2", "vì…"))
    return desk.view().justifications == {"1.2": "vì…"}


def contested(desk: Desk) -> bool:
    desk.world.speakers["b"] = room.verified(desk.world, "b", ("1.2", "7"))
    room.window(desk.world)
    desk.lan = desk.world.speakers["b"]
    desk.order(c.Contest("1.2", "Bảng kê đã đủ."))
    return desk.view().standpoints["1.2"].contest == "Bảng kê đã đủ."


def submitted(desk: Desk) -> bool:
    desk.order(c.RecordAnswer("1.1:a", "true"), c.Submit())
    return desk.view().state == "submitted"


def withdrew_submission(desk: Desk) -> bool:
    desk.order(c.RecordAnswer("1.1:a", "true"), c.Submit(), c.WithdrawSubmission())
    return desk.view().state == "in_progress"


def open_invitation(desk: Desk) -> int:
    desk.world.enrol("b")
    token = desk.world.token("b")
    with desk.world.db.write() as conn:
        return invitations.look_up(conn, token, desk.lan.person, desk.world.now).id


def accepted_invitation(desk: Desk) -> bool:
    desk.order(c.AcceptInvitation(open_invitation(desk), "1"))
    return {role.unit_name for role in desk.view().assignments} == {"Sở a", "Sở b"}


def declined_invitation(desk: Desk) -> bool:
    desk.order(c.DeclineInvitation(open_invitation(desk)))
    return len(desk.view().assignments) == 1 and bool(desk.world.rows(t.audit, action="invitation_declined"))


def switched_assignment(desk: Desk) -> bool:
    first = desk.lan.active_assignment
    assert first is not None
    desk.order(c.AcceptInvitation(open_invitation(desk), "1"), c.SwitchAssignment(first))
    return [role.id for role in desk.view().assignments if role.active] == [first]


def renewed_status(desk: Desk) -> bool:
    desk.order(c.RenewStatus())
    (row,) = desk.world.rows(t.status_message)
    return bool(row.text_hash == "renew" and row.wanted_seq > row.sent_seq)


def ordered_chart(desk: Desk) -> bool:
    assert desk.order(c.DrawChart(), c.DrawChart()) == [None, None]
    (task,) = desk.world.rows(t.task)
    return (task.kind, task.assignment_id) == ("own_chart", desk.lan.active_assignment)


def asked_for_a_book(desk: Desk) -> bool:
    desk.order(c.MakeBook(), c.MakeBook())
    (row,) = desk.world.rows(t.task)
    return (row.kind, row.person_id) == ("questionnaire_book", desk.lan.person)


def handed_a_book_in(desk: Desk) -> bool:
    desk.order(c.ReadBook(FILE))
    (row,) = desk.world.rows(t.task)
    return row.kind == "answers_book" and FILE.sha256 in row.arguments


def signed_submission(desk: Desk) -> bool:
    first = Paper("12/BC-SNV", "2026-02-27", file=SignedFile(FILE.sha256, "phieu.pdf", FILE.mime, FILE.size))
    desk.order(c.RecordAnswer("1.1:a", "true"), c.Submit(first))
    desk.order(c.SignSubmission(Paper(approved_by="Giám đốc Trần Văn B")))
    return desk.view().dossier.paper == first.with_more(Paper(approved_by="Giám đốc Trần Văn B"))


def told_that_it_is_ready(desk: Desk) -> bool:
    desk.order(c.RecordAnswer("1.1:a", "true"))
    chief = desk.world.join("a")
    desk.order(c.TellReady())
    (told,) = desk.world.rows(t.outbox)
    return bool(told.identity_id == chief.identity)


def asked_for_form(desk: Desk) -> bool:
    assert desk.order(c.AskForm(), c.AskForm()) == [None, None]
    (task,) = desk.world.rows(t.task)
    return (task.kind, task.assignment_id) == ("self_form", desk.lan.active_assignment)


def refused_an_account(desk: Desk) -> bool:
    """No criterion here takes one: refused, and nothing is filed or sent."""
    refused = desk.order(c.OfferSecretPage("1.1"), c.SecretByEnvelope("1.1"))
    nothing = desk.view().evidence == () and desk.world.rows(t.outbox) == []
    return nothing and refused == [Refusal("unknown_criterion", "1.1")] * 2


def forgot_what_was_typed(desk: Desk) -> bool:
    update = {"channel": "telegram", "bot": "b", "update_id": "1", "conversation_key": "c", "state": "done"}
    with desk.world.db.write() as conn:
        arrived = {**update, "payload": "geheim", "received_at": desk.world.now}
        row = conn.execute(t.inbox.insert().returning(t.inbox.c.id), arrived).scalar_one()
        Orders(conn, desk.lan, desk.world.now, row).carry_out(c.ForgetTyped())
    return [one.payload for one in desk.world.rows(t.inbox)] == ["{}"]


DEEDS: dict[type, Callable[[Desk], bool]] = {
    c.RecordAnswer: stored_answer,
    c.ClearAnswer: cleared_answer,
    c.AddLink: filed_link,
    c.AddFile: filed_file,
    c.ReuseEvidence: reused_evidence,
    c.ReuseEarlier: reused_last_years_evidence,
    c.MoveEvidence: moved_evidence,
    c.DescribeEvidence: described_evidence,
    c.WithdrawEvidence: withdrawn_evidence,
    c.Defer: deferred,
    c.RequestNotApplicable: requested_exemption,
    c.CancelRequest: cancelled_request,
    c.Justify: justified,
    c.Contest: contested,
    c.Submit: submitted,
    c.WithdrawSubmission: withdrew_submission,
    c.AcceptInvitation: accepted_invitation,
    c.DeclineInvitation: declined_invitation,
    c.SwitchAssignment: switched_assignment,
    c.RenewStatus: renewed_status,
    c.DrawChart: ordered_chart,
    c.MakeBook: asked_for_a_book,
    c.ReadBook: handed_a_book_in,
    c.SignSubmission: signed_submission,
    c.TellReady: told_that_it_is_ready,
    c.AskForm: asked_for_form,
    c.OfferSecretPage: refused_an_account,
    c.SecretByEnvelope: refused_an_account,
    c.ForgetTyped: forgot_what_was_typed,
}
ORDERS = typing.get_args(c.Command)


def test_every_kind_of_order_has_its_function_and_its_case_here() -> None:
    assert set(HANDLERS) == set(DEEDS) == set(ORDERS)


@pytest.mark.parametrize("kind", ORDERS, ids=[kind.__name__ for kind in ORDERS])
def test_an_order_is_carried_out(desk: Desk, kind: type) -> None:
    assert DEEDS[kind](desk)


def test_a_refusal_of_a_use_case_comes_back(desk: Desk) -> None:
    (refusal,) = desk.order(c.RecordAnswer("9.9:a", "true"))
    assert refusal == Refusal("unknown_input", "9.9:a")
