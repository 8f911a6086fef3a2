"""`dti council …` and `dti publish …`: how a campaign ends."""

import argparse
import importlib
from pathlib import Path
from typing import Any

from dti import closing_texts as texts
from dti.parser import Run
from dti.setup_arguments import day, deadline, names


def _later(name: str) -> Run:
    """An action that is imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("dti.closing_actions"), name)(args))

    return run


def add_parser(commands: Any) -> None:
    """Describe the commands."""
    council = commands.add_parser("council", help=texts.HELP_COUNCIL)
    _describe_council(council.add_subparsers(metavar=texts.ACTION, required=True))
    publish = commands.add_parser("publish", help=texts.HELP_PUBLISH)
    _describe_publish(publish.add_subparsers(metavar=texts.ACTION, required=True))


def _command(commands: Any, name: str, run: str, about: str) -> Any:
    command = commands.add_parser(name, help=about)
    command.add_argument("--campaign", required=True, help=texts.HELP_CAMPAIGN)
    command.set_defaults(run=_later(run))
    return command


def _describe_council(commands: Any) -> None:
    show = _command(commands, "show", "show", texts.HELP_SHOW)
    show.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    conclude = _command(commands, "conclude", "conclude", texts.HELP_CONCLUDE)
    conclude.add_argument("--unit", required=True, help=texts.HELP_UNIT)
    conclude.add_argument("--criterion", required=True, help=texts.HELP_CRITERION)
    conclude.add_argument("--points", help=texts.HELP_POINTS)
    conclude.add_argument("--reason", default="", help=texts.HELP_REASON)
    settle = _command(commands, "settle", "settle", texts.HELP_SETTLE)
    settle.add_argument("--group", required=True, type=int, help=texts.HELP_GROUP)
    review = _command(commands, "review", "send_to_review", texts.HELP_REVIEW)
    review.add_argument("--unit", required=True, help=texts.HELP_UNIT)
    review.add_argument("--reason", required=True, help=texts.HELP_REASON)
    window = _command(commands, "contest-until", "contest_until", texts.HELP_WINDOW)
    window.add_argument("--until", required=True, type=deadline, help=texts.HELP_UNTIL)
    minutes = _command(commands, "minutes", "minutes", texts.HELP_MINUTES)
    minutes.add_argument("--group", required=True, type=int, help=texts.HELP_GROUP)
    minutes.add_argument("--day", required=True, type=day, help=texts.HELP_DAY)
    minutes.add_argument("--present", required=True, type=names, help=texts.HELP_PRESENT)
    minutes.add_argument("--file", required=True, type=Path, help=texts.HELP_FILE)


def _describe_publish(commands: Any) -> None:
    check = _command(commands, "check", "check", texts.HELP_CHECK)
    check.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    do = _command(commands, "do", "publish", texts.HELP_DO)
    do.add_argument("--number", required=True, help=texts.HELP_NUMBER)
    do.add_argument("--date", required=True, type=day, help=texts.HELP_DATE)
    do.add_argument("--yes", action="store_true", help=texts.HELP_YES)
    reopen = _command(commands, "reopen", "reopen", texts.HELP_REOPEN)
    reopen.add_argument("--reason", required=True, help=texts.HELP_REASON)
    reopen.add_argument("--yes", action="store_true", help=texts.HELP_YES)
    book = _command(commands, "book", "book", texts.HELP_BOOK)
    book.add_argument("--file", required=True, type=Path, help=texts.HELP_FILE)
