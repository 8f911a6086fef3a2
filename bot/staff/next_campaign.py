"""Next year's campaign in chat: put together by buttons, looked at, begun, and worked in from then on."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word
from dti_core.campaign import people
from dti_core.campaign.frameworks import BrokenFramework
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import next_campaign, next_frameworks, next_outlook
from dti_core.campaign.staff import reminder_targets as targets
from dti_core.campaign.staff.next_campaign import NextPlan
from dti_core.messages.staff import next_campaign as texts
from dti_core.survey.moments import moment

DRAFT = "nx"
"""What was changed of the plan that is suggested, as JSON."""
FOCUS = "s.nx.typed"
OPENING_HOUR, CLOSING_HOUR = 0, 17
USUAL = timedelta(days=30)
LONGEST_TITLE = 150


def show(desk: Desk, _args: Args = ()) -> None:
    """The plan as it is by now, and what it would take over."""
    desk.focus("home")
    plan = _plan(desk)
    if plan is None:
        return
    try:
        found = next_outlook.foresee(desk.conn, desk.staffer, plan)
    except BrokenFramework:
        desk.forget(DRAFT)
        desk.say(texts.refused("broken_framework"))
        return
    if isinstance(found, Refusal):
        desk.say(texts.refused(found.code))
        return
    _keep(desk, slug=plan.slug)
    desk.say(texts.outlook(found))


def _kept(desk: Desk) -> dict[str, str]:
    try:
        return {
            str(name): str(value) for name, value in json.loads(desk.state.draft.get(DRAFT, "{}")).items()
        }
    except (ValueError, AttributeError):
        return {}


def _keep(desk: Desk, **more: str) -> None:
    desk.remember(**{DRAFT: json.dumps({**_kept(desk), **more}, ensure_ascii=False)})


def _drop(desk: Desk, name: str) -> None:
    kept = _kept(desk)
    kept.pop(name, None)
    desk.remember(**{DRAFT: json.dumps(kept, ensure_ascii=False)})


def _plan(desk: Desk) -> NextPlan | None:
    """What is suggested, with what was changed by hand; says why where there is none."""
    kept = _kept(desk)
    soon = (desk.now + timedelta(minutes=1)).replace(second=0, microsecond=0)  # as it is shown
    opens = _read(kept.get("opens")) or soon
    closes = _read(kept.get("closes")) or _evening(desk, opens + USUAL)
    plan = next_outlook.suggested(desk.conn, desk.staffer, opens, closes)
    if isinstance(plan, Refusal):
        desk.say(texts.refused(plan.code))
        return None
    year = int(kept.get("year", plan.reference_year))
    texts_ = _texts(desk, kept)
    if texts_ is None:
        return None
    slug = kept.get("slug", plan.slug)
    return replace(plan, slug=slug, title=kept.get("title", plan.title), reference_year=year, texts=texts_)


def _texts(desk: Desk, kept: dict[str, str]) -> dict[str, str] | None:
    """Framework of this round → text of the next; one that is gone or has a fault is said so, and dropped."""
    found: dict[str, str] = {}
    for one in next_frameworks.current(desk.conn, desk.staffer.campaign):
        following = kept.get(f"f:{one.id}")
        if following is None:
            continue
        text = next_frameworks.text_of(following)
        if isinstance(text, Refusal):
            _drop(desk, f"f:{one.id}")
            desk.say(texts.refused(text.code, text.subject))
            return None
        found[one.id] = text
    return found


def _evening(desk: Desk, day: datetime) -> datetime:
    zone = _zone(desk)
    return moment(f"{day:%Y-%m-%d}", desk.now, zone, CLOSING_HOUR) or day


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _zone(desk: Desk) -> str:
    return str(targets.campaign_of(desk.conn, desk.staffer.campaign).time_zone)


def _pick(desk: Desk, args: Args) -> None:
    known = next_frameworks.current(desk.conn, desk.staffer.campaign)
    number = _number(args[0])
    if not args[0].isdecimal() or number >= len(known):
        return show(desk)
    old = known[number]
    offers = [(one.id, one.title) for one in next_frameworks.offers(old.id)]
    return desk.say(texts.pick(number, old.title, offers, _number(args[1])))


def _follow(desk: Desk, args: Args) -> None:
    known = next_frameworks.current(desk.conn, desk.staffer.campaign)
    number = _number(args[0])
    if not args[0].isdecimal() or number >= len(known):
        return show(desk)
    old = known[number]
    offered = {one.id for one in next_frameworks.offers(old.id)}
    if args[1] == texts.SAME:
        _drop(desk, f"f:{old.id}")
    elif args[1] in offered:
        _keep(desk, **{f"f:{old.id}": args[1]})
    else:
        return desk.say(texts.refused("unknown_framework", args[1]))
    return show(desk)


def _set(desk: Desk, args: Args) -> None:
    if args[0] not in texts.ASKS:
        return show(desk)
    desk.focus(FOCUS, args[0])
    return desk.say(texts.ask(args[0]))


def _typed(desk: Desk, text: str) -> None:
    (what,) = desk.state.focus.args
    value = _meant(desk, what, text.strip())
    if value is None:
        desk.say(texts.wrong(what, what))
    else:
        _take(desk, what, value)


def _meant(desk: Desk, what: str, text: str) -> str | None:
    if what == "title":
        return text if 5 <= len(text) <= LONGEST_TITLE else None
    if what == "year":
        return text if text.isdecimal() and len(text) == 4 and text.startswith("20") else None
    at = moment(text, desk.now, _zone(desk), OPENING_HOUR if what == "opens" else CLOSING_HOUR)
    return None if at is None else at.isoformat()


def _take(desk: Desk, what: str, value: str) -> None:
    """Keep it, where opening and deadline still follow each other."""
    before = _kept(desk)
    _keep(desk, **{what: value})
    plan = _plan(desk)
    if plan is None:
        return
    if plan.closes_at <= max(plan.opens_at, desk.now):
        desk.remember(**{DRAFT: json.dumps(before, ensure_ascii=False)})
        desk.say(texts.wrong("order", what))
        return
    show(desk)


def _now(desk: Desk, _args: Args) -> None:
    _drop(desk, "opens")
    show(desk)


def _days(desk: Desk, args: Args) -> None:
    plan = _plan(desk)
    if plan is None:
        return
    days = min(_number(args[0]), 365)
    if days < 1:
        show(desk)
    else:
        _take(desk, "closes", _evening(desk, plan.opens_at + timedelta(days=days)).isoformat())


def _do(desk: Desk, _args: Args) -> None:
    """Begin exactly the round that was looked at, once, and work in it from now on."""
    plan = _plan(desk)
    if plan is None or "slug" not in _kept(desk):
        if plan is not None:
            show(desk)
        return
    try:
        with desk.conn.begin_nested():
            done = next_campaign.begin(desk.conn, desk.staffer, plan, desk.now)
    except SetupProblem as problem:
        _drop(desk, "slug")
        desk.say(texts.refused(problem.code, problem.value))
        return
    if isinstance(done, Refusal):
        desk.say(texts.refused(done.code))
        return
    desk.forget(DRAFT)
    desk.say(texts.begun(plan.title, done.units, done.people, done.staff))
    seat = next_campaign.seat_of(desk.conn, done.campaign, desk.speaker.person, desk.staffer.role)
    if seat is not None:
        people.switch(desk.conn, desk.speaker, seat, desk.now)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _word(desk: Desk, _argument: str) -> None:
    show(desk)


FEATURE = Feature(
    menu=(Entry(texts.MENU, texts.OPEN, "schedule"),),
    buttons={
        texts.OPEN: Button(show, "schedule"),
        texts.PICK: Button(_pick, "schedule", 2),
        texts.FOLLOW: Button(_follow, "schedule", 2),
        texts.SET: Button(_set, "schedule", 1),
        texts.NOW: Button(_now, "schedule"),
        texts.DAYS: Button(_days, "schedule", 1),
        texts.DO: Button(_do, "schedule"),
    },
    words={"kysau": Word(_word, "schedule")},
    typed={FOCUS: Word(_typed, "schedule")},
)
