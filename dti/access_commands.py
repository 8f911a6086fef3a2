"""`dti access`: who has access to what, on the screen or into a file."""

import argparse
from pathlib import Path
from typing import Any

from dti import access_texts as texts


def add_parser(commands: Any) -> None:
    """Describe the command."""
    access = commands.add_parser("access", help=texts.HELP)
    access.add_argument("--campaign", required=True, help=texts.HELP_CAMPAIGN)
    out = access.add_mutually_exclusive_group()
    out.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    out.add_argument("--csv", type=Path, metavar="FILE", help=texts.HELP_CSV)
    out.add_argument("--xlsx", type=Path, metavar="FILE", help=texts.HELP_XLSX)
    access.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from dti.access_actions import run

    return run(args)
