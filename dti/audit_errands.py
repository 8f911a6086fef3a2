"""The history as a workbook, made by a worker for who asked."""

from dti_core.campaign import handouts
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import audit, staffer
from dti_core.excel import audit as table
from dti_core.messages.model import Attachment, Message
from dti_core.messages.staff import audit as texts
from dti_core.messages.staff import trouble
from dti_core.messages.staff.audit_views import Lookup


def audit_book(errand: Errand) -> Outcome:
    """All of it, or one unit's; who took it is written down together with the message."""
    with errand.db.write() as conn:
        who = staffer.at_work(conn, errand.task.requester)
    if who is None or who.lacks("audit"):
        return Outcome((trouble.NOT_ALLOWED,))
    if who.unproven(errand.now, staffer.WORKERS_PATIENCE):
        return Outcome((trouble.UNPROVEN,))
    with errand.db.read() as conn:
        unit = next((u for u in audit.units(conn, who) if u.id == errand.task.arguments["unit"]), None)
        entries = audit.every(conn, who, Lookup(unit=unit.slug if unit else None))
        if isinstance(entries, Refusal):
            return Outcome((trouble.NOT_ALLOWED,))
        zone, slug, title = audit.heading(conn, who)
        path = handouts.place(errand.data_dir, ".xlsx", b"")
        many = table.book(entries, errand.data_dir / path, f"Nhật ký – {unit.name if unit else title}", zone)
    name = f"nhat-ky-{unit.slug if unit else slug}.xlsx"
    return Outcome(
        (Message(texts.made(many), attachment=Attachment(path, name)),),
        lambda conn: audit.note_export(conn, who.who, who.campaign, many, errand.now),
    )
