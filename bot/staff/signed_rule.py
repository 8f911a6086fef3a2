"""Whether handing in needs the signed form: shown with the dates, asked once more before it changes."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button
from dti_core.campaign.staff import paper_rules
from dti_core.messages.staff import schedule as texts
from dti_core.messages.staff import trouble
from dti_core.survey.dossier import SignedCopy

WISHES: dict[str, SignedCopy] = {"required": "required", "optional": "optional"}


def _ask(desk: Desk, args: Args) -> None:
    """What it means."""
    desk.say(texts.ask_signed(args[0]) if args[0] in WISHES else trouble.UNKNOWN_BUTTON)


def _do(desk: Desk, args: Args) -> None:
    """Confirmed."""
    if args[0] not in WISHES:
        desk.say(trouble.UNKNOWN_BUTTON)
        return
    refused = paper_rules.require(desk.conn, desk.staffer, WISHES[args[0]], desk.now)
    desk.say(texts.refused(refused.code) if refused else texts.signed_set(args[0]))


BUTTONS = {
    texts.SIGNED: Button(_ask, "schedule", 1),
    texts.SIGNED_DO: Button(_do, "schedule", 1),
}
