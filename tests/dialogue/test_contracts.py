"""What the conversation promises to those around it."""

import typing

import pytest

from bot.dialogue import commands as c
from bot.dialogue.events import ButtonPressed, Event, Started, StoredFile, TextTyped
from bot.dialogue.foresee import foresee
from bot.dialogue.lobby import belongs_to_lobby
from bot.dialogue.state import Focus, State
from bot.dialogue.step import open_
from dti_core.messages.model import Action
from dti_core.survey.questionnaire import EvidenceView, Questionnaire, Returned
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
    c.MoveEvidence: c.MoveEvidence("1.3", 1),
    c.DescribeEvidence: c.DescribeEvidence(1, place="trang 2"),
    c.WithdrawEvidence: c.WithdrawEvidence(1),
    c.Defer: c.Defer("1.2"),
    c.RequestNotApplicable: c.RequestNotApplicable("1.2", "Không liên quan."),
    c.CancelRequest: c.CancelRequest("1.6"),
    c.Justify: c.Justify("1.2", "Đang làm."),
    c.Submit: c.Submit(),
    c.WithdrawSubmission: c.WithdrawSubmission(),
}
ELSEWHERE = {c.AcceptInvitation, c.DeclineInvitation, c.SwitchAssignment, c.RenewStatus}
"""Orders that change nothing of this questionnaire."""


def begun(state: str = "submitted") -> Questionnaire:
    piece = EvidenceView(1, "1.2", "link", "https://a.vn")
    values = {"info:1": "60", "1.3:a": "57"}
    return view(values, requested={"1.6": "Không có."}, evidence=(piece,), state=state)


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
