"""The list of who has access to what as a workbook, made by a worker for who asked."""

from dti_core.campaign import handouts
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import access_report, audit, staffer
from dti_core.excel import access as table
from dti_core.messages.model import Attachment, Message
from dti_core.messages.staff import access as texts
from dti_core.messages.staff import trouble


def access_book(errand: Errand) -> Outcome:
    """As it is now; who took it is written down together with the message."""
    with errand.db.write() as conn:
        who = staffer.at_work(conn, errand.task.requester)
    if who is None:
        return Outcome((trouble.NOT_ALLOWED,))
    if who.unproven(errand.now, staffer.WORKERS_PATIENCE):
        return Outcome((trouble.UNPROVEN,))
    with errand.db.read() as conn:
        given = access_report.report(conn, who, errand.now)
        zone, slug, title = audit.heading(conn, who)
    if isinstance(given, Refusal):
        return Outcome((trouble.NOT_ALLOWED,))
    path = handouts.place(errand.data_dir, ".xlsx", b"")
    many = table.book(given, errand.data_dir / path, f"Ai có quyền gì – {title}", zone)
    return Outcome(
        (Message(texts.made(given), attachment=Attachment(path, f"ai-co-quyen-gi-{slug}.xlsx")),),
        lambda conn: access_report.note_export(conn, who.who, who.campaign, many, errand.now),
    )
