"""`dti campaign deadline|extend|close|reopen`: the campaign's dates."""

import argparse
import importlib
from typing import Any

from dti import schedule_texts as texts
from dti import setup_texts
from dti.parser import Run
from dti.setup_arguments import deadline


def _later(name: str) -> Run:
    """An action that is imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("dti.schedule_actions"), name)(args))

    return run


def describe(actions: Any) -> None:
    """Add them to the actions of `dti campaign`."""
    move = _one(actions, "deadline", texts.HELP_DEADLINE, "move")
    move.add_argument("--until", required=True, type=deadline, help=texts.HELP_UNTIL)
    move.add_argument("--preview", action="store_true", help=texts.HELP_PREVIEW)
    extend = _one(actions, "extend", texts.HELP_EXTEND, "extend")
    extend.add_argument("--unit", required=True, action="append", help=texts.HELP_UNITS)
    extend.add_argument("--until", type=deadline, help=texts.HELP_UNTIL)
    extend.add_argument("--end", action="store_true", help=texts.HELP_END)
    close = _one(actions, "close", texts.HELP_CLOSE, "close")
    close.add_argument("--review", action="store_true", help=texts.HELP_REVIEW)
    reopen = _one(actions, "reopen", texts.HELP_REOPEN, "reopen")
    reopen.add_argument("--until", type=deadline, help=texts.HELP_UNTIL)
    reopen.add_argument("--review", action="store_true", help=texts.HELP_REVIEW)


def _one(actions: Any, name: str, help_text: str, action: str) -> Any:
    command = actions.add_parser(name, help=help_text)
    command.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    command.add_argument("--reason", required=True, help=texts.HELP_REASON)
    command.set_defaults(run=_later(action))
    return command
