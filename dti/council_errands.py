"""Papers and books of the campaign's end, made by a worker: minutes, announcement."""

from datetime import date

from dti_core.campaign import handouts
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import council_dossier, publishing, staffer
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel import announcement
from dti_core.messages.model import Attachment, Message
from dti_core.messages.staff import council as council_texts
from dti_core.messages.staff import publishing as texts
from dti_core.messages.staff import trouble
from dti_core.messages.staff.council_views import Meeting
from dti_core.papers import minutes as paper


def minutes(errand: Errand) -> Outcome:
    """The minutes of one group."""
    who, asked = _who(errand), errand.task.arguments
    if who is None:
        return Outcome((trouble.NOT_ALLOWED,))
    with errand.db.read() as conn:
        found = council_dossier.load(conn, who, asked["group"])
    if isinstance(found, Refusal):
        return Outcome((trouble.NOT_ALLOWED,))
    meeting = Meeting(date.fromisoformat(asked["day"]), tuple(asked["present"]))
    made = paper.pdf(found, found.groups[0], meeting)
    path = handouts.place(errand.data_dir, ".pdf", made)
    act = Act(
        "minutes_exported", f"group:{asked['group']}", new=f"{meeting.day} {', '.join(meeting.present)}"
    )
    return Outcome(
        (Message(council_texts.minutes_made(), attachment=Attachment(path, "bien-ban-hoi-dong.pdf")),),
        lambda conn: record_act(conn, who.who, act, errand.now, campaign=who.campaign),
    )


def announcement_book(errand: Errand) -> Outcome:
    """The ranking as published, or as a draft."""
    who = _who(errand)
    if who is None:
        return Outcome((trouble.NOT_ALLOWED,))
    with errand.db.read() as conn:
        found = publishing.foresee(conn, who)
    if isinstance(found, Refusal):
        return Outcome((trouble.NOT_ALLOWED,))
    decision = found.published.decision if found.published else None
    path = handouts.place(errand.data_dir, ".xlsx", announcement.book(found.title, found.tables, decision))
    name = "bang-cong-bo.xlsx" if decision else "bang-cong-bo-du-thao.xlsx"
    return Outcome((Message(texts.book(decision is None), attachment=Attachment(path, name)),))


def _who(errand: Errand) -> Staffer | None:
    with errand.db.write() as conn:
        return staffer.at_work(conn, errand.task.requester)
