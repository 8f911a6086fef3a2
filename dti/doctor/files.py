"""The disk and what lies on it: room, who may read, whether every piece of evidence is there."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from dti.doctor import texts
from dti.doctor.finding import Finding, judged
from dti.settings import Settings

LEAST_BYTES = 1_000_000_000
LEAST_SHARE = 0.05
"""Of the disk that must be free; the smaller of the two counts."""


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at the data folder."""
    folder = settings.data_dir
    space = shutil.disk_usage(folder)
    roomy = space.free >= min(LEAST_BYTES, space.total * LEAST_SHARE)
    yield judged("disk.space", roomy, texts.room(space.free), texts.no_room(folder, space.free))
    open_ones = list(_open_to_others(folder))
    yield judged("files.permissions", not open_ones, texts.CLOSED, texts.open_files(folder, open_ones))
    yield from _missing(settings)


def _open_to_others(folder: Path) -> Iterator[Path]:
    """What somebody else on this machine may read or write, or owns. The folder itself may be the group's,
    as volumes are; what is inside may not."""
    if folder.stat().st_mode & 0o007:
        yield folder
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(place, name)
            try:
                told = path.lstat()
            except FileNotFoundError:  # gone while we walk
                continue
            if not path.is_symlink() and (told.st_mode & 0o077 or told.st_uid != os.geteuid()):
                yield path


def _missing(settings: Settings) -> Iterator[Finding]:
    from dti_core.store import tables as t
    from dti_core.store.database import Database

    database = Database(settings.database_url)
    try:
        with database.read() as conn:
            paths = list(conn.execute(select(t.stored_file.c.path)).scalars())
    except SQLAlchemyError:
        return  # said already
    finally:
        database.close()
    lost = [path for path in paths if not (settings.data_dir / path).is_file()]
    yield judged("files.missing", not lost, texts.files_there(len(paths)), texts.files_lost(len(lost)))
