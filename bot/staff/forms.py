"""Books to fill in, for the staff: verification, measured values, other systems' values, units' answers."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.forms import Counter
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word
from dti_core.campaign import tasks
from dti_core.campaign.staff import reminder_targets
from dti_core.messages import forms
from dti_core.messages.staff import forms as texts
from dti_core.messages.staff.papers import wrong_date
from dti_core.survey.signature import is_future, read

MADE = "form_book"
"""The kind of task that makes one."""
PAPER_FOCUS = "s.x.paper"


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


def _cite(desk: Desk, args: Args) -> None:
    """Which document of the unit's it is typed in from."""
    desk.focus(PAPER_FOCUS, args[0])
    desk.say(forms.ask_paper(_number(args[0]), forms.STAFF))


def _cited(desk: Desk, words: str) -> None:
    (proposal,) = desk.state.focus.args
    said = read(words)
    zone = reminder_targets.campaign_of(desk.conn, desk.staffer.campaign).time_zone
    today = desk.now.astimezone(ZoneInfo(zone)).date()
    if not said.cited or is_future(said, today):
        note = wrong_date(said) if said.cited else forms.PAPER_UNCLEAR
        desk.say(forms.ask_paper(_number(proposal), forms.STAFF, note))
        return
    desk.focus("home")
    counter = Counter(desk.conn, desk.staffer, forms.STAFF, desk.now)
    counter.cite(proposal, said)
    desk.say(*counter.messages)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


FEATURE = Feature(
    menu=(Entry("Làm trên Excel", texts.CHOOSE_VERB, "measure"),),
    buttons={
        texts.CHOOSE_VERB: Button(_choose, "measure"),
        texts.MAKE: Button(_make, "measure", 1),
        forms.STAFF.look: Button(_at(Counter.look), "see", 3),
        forms.STAFF.pick: Button(_at(Counter.pick), "see", 3),
        forms.STAFF.all: Button(_at(Counter.pick_all), "see", 2),
        forms.STAFF.apply: Button(_at(Counter.apply), "see", 2),
        forms.STAFF.cite: Button(_cite, "answer_for", 1),
        forms.STAFF.cancel: Button(_at(Counter.cancel), "see", 1),
    },
    typed={PAPER_FOCUS: Word(_cited, "answer_for")},
    words={"excel": Word(lambda desk, _: _choose(desk), "measure")},
)
