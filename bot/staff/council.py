"""The council in chat: from the dossier to one matter, its conclusion, and a whole group's."""

import re
from collections.abc import Callable
from fractions import Fraction

from bot.staff import council_minutes
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import contest_term, council, council_dossier, people_told, powers
from dti_core.campaign.staff.council import Subject
from dti_core.messages.formatting import moment
from dti_core.messages.staff import council as texts
from dti_core.messages.staff.council_views import Dossier, GroupFile, Matter

REASON, POINTS, REVIEW = "s.co.reason", "s.co.points", "s.co.review"
POINTS_WHY = "s.co.why"
POINTS_AND_WHY = re.compile(r"\s*(\d{1,4}(?:[.,]\d{1,2})?)(?![\d.,/])\s*(?:điểm)?[\s,;:.–-]*(.*)", re.DOTALL)


def show(desk: Desk, _args: Args = ()) -> None:
    """Every group."""
    desk.focus("home")
    found = _dossier(desk)
    if found is not None:
        desk.say(texts.home(found, _may(desk, "schedule"), desk.now))


def _group(desk: Desk, args: Args) -> None:
    _with_group(
        desk,
        args[0],
        lambda _, one: desk.say(texts.group(one, int(args[1]), _may(desk, "council"))),
    )


def _matter(desk: Desk, args: Args) -> None:
    desk.focus("home")
    found = _find(desk, args)
    if found is None:
        return desk.say(texts.refused("locked"))
    group, one = found
    return desk.say(texts.matter(one, group.number, _may(desk, "council")))


def _keep(desk: Desk, args: Args) -> None:
    found = _find(desk, args)
    if found is not None and found[1].contested:
        desk.focus(REASON, *args)
        return desk.say(texts.ASK_REASON)
    return _conclude(desk, args, None, "")


def _keep_because(desk: Desk, text: str) -> None:
    _conclude(desk, desk.state.focus.args, None, text)


def _ask_points(desk: Desk, args: Args) -> None:
    found = _find(desk, args)
    if found is None:
        return desk.say(texts.refused("locked"))
    desk.focus(POINTS, *args)
    return desk.say(texts.ask_points(found[1]))


def _points(desk: Desk, text: str) -> None:
    args = desk.state.focus.args
    said, found = POINTS_AND_WHY.match(text), _find(desk, args)
    if said is None or found is None:
        return desk.say(texts.ask_points(found[1]) if found else texts.refused("locked"))
    wanted = Fraction(said[1].replace(",", "."))
    if not said[2].strip() and (wanted != found[1].points or found[1].contested):
        desk.focus(POINTS_WHY, *args, said[1].replace(",", "."))
        return desk.say(texts.ask_why(found[1], wanted))
    return _conclude(desk, args, wanted, said[2])


def _points_why(desk: Desk, text: str) -> None:
    """The reason, after the points were given alone."""
    *args, wanted = desk.state.focus.args
    _conclude(desk, tuple(args), Fraction(wanted), text)


def _conclude(desk: Desk, args: Args, points: Fraction | None, reason: str) -> None:
    subject = Subject(int(args[0]), args[1], args[2])
    done = council.conclude(desk.conn, desk.staffer, subject, points, reason, desk.now)
    if isinstance(done, Refusal):
        return desk.say(texts.refused(done.code))
    desk.focus("home")
    found = _find(desk, args)
    number = found[0].number if found else 0
    return desk.say(texts.concluded(done, number, people_told.leaves(desk.now)))


def _confirm_settle(desk: Desk, args: Args) -> None:
    _with_group(desk, args[0], lambda _, one: desk.say(texts.confirm_settle(one)))


def _settle(desk: Desk, args: Args) -> None:
    done = council.settle(desk.conn, desk.staffer, int(args[0]), desk.now)
    desk.say(texts.refused(done.code) if isinstance(done, Refusal) else texts.settled(done, int(args[0])))


def _window(desk: Desk, _args: Args) -> None:
    found = _dossier(desk)
    if found is not None:
        desk.say(texts.window(found, desk.now))


def _set_window(desk: Desk, args: Args) -> None:
    days = min(int(args[0]), 30)
    until = contest_term.after_working_days(desk.now, days) if days else desk.now
    told = contest_term.open_until(desk.conn, desk.staffer, until, desk.now)
    found = _dossier(desk)
    if isinstance(told, Refusal) or found is None:
        return desk.say(texts.refused(told.code if isinstance(told, Refusal) else "not_allowed"))
    said = moment(until, found.time_zone) if days else None
    return desk.say(texts.window_set(said, told, people_told.leaves(desk.now)))


def _ask_review(desk: Desk, args: Args) -> None:
    desk.focus(REVIEW, args[0])
    desk.say(texts.ASK_REVIEW)


def _review(desk: Desk, text: str) -> None:
    unit = int(desk.state.focus.args[0])
    done = council.send_to_review(desk.conn, desk.staffer, unit, text, desk.now)
    desk.focus("home")
    desk.say(texts.refused(done.code) if isinstance(done, Refusal) else texts.sent_to_review(done))


def _dossier(desk: Desk, group: int | None = None) -> Dossier | None:
    found = council_dossier.load(desk.conn, desk.staffer, group)
    if isinstance(found, Refusal):
        desk.say(texts.refused(found.code))
        return None
    return found


def _with_group(desk: Desk, number: str, say: Callable[[Dossier, GroupFile], None]) -> None:
    found = _dossier(desk, int(number))
    if found is not None:
        say(found, found.groups[0])


def _find(desk: Desk, args: Args) -> tuple[GroupFile, Matter] | None:
    found = council_dossier.load(desk.conn, desk.staffer)
    if isinstance(found, Refusal) or not args[0].isdecimal():
        return None
    here = (int(args[0]), args[1])
    return next(
        (
            (group, one)
            for group in found.groups
            for one in group.matters
            if (one.enrolment, one.criterion) == here
        ),
        None,
    )


def _may(desk: Desk, power: powers.Power) -> bool:
    return powers.has(desk.staffer.role, power)


def _numbered(run: Callable[[Desk, Args], None], *places: int) -> Callable[[Desk, Args], None]:
    """Buttons whose arguments at these places are numbers; anything else leads to the first screen."""

    def checked(desk: Desk, args: Args) -> None:
        known = all(args[n].isdecimal() and len(args[n]) < 10 for n in places)
        (run if known else show)(desk, args)

    return checked


def _word(desk: Desk, _argument: str) -> None:
    show(desk)


FEATURE = Feature(
    menu=(Entry("Hội đồng", texts.OPEN, "export"),),
    buttons={
        texts.OPEN: Button(show, "export"),
        texts.GROUP: Button(_numbered(_group, 0, 1), "export", 2),
        texts.MATTER: Button(_numbered(_matter, 0), "export", 2),
        texts.KEEP: Button(_numbered(_keep, 0), "council", 3),
        texts.POINTS: Button(_numbered(_ask_points, 0), "council", 3),
        texts.SETTLE: Button(_numbered(_confirm_settle, 0), "council", 1),
        texts.SETTLE_DO: Button(_numbered(_settle, 0), "council", 1),
        texts.WINDOW: Button(_window, "schedule"),
        texts.WINDOW_DO: Button(_numbered(_set_window, 0), "schedule", 1),
        texts.REVIEW: Button(_numbered(_ask_review, 0), "council", 1),
        texts.MINUTES: Button(_numbered(council_minutes.show, 0), "export", 1),
        texts.MINUTES_EDIT: Button(_numbered(council_minutes.ask, 0), "export", 1),
        texts.MINUTES_DO: Button(_numbered(council_minutes.make, 0), "export", 1),
    },
    words={"hoidong": Word(_word, "export")},
    typed={
        REASON: Word(_keep_because, "council"),
        POINTS: Word(_points, "council"),
        POINTS_WHY: Word(_points_why, "council"),
        REVIEW: Word(_review, "council"),
        council_minutes.FOCUS: Word(council_minutes.typed, "export"),
    },
)
