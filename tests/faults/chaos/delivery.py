"""Delivery: every act is in the inbox once and applied; every reply was shown; the status shows the end."""

from datetime import datetime

from dti_core.messages.model import plain
from dti_core.messages.status import status_text
from tests.faults.chaos.stored import Unit
from tests.faults.chaos.testimony import Chat, Told
from tests.faults.chaos.verdict import Verdict


def check(unit: Unit, chat: Chat, now: datetime, verdict: Verdict) -> None:
    """See above."""
    _acts(unit, chat, verdict)
    _replies(unit, chat, verdict)
    _status(unit, chat, now, verdict)


def _acts(unit: Unit, chat: Chat, verdict: Verdict) -> None:
    verdict.count("acts", len(chat.acts))
    done = {act.key: unit.inbox.get(act.key, []) for act in chat.acts}
    for key, states in done.items():
        if not states:
            verdict.lost.append(f"{unit.chat}: {key} never got into the inbox")
        elif len(states) > 1:
            verdict.doubled.append(f"{unit.chat}: {key} is {len(states)} times in the inbox")
        elif states != ["done"]:
            verdict.lost.append(f"{unit.chat}: {key} is {states[0]}")
    for key in unit.inbox.keys() - done.keys():
        verdict.wrong.append(f"{unit.chat}: {key} is in the inbox, nobody did it")


def _replies(unit: Unit, chat: Chat, verdict: Verdict) -> None:
    verdict.lost.extend(f"{unit.chat}: {what}" for what in unit.unsent)
    shown = {told.message for told in chat.told}
    verdict.count("replies", len(unit.sent))
    missing = sorted(unit.sent.keys() - shown)
    verdict.lost.extend(f"{unit.chat}: message {each} counts as sent, nobody saw it" for each in missing)
    verdict.count("messages shown twice", len([told for told in chat.told if _is_copy(unit, told)]))


def _is_copy(unit: Unit, told: Told) -> bool:
    """Sent, and the sender died before it knew: the one message kind of doubling that is allowed."""
    return told.is_new and not told.is_status and told.message not in unit.sent


def _status(unit: Unit, chat: Chat, now: datetime, verdict: Verdict) -> None:
    """The pinned message shows the progress and points of the end; places move with the others' answers."""
    if unit.status is None or not unit.status.is_current or unit.status.message is None:
        return
    shown = chat.last(unit.status.message)
    if shown is None:
        verdict.wrong.append(f"{unit.chat}: the status message {unit.status.message} is not in the chat")
        return
    verdict.count("status messages")
    wanted = plain(status_text(unit.view, now).text)
    if _without_place(shown.text) != _without_place(wanted):
        verdict.wrong.append(f"{unit.chat}: the status shows {shown.text!r}, not {wanted!r}")


def _without_place(text: str) -> list[str]:
    return [line.partition(" điểm · ")[0].removesuffix(" điểm") for line in text.splitlines()]
