"""`dti remind list|preview|send|plan|cancel|rules`."""

import argparse
import importlib
from typing import Any

from dti import remind_texts as texts
from dti import setup_texts
from dti.parser import Run
from dti.setup_arguments import opening

KINDS = ("not-joined", "not-started", "stalled", "evidence-missing", "not-submitted", "returned")


def _later(name: str) -> Run:
    """An action that is imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("dti.remind_actions"), name)(args))

    return run


def add_parser(commands: Any) -> None:
    """Describe the commands."""
    actions = commands.add_parser("remind", help=texts.HELP).add_subparsers(
        metavar=setup_texts.ACTION, required=True
    )
    _one(actions, "list", texts.HELP_LIST).add_argument("--json", action="store_true", help=texts.HELP_JSON)
    seen = _meant(_one(actions, "preview", texts.HELP_PREVIEW), required=True)
    seen.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    send = _meant(_one(actions, "send", texts.HELP_SEND), required=True)
    send.add_argument("--at-night", action="store_true", help=texts.HELP_NIGHT)
    plan = _meant(_one(actions, "plan", texts.HELP_PLAN), required=True)
    plan.add_argument("--at", required=True, type=opening, help=texts.HELP_AT)
    plan.add_argument("--at-night", action="store_true", help=texts.HELP_NIGHT)
    cancel = _one(actions, "cancel", texts.HELP_CANCEL)
    cancel.add_argument("--round", required=True, type=int, metavar="N", help=texts.HELP_ROUND)
    _describe_rules(_one(actions, "rules", texts.HELP_RULES))


def _describe_rules(rules: Any) -> None:
    what = rules.add_mutually_exclusive_group()
    what.add_argument("--add", dest="kind", choices=KINDS, help=texts.HELP_ADD)
    what.add_argument("--pause", type=int, metavar="N", help=texts.HELP_PAUSE)
    what.add_argument("--resume", type=int, metavar="N", help=texts.HELP_RESUME)
    rules.add_argument("--days-before", type=int, metavar="N", help=texts.HELP_DAYS_BEFORE)
    rules.add_argument("--hour", type=int, default=8, help=texts.HELP_HOUR)
    _scope(rules)


def _one(actions: Any, name: str, help_text: str) -> Any:
    command = actions.add_parser(name, help=help_text)
    command.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    command.set_defaults(run=_later("show" if name == "list" else name))
    return command


def _meant(command: Any, *, required: bool) -> Any:
    command.add_argument("--unit", action="append", metavar="ĐƠN_VỊ", help=texts.HELP_UNIT)
    command.add_argument("--kind", required=required, choices=KINDS, help=texts.HELP_KIND)
    return _scope(command)


def _scope(command: Any) -> Any:
    command.add_argument("--group", action="append", metavar="NHÓM", help=texts.HELP_GROUP)
    command.add_argument("--providers", action="store_true", help=texts.HELP_PROVIDERS)
    command.add_argument("--stalled-days", type=int, default=5, metavar="N", help=texts.HELP_STALLED)
    command.add_argument("--text", help=texts.HELP_TEXT)
    return command
