"""Every scene, verb and command of the conversation; tests walk these tables and demand a case for each."""

from collections.abc import Callable, Mapping

from bot.dialogue import (
    answering,
    books,
    contesting,
    early,
    evidence,
    filing,
    looking,
    moving,
    requests,
    signing,
    submitting,
)
from bot.dialogue.flow import resume
from bot.dialogue.turn import Scene, Turn, Verb
from dti_core.messages import verbs
from dti_core.messages.contact import menu
from dti_core.messages.contact.requests import REQUEST_WHICH, which_criterion
from dti_core.survey import links, progress
from dti_core.survey.questions import is_info


def _home_typed(turn: Turn, text: str) -> Turn:
    found = links.find(text)
    if found.links:
        return filing.stray(turn, found.links)
    return turn.note(menu.not_understood()).say(menu.home())


SCENES: Mapping[str, Scene] = {
    "home": Scene(resume, _home_typed, asking=False),
    "answer": answering.SCENE,
    "evidence": evidence.SCENE,
    "reason": requests.REASON,
    "justify": requests.WORDS,
    "contest": contesting.SCENE,
    "submit": submitting.SCENE,
    "signed": signing.SCENE,
}


def _use_typed(turn: Turn, args: tuple[str, ...]) -> Turn:
    back, text = early.take(turn)
    scene = SCENES.get(back.state.focus.kind)
    if text is None or scene is None or back.state.focus.args[-1:] != args:
        return early.gone(turn)
    return scene.typed(back, text)


CHANGING: Mapping[str, tuple[Verb, int]] = {
    **answering.CHANGING,
    **evidence.CHANGING,
    **requests.CHANGING,
    **submitting.CHANGING,
    **moving.CHANGING,
    **early.CHANGING,
    **books.CHANGING,
    verbs.USE_TYPED: (_use_typed, 1),
}
"""Verbs that lead to changing something, with how many arguments they take: not while answers are locked."""

READING: Mapping[str, tuple[Verb, int]] = {
    **evidence.READING,
    **submitting.READING,
    **signing.READING,
    **looking.READING,
    **contesting.READING,
    **moving.READING,
}
"""Verbs that only show."""


def _start(turn: Turn, _argument: str) -> Turn:
    return resume(turn)


def _not_applicable(turn: Turn, argument: str) -> Turn:
    subject = argument or moving.subject_of(turn)
    if subject is None or is_info(subject) or not progress.knows(turn.view, subject):
        return turn.say(which_criterion(turn.view, REQUEST_WHICH))
    return requests.not_applicable(turn, (subject,))


def _evidence(turn: Turn, argument: str) -> Turn:
    if argument and progress.knows(turn.view, argument):
        return evidence.manage(turn, (argument,))
    return looking.gaps(turn, ())


def _list(turn: Turn, argument: str) -> Turn:
    return looking.card(turn, (argument,)) if progress.knows(turn.view, argument) else looking.list_here(turn)


Spoken = Callable[[Turn, str], Turn]

CHANGING_COMMANDS: Mapping[str, Spoken] = {
    "tieptuc": lambda turn, _: moving.onward(turn),
    "boqua": lambda turn, _: moving.skip_here(turn),
    "quaylai": lambda turn, _: moving.back(turn),
    "sua": moving.edit,
    "khongapdung": _not_applicable,
    "excel": lambda turn, _: books.make(turn),
    "nop": lambda turn, _: submitting.ask(turn),
}
READING_COMMANDS: Mapping[str, Spoken] = {
    "danhsach": _list,
    "phieu": lambda turn, _: signing.form(turn),
    "diem": lambda turn, _: looking.totals(turn, ()),
    "giaithich": looking.explain_here,
    "minhchung": _evidence,
    "donvi": lambda turn, _: moving.units(turn),
    "trogiup": lambda turn, _: moving.help_(turn),
}
