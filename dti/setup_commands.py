"""`dti init`, `dti campaign …`: what it takes to set a campaign up."""

import argparse
import importlib
from typing import Any

from dti import next_commands, schedule_commands
from dti import setup_texts as texts
from dti.parser import Run
from dti.setup_arguments import day, deadline, opening, slug, year

RANKS = ("always", "after-submitting", "never")


def _later(name: str) -> Run:
    """An action that is imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("dti.setup_actions"), name)(args))

    return run


def add_parser(commands: Any) -> None:
    """Describe the commands."""
    commands.add_parser("init", help=texts.HELP_INIT).set_defaults(run=_later("init"))
    campaign = commands.add_parser("campaign", help=texts.HELP_CAMPAIGN)
    actions = campaign.add_subparsers(metavar=texts.ACTION, required=True)
    _describe_create(actions)
    schedule_commands.describe(actions)
    next_commands.describe(actions)


def _describe_create(commands: Any) -> None:
    create = commands.add_parser("create", help=texts.HELP_CREATE)
    create.add_argument("--slug", required=True, type=slug, help=texts.HELP_SLUG)
    create.add_argument("--title", required=True, help=texts.HELP_TITLE)
    create.add_argument("--framework", required=True, help=texts.HELP_FRAMEWORK)
    create.add_argument("--coordinator", required=True, help=texts.HELP_COORDINATOR)
    create.add_argument("--year", required=True, type=year, help=texts.HELP_YEAR)
    create.add_argument("--opens", type=opening, help=texts.HELP_OPENS)
    create.add_argument("--closes", required=True, type=deadline, help=texts.HELP_CLOSES)
    create.add_argument("--as-of", type=day, help=texts.HELP_AS_OF)
    create.add_argument("--ranks", choices=RANKS, default="always", help=texts.HELP_RANKS)
    create.set_defaults(run=_later("create_campaign"))
