"""Compares what people did and were shown (the witness) with what is stored (the product)."""

from datetime import UTC, datetime
from pathlib import Path

from dti_core.store.database import Database
from tests.faults.chaos import answers, delivery, proofs, scores, stored, testimony
from tests.faults.chaos.verdict import Verdict


def check(
    db: Database, chats: dict[int, testimony.Chat], data_dir: Path, since: tuple[int, int] = (0, 0)
) -> Verdict:
    """Everything; `since` marks where the play began (`stored.marks`)."""
    verdict = Verdict()
    for unit in stored.read(db, since):
        chat = chats.get(unit.chat, testimony.Chat())
        answers.check(unit, chat, verdict)
        proofs.check(unit, chat, data_dir, verdict)
        delivery.check(unit, chat, datetime.now(UTC), verdict)
    scores.check(db, verdict)
    return verdict
