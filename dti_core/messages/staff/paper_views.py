"""A unit's submission as the staff look at it."""

from dataclasses import dataclass
from datetime import datetime

from dti_core.survey.dossier import NO_PAPER, Paper


@dataclass(frozen=True)
class PaperLine:
    """One unit: its state, what it handed in over which document, who of the staff answers for it now."""

    enrolment: int
    slug: str
    name: str
    state: str
    submitted_at: datetime | None = None
    volunteer: bool = False
    paper: Paper = NO_PAPER
    on_paper: bool = False
    clerk: str | None = None

    @property
    def editable(self) -> bool:
        """Whether somebody could answer for it."""
        return self.state in ("not_started", "in_progress", "returned")

    @property
    def handed_in(self) -> bool:
        return self.submitted_at is not None and not self.editable
