"""What a platform hands over: any update, any data under a button, any payload of a link."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bot.dialogue.events import ButtonPressed, Event, Started, TextTyped
from bot.dialogue.state import State
from bot.dialogue.step import step
from bot.dialogue.turn import Step
from bot.incoming import Ignored, Incoming, Reachability
from bot.telegram.polling import as_updates
from bot.telegram.render import render
from bot.telegram.translate import callback_of, translate
from dti_core.messages.model import ACTION_LIMIT, Action
from dti_core.survey.questionnaire import Questionnaire
from tests.survey.small import view

NOW = datetime(2024, 11, 2, 9, tzinfo=UTC)
PERSON = {"id": 7, "first_name": "Lan"}
ASKED = ("info:1", "info:2", *(f"1.{number}" for number in range(1, 9)))
"""Criteria and facts of the small questionnaire."""
CHAT = {"id": 7, "type": "private"}


def updates(data: bytes) -> None:
    """Any JSON object is understood as something, and can be stored whatever it means."""
    try:
        update = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(update, dict):
        _bear({"update_id": 1, **update})


def buttons(data: bytes) -> None:
    """Any data under a button is an action, and an action that the conversation answers."""
    text = _real(data)
    press = {"id": "1", "from": PERSON, "data": text, "message": {"message_id": 5, "chat": CHAT}}
    meaning = _bear({"update_id": 1, "callback_query": press})
    assert isinstance(meaning, Incoming) and isinstance(meaning.what, ButtonPressed)
    action = meaning.what.action
    assert action == Action.decode(text)
    if len(text.encode()) <= ACTION_LIMIT:
        assert action.encode() == text
    for shown in step(questionnaire(), State(), Event(meaning.what, NOW, "telegram", True), NOW).messages:
        render(shown)


def start(data: bytes) -> None:
    """Any payload behind /start is taken as it is; it is a key, not a command."""
    payload = _real(data)
    message = {"message_id": 5, "from": PERSON, "chat": CHAT, "date": 0, "text": f"/start {payload}"}
    meaning = _bear({"update_id": 1, "message": message})
    assert isinstance(meaning, Incoming) and isinstance(meaning.what, Started)
    assert meaning.what.payload == (payload.strip() or None)


def typed(data: bytes) -> None:
    """Any words at any question are answered: kept, asked back, or told in words why not."""
    number, words = (data or b"\0")[0], _real(data[1:])
    there = _said(State(), f"/sua {ASKED[number % len(ASKED)]}")
    for shown in _said(there.state, words).messages:
        render(shown)


def _said(state: State, words: str) -> Step:
    return step(questionnaire(), state, Event(TextTyped(words), NOW, "telegram", True), NOW)


def _real(data: bytes) -> str:
    """Text as it arrives: NUL is replaced on the way in."""
    return data.decode(errors="replace").replace("\0", "\ufffd")


def _bear(update: dict[str, Any]) -> object:
    """The update's way to the host: stored as ASCII, read again, understood."""
    (stored,) = as_updates([update])
    assert stored.payload.isascii()
    stored.key.encode()
    callback_of(update)
    meaning = translate(json.loads(stored.payload), NOW)
    assert isinstance(meaning, Incoming | Ignored | Reachability)
    _storable(meaning)
    return meaning


def _storable(meaning: object) -> None:
    """Every text is one that both databases take: real letters, no NUL."""
    for text in _texts(meaning):
        text.encode()
        assert "\0" not in text


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in _texts(part)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for name in value.__dataclass_fields__ for text in _texts(getattr(value, name))]
    return []


@cache
def questionnaire() -> Questionnaire:
    """A small one, begun."""
    return view({"info:1": "60", "1.1:a": "true", "1.3:a": "57"})
