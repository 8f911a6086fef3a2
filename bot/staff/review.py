"""Verification in chat: what the buttons and the typed words of reviewers and experts do."""

from collections.abc import Callable
from dataclasses import replace

from bot.staff import purging
from bot.staff import review_close as close
from bot.staff import review_decide as decide
from bot.staff import review_finish as finishing
from bot.staff import review_links as links
from bot.staff import review_lists as lists
from bot.staff import review_many as many
from bot.staff import review_measure as measuring
from bot.staff import review_secrets as secrets
from bot.staff import review_walk as walk
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word, always
from dti_core.campaign.staff.powers import Power
from dti_core.messages.staff import review_trouble as trouble
from dti_core.messages.staff import review_verbs as verbs

Run = Callable[[Desk, Args], None]


def _numbered(run: Run, places: tuple[int, ...]) -> Run:
    """Handlers of buttons whose arguments at these places are numbers; anything else is an unknown button."""

    def checked(desk: Desk, args: Args) -> None:
        if all(args[place].isdecimal() and len(args[place]) < 10 for place in places):
            run(desk, args)
        else:
            desk.say(trouble.refused("unknown_unit"))

    return checked


def _button(
    run: Run, args: int = 0, power: Power = "review", *, numbers: tuple[int, ...] | None = None
) -> Button:
    """`numbers`: which arguments are numbers; the first where nothing is said."""
    places = (0,) if numbers is None and args else numbers or ()
    return Button(_numbered(run, places) if places else run, power, args)


BUTTONS = {
    verbs.START: _button(lists.home),
    verbs.ON: _button(walk.on),
    verbs.WALK: _button(walk.walk, 2, numbers=()),
    verbs.UNITS: _button(lists.units, 1, "see"),
    verbs.UNIT: _button(lists.unit, 1, "see"),
    verbs.SHEET: _button(lists.sheet, 2, "see", numbers=(0, 1)),
    verbs.OF_UNIT: _button(walk.of_unit, 1),
    verbs.INDICES: _button(lists.indices, 1),
    verbs.INDEX: _button(lists.index, 2, numbers=()),
    verbs.CRITERION: _button(walk.of_criterion, 2, numbers=()),
    verbs.GROUPS: _button(lists.groups),
    verbs.GROUP: _button(lists.group, 1, numbers=()),
    verbs.ITEM: _button(walk.item, 2, "see"),
    verbs.SKIP: _button(walk.skip, 2, "see"),
    verbs.ACCEPT: _button(decide.accept, 3),
    verbs.ADJUST: _button(decide.adjust, 3),
    verbs.POINTS: _button(decide.points, 1, "see", numbers=()),
    verbs.SEND_BACK: _button(decide.send_back, 3),
    verbs.WORDS: _button(decide.ready_words, 1, "see"),
    verbs.NOTE: _button(decide.note, 2),
    verbs.UNDO: _button(decide.undo, 3),
    verbs.HISTORY: _button(decide.history, 2, "see"),
    verbs.FILE: _button(decide.file, 1, "see"),
    verbs.CHECK_LINKS: _button(links.check, 2),
    verbs.ACCOUNT: replace(_button(secrets.show, 1), proof=always),
    verbs.PURGE: _button(purging.choose, 2, "purge"),
    verbs.PURGE_ASK: _button(purging.ask, 1, "purge"),
    verbs.PURGE_YES: replace(_button(purging.yes, 1, "purge"), proof=always),
    verbs.GRANT: _button(decide.grant, 2),
    verbs.GRANT_AS: _button(decide.grant_as, 3),
    verbs.REFUSE: _button(decide.refuse, 2),
    verbs.MEASURE: _button(measuring.begin, 2, "measure"),
    verbs.MEASURED: _button(measuring.chosen, 1, "measure", numbers=()),
    verbs.WAITING: _button(close.waiting),
    verbs.SEND: _button(close.send, 1),
    verbs.SEND_YES: _button(close.send_yes, 2),
    verbs.VERIFY: _button(close.verify, 1),
    verbs.VERIFY_YES: _button(close.verify_yes, 1),
    verbs.FINISH: _button(finishing.look),
    verbs.FINISH_YES: _button(finishing.finish, 1, numbers=()),
    verbs.BULK: _button(many.which),
    verbs.BULK_BY: _button(many.criteria, 1),
    verbs.BULK_CRITERION: _button(many.criterion, 2, numbers=()),
    verbs.BULK_ALL: _button(many.everything),
    verbs.BULK_LOOK: _button(many.look, 1, numbers=()),
    verbs.BULK_YES: _button(many.accept, 2, numbers=()),
    verbs.EXPERT: _button(lists.expert, 0, "assess"),
    verbs.EXPERT_GIVE: _button(decide.give, 3, "assess"),
    verbs.STOP: _button(decide.stop, 2, "see"),
}

FEATURE = Feature(
    menu=(Entry("Thẩm định", verbs.START, "review"), Entry("Chấm điểm", verbs.EXPERT, "assess")),
    buttons=BUTTONS,
    ticking={many.TICKING: many.PURPOSE},
    typed={
        decide.ASKING_POINTS: Word(decide.typed_points, "see"),
        decide.ASKING_REASON: Word(decide.typed_reason, "see"),
        decide.ASKING_NOTE: Word(decide.typed_note, "review"),
        decide.ASKING_REFUSAL: Word(decide.typed_refusal, "review"),
        purging.ASKING: Word(purging.typed, "purge"),
        measuring.ASKING: Word(measuring.typed, "measure"),
    },
)
