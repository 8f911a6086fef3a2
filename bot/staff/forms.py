"""Books to fill in, for the staff: verification, measured values, other systems' values, units' answers."""

from collections.abc import Callable

from bot.forms import Counter
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word
from dti_core.campaign import tasks
from dti_core.messages import forms
from dti_core.messages.staff import forms as texts

MADE = "form_book"
"""The kind of task that makes one."""


def _choose(desk: Desk, _args: Args = ()) -> None:
    desk.focus("home")
    desk.say(texts.CHOOSE)


def _make(desk: Desk, args: Args) -> None:
    if args[0] not in texts.KINDS:
        _choose(desk)
        return
    desk_mark = f"{MADE}:{desk.staffer.assignment}:{args[0]}"
    tasks.ask(
        desk.conn,
        MADE,
        {"kind": args[0]},
        desk.now,
        campaign=desk.staffer.campaign,
        requester=desk.requester,
        mark=desk_mark,
    )
    desk.say(forms.MAKING)


def _at(act: Callable[[Counter, Args], None]) -> Callable[[Desk, Args], None]:
    """The same counter as for contacts, with the staff's buttons; what a book needs is asked by its kind."""

    def run(desk: Desk, args: Args) -> None:
        counter = Counter(desk.conn, desk.staffer, forms.STAFF, desk.now)
        act(counter, args)
        desk.say(*counter.messages)

    return run


FEATURE = Feature(
    menu=(Entry("Làm trên Excel", texts.CHOOSE_VERB, "measure"),),
    buttons={
        texts.CHOOSE_VERB: Button(_choose, "measure"),
        texts.MAKE: Button(_make, "measure", 1),
        forms.STAFF.look: Button(_at(Counter.look), "see", 3),
        forms.STAFF.pick: Button(_at(Counter.pick), "see", 3),
        forms.STAFF.all: Button(_at(Counter.pick_all), "see", 2),
        forms.STAFF.apply: Button(_at(Counter.apply), "see", 2),
        forms.STAFF.cancel: Button(_at(Counter.cancel), "see", 1),
    },
    words={"excel": Word(lambda desk, _: _choose(desk), "measure")},
)
