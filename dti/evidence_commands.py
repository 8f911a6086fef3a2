"""`dti evidence …`: what was filed, whether its links open, and removing a confidential file."""

import argparse
import importlib
from typing import Any

from dti import evidence_texts as texts
from dti import setup_texts
from dti.parser import Run


def _later(name: str) -> Run:
    """An action that is imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("dti.evidence_actions"), name)(args))

    return run


def add_parser(commands: Any) -> None:
    """Describe the commands."""
    evidence = commands.add_parser("evidence", help=texts.HELP)
    actions = evidence.add_subparsers(metavar=setup_texts.ACTION, required=True)
    listing = _action(actions, "list", texts.HELP_LIST, "list_pieces")
    listing.add_argument("--broken", action="store_true", help=texts.HELP_BROKEN)
    listing.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    _action(actions, "check", texts.HELP_CHECK, "check_links")
    purge = _action(actions, "purge", texts.HELP_PURGE, "purge", unit=False)
    purge.add_argument("piece", type=int, metavar=texts.NUMBER, help=texts.HELP_PIECE)
    purge.add_argument("--reason", required=True, help=texts.HELP_REASON)
    purge.add_argument("--yes", action="store_true", help=texts.HELP_YES)


def _action(commands: Any, name: str, about: str, run: str, *, unit: bool = True) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about)
    parser.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    if unit:
        parser.add_argument("--unit", help=setup_texts.HELP_UNIT)
    parser.set_defaults(run=_later(run))
    return parser
