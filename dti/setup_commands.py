"""`dti init`, `dti campaign create`, `dti roster add`, `dti invite`: what it takes to set a campaign up."""

import argparse
import importlib
from typing import Any

from dti import setup_texts as texts
from dti.parser import Run
from dti.setup_arguments import day, days, deadline, names, opening, slug, year

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
    _describe_create(campaign.add_subparsers(metavar=texts.ACTION, required=True))
    roster = commands.add_parser("roster", help=texts.HELP_ROSTER)
    _describe_add(roster.add_subparsers(metavar=texts.ACTION, required=True))
    _describe_invite(commands)


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


def _describe_add(commands: Any) -> None:
    add = commands.add_parser("add", help=texts.HELP_ADD)
    add.add_argument("--campaign", required=True, help=texts.HELP_IN_CAMPAIGN)
    add.add_argument("--unit-name", required=True, help=texts.HELP_UNIT_NAME)
    add.add_argument("--slug", type=slug, help=texts.HELP_UNIT_SLUG)
    add.add_argument("--framework", help=texts.HELP_FRAMEWORK)
    add.add_argument("--group", help=texts.HELP_GROUP)
    add.add_argument("--traits", type=names, default=(), help=texts.HELP_TRAITS)
    add.add_argument("--volunteer", action="store_true", help=texts.HELP_VOLUNTEER)
    add.set_defaults(run=_later("add_unit"))


def _describe_invite(commands: Any) -> None:
    invite = commands.add_parser("invite", help=texts.HELP_INVITE)
    invite.add_argument("--campaign", required=True, help=texts.HELP_IN_CAMPAIGN)
    invite.add_argument("--unit", required=True, help=texts.HELP_UNIT)
    invite.add_argument("--days", type=days, default=14, help=texts.HELP_DAYS)
    invite.add_argument("--role", choices=("contact", "provider"), default="contact", help=texts.HELP_ROLE)
    invite.add_argument("--inputs", type=names, default=(), help=texts.HELP_INPUTS)
    invite.add_argument("--provider", help=texts.HELP_PROVIDER)
    invite.add_argument("--bot-name", help=texts.HELP_BOT_NAME)
    invite.set_defaults(run=_later("invite"))
