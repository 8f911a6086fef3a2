"""`dti review …`: verification from the command line, through the same use cases as in chat."""

import argparse
import importlib
from fractions import Fraction
from typing import Any

from dti import review_texts as texts
from dti import setup_texts
from dti.parser import Run
from dti.setup_arguments import days, names

WANTED = ("open", "answered", "changed", "contested", "requested", "returned", "all")
ONLY = ("proven", "measured", "exempt", "unanswered", "all")


def _later(name: str) -> Run:
    """An action that is imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("dti.review_actions"), name)(args))

    return run


def add_parser(commands: Any) -> None:
    """Describe the commands."""
    review = commands.add_parser("review", help=texts.HELP)
    actions = review.add_subparsers(metavar=setup_texts.ACTION, required=True)
    listing = _action(actions, "list", texts.HELP_LIST, unit=False, criterion=False, run="list_items")
    listing.add_argument("--state", choices=WANTED, default="open", help=texts.HELP_STATE)
    _filters(listing)
    listing.add_argument("--by-criterion", action="store_true", help=texts.HELP_BY_CRITERION)
    _action(actions, "show", texts.HELP_SHOW)
    accept = _action(actions, "accept", texts.HELP_ACCEPT, unit=False, criterion=False)
    _filters(accept)
    accept.add_argument("--units", type=names, default=(), help=texts.HELP_UNITS)
    accept.add_argument("--only", choices=ONLY, default="proven", help=texts.HELP_ONLY)
    accept.add_argument("--yes", action="store_true", help=texts.HELP_YES)
    for name, about in (("adjust", texts.HELP_ADJUST), ("assess", texts.HELP_ASSESS)):
        given = _action(actions, name, about)
        given.add_argument("--points", required=True, type=points, help=texts.HELP_POINTS)
        _reason(given)
    _reason(_action(actions, "return", texts.HELP_RETURN, run="send_back"))
    send = _action(actions, "send", texts.HELP_SEND, criterion=None)
    send.add_argument("--days", type=days, help=texts.HELP_DAYS)
    _reason(_action(actions, "comment", texts.HELP_COMMENT))
    _action(actions, "reset", texts.HELP_RESET)
    grant = _action(actions, "grant", texts.HELP_GRANT)
    grant.add_argument("--kind", help=texts.HELP_KIND)
    _reason(_action(actions, "refuse", texts.HELP_REFUSE))
    _endings(actions)


def _endings(actions: Any) -> None:
    """One unit finished, or all that have nothing left."""
    verify = _action(actions, "verify", texts.HELP_VERIFY, criterion=None)
    verify.add_argument("--yes", action="store_true", help=texts.HELP_YES)
    finish = _action(actions, "finish", texts.HELP_FINISH, unit=False, criterion=False)
    finish.add_argument("--group", help=texts.HELP_GROUP)
    finish.add_argument("--yes", action="store_true", help=texts.HELP_YES)


def points(text: str) -> Fraction:
    """Points as people write them: 7,5 or 7.5; at most two decimals."""
    try:
        value = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise argparse.ArgumentTypeError(texts.BAD_POINTS) from None
    if "/" in text or (value * 100).denominator != 1:
        raise argparse.ArgumentTypeError(texts.BAD_POINTS)
    return value


def _action(
    commands: Any,
    name: str,
    about: str,
    *,
    unit: bool = True,
    criterion: bool | None = True,
    run: str | None = None,
) -> argparse.ArgumentParser:
    """An action on a campaign; `unit`, `criterion`: whether it must be named (None: it has none)."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about)
    parser.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    parser.add_argument("--unit", required=unit, help=setup_texts.HELP_UNIT)
    if criterion is not None:
        parser.add_argument("--criterion", required=criterion, help=texts.HELP_CRITERION)
    parser.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    parser.set_defaults(run=_later(run or name))
    return parser


def _filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--group", help=texts.HELP_GROUP)
    parser.add_argument("--index", help=texts.HELP_INDEX)


def _reason(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", required=True, help=texts.HELP_REASON)
