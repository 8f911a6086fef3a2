"""Tasks about books to fill in: make one, read one that came back."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from dti_core.campaign import desk, files, handouts
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.forms import proposals
from dti_core.campaign.forms.filled import Filled
from dti_core.campaign.forms.proposals import Source
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.excel.book import Sheet, open_book
from dti_core.excel.forms import questionnaire, reading
from dti_core.excel.forms.questionnaire import Place
from dti_core.messages import forms as texts
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
    row = conn.execute(select(t.assignment.c.id).where(*live, held)).one_or_none()
    if row is None or asked.person is None or asked.identity is None:
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
