"""A bot with the product's own conversation, scoring beside it in a thread."""

import threading
from pathlib import Path

from bot.main import BotSettings, Wakers, run
from dti_core.campaign import scores
from dti_core.store.database import Database


def main(token: str, base_url: str, database_url: str, data_dir: str) -> int:
    """Run it."""
    db, work = Database(database_url), threading.Event()
    threading.Thread(target=score_for_ever, args=(db, work), daemon=True).start()
    return run(BotSettings(token, base_url, Path(data_dir)), db, Wakers(work.set))


def score_for_ever(db: Database, work: threading.Event) -> None:
    """What the worker does, without a queue."""
    while True:
        work.wait()
        work.clear()
        scores.drain(db)
