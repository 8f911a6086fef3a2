"""How long things are kept that are needed only for a while; set by the operator, in days."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Keeping:
    """Days after which each is forgotten. Answers, evidence, points and the audit are kept for good."""

    messages: int = 90
    """Texts of messages that were sent, and finished tasks."""
    books: int = 30
    """Workbooks received from staff and contacts, once decided on or left lying."""
    unread: int = 30
    """Updates that could not be applied, and attempts to open invitations."""


SETTINGS = {f"DTI_RETAIN_{field.name.upper()}_DAYS": field.name for field in fields(Keeping)}
"""The variables of the environment, and what each sets."""
LEAST, MOST = 1, 3650
