"""`dti roster …` and `dti invite`: units, people, their links."""

import argparse
import importlib
from pathlib import Path
from typing import Any

from dti import roster_texts as texts
from dti import setup_texts
from dti.parser import Run
from dti.setup_arguments import days, names, slug

ROLES = ("contact", "provider", "manager", "reviewer", "council", "expert", "observer")


def _later(module: str, name: str) -> Run:
    """An action that is imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module(f"dti.{module}"), name)(args))

    return run


def add_parser(commands: Any) -> None:
    """Describe the commands."""
    roster = commands.add_parser("roster", help=setup_texts.HELP_ROSTER)
    actions = roster.add_subparsers(metavar=setup_texts.ACTION, required=True)
    _describe_add(actions)
    _describe_books(actions)
    _describe_people(actions)
    _describe_invite(commands)


def _describe_add(commands: Any) -> None:
    add = commands.add_parser("add", help=setup_texts.HELP_ADD)
    add.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    add.add_argument("--unit-name", required=True, help=setup_texts.HELP_UNIT_NAME)
    add.add_argument("--slug", type=slug, help=setup_texts.HELP_UNIT_SLUG)
    add.add_argument("--framework", help=setup_texts.HELP_FRAMEWORK)
    add.add_argument("--group", help=setup_texts.HELP_GROUP)
    add.add_argument("--traits", type=names, default=(), help=setup_texts.HELP_TRAITS)
    add.add_argument("--volunteer", action="store_true", help=setup_texts.HELP_VOLUNTEER)
    add.set_defaults(run=_later("roster_actions", "add_unit"))


def _describe_books(commands: Any) -> None:
    template = commands.add_parser("template", help=texts.HELP_TEMPLATE)
    template.add_argument("file", metavar="TỆP.xlsx", type=Path, help=texts.HELP_TEMPLATE_FILE)
    template.add_argument("--framework", action="append", default=[], help=texts.HELP_TEMPLATE_FRAMEWORK)
    template.add_argument("--campaign", help=texts.HELP_TEMPLATE_CAMPAIGN)
    template.set_defaults(run=_later("roster_books", "template"))
    load = commands.add_parser("import", help=texts.HELP_IMPORT)
    load.add_argument("file", metavar="TỆP.xlsx", type=Path, help=texts.HELP_IMPORT_FILE)
    load.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    load.add_argument("--yes", action="store_true", help=texts.HELP_YES)
    load.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    load.set_defaults(run=_later("roster_books", "load"))


def _describe_people(actions: Any) -> None:
    listed = actions.add_parser("list", help=texts.HELP_LIST)
    listed.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    listed.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    listed.set_defaults(run=_later("roster_actions", "list_everybody"))
    rules = actions.add_parser("rules", help=texts.HELP_RULES)
    rules.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    rules.add_argument("--binding", choices=tuple(texts.BINDING), help=texts.HELP_BINDING)
    rules.set_defaults(run=_later("roster_actions", "rules"))
    scope = actions.add_parser("scope", help=texts.HELP_SCOPE)
    scope.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    scope.add_argument("--name", required=True, help=texts.HELP_NAME)
    scope.add_argument("--groups", type=names, help=texts.HELP_NEW_GROUPS)
    scope.add_argument("--indices", type=names, help=texts.HELP_NEW_INDICES)
    scope.set_defaults(run=_later("roster_actions", "scope"))
    for name, action, help_ in (
        ("remove", "remove", texts.HELP_REMOVE),
        ("in-charge", "put_in_charge", texts.HELP_IN_CHARGE),
        ("replace", "replace", texts.HELP_REPLACE),
    ):
        one = actions.add_parser(name, help=help_)
        one.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
        one.add_argument("--unit", help=texts.HELP_UNIT_OR_STAFF)
        one.add_argument("--name", required=True, help=texts.HELP_NAME)
        if name == "replace":
            one.add_argument("--by", required=True, help=texts.HELP_BY)
        one.set_defaults(run=_later("roster_actions", action))


def _describe_invite(commands: Any) -> None:
    invite = commands.add_parser("invite", help=texts.HELP_INVITE)
    invite.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    invite.add_argument("--unit", help=setup_texts.HELP_UNIT)
    invite.add_argument("--days", type=days, default=14, help=setup_texts.HELP_DAYS)
    invite.add_argument("--role", choices=ROLES, default="contact", help=texts.HELP_ROLE)
    invite.add_argument("--deputy", action="store_true", help=texts.HELP_DEPUTY)
    invite.add_argument("--name", help=texts.HELP_GUEST)
    invite.add_argument("--groups", type=names, default=(), help=texts.HELP_GROUPS)
    invite.add_argument("--indices", type=names, default=(), help=texts.HELP_INDICES)
    invite.add_argument("--inputs", type=names, default=(), help=setup_texts.HELP_INPUTS)
    invite.add_argument("--provider", help=setup_texts.HELP_PROVIDER)
    invite.add_argument("--bot-name", help=setup_texts.HELP_BOT_NAME)
    many = invite.add_mutually_exclusive_group()
    many.add_argument("--all-missing", action="store_true", help=texts.HELP_ALL_MISSING)
    many.add_argument("--all-waiting", action="store_true", help=texts.HELP_ALL_WAITING)
    many.add_argument("--revoke", action="store_true", help=texts.HELP_REVOKE)
    invite.add_argument("--units", type=names, default=(), help=texts.HELP_SOME_UNITS)
    many.add_argument("--code", action="store_true", help=texts.HELP_CODE)
    invite.add_argument("--to", metavar="THƯ_MỤC", type=Path, help=texts.HELP_TO)
    invite.set_defaults(run=_later("invite_actions", "invite"))
