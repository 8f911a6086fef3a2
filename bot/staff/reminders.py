"""Reminders in chat: pick a state, look at who and what, send now or plan."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.staff import reminder_rules, ticking
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Purpose, Word
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import board, reminder_results, reminders
from dti_core.campaign.staff import reminder_audience as audience
from dti_core.campaign.staff import reminder_targets as targets
from dti_core.campaign.staff.reminder_targets import STALLED_DAYS
from dti_core.campaign.staff.reminders import Plan
from dti_core.messages.contact.reminders import trouble as words_trouble
from dti_core.messages.model import Choice
from dti_core.messages.staff import reminder_results as result_texts
from dti_core.messages.staff import reminder_verbs as v
from dti_core.messages.staff import reminders as texts
from dti_core.messages.staff.reminder_view import Preview
from dti_core.messages.staff.reminder_words import meant
from dti_core.messages.staff.ticking import Tickable
from dti_core.messages.verbs import button
from dti_core.survey.moments import moment

DRAFT = ("rm_kind", "rm_text", "rm_group", "rm_days", "rm_units")
TICKING = "rm"
WORDS_FOCUS, TIME_FOCUS = "s.nv.words", "s.rm.time"
MORNING_HOUR = 8


def menu(desk: Desk, _args: Args = ()) -> None:
    """Which state to remind of."""
    desk.focus("home")
    desk.forget(*DRAFT)
    counts = reminders.counts(desk.conn, desk.staffer, desk.now)
    campaign = targets.campaign_of(desk.conn, desk.staffer.campaign)
    others = audience.has_providers(desk.conn, desk.staffer.campaign)
    when = (campaign.closes_at, campaign.time_zone, desk.now)
    desk.say(texts.menu(counts, *when, has_providers=others))


def _providers(desk: Desk, _args: Args) -> None:
    """The same for who gives only some figures."""
    counts = reminders.counts(desk.conn, desk.staffer, desk.now, to_providers=True)
    campaign = targets.campaign_of(desk.conn, desk.staffer.campaign)
    desk.say(texts.providers(counts, campaign.closes_at, campaign.time_zone, desk.now))


def _plan(desk: Desk) -> Plan | None:
    """What has been put together so far."""
    draft = desk.state.draft
    kind = meant(draft.get("rm_kind", ""))
    if kind is None:
        return None
    named = {str(one.number): one.id for one in board.groups(desk.conn, desk.staffer)}
    group = named.get(draft.get("rm_group", ""))
    days = draft.get("rm_days", "")
    return Plan(
        kind=kind[0],
        to_providers=kind[1],
        text=draft.get("rm_text"),
        groups=None if group is None else [group],
        stalled_days=int(days) if days.isdecimal() else STALLED_DAYS,
        only=frozenset(map(int, draft["rm_units"].split())) if "rm_units" in draft else None,
    )


def _in_state(desk: Desk) -> list[Tickable]:
    """The units that are in the state, and the group, of the plan in hand."""
    plan = _plan(desk)
    if plan is None:
        return []
    campaign = targets.campaign_of(desk.conn, desk.staffer.campaign)
    wanted = reminders.wanted_by(desk.staffer, replace(plan, only=None))
    found = audience.find(desk.conn, campaign, wanted, desk.now)
    numbers = ticking.group_numbers(desk)
    return sorted(
        (Tickable(one.enrolment, one.unit, numbers.get(one.group, 0)) for one in found),
        key=lambda one: one.name,
    )


def _only_ticked(desk: Desk, units: frozenset[int]) -> None:
    desk.remember(rm_units=" ".join(map(str, sorted(units))))
    _show(desk)


def _everybody(desk: Desk, _args: Args) -> None:
    desk.forget("rm_units")
    ticking.clear(desk, TICKING)
    _show(desk)


def _show(desk: Desk, example: int = 0) -> None:
    desk.focus("home")
    plan = _plan(desk)
    seen = reminders.preview(desk.conn, desk.staffer, plan, desk.now, example) if plan else None
    if not isinstance(seen, Preview):
        desk.say(texts.gone())
        return
    known = board.groups(desk.conn, desk.staffer)
    titles = [one.title for one in known if seen.groups is None or one.id in seen.groups]
    desk.say(texts.preview(seen, titles if len(known) > 1 else [], desk.now))


def _start(desk: Desk, args: Args) -> None:
    desk.forget(*DRAFT)
    ticking.clear(desk, TICKING)
    desk.remember(rm_kind=args[0])
    _show(desk)


def _example(desk: Desk, args: Args) -> None:
    _show(desk, int(args[0]) if args[0].isdecimal() else 0)


def _days(desk: Desk, args: Args) -> None:
    desk.remember(rm_days=args[0])
    _show(desk)


def _groups(desk: Desk, _args: Args) -> None:
    desk.say(texts.pick_group([(one.number, one.title) for one in board.groups(desk.conn, desk.staffer)]))


def _group(desk: Desk, args: Args) -> None:
    desk.remember(rm_group=args[0])
    _show(desk)


def _words(desk: Desk, _args: Args) -> None:
    plan = _plan(desk)
    if plan is None:
        desk.say(texts.gone())
        return
    desk.focus(WORDS_FOCUS)
    seen = reminders.preview(desk.conn, desk.staffer, plan, desk.now)
    desk.say(texts.ask_words(seen.text) if isinstance(seen, Preview) else texts.gone())


def _standing(desk: Desk, _args: Args) -> None:
    desk.forget("rm_text")
    _show(desk)


def _words_typed(desk: Desk, text: str) -> None:
    if wrong := words_trouble(text):
        desk.say(texts.bad_words(wrong))
        return
    desk.remember(rm_text=text.strip())
    _show(desk)


def _send(desk: Desk, args: Args) -> None:
    plan = _plan(desk)
    seen = reminders.preview(desk.conn, desk.staffer, plan, desk.now) if plan else None
    if plan is None or not isinstance(seen, Preview):
        desk.say(texts.gone())
        return
    done = reminders.send(
        desk.conn, desk.staffer, plan, desk.requester, desk.now, even_at_night=args[0] == "1"
    )
    if isinstance(done, Refusal):
        _refused(desk, done, button("Vẫn gửi ngay", v.SEND, "1"))
        return
    desk.forget(*DRAFT)
    desk.say(texts.sending(seen.people))


def _later(desk: Desk, args: Args) -> None:
    """A button's moment; one that cannot be read is as good as past."""
    stamp = int(args[0]) if args[0].isdecimal() and len(args[0]) < 12 else 0
    _plan_for(desk, datetime.fromtimestamp(stamp, UTC), args[1] == "1")


def _plan_for(desk: Desk, when: datetime, even_at_night: bool) -> None:
    plan = _plan(desk)
    if plan is None:
        desk.say(texts.gone())
        return
    done = reminders.plan_for(
        desk.conn, desk.staffer, plan, desk.requester, when, desk.now, even_at_night=even_at_night
    )
    if isinstance(done, Refusal):
        _refused(desk, done, button("Vẫn hẹn giờ đó", v.LATER, texts.stamp(when), "1"))
        return
    desk.focus("home")
    desk.forget(*DRAFT)
    desk.say(texts.planned(when, targets.campaign_of(desk.conn, desk.staffer.campaign).time_zone))


def _refused(desk: Desk, refusal: Refusal, again: Choice) -> None:
    zone = targets.campaign_of(desk.conn, desk.staffer.campaign).time_zone
    if refusal.code == "at_night":
        desk.say(texts.at_night(datetime.fromisoformat(refusal.subject), zone, again))
    elif refusal.code == "bad_time":
        desk.say(texts.bad_time(refusal.subject))
    else:
        desk.say(texts.gone())


def _other_time(desk: Desk, _args: Args) -> None:
    desk.focus(TIME_FOCUS)
    desk.say(texts.ask_time())


def _time_typed(desk: Desk, text: str) -> None:
    zone = targets.campaign_of(desk.conn, desk.staffer.campaign).time_zone
    when = moment(text, desk.now, zone, MORNING_HOUR)
    if when is None:
        desk.say(texts.bad_time(""))
    else:
        _plan_for(desk, when, even_at_night=False)


def _cancel(desk: Desk, args: Args) -> None:
    refused = reminders.cancel(desk.conn, desk.staffer, _number(args[0]), desk.now)
    desk.say(texts.too_late_to_cancel() if refused else texts.cancelled())


def _rounds(desk: Desk, _args: Args) -> None:
    found = reminder_results.rounds(desk.conn, desk.staffer)
    desk.say(texts.gone() if isinstance(found, Refusal) else result_texts.rounds(found))


def _round(desk: Desk, args: Args) -> None:
    found = reminder_results.one(desk.conn, desk.staffer, _number(args[0]))
    if isinstance(found, Refusal):
        desk.say(texts.gone())
    else:
        desk.say(result_texts.planned(found) if found.state == "planned" else result_texts.report(found))


def _people(desk: Desk, args: Args) -> None:
    found = reminder_results.one(desk.conn, desk.staffer, _number(args[0]))
    desk.say(texts.gone() if isinstance(found, Refusal) else result_texts.people(found, _number(args[1])))


def _phones(desk: Desk, args: Args) -> None:
    """Of a round, or (0) of what is being looked at."""
    source = _number(args[0])
    if source:
        found = reminder_results.one(desk.conn, desk.staffer, source)
        missed = None if isinstance(found, Refusal) else found.to_phone
    else:
        plan = _plan(desk) or Plan("not_joined")
        seen = reminders.preview(desk.conn, desk.staffer, plan, desk.now)
        missed = None if isinstance(seen, Refusal) else seen.phones
    desk.say(texts.gone() if missed is None else result_texts.phones(missed, _number(args[1]), source))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _spoken(desk: Desk, _argument: str) -> None:
    menu(desk)


FEATURE = Feature(
    menu=(Entry("Nhắc việc", v.MENU, "remind"),),
    buttons={
        v.MENU: Button(menu, "remind"),
        v.PREVIEW: Button(_start, "remind", 1),
        v.PROVIDERS_MENU: Button(_providers, "remind"),
        v.EXAMPLE: Button(_example, "remind", 1),
        v.EVERYBODY: Button(_everybody, "remind"),
        v.DAYS: Button(_days, "remind", 1),
        v.GROUPS: Button(_groups, "remind"),
        v.GROUP: Button(_group, "remind", 1),
        v.WORDS: Button(_words, "remind"),
        v.STANDING: Button(_standing, "remind"),
        v.SEND: Button(_send, "remind", 1),
        v.LATER: Button(_later, "remind", 2),
        v.OTHER_TIME: Button(_other_time, "remind"),
        v.CANCEL: Button(_cancel, "remind", 1),
        v.ROUNDS: Button(_rounds, "remind"),
        v.ROUND: Button(_round, "remind", 1),
        v.PEOPLE: Button(_people, "remind", 2),
        v.PHONES: Button(_phones, "remind", 2),
        **reminder_rules.BUTTONS,
    },
    words={"nhacviec": Word(_spoken, "remind")},
    ticking={
        TICKING: Purpose(
            texts.TICK_TITLE, texts.TICK_GO, "remind", texts.TO_PREVIEW, units=_in_state, done=_only_ticked
        )
    },
    typed={WORDS_FOCUS: Word(_words_typed, "remind"), TIME_FOCUS: Word(_time_typed, "remind")},
)
