"""Tasks about books to fill in: make one, read one that came back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from dti.received_books import Reader, Received
from dti_core.campaign import clerks, desk, files, handouts
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.forms import figures, proposals, review_items
from dti_core.campaign.forms.filled import Filled, Kind
from dti_core.campaign.forms.proposals import Source
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel.book import Sheet, open_book
from dti_core.excel.forms import figures_book, questionnaire, reading, review_book
from dti_core.excel.forms.questionnaire import Place
from dti_core.messages import forms as texts
from dti_core.messages.staff import forms as staff_texts
from dti_core.store import tables as t

HOW = "Điền xong, gửi lại tệp vào đây. Chưa bấm Ghi thì chưa có gì thay đổi."
GONE = Outcome((texts.refused("no_assignment", "", texts.CONTACT),))


def make_questionnaire(errand: Errand) -> Outcome:
    """The contact's questionnaire with the answers as they are now."""
    with errand.db.read() as conn:
        speaker = contact(conn, errand)
        if speaker is None or speaker.active_assignment is None:
            return GONE
        view = desk.load(conn, speaker.person, speaker.active_assignment)
        place = place_of(conn, speaker.active_assignment)
    content = questionnaire.make(view, place, errand.now)
    path = handouts.place(errand.data_dir, ".xlsx", content)
    said = texts.made(f"Phiếu tự đánh giá – {view.unit_name}", HOW, path, file_name(place), texts.CONTACT)
    return Outcome((said,))


def read_answers(errand: Errand) -> Outcome:
    """A contact's book: weighed, read, compared, shown; nothing is stored but the preview."""
    sha256, name = str(errand.task.arguments["sha256"]), str(errand.task.arguments["name"])
    opened = open_book(errand.data_dir / files.path_of(sha256))
    if opened.refusal is not None:
        why = opened.refusal
        return Outcome((texts.not_answers(texts.unusable(name, why.message, why.cause, why.fix)),))
    filled = _questionnaire(opened.sheets)
    if filled is None:
        refused = texts.refused("not_allowed", "", texts.CONTACT)
        return Outcome((texts.not_answers(refused.text),))
    with errand.db.write() as conn:
        speaker = contact(conn, errand)
        if speaker is None:
            return GONE
        found = proposals.propose(conn, speaker, filled, Source(name, sha256), errand.now)
    if isinstance(found, Refusal):
        refused = texts.refused(found.code, found.subject, texts.CONTACT)
        return Outcome((texts.not_answers(refused.text),))
    return Outcome((texts.preview(found.comparison, found.id, texts.CONTACT),))


def _questionnaire(sheets: Sequence[Sheet]) -> Filled | None:
    filled = reading.read(sheets, "questionnaire")
    return filled if filled is not None and filled.kind == "questionnaire" else None


def contact(conn: Connection, errand: Errand) -> Speaker | None:
    """Who asked, where they still hold the role that they asked in."""
    asked = errand.task.requester
    a = t.assignment.c
    live = (a.id == asked.assignment, a.person_id == asked.person, a.revoked_at.is_(None))
    held = a.enrolment_id.is_not(None)
    row = conn.execute(select(a.id, a.role, a.campaign_id).where(*live, held)).one_or_none()
    if row is None or asked.person is None or asked.identity is None:
        return None
    if row.role == "clerk" and not clerks.may(conn, asked.person, row.campaign_id):
        return None
    channel = conn.execute(select(t.identity.c.channel).where(t.identity.c.id == asked.identity)).scalar_one()
    return Speaker(asked.person, asked.identity, row.id, channel, "")


def place_of(conn: Connection, assignment: int) -> Place:
    """Campaign and unit by their short names."""
    row = conn.execute(
        select(t.campaign.c.slug.label("campaign"), t.unit.c.slug.label("unit"))
        .join(t.enrolment, t.enrolment.c.campaign_id == t.campaign.c.id)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .join(t.assignment, t.assignment.c.enrolment_id == t.enrolment.c.id)
        .where(t.assignment.c.id == assignment)
    ).one()
    return Place(row.campaign, row.unit)


def file_name(place: Place) -> str:
    """How the file is called."""
    return f"phieu-{place.unit}-{place.campaign}.xlsx"


def make_for_staff(errand: Errand) -> Outcome:
    """One of the staff's books, as far as they reach."""
    kind = str(errand.task.arguments["kind"])
    with errand.db.write() as conn:
        who = staffer.at_work(conn, errand.task.requester)
        if who is None:
            return NOT_STAFF
        made = staff_book(conn, who, kind, errand.now)
    if isinstance(made, Refusal):
        return Outcome((texts.refused(made.code, made.subject, texts.STAFF),))
    path = handouts.place(errand.data_dir, ".xlsx", made.content)
    return Outcome((texts.made(staff_texts.KINDS[kind], staff_texts.HOW, path, made.name, texts.STAFF),))


@dataclass(frozen=True)
class Made:
    """A book and how its file is called."""

    content: bytes
    name: str


def staff_book(conn: Connection, who: Staffer, kind: str, now: datetime) -> Made | Refusal:
    """The book of a kind, filled with what this person reaches."""
    row = conn.execute(select(t.campaign).where(t.campaign.c.id == who.campaign)).one()
    about = (row.slug, row.title, row.time_zone, now)
    if kind == "review":
        found = review_items.items(conn, who)
        if isinstance(found, Refusal):
            return found
        return Made(review_book.make(found, *about), f"tham-dinh-{row.slug}.xlsx")
    figures_kind: Kind = "measured" if kind == "measured" else "references"
    figures_found = figures.figures(conn, who, figures_kind)
    if isinstance(figures_found, Refusal):
        return figures_found
    rows = list(figures_found)
    if not rows:
        return Refusal("nothing_to_fill", figures.TITLES[figures_kind])
    name = "so-do" if kind == "measured" else "doi-chieu"
    return Made(figures_book.make(figures_kind, rows, *about), f"{name}-{row.slug}.xlsx")


def _propose(received: Received) -> Outcome:
    """A book that one of the staff sent: kept as a proposal and shown."""
    filled, errand = reading.read(received.sheets), received.errand
    if filled is None:
        return NOT_STAFF
    with errand.db.write() as conn:
        who = staffer.at_work(conn, errand.task.requester)
        if who is None:
            return NOT_STAFF
        source = Source(received.name, received.sha256)
        found = proposals.propose(conn, who, filled, source, errand.now)
    if isinstance(found, Refusal):
        return Outcome((texts.refused(found.code, found.subject, texts.STAFF),))
    return Outcome((texts.preview(found.comparison, found.id, texts.STAFF),))


def _knows(kind: Kind) -> Callable[[Sequence[Sheet]], bool]:
    return lambda sheets: reading.kind_of(sheets) == kind


NOT_STAFF = Outcome((texts.refused("not_allowed", "", texts.STAFF),))
READERS = (
    Reader("phiếu tự đánh giá của đơn vị", "answer_for", _knows("questionnaire"), _propose),
    Reader("bảng thẩm định", "review", _knows("review"), _propose),
    Reader("bảng số đo", "measure", _knows("measured"), _propose),
    Reader("bảng số liệu đối chiếu", "measure", _knows("references"), _propose),
)
