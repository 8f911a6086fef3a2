"""`dti privacy`: people's own data and wishes, for the operator."""

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dti import privacy_texts as texts


def add_parser(commands: Any) -> None:
    """Describe the commands."""
    privacy = commands.add_parser("privacy", help=texts.HELP)
    kinds = privacy.add_subparsers(metavar="VIỆC", required=True, parser_class=type(privacy))
    find = _kind(kinds, "find", texts.HELP_FIND)
    find.add_argument("who", help=texts.HELP_WHO)
    requests = _kind(kinds, "requests", texts.HELP_REQUESTS)
    grant, refuse = _kind(kinds, "grant", texts.HELP_GRANT), _kind(kinds, "refuse", texts.HELP_REFUSE)
    for decided in (grant, refuse):
        decided.add_argument("request", type=int, help=texts.HELP_REQUEST)
    for of_campaign in (requests, grant, refuse):
        of_campaign.add_argument("--campaign", required=True, help=texts.HELP_CAMPAIGN)
    refuse.add_argument("--reason", required=True, help=texts.HELP_REASON)
    export = _kind(kinds, "export", texts.HELP_EXPORT)
    export.add_argument("--to", required=True, type=Path, metavar="FILE", help=texts.HELP_TO)
    erase = _kind(kinds, "erase", texts.HELP_ERASE)
    erase.add_argument("--yes", action="store_true", help=texts.HELP_YES)
    for of_person in (export, erase):
        of_person.add_argument("person", type=int, help=texts.HELP_PERSON)
    _kind(kinds, "sweep", texts.HELP_SWEEP)


def _kind(kinds: Any, name: str, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = kinds.add_parser(name, help=text)
    parser.set_defaults(run=_late(name))
    return parser


def _late(name: str) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        done: int = getattr(importlib.import_module("dti.privacy_actions"), name)(args)
        return done

    return run
