"""The second factor in chat: asked for before what is guarded, which goes on by itself after a right code."""

import re
from dataclasses import replace

from bot.staff import home
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Feature, Word
from dti_core.campaign import second_factor, tasks
from dti_core.messages.model import Action
from dti_core.messages.staff import proving as texts

SETUP = "factor_setup"
"""The kind of task that draws the code to scan."""
FOCUS, PENDING = "s.2f", "pending"
CODE = re.compile(r"\s*\d{3}\s?\d{3}\s*")


def passed(desk: Desk, action: Action) -> bool:
    """Whether it may go on now; else the code is asked for, and `action` waits for it."""
    refusal = desk.staffer.unproven(desk.now)
    if refusal is None:
        return True
    desk.remember(**{PENDING: action.encode()})
    _ask(desk, enrolled=refusal.subject == "code")
    return False


def _ask(desk: Desk, *, enrolled: bool) -> None:
    desk.focus(FOCUS)
    if enrolled:
        desk.say(texts.ASK)
        return
    mark = f"{SETUP}:{desk.speaker.person}"
    tasks.ask(
        desk.conn, SETUP, {}, desk.now, campaign=desk.staffer.campaign, requester=desk.requester, mark=mark
    )
    desk.say(texts.SETTING_UP)


def _typed(desk: Desk, text: str) -> None:
    if not CODE.fullmatch(text):
        return desk.say(texts.NOT_A_CODE)
    was = _proof(desk)
    refusal = second_factor.enter(desk.conn, desk.speaker, text, desk.now)
    if refusal is not None:
        return desk.say(texts.refused(refusal.code, refusal.subject))
    desk.staffer = replace(desk.staffer, proof=_proof(desk))
    if not was.enrolled:
        desk.say(texts.SET_UP)
    return _go_on(desk)


def _go_on(desk: Desk) -> None:
    """What the code was asked for."""
    from bot.staff.step import press  # it knows every button, this one's too

    pending = desk.state.draft.get(PENDING)
    desk.forget(PENDING)
    desk.focus("home")
    if pending is not None:
        press(desk, Action.decode(pending))
    else:
        desk.say(texts.PASSED)


def _cancel(desk: Desk, _args: Args) -> None:
    desk.forget(PENDING)
    home.show(desk)


def _word(desk: Desk, _argument: str) -> None:
    """Set one up before it is needed, or see that there is one."""
    proof = _proof(desk)
    if proof.enrolled:
        desk.say(texts.IS_SET_UP)
    elif second_factor.policy(desk.conn).mode == "off":
        desk.say(texts.NOT_USED)
    else:
        _ask(desk, enrolled=False)


def _proof(desk: Desk) -> second_factor.Proof:
    return second_factor.proof(desk.conn, desk.speaker.person, desk.speaker.identity)


FEATURE = Feature(
    buttons={texts.CANCEL: Button(_cancel, "see")},
    words={"haibuoc": Word(_word, "see")},
    typed={FOCUS: Word(_typed, "see")},
)
