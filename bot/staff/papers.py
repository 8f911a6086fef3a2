"""Handing in and paper in chat: answer for a unit, record a signed copy, get a unit's form."""

from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.dialogue.events import StoredFile
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Filed, Word
from dti_core.campaign import self_forms
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import papers
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import paragraphs, rich
from dti_core.messages.staff import papers as texts
from dti_core.messages.staff.paper_views import PaperLine
from dti_core.store import tables as t
from dti_core.survey.dossier import COPY_KINDS, Paper, SignedFile, packed, unpacked
from dti_core.survey.signature import is_future, read

HELD, FOCUS = "pp_paper", "s.pp.paper"


def show(desk: Desk, _args: Args = ()) -> None:
    """How many handed in, and what can be done."""
    desk.focus("home")
    desk.forget(HELD)
    if (units := _units(desk)) is not None:
        desk.say(texts.home(units))


def _pick(desk: Desk, args: Args) -> None:
    way, page = args
    desk.focus("home")
    desk.forget(HELD)
    units = _units(desk)
    if units is not None and way in texts.TITLES:
        desk.say(texts.pick(units, way, int(page) if page.isdecimal() else 0))
    elif units is not None:
        show(desk)


def _unit(desk: Desk, args: Args) -> None:
    way, enrolment = args
    one = _one(desk, enrolment)
    if one is None:
        return
    if way == texts.FORM:
        _form(desk, one)
        return
    refusal = (
        papers.may_answer(desk.conn, desk.staffer, one.enrolment, desk.now) if way == texts.ANSWER else None
    )
    if refusal is not None:
        desk.say(texts.refused(refusal.code, refusal.subject))
        return
    desk.forget(HELD)
    desk.focus(FOCUS, way, enrolment)
    desk.say(texts.ask(one, way, Paper(), _zone(desk)))


def _form(desk: Desk, one: PaperLine) -> None:
    asked = self_forms.ask_for(desk.conn, desk.staffer, desk.requester, one.enrolment, desk.now)
    desk.say(texts.refused(asked.code) if isinstance(asked, Refusal) else texts.DRAWING)


def _typed(desk: Desk, words: str) -> None:
    said = read(words)
    today = desk.now.astimezone(ZoneInfo(_zone(desk))).date()
    if not said:
        _again(desk, texts.NOT_READ)
    elif is_future(said, today):
        _again(desk, texts.wrong_date(said))
    else:
        _keep(desk, said)


def _filed(desk: Desk, file: StoredFile, caption: str | None) -> None:
    if not file.mime.startswith(COPY_KINDS):
        _again(desk, rich(texts.WRONG_KIND, name=file.name))
        return
    copy = Paper(file=SignedFile(file.sha256, file.name, file.mime, file.size))
    _keep(desk, read(caption or "").with_more(copy))


def _keep(desk: Desk, more: Paper) -> None:
    held = unpacked(desk.state.draft.get(HELD, "")).with_more(more)
    desk.remember(**{HELD: packed(held)})
    _again(desk, None)


def _again(desk: Desk, note: RichText | None) -> None:
    """The unit once more with what is known by now."""
    way, enrolment = desk.state.focus.args
    one = _one(desk, enrolment)
    if one is not None:
        asked = texts.ask(one, way, unpacked(desk.state.draft.get(HELD, "")), _zone(desk))
        text = paragraphs(note, asked.text)
        desk.say(Message(text, asked.choices, asks=True))


def _go(desk: Desk, args: Args) -> None:
    """The deed; an old button of another unit has no paper in hand any more."""
    way, enrolment = args
    held = unpacked(desk.state.draft.get(HELD, ""))
    if desk.state.focus.kind != FOCUS or desk.state.focus.args != args:
        _unit(desk, args)
        return
    act = papers.answer_for if way == texts.ANSWER else papers.record
    done = act(desk.conn, desk.staffer, int(enrolment), held, desk.now)
    if isinstance(done, Refusal):
        desk.say(texts.refused(done.code, done.subject))
        return
    desk.focus("home")
    desk.forget(HELD)
    if way == texts.RECORD and (one := _one(desk, enrolment)) is not None:
        desk.say(texts.recorded(one))


def _units(desk: Desk) -> tuple[PaperLine, ...] | None:
    found = papers.units(desk.conn, desk.staffer)
    if isinstance(found, Refusal):
        desk.say(texts.refused(found.code))
        return None
    return found


def _one(desk: Desk, enrolment: str) -> PaperLine | None:
    number = int(enrolment) if enrolment.isdecimal() and len(enrolment) < 10 else 0
    found = papers.unit(desk.conn, desk.staffer, number)
    if isinstance(found, Refusal):
        desk.say(texts.refused(found.code))
        return None
    return found


def _zone(desk: Desk) -> str:
    zone = select(t.campaign.c.time_zone).where(t.campaign.c.id == desk.staffer.campaign)
    return str(desk.conn.execute(zone).scalar_one())


def _word(desk: Desk, _argument: str) -> None:
    show(desk)


FEATURE = Feature(
    menu=(Entry("Nộp, bản giấy", texts.START, "answer_for"),),
    buttons={
        texts.START: Button(show, "answer_for"),
        texts.LIST: Button(_pick, "answer_for", 2),
        texts.UNIT: Button(_unit, "answer_for", 2),
        texts.GO: Button(_go, "answer_for", 2),
    },
    words={"nopthay": Word(_word, "answer_for")},
    typed={FOCUS: Word(_typed, "answer_for")},
    filed={FOCUS: Filed(_filed, "answer_for")},
)
