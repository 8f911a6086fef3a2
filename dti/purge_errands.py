"""The worker's side of a removed file: its bytes go, and who asked hears of it."""

from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.staff import purged_copies, purged_files
from dti_core.messages.staff import purging as texts


def remove(errand: Errand) -> Outcome:
    """The task's function."""
    gone, kept = purged_files.remove(errand.db, errand.data_dir, errand.now)
    with errand.db.read() as conn:
        others = {name for sha256 in kept for name in purged_copies.elsewhere(conn, sha256)}
    said = [texts.REMOVED] if gone else []
    return Outcome((*said, *([texts.kept(sorted(others))] if others else [])))
