"""A conversation that repeats what it hears, for tests of the way in and out, and a bot that has it."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.dialogue.events import ButtonPressed, Event, FileSent, OtherSent, Started, StoredFile, TextTyped
from bot.dialogue.state import State
from bot.dialogue.turn import Step
from bot.host.dialogue import Dialogue
from dti_core.messages.model import Action, Attachment, Choice, Message, Span
from dti_core.survey.lobby import Lobby
from dti_core.survey.questionnaire import Questionnaire

AFTER = {
    "two": (Message((Span("và"),)),),
    "file": (Message((Span("Phiếu để trình ký"),), attachment=Attachment("phieu.pdf", "Phiếu.pdf")),),
    "picture": (Message((Span("Biểu đồ"),), attachment=Attachment("chart.png", "chart.png", "photo")),),
    "nothing": (Message((Span("Không có"),), attachment=Attachment("missing.pdf", "missing.pdf")),),
    "long": (Message((Span("\n\n".join(letter * 3000 for letter in "abc")),)),),
}
"""What is said besides, to some words."""


def step_lobby(_lobby: Lobby, state: State, event: Event, _now: datetime) -> Step:
    """Counts what it hears, and repeats it with the number; "poison" cannot be borne."""
    words = heard(event)
    if words == "poison":
        raise ValueError("poison")
    number = int(state.draft.get("count", "0")) + 1
    seen = "" if event.seen else " (chưa thấy câu hỏi)"
    button = Choice("Nút", Action("press", (str(number),)))
    message = Message(
        (Span(f"{number}: {words}{seen}"),),
        ((button, Choice("Đổi", Action("change", (str(number),)))),),
        asks=True,
        in_place=words.startswith("change"),
    )
    messages = (message, *AFTER.get(words, ()))
    return Step(State(draft={"count": str(number)}), messages=messages, toast=f"bấm {number}")


def heard(event: Event) -> str:
    """What was done, in a few words."""
    match event.what:
        case Started(payload):
            return f"start {payload}"
        case TextTyped(text):
            return text
        case ButtonPressed(action):
            return f"{action.verb} {' '.join(action.args)}"
        case FileSent(file, caption, _album):
            about = f"{file.size} {file.sha256[:8]}" if isinstance(file, StoredFile) else file.reason
            return f"file {file.name} {about} {caption}"
        case OtherSent(kind):
            return kind


def never(view: Questionnaire, *_rest: object) -> Step:
    """Nobody has a role here."""
    raise AssertionError(view)


def no_status(view: Questionnaire, _now: datetime) -> Message:
    """Nobody has a role here."""
    raise AssertionError(view)


ECHO = Dialogue(never, never, step_lobby, lambda _event: True, no_status)


@dataclass(frozen=True)
class Hook:
    """A webhook on this machine."""

    url: str
    secret: str
    port: int


def hook_from_environment() -> Hook | None:
    """The port to receive updates at, where a test wants no polling."""
    port = os.environ.get("WEBHOOK_PORT")
    return Hook(f"http://127.0.0.1:{port}/hook", "ein-langes-geheimnis", int(port)) if port else None


def main(token: str, base_url: str, database_url: str, data_dir: str) -> int:
    """Run a bot that repeats."""
    from bot.main import BotSettings, Wakers, run
    from dti_core.store.database import Database

    settings = BotSettings(token, base_url, Path(data_dir), hook_from_environment(), dialogue=ECHO)
    return run(settings, Database(database_url), Wakers(lambda: None))
