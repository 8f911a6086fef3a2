"""`dti inbox …`: what becomes of updates that could not be applied."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dti import inbox_texts as texts
from dti.parser import Subparsers
from dti.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection


def add_parser(commands: Subparsers) -> None:
    """Describe the commands."""
    inbox = commands.add_parser("inbox", help=texts.HELP)
    actions = inbox.add_subparsers(metavar=texts.ACTION, required=True)
    actions.add_parser("list", help=texts.HELP_LIST).set_defaults(run=run_list)
    retry = actions.add_parser("retry", help=texts.HELP_RETRY)
    which = retry.add_mutually_exclusive_group(required=True)
    which.add_argument("numbers", nargs="*", type=int, default=[], metavar="SỐ", help=texts.HELP_NUMBERS)
    which.add_argument("--all", action="store_true", help=texts.HELP_ALL)
    retry.set_defaults(run=run_retry)
    drop = actions.add_parser("drop", help=texts.HELP_DROP)
    drop.add_argument("numbers", nargs="+", type=int, metavar="SỐ", help=texts.HELP_NUMBERS)
    drop.set_defaults(run=run_drop)


def run_list(_args: argparse.Namespace) -> int:
    """Name each, without what people wrote."""
    from dti.run_commands import open_database
    from dti_core.campaign import inbox

    with open_database(Settings.from_env()).read() as conn:
        found = inbox.quarantined(conn, limit=1000)
    print(
        *(texts.aside(number, when, why) for number, _, when, why in found), texts.total(len(found)), sep="\n"
    )
    return 0


def run_retry(args: argparse.Namespace) -> int:
    """Apply what was put aside after all."""
    from dti_core.campaign import inbox

    chosen = None if args.all else args.numbers
    return _change("update_retried", texts.retried, lambda conn: inbox.retry(conn, chosen))


def run_drop(args: argparse.Namespace) -> int:
    """Give it up."""
    from dti_core.campaign import inbox

    now = datetime.now(UTC)
    return _change("update_dropped", texts.dropped, lambda conn: inbox.drop(conn, args.numbers, now))


def _change(action: str, say: Callable[[list[int]], str], change: Callable[["Connection"], list[int]]) -> int:
    from dti.run_commands import open_database
    from dti_core.campaign.history import OPERATOR, Act, record_act

    with open_database(Settings.from_env()).write() as conn:
        done = change(conn)
        for number in done:
            record_act(conn, OPERATOR, Act(action, f"update:{number}"), datetime.now(UTC))
    print(say(done), file=sys.stdout if done else sys.stderr)
    return 0 if done else 1
