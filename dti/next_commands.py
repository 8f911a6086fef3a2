"""`dti campaign next`: next year's campaign from this one."""

import argparse
from typing import Any

from dti import next_texts as texts
from dti.setup_arguments import deadline, opening, slug, year


def describe(commands: Any) -> None:
    """Describe it among the actions of `dti campaign`."""
    following = commands.add_parser("next", help=texts.HELP)
    following.add_argument("slug", type=slug, help=texts.HELP_SLUG)
    following.add_argument("--from", dest="source", required=True, help=texts.HELP_FROM)
    following.add_argument("--title", required=True, help=texts.HELP_TITLE)
    following.add_argument("--year", type=year, help=texts.HELP_YEAR)
    following.add_argument("--opens", type=opening, help=texts.HELP_OPENS)
    following.add_argument("--closes", required=True, type=deadline, help=texts.HELP_CLOSES)
    following.add_argument("--framework", action="append", default=[], help=texts.HELP_FRAMEWORK)
    following.add_argument("--preview", action="store_true", help=texts.HELP_PREVIEW)
    following.set_defaults(run=_next)


def _next(args: argparse.Namespace) -> int:
    from dti.next_actions import run

    return run(args)
