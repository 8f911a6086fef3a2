"""Evidence: every piece that was confirmed is there once, whole on the disk, and was really sent."""

from collections import Counter
from pathlib import Path

from tests.faults.chaos.claims import received
from tests.faults.chaos.stored import Unit, size_and_hash
from tests.faults.chaos.testimony import Chat
from tests.faults.chaos.verdict import Verdict


def check(unit: Unit, chat: Chat, data_dir: Path, verdict: Verdict) -> None:
    """Every address and every file is used once only, so once is how often it may be stored."""
    verdict.count("pieces of evidence", len(unit.evidence))
    sent = {act.address for act in chat.acts} | {act.file for act in chat.acts}
    for title, times in Counter(piece.title for piece in unit.evidence).items():
        if title not in sent:
            verdict.wrong.append(f"{unit.chat}: {title} is stored, nobody sent it")
        if times > 1:
            verdict.doubled.append(f"{unit.chat}: {title} is stored {times} times")
    for piece in unit.evidence:
        if piece.sha256 is not None and size_and_hash(data_dir, piece) != piece.sha256:
            verdict.lost.append(f"{unit.chat}: the bytes of {piece.title} are not those that were sent")
    _compare(unit, _confirmed(unit, chat), verdict)


def _confirmed(unit: Unit, chat: Chat) -> Counter[str]:
    """Pieces told to be kept, by criterion. A message that was sent again (its first copy is not known to
    the product) counts once, and what it said still counts when it shows something else later."""
    said = {
        told.message: claim
        for told in chat.told
        if told.message in unit.sent and (claim := received(told.first_line)) is not None
    }
    found: Counter[str] = Counter()
    for criterion, pieces in said.values():
        found[criterion] += pieces
    return found


def _compare(unit: Unit, told: Counter[str], verdict: Verdict) -> None:
    stored = Counter(piece.criterion for piece in unit.evidence)
    for criterion in told | stored:
        if told[criterion] > stored[criterion]:
            verdict.lost.append(
                f"{unit.chat} {criterion}: {told[criterion]} pieces told, {stored[criterion]} stored"
            )
        if told[criterion] < stored[criterion]:
            verdict.lost.append(
                f"{unit.chat} {criterion}: {stored[criterion]} pieces stored, {told[criterion]} told"
            )
