"""Publishing in chat: looked at, the decision typed, confirmed; reopened with a reason."""

from datetime import date

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word, always
from dti_core.campaign import tasks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import people_told, publishing
from dti_core.messages.staff import publishing as texts
from dti_core.messages.staff.publishing_views import Decision, Outlook
from dti_core.survey import signature

BOOK = "announcement_book"
NUMBER_FOCUS, REASON_FOCUS = "s.pu.number", "s.pu.reason"


def show(desk: Desk, _args: Args = ()) -> None:
    """What stands in the way, or the ranking as it would be published."""
    desk.focus("home")
    found = _outlook(desk)
    if found is not None:
        desk.say(texts.outlook(found))


def _ask_number(desk: Desk, args: Args) -> None:
    desk.focus(NUMBER_FOCUS, args[0])
    desk.say(texts.ASK_NUMBER)


def _number(desk: Desk, text: str) -> None:
    paper = signature.read(text)
    if not paper.document_number or not paper.document_date or len(paper.document_date) != len("2026-12-20"):
        return desk.say(texts.UNCLEAR)
    found = _outlook(desk)
    if found is None:
        return None
    if not found.ready:
        return desk.say(texts.outlook(found))
    desk.focus("home")
    desk.remember(number=paper.document_number, day=paper.document_date)
    decision = Decision(paper.document_number, date.fromisoformat(paper.document_date))
    return desk.say(texts.confirm(found, decision))


def _publish(desk: Desk, args: Args) -> None:
    number, day = desk.state.draft.get("number"), desk.state.draft.get("day")
    if not number or not day:
        return show(desk)
    decision = Decision(number, date.fromisoformat(day))
    done = publishing.publish(desk.conn, desk.staffer, decision, args[0], desk.now)
    desk.forget("number", "day")
    return desk.say(
        texts.refused(done.code)
        if isinstance(done, Refusal)
        else texts.published(done, people_told.leaves(desk.now))
    )


def _ask_reason(desk: Desk, _args: Args) -> None:
    desk.focus(REASON_FOCUS)
    desk.say(texts.ASK_REASON)


def _reason(desk: Desk, text: str) -> None:
    found = _outlook(desk)
    if found is None:
        return None
    if found.published is None or not 0 < len(text.strip()) <= publishing.LONGEST_REASON:
        return desk.say(texts.refused("not_published" if found.published is None else "reason_needed"))
    desk.focus("home")
    desk.remember(reason=text.strip())
    return desk.say(texts.confirm_undo(text.strip(), found.published.decision.number))


def _reopen(desk: Desk, _args: Args) -> None:
    done = publishing.reopen(desk.conn, desk.staffer, desk.state.draft.get("reason", ""), desk.now)
    desk.forget("reason")
    desk.say(
        texts.refused(done.code)
        if isinstance(done, Refusal)
        else texts.undone(done, people_told.leaves(desk.now))
    )


def _book(desk: Desk, _args: Args) -> None:
    campaign = desk.staffer.campaign
    mark = f"{BOOK}:{campaign}:{desk.speaker.person}"
    tasks.ask(desk.conn, BOOK, {}, desk.now, campaign=campaign, requester=desk.requester, mark=mark)
    desk.say(texts.MAKING)


def _outlook(desk: Desk) -> Outlook | None:
    found = publishing.foresee(desk.conn, desk.staffer)
    if isinstance(found, Refusal):
        desk.say(texts.refused(found.code))
        return None
    return found


def _word(desk: Desk, _argument: str) -> None:
    show(desk)


FEATURE = Feature(
    menu=(Entry("Công bố", texts.OPEN, "publish"),),
    buttons={
        texts.OPEN: Button(show, "publish"),
        texts.NUMBER: Button(_ask_number, "publish", 1),
        texts.DO: Button(_publish, "publish", 1, always),
        texts.BOOK: Button(_book, "publish"),
        texts.UNDO: Button(_ask_reason, "publish"),
        texts.UNDO_DO: Button(_reopen, "publish", proof=always),
    },
    words={"congbo": Word(_word, "publish")},
    typed={NUMBER_FOCUS: Word(_number, "publish"), REASON_FOCUS: Word(_reason, "publish")},
)
