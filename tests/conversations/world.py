"""A world in memory: one unit's questionnaire, a clock, and the people who talk; no database, no channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from bot.dialogue.commands import AcceptInvitation, Command, SwitchAssignment
from bot.dialogue.events import ButtonPressed, ContactShared, Event, FileSent, OtherSent, Started, TextTyped
from bot.dialogue.foresee import UNNUMBERED, foresee
from bot.dialogue.lobby import belongs_to_lobby, step_lobby
from bot.dialogue.state import State
from bot.dialogue.step import open_, step
from bot.dialogue.turn import Step
from dti_core.framework.framework import Framework
from dti_core.framework.library import find
from dti_core.messages.model import Action, Message, plain
from dti_core.survey.kinds import parsed
from dti_core.survey.lobby import Lobby
from dti_core.survey.questionnaire import AssignmentView, CampaignView, Questionnaire, StoredAnswer

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2024, 11, 18, 9, 0, tzinfo=ZONE)
What = Started | TextTyped | ButtonPressed | FileSent | ContactShared | OtherSent

CAMPAIGN = CampaignView(
    id=1,
    title="Đánh giá chuyển đổi số năm 2024 – tỉnh An Giang",
    coordinator="Sở TTTT",
    reference_year=2024,
    as_of=None,
    opens_at=datetime(2024, 11, 1, 8, 0, tzinfo=ZONE),
    closes_at=datetime(2024, 11, 30, 17, 0, tzinfo=ZONE),
    state="open",
    rank_visibility="always",
)
ROLE = AssignmentView(1, "contact", "Sở Nội vụ", CAMPAIGN.title, active=True)


@cache
def known(name: str) -> Framework:
    """A framework of the library, loaded once."""
    framework = find(name).framework
    assert framework is not None
    return framework


def an_giang() -> Framework:
    """The framework of the demo."""
    return known("an-giang-2024-so")


def questionnaire(framework: Framework | None = None) -> Questionnaire:
    """A unit that has not answered anything yet."""
    return Questionnaire(
        framework=framework or an_giang(),
        campaign=CAMPAIGN,
        assignment=ROLE,
        person_name="Nguyễn Văn An",
        unit_name="Sở Nội vụ",
        group=(framework or an_giang()).spec.groups[0].id,
        volunteer=False,
        traits=frozenset(),
        state="not_started",
        assignments=(ROLE,),
    )


def with_answers(view: Questionnaire, values: Mapping[str, str], by: str = "Nguyễn Văn An") -> Questionnaire:
    """The same with stored values, canonical text by key."""
    answers = {
        key: StoredAnswer(
            text, parsed(view.framework, key, text), 1, START - timedelta(days=1), by, "telegram"
        )
        for key, text in values.items()
    }
    return replace(view, answers={**view.answers, **answers}, state="in_progress")


@dataclass
class World:
    """Applies what the conversation orders, and saves and reloads its state between any two events."""

    view: Questionnaire = field(default_factory=questionnaire)
    lobby: Lobby = field(default_factory=Lobby)
    joined: bool = True
    now: datetime = START
    saved: str | None = None
    commands: list[Command] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    last: Step = field(default_factory=lambda: Step(State()))
    channel: str = "telegram"
    _next_id: int = 1

    def happens(self, what: What, *, seen: bool = True) -> tuple[Message, ...]:
        """One event; what the person sees in return."""
        self.now += timedelta(seconds=20)
        event = Event(what, self.now, self.channel, seen)
        before = len(self.messages)
        if not self.joined or belongs_to_lobby(event):
            self._take(step_lobby(self.lobby, State.load(self.saved), event, self.now))
        else:
            self._take(step(self.view, State.load(self.saved), event, self.now))
        return tuple(self.messages[before:])

    def types(self, text: str, *, seen: bool = True) -> tuple[Message, ...]:
        return self.happens(TextTyped(text), seen=seen)

    def presses(self, label: str) -> tuple[Message, ...]:
        """The newest button with this label."""
        return self.happens(ButtonPressed(self.button(label)))

    def button(self, label: str) -> Action:
        for message in reversed(self.messages):
            for choice in (choice for row in message.choices for choice in row):
                if choice.label == label:
                    return choice.action
        raise LookupError(f"no button {label!r}; the last message has {labels(self.messages[-1])}")

    def stores(self, key: str, text: str, by: str, channel: str = "telegram") -> None:
        """Somebody else answers meanwhile."""
        old = self.view.answers.get(key)
        value = parsed(self.view.framework, key, text)
        answer = StoredAnswer(text, value, (old.revision if old else 0) + 1, self.now, by, channel)
        self.view = self.view.with_answer(key, answer)

    @property
    def values(self) -> dict[str, Fraction | bool | str]:
        return {key: answer.value for key, answer in self.view.answers.items()}

    def _take(self, done: Step) -> None:
        self.last = done
        self.saved = done.state.dump()
        self.messages += done.messages
        self.commands += done.commands
        for command in done.commands:
            event = Event(Started(), self.now, self.channel)
            self.view = self._numbered(foresee(self.view, command, event, self.now))
        if any(isinstance(c, AcceptInvitation | SwitchAssignment) for c in done.commands):
            self.joined = True
            self._take(open_(self.view, self.now))

    def _numbered(self, view: Questionnaire) -> Questionnaire:
        pieces = []
        for piece in view.evidence:
            fresh = piece.id == UNNUMBERED
            pieces.append(replace(piece, id=self._next_id) if fresh else piece)
            self._next_id += fresh
        return replace(view, evidence=tuple(pieces))


def labels(message: Message) -> list[str]:
    """The labels of a message's buttons."""
    return [choice.label for row in message.choices for choice in row]


def shown(message: Message) -> str:
    """A message as a reader of the golden files sees it: marked-up words, then the buttons in brackets."""
    text = "".join(_marked(span.text, span.bold, span.italic) for span in message.text)
    rows = [" ".join(f"[{choice.label}]" for choice in row) for row in message.choices]
    return "\n".join([text, *rows])


def _marked(text: str, bold: bool, italic: bool) -> str:
    mark = "**" if bold else "_" if italic else ""
    return f"{mark}{text}{mark}"


def said(messages: tuple[Message, ...]) -> str:
    """All the words of some messages."""
    return "\n".join(plain(message.text) for message in messages)
