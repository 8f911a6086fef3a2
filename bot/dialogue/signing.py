"""The signed document: kept in the draft until it is handed in, afterwards stored as it comes."""

from zoneinfo import ZoneInfo

from bot.dialogue.commands import AskForm, SignSubmission
from bot.dialogue.events import FileSent, RefusedFile
from bot.dialogue.turn import Scene, Turn
from dti_core.messages import verbs
from dti_core.messages.contact import mistakes, submitting
from dti_core.messages.contact import signing as texts
from dti_core.messages.rich import rich
from dti_core.survey.dossier import COPY_KINDS, Paper, SignedFile, packed, unpacked
from dti_core.survey.signature import is_future, read
from dti_core.survey.window import closed_because
from dti_core.survey.wording import folded

SIGNED = "signed"
"""Draft: what is known of the signed document before it is handed in."""
_NONE = {"khong", "khong co", "chua", "chua co", "chua ky", "de sau", "bo qua"}


def held(turn: Turn) -> Paper:
    """What waits in the draft."""
    return unpacked(turn.state.draft.get(SIGNED, ""))


def ask(turn: Turn) -> Turn:
    """What is known, and what is wished for."""
    if not _may_sign(turn):
        return turn.focus("home").say(submitting.cannot_sign())
    turn = turn.focus("signed")
    return turn.say(
        texts.ask_afterwards(turn.view) if _is_handed_in(turn) else texts.ask(turn.view, held(turn))
    )


def wanted(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """ "Kèm phiếu đã ký"."""
    return ask(turn)


def typed(turn: Turn, text: str) -> Turn:
    """Number, date, name; or that there is none."""
    if folded(text).strip(" .!") in _NONE:
        return ask(turn)
    said = read(text)
    if not said:
        return ask(turn.note(rich(texts.NOT_READ)))
    today = turn.now.astimezone(ZoneInfo(turn.view.campaign.time_zone)).date()
    if is_future(said, today):
        return ask(turn.note(texts.future(said)))
    return _keep(turn, said)


def sent(turn: Turn, what: FileSent) -> Turn:
    """The signed copy, with what was typed beside it."""
    file = what.file
    if isinstance(file, RefusedFile):
        return ask(turn.note(mistakes.refused_file(file.name, file.reason, file.size)))
    if not file.mime.startswith(COPY_KINDS):
        return ask(turn.note(rich(texts.WRONG_KIND, name=file.name)))
    before = turn.view.dossier.paper if _is_handed_in(turn) else held(turn)
    turn = turn.note(rich(texts.IN_PLACE)) if before.file else turn
    copy = Paper(file=SignedFile(file.sha256, file.name, file.mime, file.size))
    return _keep(turn, read(what.caption or "").with_more(copy))


def approver(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """The one who signed last time, with one tap."""
    return _keep(turn, Paper(approved_by=turn.view.dossier.approver))


def form(turn: Turn, _args: tuple[str, ...] = ()) -> Turn:
    """ "Lấy phiếu để trình ký": it comes by itself."""
    if turn.view.inputs_scope is not None:
        return turn.say(submitting.not_yours(turn.view))
    return turn.do(AskForm()).say(texts.form_coming())


def _keep(turn: Turn, more: Paper) -> Turn:
    if not _may_sign(turn) or not more:
        return ask(turn)
    if _is_handed_in(turn):
        return ask(turn.do(SignSubmission(more)))
    paper = held(turn).with_more(more)
    return ask(turn.remember(**{SIGNED: packed(paper)}))


def _is_handed_in(turn: Turn) -> bool:
    return turn.view.state in ("submitted", "resubmitted")


def _may_sign(turn: Turn) -> bool:
    """The unit's own contact in charge, while it can be handed in or waits for the review."""
    theirs = (
        turn.view.inputs_scope is None and turn.view.dossier.in_charge and not turn.view.dossier.on_behalf
    )
    begun = turn.view.state != "not_started" and closed_because(turn.view, turn.now) in (None, "submitted")
    return theirs and begun


SCENE = Scene(ask, typed, free_text=True)
READING = {verbs.SIGN: (wanted, 0), verbs.SIGN_BY: (approver, 0), verbs.FORM: (form, 0)}
