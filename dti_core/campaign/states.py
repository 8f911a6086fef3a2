"""The states of an enrolment: this table is the only source of what may follow what."""

from typing import Literal

from dti_core.survey.questionnaire import EnrolmentState

EnrolmentEvent = Literal[
    "begin", "submit", "withdraw", "start_review", "return", "verify", "decide", "publish", "close", "reopen",
]  # fmt: skip

TRANSITIONS: dict[tuple[EnrolmentState, EnrolmentEvent], EnrolmentState] = {
    ("not_started", "begin"): "in_progress",
    ("in_progress", "submit"): "submitted",
    ("submitted", "withdraw"): "in_progress",
    ("submitted", "start_review"): "in_review",
    ("in_review", "return"): "returned",
    ("returned", "return"): "returned",
    ("returned", "submit"): "resubmitted",
    ("resubmitted", "start_review"): "in_review",
    ("in_review", "verify"): "verified",
    ("verified", "decide"): "council_decided",
    ("council_decided", "publish"): "published",
    ("not_started", "close"): "closed_unsubmitted",
    ("in_progress", "close"): "closed_unsubmitted",
    ("returned", "close"): "closed_unsubmitted",
    ("closed_unsubmitted", "start_review"): "in_review",
    ("closed_unsubmitted", "decide"): "council_decided",
    ("closed_unsubmitted", "reopen"): "in_progress",
    ("submitted", "reopen"): "in_progress",
    ("verified", "reopen"): "in_review",
    ("council_decided", "reopen"): "in_review",
    ("published", "reopen"): "council_decided",
}

EDITABLE: frozenset[EnrolmentState] = frozenset({"not_started", "in_progress", "returned"})
"""Where the contact's answers may change."""


class ImpossibleTransition(RuntimeError):
    """An event that its state does not know: a programming error."""

    def __init__(self, state: EnrolmentState, event: EnrolmentEvent) -> None:
        super().__init__(f"no {event!r} in state {state!r}")
        self.state, self.event = state, event


def can(state: EnrolmentState, event: EnrolmentEvent) -> bool:
    """Whether the event is possible."""
    return (state, event) in TRANSITIONS


def after(state: EnrolmentState, event: EnrolmentEvent) -> EnrolmentState:
    """The next state; raises `ImpossibleTransition`."""
    if not can(state, event):
        raise ImpossibleTransition(state, event)
    return TRANSITIONS[state, event]
