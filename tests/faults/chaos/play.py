"""One whole play: start, let everybody act while processes are killed, let it settle, check."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from dti_core.store.database import Database
from tests.faults.chaos import stored, testimony
from tests.faults.chaos.checker import check
from tests.faults.chaos.crowd import Crowd
from tests.faults.chaos.killer import Killer, Tally
from tests.faults.chaos.misfortunes import end_each, freeze_each
from tests.faults.chaos.servers import database_server
from tests.faults.chaos.settle import settle
from tests.faults.chaos.stage import Stage, stage
from tests.faults.chaos.verdict import Verdict

WARM_WITHIN = 120.0
Act = Callable[[Stage, Crowd, Killer], list[str]]
"""What happens while the crowd is at work; its complaints."""


@dataclass(frozen=True)
class Outcome:
    """What was done and what the checker says of it. `since` marks where the play began in the store."""

    tally: Tally
    verdict: Verdict
    since: tuple[int, int]


def play(kind: str, folder: Path, seed: int, act: Act) -> Outcome:
    """Give it once in `folder`, on a database of this kind."""
    with database_server(kind, folder) as server, stage(folder, server) as place:
        db = Database(server.url)
        since = stored.marks(db)
        crowd = Crowd(place.sandbox, seed)
        killer = Killer(place, Random(seed), lambda: crowd.replies)
        place.house.start()
        killer.wait_until_whole()
        crowd.start()
        complaints = act(place, crowd, killer)
        killer.wait_until_whole()
        crowd.stop()
        open_ = settle(db, place.witness)
        verdict = check(db, testimony.read(place.witness), folder, since)
        verdict.lost.extend(open_)
        verdict.wrong.extend(complaints)
        db.close()
        return Outcome(killer.tally, verdict, since)


def kills(number: int, after: int = 0) -> Act:
    """Kill so many processes, once people have been answered `after` times."""

    def act(_stage: Stage, crowd: Crowd, killer: Killer) -> list[str]:
        end = time.monotonic() + WARM_WITHIN
        while crowd.replies < after and time.monotonic() < end:
            time.sleep(0.05)
        killer.run(number)
        return []

    return act


def long(number: int, frozen: float, within: float) -> Act:
    """Half of the kills; everybody frozen for so many seconds, and told to end; the other half.

    What is not killed `within` so many seconds is left alive.
    """

    def act(stage: Stage, crowd: Crowd, killer: Killer) -> list[str]:
        until = time.monotonic() + within
        killer.run(number // 2, until)
        complaints = freeze_each(stage, crowd, killer, frozen) if frozen else []
        complaints += end_each(stage, killer)
        killer.run(number, until)
        return complaints

    return act
