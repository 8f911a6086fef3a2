"""What `dti totp` does."""

import argparse
from datetime import UTC, datetime

from sqlalchemy import Connection

from dti import totp_texts as texts
from dti.setup_actions import change
from dti.setup_arguments import ZONE
from dti_core.campaign import second_factor


def list_everybody(_args: argparse.Namespace) -> int:
    """Everybody who has one."""
    now = datetime.now(UTC)

    def listed(conn: Connection) -> str:
        rows = second_factor.everybody(conn, now)
        said = (
            texts.line(
                one.person,
                one.name,
                one.since and one.since.astimezone(ZONE),
                one.locked_until and one.locked_until.astimezone(ZONE),
            )
            for one in rows
        )
        return "\n".join(said) or texts.NOBODY

    return change(listed)


def reset(args: argparse.Namespace) -> int:
    """Forget one person's."""
    done: list[bool] = []

    def forget(conn: Connection) -> str:
        done.append(second_factor.reset(conn, args.person, datetime.now(UTC)))
        return texts.was_reset(args.person) if done[0] else texts.has_none(args.person)

    return change(forget) or int(done != [True])
