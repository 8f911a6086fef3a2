"""Two databases row by row, and two folders byte by byte."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from dti_core.store import tables as t
from dti_core.store.backup.description import TRANSIENT
from dti_core.store.database import Database


def rows(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is stored, by table, as the program reads it."""
    with db.read() as conn:
        return {
            table.name: sorted((tuple(row) for row in conn.execute(select(table))), key=repr)
            for table in t.metadata.sorted_tables
            if table.name not in TRANSIENT
        }


def files(data_dir: Path) -> dict[str, bytes]:
    """Every piece of evidence."""
    folder = data_dir / "evidence"
    return {str(p.relative_to(data_dir)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
