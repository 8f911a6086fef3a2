"""A part of the staff's work: its buttons, words and files, and its entry in the menu."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.dialogue.events import StoredFile
from bot.staff.desk import Args, Desk
from dti_core.campaign.staff.powers import Power
from dti_core.messages.model import Choice
from dti_core.messages.staff.ticking import Tickable


def always(_desk: Desk, _args: Args) -> bool:
    """For buttons that take a second factor whatever they carry."""
    return True


@dataclass(frozen=True)
class Button:
    """What a button does. `power`: asked for before anything else; `args`: how many arguments it carries.

    `proof`: whether it takes a second factor with these arguments.
    """

    run: Callable[[Desk, Args], None]
    power: Power
    args: int = 0
    proof: Callable[[Desk, Args], bool] = field(default=lambda _desk, _args: False)


@dataclass(frozen=True)
class Word:
    """A command typed as words (`/tiendo`); its argument may be empty."""

    run: Callable[[Desk, str], None]
    power: Power


@dataclass(frozen=True)
class Filed:
    """What is done with a file and its caption where it is not taken for a workbook."""

    run: Callable[[Desk, StoredFile, str | None], None]
    power: Power


@dataclass(frozen=True)
class Entry:
    """A button of the first screen."""

    label: str
    verb: str
    power: Power


@dataclass(frozen=True)
class Purpose:
    """What several units are picked for: who may, which units can be picked, what is done with them.

    `go` is what the last button says, `back` leads away without doing anything; `proof`: whether doing it
    takes a second factor.
    """

    title: str
    go: str
    power: Power
    back: Choice
    units: Callable[[Desk], Sequence[Tickable]]
    done: Callable[[Desk, frozenset[int]], None]
    proof: bool = False


@dataclass(frozen=True)
class Feature:
    """Everything of one feature. `typed`, `filed`: what words or a file mean at a focus of this kind."""

    menu: tuple[Entry, ...] = ()
    buttons: Mapping[str, Button] = field(default_factory=dict)
    words: Mapping[str, Word] = field(default_factory=dict)
    typed: Mapping[str, Word] = field(default_factory=dict)
    filed: Mapping[str, Filed] = field(default_factory=dict)
    ticking: Mapping[str, Purpose] = field(default_factory=dict)
    files: Callable[[Desk, StoredFile, str | None], None] | None = None
