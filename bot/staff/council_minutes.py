"""The minutes in chat: when the council met and who was there, then a task makes the paper."""

import re
from datetime import date

from bot.staff.desk import Args, Desk
from dti_core.campaign import tasks
from dti_core.campaign.staff import council_members
from dti_core.campaign.working_time import vietnam
from dti_core.messages.staff import council as texts
from dti_core.messages.staff.council_views import Meeting

MINUTES = "council_minutes"
FOCUS = "s.co.meeting"
SEPARATOR = "\n"
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
LONGEST, MOST = 80, 40


def show(desk: Desk, args: Args) -> None:
    """What the minutes will say of the meeting."""
    desk.focus("home")
    desk.say(texts.minutes(int(args[0]), _meeting(desk)))


def ask(desk: Desk, args: Args) -> None:
    """When, and who?"""
    desk.focus(FOCUS, args[0])
    desk.say(texts.ask_meeting(int(args[0])))


def typed(desk: Desk, text: str) -> None:
    """A date among the names is the date of the meeting."""
    parts = [part.strip()[:LONGEST] for part in text.replace("\n", ",").split(",") if part.strip()]
    days = [day for part in parts if (day := _day(part)) is not None]
    names = [part for part in parts if _day(part) is None][:MOST]
    group = desk.state.focus.args[0]
    if days:
        desk.remember(met=days[0].isoformat())
    if names:
        desk.remember(present=SEPARATOR.join(names))
    show(desk, (group,))


def make(desk: Desk, args: Args) -> None:
    """Ask a worker for the paper."""
    meeting, campaign = _meeting(desk), desk.staffer.campaign
    asked = {"group": int(args[0]), "day": meeting.day.isoformat(), "present": list(meeting.present)}
    mark = f"{MINUTES}:{campaign}:{args[0]}:{desk.speaker.person}"
    tasks.ask(desk.conn, MINUTES, asked, desk.now, campaign=campaign, requester=desk.requester, mark=mark)
    desk.say(texts.MAKING)


def _meeting(desk: Desk) -> Meeting:
    """As it was typed; else today, and everybody who is in the council."""
    met, present = desk.state.draft.get("met"), desk.state.draft.get("present")
    names = tuple(present.split(SEPARATOR)) if present else council_members.names(desk.conn, desk.staffer)
    return Meeting(date.fromisoformat(met) if met else vietnam().day(desk.now), names)


def _day(text: str) -> date | None:
    found = DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None
