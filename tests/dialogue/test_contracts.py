"""What the conversation promises to those around it."""

import typing
from fractions import Fraction

import pytest

from bot.dialogue import commands as c
from bot.dialogue.events import ButtonPressed, Event, FileSent, Started, StoredFile, TextTyped
from bot.dialogue.foresee import foresee
from bot.dialogue.lobby import belongs_to_lobby
from bot.dialogue.state import Focus, State
from bot.dialogue.step import open_
from dti_core.messages.model import Action, plain
from dti_core.survey.dossier import Paper
from dti_core.survey.questionnaire import EarlierProof, EvidenceView, Questionnaire, Returned
from dti_core.survey.standpoint import Standpoint
from tests.conversations.world import START, World
from tests.survey.small import view

EVENT = Event(Started(), START, "telegram")
FILE = StoredFile("ab" * 32, "a.pdf", "application/pdf", 9)
SAMPLES: dict[type, c.Command] = {
    c.RecordAnswer: c.RecordAnswer("1.1:a", "true"),
    c.ClearAnswer: c.ClearAnswer("1.3:a"),
    c.AddLink: c.AddLink("1.1", "https://a.vn"),
    c.AddFile: c.AddFile("1.1", FILE),
    c.ReuseEvidence: c.ReuseEvidence(1, "1.3"),
    c.ReuseEarlier: c.ReuseEarlier(7, "1.1"),
    c.MoveEvidence: c.MoveEvidence("1.3", 1),
    c.DescribeEvidence: c.DescribeEvidence(1, place="trang 2"),
    c.WithdrawEvidence: c.WithdrawEvidence(1),
    c.Defer: c.Defer("1.2"),
    c.RequestNotApplicable: c.RequestNotApplicable("1.2", "Không liên quan."),
    c.CancelRequest: c.CancelRequest("1.6"),
    c.Justify: c.Justify("1.2", "Đang làm."),
    c.Contest: c.Contest("1.3", "Bảng kê đã đủ."),
    c.Submit: c.Submit(),
    c.WithdrawSubmission: c.WithdrawSubmission(),
    c.SignSubmission: c.SignSubmission(Paper("12/BC-SNV")),
}
ELSEWHERE = {
    c.AcceptInvitation,
    c.DeclineInvitation,
    c.SwitchAssignment,
    c.RenewStatus,
    c.DrawChart,
    c.MakeBook,
    c.ReadBook,
    c.TellReady,
    c.AskForm,
    c.ForgetTyped,
    c.OfferSecretPage,
    c.SecretByEnvelope,
}
"""Orders that change nothing of this questionnaire."""


def begun(state: str = "submitted") -> Questionnaire:
    piece = EvidenceView(1, "1.2", "link", "https://a.vn")
    values = {"info:1": "60", "1.3:a": "57"}
    points = {"1.3": Standpoint("adjusted", Fraction(7), "Thiếu.")}
    asked = {"1.6": "Không có."}
    earlier = (EarlierProof(7, "1.1", "link", "https://a.vn/2023", 2023),)
    return view(values, requested=asked, evidence=(piece,), state=state, standpoints=points, earlier=earlier)


def test_every_order_is_foreseen_or_known_to_change_nothing() -> None:
    assert {*SAMPLES} | ELSEWHERE == set(typing.get_args(c.Command))


@pytest.mark.parametrize("kind", SAMPLES, ids=lambda kind: kind.__name__)
def test_a_foreseen_order_changes_the_questionnaire(kind: type) -> None:
    before = begun("in_progress" if kind is c.Submit else "submitted")
    assert foresee(before, SAMPLES[kind], EVENT, START) != before


def test_the_same_answer_again_is_no_new_revision() -> None:
    before = begun()
    assert foresee(before, c.RecordAnswer("1.3:a", "57"), EVENT, START) is before


def test_the_state_survives_saving() -> None:
    state = State(Focus("answer", ("3.1:a", "3.1")), {"filed": "2.5"})
    assert State.load(state.dump()) == state


def test_opening_asks_for_a_fresh_status_message_and_puts_the_question() -> None:
    step = open_(view(), START)
    assert step.commands == (c.RenewStatus(),)
    assert step.messages[-1].asks


def test_opening_resumes_where_the_conversation_stood() -> None:
    step = open_(view({"info:1": "60"}), START, State(Focus("answer", ("1.3:a", "1.3"))), "zalo")
    assert step.state.focus == Focus("answer", ("1.3:a", "1.3"))


def test_opening_after_a_return_says_the_reasons_first() -> None:
    returned = view({"info:1": "60"}, state="returned", returned=(Returned("1.3", "Thiếu."),))
    assert "Thiếu." in "".join(span.text for span in open_(returned, START).messages[0].text)


@pytest.mark.parametrize(
    ("what", "lobby"),
    [
        (Started("abc"), True),
        (Started(), False),
        (ButtonPressed(Action("join", ("1",))), True),
        (ButtonPressed(Action("notme", ("1",))), True),
        (ButtonPressed(Action("a", ("1.1:a", "true", "0"))), False),
        (TextTyped("57"), False),
    ],
)
def test_invitations_go_to_the_lobby_whatever_role_is_active(what: object, lobby: bool) -> None:
    assert belongs_to_lobby(Event(what, START, "telegram")) is lobby  # type: ignore[arg-type]


def test_a_double_tap_changes_nothing_and_says_nothing_twice() -> None:
    world = World(view=view({"info:1": "60"}))
    world.types("/sua 1.1")
    press = ButtonPressed(world.button("Có"))
    first, second = world.happens(press), world.happens(press)
    assert first
    assert second == ()
    assert world.last.toast
    assert len([order for order in world.commands if isinstance(order, c.RecordAnswer)]) == 1


def test_a_button_means_its_own_question_whatever_is_in_focus() -> None:
    world = World(view=view({"info:1": "60"}))
    world.types("/sua 1.1")
    old = ButtonPressed(world.button("Có"))
    world.types("/sua 1.6")
    world.happens(old)
    assert world.values["1.1:a"] is True
    assert "1.6:a" not in world.values


def test_words_typed_before_the_question_was_seen_are_never_filed_silently() -> None:
    world = World(view=view({"info:1": "60"}))
    world.types("/sua 1.6")
    world.types("3", seen=False)
    assert "1.6:a" not in world.values
    world.presses("Dùng “3”")
    assert world.values["1.6:a"] == 3


def test_words_for_a_question_that_may_no_longer_be_answered_are_not_filed() -> None:
    returned = view({"info:1": "60"}, state="returned", returned=(Returned("1.3", "Thiếu."),))
    world = World(view=returned, saved=State(Focus("answer", ("1.6:a", "1.6"))).dump())
    world.types("3")
    assert "1.6:a" not in world.values


def test_a_choice_whose_name_is_too_long_for_a_button_is_still_stored_whole() -> None:
    world = World(view=view({"info:1": "60"}))
    world.types("/sua 1.2")
    world.presses("Ở mọi đơn vị")
    assert world.values["1.2:a"] == "da-trien-khai-o-tat-ca-don-vi-truc-thuoc-va-co-bao-cao-hang-quy"


def test_an_album_is_one_growing_confirmation_and_moves_on_once() -> None:
    world = World(
        view=view({"info:1": "60", "1.1:a": "true"}), saved=State(Focus("evidence", ("1.1",))).dump()
    )
    said = [
        world.happens(FileSent(StoredFile(str(n) * 64, f"{n}.jpg", "image/jpeg", 9), None, "A"))
        for n in (1, 2, 3)
    ]
    confirmations = [message for messages in said for message in messages if message.running]
    assert {message.running for message in confirmations} == {"album:A"}
    assert [plain(m.text) for m in confirmations][-1] == "✓ 1.1: đã nhận 3 tệp."
    assert [len(messages) for messages in said] == [2, 1, 1]
    assert [piece.criterion for piece in world.view.evidence] == ["1.1"] * 3


def test_a_link_that_comes_just_after_moving_on_belongs_to_the_criterion_just_left() -> None:
    world = World(
        view=view({"info:1": "60", "1.1:a": "true"}), saved=State(Focus("evidence", ("1.1",))).dump()
    )
    world.types("https://a.vn/1")
    world.types("https://a.vn/2")
    assert [piece.criterion for piece in world.view.evidence] == ["1.1", "1.1"]
    world.presses("Là minh chứng của 1.2")
    assert [piece.criterion for piece in world.view.evidence] == ["1.1", "1.2"]


def test_a_correction_button_moves_its_own_piece_though_others_were_filed_since() -> None:
    world = World(view=view({"info:1": "60"}))
    world.types("/sua 1.1")
    world.types("https://a.vn/1")
    moving = ButtonPressed(world.button("Chuyển sang tiêu chí khác"))
    world.types("https://a.vn/2")
    world.happens(moving)
    world.presses("1.2")
    assert [(e.title, e.criterion) for e in world.view.evidence] == [
        ("https://a.vn/1", "1.2"),
        ("https://a.vn/2", "1.1"),
    ]


def test_an_old_submit_button_shows_the_gaps_of_today_first() -> None:
    world = World(view=view({"info:1": "60", "1.1:a": "true"}))
    world.types("/nop")
    old = ButtonPressed(world.button("Vẫn nộp"))
    world.presses("Chưa nộp")
    world.happens(old)
    assert world.view.state == "in_progress"
    world.presses("Vẫn nộp")
    assert world.view.state == "submitted"


def test_evidence_whose_criterion_was_never_named_is_asked_about_before_submitting() -> None:
    world = World(
        view=view({"info:2.ho_ten": "An"}), saved=State(Focus("answer", ("info:1", "info:1"))).dump()
    )
    world.happens(FileSent(StoredFile("ab" * 32, "a.pdf", "application/pdf", 9)))
    assert world.view.evidence == ()
    held, question = world.types("/nop")
    assert "Đã giữ minh chứng này" in plain(held.text)
    assert question.asks
    world.presses("1.3")
    assert [(e.title, e.criterion) for e in world.view.evidence] == [("a.pdf", "1.3")]
