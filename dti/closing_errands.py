"""The tasks with which a campaign ends: minutes, announcement, history, who had access."""

from bot.staff import access, audit, council_minutes, publishing
from dti import access_errands, audit_errands, council_errands
from dti_core.campaign.errands import Kinds

KINDS: Kinds = {
    audit.BOOK: audit_errands.audit_book,
    access.BOOK: access_errands.access_book,
    council_minutes.MINUTES: council_errands.minutes,
    publishing.BOOK: council_errands.announcement_book,
}
