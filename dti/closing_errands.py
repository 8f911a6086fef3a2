"""The tasks with which a campaign ends: minutes, announcement, history."""

from bot.staff import audit
from dti import audit_errands
from dti_core.campaign.errands import Kinds

KINDS: Kinds = {audit.BOOK: audit_errands.audit_book}
