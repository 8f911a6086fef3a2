"""When the last backup was made."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from dti.doctor import texts
from dti.doctor.finding import Finding
from dti.settings import Settings

OLD = timedelta(days=2)
"""A backup older than that is too old for a campaign that is going on."""


def examine(settings: Settings) -> Iterator[Finding]:
    """In production a missing backup is a fault, elsewhere a remark."""
    from dti_core.campaign import backups
    from dti_core.store.database import Database

    database = Database(settings.database_url)
    try:
        with database.read() as conn:
            last = backups.last(conn)
    except SQLAlchemyError:
        return  # said already
    finally:
        database.close()
    recent = last is not None and datetime.now(UTC) - last < OLD
    well = True if recent else False if settings.production else None
    yield Finding("backup.age", well, texts.last_backup(last), texts.BACKUP_TODO)
