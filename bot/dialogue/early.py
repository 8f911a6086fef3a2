"""Words typed before the question was on the screen: asked back, and used only after a tap."""

from bot.dialogue.flow import resume
from bot.dialogue.turn import Turn
from dti_core.messages import verbs
from dti_core.messages.contact.mistakes import typed_early
from dti_core.messages.contact.requests import typed_is_gone

TYPED, TYPED_FOR = "typed", "typed_for"
MOST_KEPT = 2000


def ask_back(turn: Turn, text: str) -> Turn:
    """Keep the words and ask what they were for."""
    subject = turn.state.focus.args[-1]
    kept = turn.remember(**{TYPED: text[:MOST_KEPT], TYPED_FOR: "|".join(_focus(turn))})
    return kept.say(typed_early(turn.view, text, subject))


def take(turn: Turn) -> tuple[Turn, str | None]:
    """The words that wait, and the focus back on the question they were typed at; None where gone."""
    text, where = turn.state.draft.get(TYPED), turn.state.draft.get(TYPED_FOR, "")
    turn = turn.forget(TYPED, TYPED_FOR)
    if text is None:
        return turn, None
    return turn.focus(*where.split("|")), text


def drop(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """ "Không": the question once more."""
    return resume(turn.forget(TYPED, TYPED_FOR))


def gone(turn: Turn) -> Turn:
    """Pressed a second time, or long after."""
    return resume(turn.forget(TYPED, TYPED_FOR).note(typed_is_gone()))


def _focus(turn: Turn) -> tuple[str, ...]:
    return (turn.state.focus.kind, *turn.state.focus.args)


CHANGING = {verbs.DROP_TYPED: (drop, 0)}
