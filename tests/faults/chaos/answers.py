"""Answers: what was said, what is stored and what was told must be one and the same story."""

from itertools import pairwise

from tests.faults.chaos.claims import Chain, Reader, chains
from tests.faults.chaos.stored import Revision, Unit
from tests.faults.chaos.testimony import Act, Chat
from tests.faults.chaos.verdict import Verdict


def check(unit: Unit, chat: Chat, verdict: Verdict) -> None:
    """History without gaps; every confirmation stored, every change confirmed; nothing that was not said."""
    for key, revisions in unit.revisions.items():
        _history(unit, key, revisions, verdict)
        played = [revision for revision in revisions if revision.is_played]
        _was_said(unit, key, played, chat.acts, verdict)
    for key in unit.current.keys() - unit.revisions.keys():
        verdict.lost.append(f"{unit.chat} {key}: there is an answer, but no history of it")
    _told(unit, chat, verdict)


def _history(unit: Unit, key: str, revisions: list[Revision], verdict: Verdict) -> None:
    """Numbered one after the other, each from the last value to another one, the last one in force."""
    where = f"{unit.chat} {key}"
    verdict.count("revisions", sum(revision.is_played for revision in revisions))
    for before, after in pairwise([Revision(0, None, None, False), *revisions]):
        if after.revision > before.revision + 1:
            verdict.lost.append(f"{where}: revision {before.revision + 1} is missing")
        elif after.revision <= before.revision:
            verdict.doubled.append(f"{where}: revision {after.revision} stands twice")
        elif after.old != before.new:
            verdict.wrong.append(f"{where}: revision {after.revision} changes {after.old}, not {before.new}")
    if any(revision.old == revision.new for revision in revisions):
        verdict.doubled.append(f"{where}: a change that changes nothing")
    current, last = unit.current.get(key), revisions[-1]
    if current is None or (current.value, current.revision) != (last.new, last.revision):
        verdict.wrong.append(f"{where}: {current} is in force, the last revision is {last}")


def _was_said(unit: Unit, key: str, revisions: list[Revision], acts: list[Act], verdict: Verdict) -> None:
    """Each value stems from an act of its own, in the order of the acts."""
    left = iter(acts)
    for revision in revisions:
        if not any(act.gives(key, revision.new) for act in left):
            said = any(act.gives(key, revision.new) for act in acts)
            complaints = verdict.doubled if said else verdict.wrong
            complaints.append(
                f"{unit.chat} {key}: {revision.new!r} (revision {revision.revision}) was not said"
            )
            return


def _told(unit: Unit, chat: Chat, verdict: Verdict) -> None:
    known, reader = chains(unit), Reader(unit)
    reached = dict.fromkeys(known, 0)
    for told in chat.told:
        found = reader.claims(told.first_line)
        if found is None:
            verdict.lost.append(f"{unit.chat}: {told.first_line!r} was told, nothing like it is stored")
            continue
        verdict.count("answers told", bool(found))
        if found and not _follows(found, known, reached):
            verdict.lost.append(
                f"{unit.chat}: {told.first_line!r} was told, but {_stored(found, known)} is stored"
            )
    for key, place in reached.items():
        if place < len(known[key]) - 1:
            left = known[key][place + 1 :]
            verdict.lost.append(f"{unit.chat} {key}: {left} is stored, but it was never told")


def _follows(found: list[tuple[str, str]], known: Chain, reached: dict[str, int]) -> bool:
    """Whether a confirmation tells where its answers stand, or have just got to; a sentence that fits several
    answers is about one of them."""
    together = len({key.partition(":")[0] for key, _ in found}) == 1 and len(found) > 1
    fits = [_one(key, value, known, reached) for key, value in found]
    return all(fits) if together and not found[0][0].startswith("info") else any(fits)


def _one(key: str, value: str, known: Chain, reached: dict[str, int]) -> bool:
    chain, place = known.get(key, []), reached.get(key, 0)
    for step in (place, place + 1):
        if step < len(chain) and chain[step] == value:
            reached[key] = step
            return True
    return False


def _stored(found: list[tuple[str, str]], known: Chain) -> str:
    return "; ".join(f"{key} = {known.get(key)}" for key, _ in found)
