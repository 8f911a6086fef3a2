"""The campaign's dates in chat: what is meant is put together, confirmed, then done."""

from datetime import datetime, timedelta

from bot.staff import signed_rule, ticking
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Purpose, Word
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import schedule, schedule_dates
from dti_core.campaign.staff.schedule import Extended
from dti_core.messages.staff import schedule as texts
from dti_core.messages.staff.schedule_view import Dates, Effect, UnitDates
from dti_core.messages.staff.ticking import Tickable
from dti_core.survey.moments import moment

DRAFT = ("dl_what", "dl_until", "dl_reason", "dl_units")
TIME_FOCUS, REASON_FOCUS = "s.dl.time", "s.dl.reason"
ALL, SOME, CLOSE, REVIEW_CLOSE, REVIEW_OPEN = "all", "some", "close", "rclose", "ropen"
TICKING = "dl"
ENDING = "-"
"""Before an enrolment: its extension is taken back."""
CLOSING_HOUR = 17


def _dates(desk: Desk) -> Dates | None:
    found = schedule_dates.dates(desk.conn, desk.staffer, desk.now)
    if isinstance(found, Refusal):
        desk.say(texts.refused(found.code))
        return None
    return found


def menu(desk: Desk, _args: Args = ()) -> None:
    """The dates."""
    desk.focus("home")
    desk.forget(*DRAFT)
    if (view := _dates(desk)) is not None:
        desk.say(texts.menu(view, desk.now))


def _units(desk: Desk, args: Args) -> None:
    if (view := _dates(desk)) is not None:
        desk.say(texts.units(view.units, int(args[0]) if args[0].isdecimal() else 0, view.time_zone))


def _unit(desk: Desk, args: Args) -> None:
    view = _dates(desk)
    one = _named(view, args[0]) if view else None
    if view and one:
        desk.say(texts.unit(one, view.time_zone))
    elif view:
        desk.say(texts.refused("locked"))


def _named(view: Dates, enrolment: str) -> UnitDates | None:
    return next((one for one in view.units if str(one.enrolment) == enrolment), None)


def _move(desk: Desk, _args: Args) -> None:
    if (view := _dates(desk)) is not None:
        desk.say(texts.pick_time(ALL, None, view.closes_at, view.time_zone))


def _to_tick(desk: Desk) -> list[Tickable]:
    """The units that can be given more time."""
    found = schedule_dates.dates(desk.conn, desk.staffer, desk.now)
    if isinstance(found, Refusal):
        return []
    numbers = ticking.group_numbers(desk)
    return [
        Tickable(one.enrolment, one.name, numbers.get(one.group, 0), texts.until_short(one, found.time_zone))
        for one in found.units
    ]


def _some(desk: Desk, units: frozenset[int]) -> None:
    """Several units were ticked: until when?"""
    view = _dates(desk)
    if view is not None:
        desk.remember(dl_units=" ".join(map(str, sorted(units))))
        desk.say(texts.pick_time_of_several(len(units), view.closes_at, view.time_zone))


def _several(desk: Desk) -> tuple[int, ...]:
    return tuple(int(one) for one in desk.state.draft.get("dl_units", "").split())


def _by_days(desk: Desk, args: Args) -> None:
    """So many days after what holds now, or after today where that is past."""
    if not args[1].isdecimal():
        return menu(desk)
    view = _dates(desk)
    if view is None:
        return None
    one = _named(view, args[0])
    old = one.until if one else view.closes_at
    days = timedelta(days=int(args[1][:3]))
    return _meant(desk, args[0], (old if old and old > desk.now else _closing_today(view, desk.now)) + days)


def _closing_today(view: Dates, now: datetime) -> datetime:
    found = moment("hôm nay", now, view.time_zone, CLOSING_HOUR)
    return found or now


def _type(desk: Desk, args: Args) -> None:
    desk.remember(dl_what=args[0])
    desk.focus(TIME_FOCUS)
    desk.say(texts.ask_time())


def _time_typed(desk: Desk, text: str) -> None:
    view = _dates(desk)
    if view is None:
        return
    until = moment(text, desk.now, view.time_zone, CLOSING_HOUR)
    if until is None:
        desk.say(texts.refused("bad_time"))
    else:
        _meant(desk, desk.state.draft.get("dl_what", ALL), until)


def _meant(desk: Desk, what: str, until: datetime | None = None) -> None:
    """Keep what is meant and ask why."""
    desk.forget("dl_until")
    desk.remember(dl_what=what, **({"dl_until": until.isoformat()} if until else {}))
    desk.focus(REASON_FOCUS)
    view = _dates(desk)
    said = _in_words(desk, view) if view else None
    desk.say(texts.ask_reason(said) if said else texts.refused("locked"))


def _in_words(desk: Desk, view: Dates) -> str | None:
    """What is meant, as it is confirmed and told."""
    what, until = desk.state.draft.get("dl_what", ""), _until(desk)
    fixed = {CLOSE: texts.CLOSING, REVIEW_CLOSE: texts.REVIEW_CLOSING, REVIEW_OPEN: texts.REVIEW_OPENING}
    if what in fixed:
        return fixed[what]
    one = _named(view, what.removeprefix(ENDING))
    if what.startswith(ENDING):
        return texts.ending(one.name) if one else None
    if until is not None and what == SOME:
        several = _several(desk)
        return texts.moving(texts.several(len(several)), until, view.time_zone) if several else None
    if until is None or (what != ALL and one is None):
        return None
    return texts.moving(one.name if one else None, until, view.time_zone)


def _until(desk: Desk) -> datetime | None:
    kept = desk.state.draft.get("dl_until")
    return datetime.fromisoformat(kept) if kept else None


def _reason(desk: Desk, args: Args) -> None:
    number = int(args[0]) if args[0].isdecimal() else len(texts.REASONS)
    _because(desk, texts.REASONS[number] if number < len(texts.REASONS) else "")


def _because(desk: Desk, reason: str) -> None:
    """Show what will happen, and ask."""
    view = _dates(desk)
    said = _in_words(desk, view) if view else None
    if view is None or said is None:
        desk.say(texts.refused("unknown"))
        return
    if not 0 < len(reason.strip()) <= schedule.LONGEST_REASON:
        desk.say(texts.refused("no_reason"))
        return
    desk.focus("home")
    desk.remember(dl_reason=reason.strip())
    desk.say(texts.confirm(said, reason.strip(), _foreseen(desk)))


def _foreseen(desk: Desk) -> Effect:
    what, until = desk.state.draft.get("dl_what", ""), _until(desk)
    if what == CLOSE:
        return schedule.foresee(desk.conn, desk.staffer, desk.now, desk.now)
    return schedule.foresee(desk.conn, desk.staffer, until, desk.now) if what == ALL and until else Effect()


def _do(desk: Desk, _args: Args) -> None:
    """Confirmed: do it, once."""
    view = _dates(desk)
    said = _in_words(desk, view) if view else None
    if said is None:
        desk.say(texts.refused("unknown"))
        return
    result = _carry_out(desk, desk.state.draft.get("dl_reason", ""))
    desk.forget(*DRAFT)
    if isinstance(result, Refusal):
        desk.say(texts.refused(result.code, result.subject))
    elif isinstance(result, Extended):
        ticking.clear(desk, TICKING)
        desk.say(
            texts.extended(said, result.effect, [(name, _why(refusal)) for name, refusal in result.refused])
        )
    else:
        desk.say(texts.done(said, result or Effect()))


def _why(refusal: Refusal) -> str:
    return refusal.subject if refusal.code == "bad_time" else refusal.code


def _carry_out(desk: Desk, reason: str) -> Effect | Extended | Refusal | None:
    what, until = desk.state.draft.get("dl_what", ""), _until(desk) or desk.now
    conn, who, now = desk.conn, desk.staffer, desk.now
    if what == SOME:
        return schedule.extend_many(conn, who, _several(desk), until, reason, now)
    if what in (REVIEW_CLOSE, REVIEW_OPEN):
        return _move_review(desk, what, reason)
    if what == ALL:
        return schedule.move_deadline(conn, who, until, reason, now)
    if what == CLOSE:
        return schedule.close_now(conn, who, reason, now)
    number = what.removeprefix(ENDING)
    enrolment = int(number) if number.isdecimal() else 0
    if what.startswith(ENDING):
        return schedule.end_extension(conn, who, enrolment, reason, now)
    return schedule.extend(conn, who, enrolment, until, reason, now)


def _move_review(desk: Desk, what: str, reason: str) -> Refusal | None:
    if what == REVIEW_CLOSE:
        return schedule_dates.close_review(desk.conn, desk.staffer, reason, desk.now)
    return schedule_dates.reopen_review(desk.conn, desk.staffer, None, reason, desk.now)


def _spoken(desk: Desk, _argument: str) -> None:
    menu(desk)


FEATURE = Feature(
    menu=(Entry("Thời hạn", texts.MENU, "schedule"),),
    buttons={
        texts.MENU: Button(menu, "schedule"),
        texts.MOVE: Button(_move, "schedule"),
        texts.CLOSE: Button(lambda desk, _: _meant(desk, CLOSE), "schedule"),
        texts.UNITS: Button(_units, "schedule", 1),
        texts.UNIT: Button(_unit, "schedule", 1),
        texts.BY: Button(_by_days, "schedule", 2),
        texts.TYPE: Button(_type, "schedule", 1),
        texts.REASON: Button(_reason, "schedule", 1),
        texts.DO: Button(_do, "schedule"),
        texts.END_EXTENSION: Button(lambda desk, args: _meant(desk, ENDING + args[0]), "schedule", 1),
        texts.REVIEW_CLOSE: Button(lambda desk, _: _meant(desk, REVIEW_CLOSE), "schedule"),
        **signed_rule.BUTTONS,
        texts.REVIEW_OPEN: Button(lambda desk, _: _meant(desk, REVIEW_OPEN), "schedule"),
    },
    words={"thoihan": Word(_spoken, "schedule")},
    ticking={
        TICKING: Purpose(
            texts.TICK_TITLE, texts.TICK_GO, "schedule", texts.TO_MENU, units=_to_tick, done=_some
        )
    },
    typed={TIME_FOCUS: Word(_time_typed, "schedule"), REASON_FOCUS: Word(_because, "schedule")},
)
