"""Wishes to be forgotten, in chat: who waits, grant, refuse with a reason."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word
from dti_core.campaign.privacy import requests
from dti_core.campaign.privacy.requests import Wish
from dti_core.campaign.refusal import Refusal
from dti_core.messages.model import Message
from dti_core.messages.privacy import staff as texts
from dti_core.messages.privacy.staff import Line
from dti_core.messages.staff import trouble

REASON = "privacy"
"""The focus at which words are a reason; its argument is the wish."""


def _show(desk: Desk, _args: Args = ()) -> None:
    desk.focus("home")
    found = requests.waiting(desk.conn, desk.staffer)
    if isinstance(found, Refusal):
        return desk.say(trouble.NOT_ALLOWED)
    lines = [Line(one.id, one.name, one.answer_by, one.answer_by < desk.now, one.roles) for one in found]
    return desk.say(texts.listed(lines))


def _sure(desk: Desk, args: Args) -> None:
    wish = _wish(desk, args[0])
    desk.say(texts.GONE if wish is None else texts.sure(wish.id, wish.name))


def _grant(desk: Desk, args: Args) -> None:
    wish = _wish(desk, args[0])
    if wish is None:
        return desk.say(texts.GONE)
    return _told(
        desk, requests.decide(desk.conn, desk.staffer, wish.id, None, desk.now), texts.granted(wish.name)
    )


def _refuse(desk: Desk, args: Args) -> None:
    wish = _wish(desk, args[0])
    if wish is None:
        return desk.say(texts.GONE)
    desk.focus(REASON, str(wish.id))
    return desk.say(texts.ASK_REASON)


def _reason(desk: Desk, text: str) -> None:
    wish = _wish(desk, (*desk.state.focus.args, "")[0])
    if wish is None:
        desk.focus("home")
        return desk.say(texts.GONE)
    refusal = requests.decide(desk.conn, desk.staffer, wish.id, text, desk.now)
    if refusal is None:
        desk.focus("home")
    return _told(desk, refusal, texts.REFUSED)


def _told(desk: Desk, refusal: Refusal | None, done: Message) -> None:
    said = {"oneself": texts.OWN, "no_reason": texts.NO_REASON}
    desk.say(done if refusal is None else said.get(refusal.code, texts.GONE))


def _wish(desk: Desk, number: str) -> Wish | None:
    found = requests.waiting(desk.conn, desk.staffer)
    if isinstance(found, Refusal):
        return None
    return next((one for one in found if str(one.id) == number), None)


FEATURE = Feature(
    menu=(Entry("Dữ liệu cá nhân", texts.OPEN, "privacy"),),
    buttons={
        texts.OPEN: Button(_show, "privacy"),
        texts.GRANT: Button(_sure, "privacy", 1),
        texts.GRANT_YES: Button(_grant, "privacy", 1),
        texts.REFUSE: Button(_refuse, "privacy", 1),
    },
    typed={REASON: Word(_reason, "privacy")},
)
