"""What our bots are called: told by the platform when a bot starts, needed for links of invitations."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.store import tables as t

_bot = t.bot_account.c


def note(conn: Connection, channel: str, bot: str, name: str, now: datetime) -> None:
    """A bot has introduced itself."""
    row = {"channel": channel, "bot": bot, "name": name, "seen_at": now}
    known = upsert(t.bot_account).on_conflict_do_update(
        index_elements=["channel", "bot"], set_={"name": name, "seen_at": now}
    )
    conn.execute(known, row)


def name_of(conn: Connection, channel: str, bot: str | None = None) -> str | None:
    """The name of a bot; without a number, of the one that was started last."""
    found = select(_bot.name).where(_bot.channel == channel).order_by(_bot.seen_at.desc())
    if bot is not None:
        found = found.where(_bot.bot == bot)
    return conn.execute(found.limit(1)).scalar_one_or_none()
