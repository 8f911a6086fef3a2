"""One whole play: start, let everybody act while processes are killed, let it settle, check."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from dti_core.store.database import Database
from tests.faults.chaos import stored
from tests.faults.chaos.checker import check
from tests.faults.chaos.crowd import Crowd
from tests.faults.chaos.killer import Killer, Tally
from tests.faults.chaos.servers import database_server
from tests.faults.chaos.settle import settle
from tests.faults.chaos.stage import Stage, stage
from tests.faults.chaos.verdict import Verdict

Act = Callable[[Stage, Crowd, Killer], None]
"""What happens while the crowd is at work."""


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
        act(place, crowd, killer)
        killer.wait_until_whole()
        crowd.stop()
        open_ = settle(db, place.witness)
        verdict = check(db, place.witness, folder, since)
        verdict.lost.extend(open_)
        db.close()
        return Outcome(killer.tally, verdict, since)


def kills(number: int) -> Act:
    """Kill so many processes."""
    return lambda _stage, _crowd, killer: killer.run(number)
