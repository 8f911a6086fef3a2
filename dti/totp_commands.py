"""`dti totp`: who has a second factor; forget one whose phone was lost."""

import argparse
from typing import Any

from dti import totp_texts as texts


def add_parser(commands: Any) -> None:
    """Describe the command."""
    totp = commands.add_parser("totp", help=texts.HELP)
    actions = totp.add_subparsers(metavar=texts.ACTION, required=True)
    actions.add_parser("list", help=texts.HELP_LIST).set_defaults(run=_list)
    reset = actions.add_parser("reset", help=texts.HELP_RESET)
    reset.add_argument("person", type=int, metavar="SỐ", help=texts.HELP_PERSON)
    reset.set_defaults(run=_reset)


def _list(args: argparse.Namespace) -> int:
    from dti.totp_actions import list_everybody

    return list_everybody(args)


def _reset(args: argparse.Namespace) -> int:
    from dti.totp_actions import reset

    return reset(args)
