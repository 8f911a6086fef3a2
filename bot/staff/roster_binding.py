"""How an invitation is bound to its person: seen and changed among the roster's screens."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button
from dti_core.campaign import binding
from dti_core.campaign.staff.roster import binding_rule
from dti_core.messages.staff import roster as roster_texts
from dti_core.messages.staff import roster_binding as texts
from dti_core.messages.staff import trouble


def _show(desk: Desk, _args: Args) -> None:
    desk.say(texts.show(binding.rule(desk.conn, desk.staffer.campaign)))


def _ask(desk: Desk, args: Args) -> None:
    """What it means; what is in force already is shown as it is."""
    if args[0] not in texts.LABELS:
        desk.say(trouble.UNKNOWN_BUTTON)
    elif args[0] == binding.rule(desk.conn, desk.staffer.campaign):
        _show(desk, ())
    else:
        desk.say(texts.ask(args[0]))


def _do(desk: Desk, args: Args) -> None:
    """Confirmed."""
    refusal = binding_rule.decide(desk.conn, desk.staffer, args[0], desk.now)
    if refusal is not None:
        desk.say(roster_texts.refused(refusal.code))
        return
    desk.toast = texts.SET
    _show(desk, ())


def _known(_desk: Desk, args: Args) -> bool:
    """It takes a second factor, unless it is nothing anyway."""
    return args[0] in texts.LABELS


BUTTONS = {
    roster_texts.BINDING: Button(_show, "invite"),
    texts.ASK: Button(_ask, "invite", 1),
    texts.DO: Button(_do, "invite", 1, _known),
}
