"""Working offline: the questionnaire as a workbook, and the workbook that comes back."""

import json
from dataclasses import replace

from bot.dialogue import evidence
from bot.dialogue.commands import MakeBook, ReadBook
from bot.dialogue.events import FileSent, StoredFile
from bot.dialogue.flow import resume
from bot.dialogue.turn import Turn, Verb
from dti_core.messages import forms, verbs
from dti_core.messages.contact import books as texts
from dti_core.messages.contact.mistakes import unknown_button

BOOK = "book"
"""Draft: the workbook that came last, until it is clear what it is."""


def make(turn: Turn, _args: tuple[str, ...] = ()) -> Turn:
    """ "Làm trên Excel"."""
    return turn.do(MakeBook()).say(forms.MAKING)


def came(turn: Turn, file: StoredFile) -> Turn:
    """One of our books is read; what only looks like one is asked about, since it may be evidence."""
    turn = turn.remember(**{BOOK: json.dumps(vars(file), ensure_ascii=False)})
    if file.book == "maybe":
        return turn.say(texts.answers_or_evidence(file.name))
    return turn.do(ReadBook(file)).say(forms.READING)


def as_answers(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """ "Phiếu trả lời"."""
    file = _held(turn)
    if file is None:
        return resume(turn.note(unknown_button()))
    return turn.do(ReadBook(file)).say(forms.READING)


def as_evidence(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """ "Minh chứng": filed as any other file."""
    file = _held(turn)
    if file is None:
        return resume(turn.note(unknown_button()))
    return evidence.sent(turn.forget(BOOK), FileSent(replace(file, book="")))


def _held(turn: Turn) -> StoredFile | None:
    try:
        return StoredFile(**json.loads(turn.state.draft.get(BOOK, "null")))
    except (ValueError, TypeError):
        return None


CHANGING: dict[str, tuple[Verb, int]] = {
    verbs.BOOK_ANSWERS: (as_answers, 0),
    verbs.BOOK_EVIDENCE: (as_evidence, 0),
    verbs.EXCEL: (make, 0),
}
