"""Nothing that a person types, taps or sends breaks the conversation."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.events import (
    ButtonPressed,
    FileSent,
    OtherSent,
    RefusedFile,
    Started,
    StoredFile,
    TextTyped,
)
from bot.dialogue.registry import CHANGING, READING, SCENES
from bot.dialogue.state import Focus, State
from dti_core.messages import codec
from dti_core.messages.commands import COMMANDS
from dti_core.messages.model import Action, plain
from dti_core.survey.questionnaire import Questionnaire, Returned
from tests.conversations.world import CAMPAIGN, World
from tests.survey.small import view

VERBS = sorted({*CHANGING, *READING})
ARGS = ["1.1", "1.2", "1.3", "1.7", "1.8", "9.9", "info:1", "info:2", "1.1:a", "1.3:a", "1.4:b", "info:1"]
ARGS += ["1.6:a", "0", "0", "true", "false", "57", "0", "1", "-3", "cao", "", "x", "999"]

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["57", "118/120", "có", "không", "1.234", "https://a.vn/x trang 3", "http://", "trang 2"]
    ),
    st.sampled_from([f"/{name}" for name, _ in COMMANDS]),
    st.sampled_from([f"/{name} 1.3" for name, _ in COMMANDS]),
)
ARITY = {verb: count for verb, (_, count) in {**CHANGING, **READING}.items()}
drawn = st.sampled_from(VERBS).flatmap(
    lambda verb: st.tuples(*[st.sampled_from(ARGS)] * ARITY[verb]).map(lambda args: Action(verb, args))
)
"""Every button with as many arguments as it takes, though seldom sensible ones."""
strange = st.builds(
    Action, st.sampled_from([*VERBS, "la"]), st.lists(st.sampled_from(ARGS), max_size=4).map(tuple)
)
actions = drawn | strange
files = st.one_of(
    st.builds(
        StoredFile,
        st.just("ab" * 32),
        st.text(min_size=1, max_size=10),
        st.just("application/pdf"),
        st.just(9),
    ),
    st.builds(RefusedFile, st.text(max_size=10), st.sampled_from(["too_large", "type", "empty"]), st.just(9)),
)
sent = st.builds(FileSent, files, st.none() | texts, st.none() | st.just("album"))
events = st.one_of(
    texts.map(TextTyped),
    actions.map(ButtonPressed),
    sent,
    st.sampled_from(["sticker", "voice", "khac"]).map(OtherSent),
    st.just(Started()),
)


def questionnaires() -> dict[str, Questionnaire]:
    return {
        "fresh": view(),
        "begun": view({"info:1": "60", "1.1:a": "true", "1.3:a": "57"}),
        "submitted": view({"info:1": "60"}, state="submitted"),
        "returned": view(
            {"info:1": "60", "1.3:a": "57"}, state="returned", returned=(Returned("1.3", "Thiếu."),)
        ),
        "closed": replace(view(), campaign=replace(CAMPAIGN, state="closed")),
        "provider": view(inputs_scope=frozenset({"info:1", "1.4:b"})),
    }


def check(world: World) -> None:
    """What must hold after every event."""
    assert State.load(world.saved) == world.last.state
    for message in world.last.messages:
        assert plain(message.text).strip(), "a message without words"
        assert codec.load(codec.dump(message)) == message
        for choice in (choice for row in message.choices for choice in row):
            assert Action.decode(choice.action.encode()) == choice.action
            assert choice.action.verb in {*CHANGING, *READING}
            assert 0 < len(choice.label) <= 64


@pytest.mark.parametrize("start", questionnaires())
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(happened=st.lists(st.tuples(events, st.booleans()), min_size=1, max_size=12))
def test_any_events_in_any_order_are_answered(start: str, happened: list[tuple[Any, bool]]) -> None:
    world = World(view=questionnaires()[start])
    for what, seen in happened:
        answered = world.happens(what, seen=seen)
        check(world)
        silent = isinstance(what, ButtonPressed) and what.action.verb in ("noop", "sw", "a")
        assert answered or silent, (
            "only the label of a list, a switch and a double tap are answered in silence"
        )


@pytest.mark.parametrize("start", ["submitted", "closed"])
@given(what=events)
def test_nothing_is_changed_while_answers_are_locked(start: str, what: Any) -> None:
    world = World(view=questionnaires()[start])
    before = world.view
    world.happens(what)
    changed = {type(command).__name__ for command in world.commands}
    assert changed <= {"RenewStatus", "SwitchAssignment", "WithdrawSubmission", "DrawChart", "AskForm"}
    assert world.view.answers == before.answers


@given(st.lists(st.tuples(events, st.booleans()), min_size=1, max_size=12))
def test_after_a_return_only_what_was_sent_back_changes(happened: list[tuple[Any, bool]]) -> None:
    world = World(view=questionnaires()["returned"])
    for what, seen in happened:
        if world.view.state == "returned":
            world.happens(what, seen=seen)
    touched = {
        getattr(command, "criterion", None) or getattr(command, "key", "").rpartition(":")[0]
        for command in world.commands
    }
    assert touched <= {"1.3", "info", ""}


@given(st.lists(st.tuples(events, st.booleans()), min_size=1, max_size=12))
def test_a_provider_touches_only_what_is_theirs(happened: list[tuple[Any, bool]]) -> None:
    world = World(view=questionnaires()["provider"])
    for what, seen in happened:
        world.happens(what, seen=seen)
    assert {getattr(c, "key", "info:1") for c in world.commands} <= {"info:1", "1.4:b"}
    assert "Submit" not in {type(command).__name__ for command in world.commands}


states = st.builds(
    State,
    st.builds(
        Focus, st.sampled_from([*SCENES, "xưa"]), st.lists(st.sampled_from(ARGS), max_size=3).map(tuple)
    ),
    st.dictionaries(
        st.sampled_from(["filed", "filed_at", "held", "typed", "typed_for", "again", "gaps", "signed"]), texts
    ),
)


@given(states, events)
def test_any_stored_state_resumes(state: State, what: Any) -> None:
    world = World(view=questionnaires()["begun"], saved=state.dump())
    world.happens(what)
    check(world)


@given(st.text(max_size=60))
def test_a_damaged_stored_state_is_the_initial_state(text: str) -> None:
    assert State.load(text) == State()
