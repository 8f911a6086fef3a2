"""Removes the bytes of files that were purged, as soon as nothing that lives needs them, and books in which a
purged link may stand."""

import contextlib
import os
import secrets
import time
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update

from dti_core.campaign import files, handouts
from dti_core.campaign.privacy import retention
from dti_core.campaign.staff import purged_copies
from dti_core.campaign.staff.purged_copies import BOOKS, NO_BYTES
from dti_core.store import tables as t
from dti_core.store.database import Database

LEFT_BEHIND = 3600.0
"""Seconds after which a file that was being received when its process died is nobody's."""
_p = t.evidence_purge.c


def remove(db: Database, data_dir: Path, now: datetime) -> tuple[list[str], list[str]]:
    """Carry out what was decided; the hashes whose bytes are gone, and those that others still need.

    Done twice it does no more. Call it outside transactions.
    """
    with db.read() as conn:
        rows = conn.execute(select(_p.sha256, _p.at).where(_p.removed_at.is_(None))).all()
        files_of = [row for row in rows if row.sha256 != NO_BYTES]
        kept = {row.sha256 for row in files_of if purged_copies.elsewhere(conn, row.sha256)}
    since = {row.sha256: row.at for row in files_of if row.sha256 not in kept}
    gone = [sha256 for sha256, at in since.items() if _unlink(data_dir, sha256, at.timestamp())]
    if len(files_of) < len(rows):
        retention.remove_books(db, data_dir)
        _sweep(data_dir, BOOKS)
    _sweep(data_dir, (".zip",))
    with db.write() as conn:
        done = update(t.evidence_purge).where(_p.sha256.in_([*gone, NO_BYTES]), _p.removed_at.is_(None))
        conn.execute(done.values(removed_at=now))
    return sorted(gone), sorted(kept)


def _unlink(data_dir: Path, sha256: str, decided: float) -> bool:
    """Taken aside first: bytes that somebody sent anew after the decision are put back (False)."""
    path = data_dir / files.path_of(sha256)
    aside = path.with_name(f"gone-{secrets.token_hex(8)}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return True
    anew = aside.stat().st_mtime > decided
    if anew:
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
    aside.unlink()
    files.sync_folder(path.parent)
    return not anew


def _sweep(data_dir: Path, kinds: tuple[str, ...]) -> None:
    """What was made with it, finished or not, and what was left of files never stored."""
    for path in _inside(data_dir / handouts.FOLDER):
        if set(kinds) & set(path.suffixes):
            path.unlink(missing_ok=True)
    for path in _inside(data_dir / "evidence" / "tmp"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime >= LEFT_BEHIND:
                path.unlink()


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
