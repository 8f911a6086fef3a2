"""Reminders that leave by themselves, set up with three presses."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import reminder_audience as audience
from dti_core.campaign.staff import reminder_rules as rules
from dti_core.campaign.staff import reminder_targets as targets
from dti_core.campaign.staff.reminder_rules import When
from dti_core.campaign.staff.reminders import Plan
from dti_core.campaign.working_time import vietnam
from dti_core.messages.staff import reminder_rules as texts
from dti_core.messages.staff import reminder_verbs as v
from dti_core.messages.staff import trouble
from dti_core.messages.staff.reminder_words import meant


def _show(desk: Desk, _args: Args = ()) -> None:
    desk.focus("home")
    found = rules.listed(desk.conn, desk.staffer)
    if isinstance(found, Refusal):
        desk.say(trouble.NOT_ALLOWED)
        return
    campaign = targets.campaign_of(desk.conn, desk.staffer.campaign)
    times = vietnam(campaign.time_zone)
    desk.say(texts.rules(found, times.unsure(times.day(desk.now), times.day(campaign.closes_at))))


def _new(desk: Desk, _args: Args) -> None:
    others = audience.has_providers(desk.conn, desk.staffer.campaign)
    desk.say(texts.pick_kind(has_providers=others))


def _kind(desk: Desk, args: Args) -> None:
    desk.say(texts.pick_days(args[0]) if meant(args[0]) else trouble.UNKNOWN_BUTTON)


def _days(desk: Desk, args: Args) -> None:
    known = meant(args[0]) is not None and (args[1] == texts.EVERY_DAY or args[1].isdecimal())
    desk.say(texts.pick_hour(*args) if known else trouble.UNKNOWN_BUTTON)


def _hour(desk: Desk, args: Args) -> None:
    """The rule is made; a second press of the same button makes no second one."""
    name, days, hour = args
    kind = meant(name)
    if kind is None or not hour.isdecimal() or not (days == texts.EVERY_DAY or days.isdecimal()):
        desk.say(trouble.UNKNOWN_BUTTON)
        return
    when = When(None if days == texts.EVERY_DAY else int(days), int(hour))
    known = rules.listed(desk.conn, desk.staffer)
    twin = not isinstance(known, Refusal) and any(
        (one.kind, one.to_providers, one.days_before, one.hour) == (*kind, when.days_before, when.hour)
        for one in known
    )
    if not twin:
        plan = Plan(kind[0], to_providers=kind[1])
        done = rules.add(desk.conn, desk.staffer, plan, when, desk.requester, desk.now)
        if isinstance(done, Refusal):
            desk.say(trouble.UNKNOWN_BUTTON)
            return
    _show(desk)


def _switch(desk: Desk, args: Args) -> None:
    number = int(args[0]) if args[0].isdecimal() and len(args[0]) < 10 else 0
    rules.switch(desk.conn, desk.staffer, number, args[1] == "1", desk.now)
    _show(desk)


BUTTONS = {
    v.RULES: Button(_show, "remind"),
    v.NEW_RULE: Button(_new, "remind"),
    v.RULE_KIND: Button(_kind, "remind", 1),
    v.RULE_DAYS: Button(_days, "remind", 2),
    v.RULE_HOUR: Button(_hour, "remind", 3),
    v.RULE_SWITCH: Button(_switch, "remind", 2),
}
