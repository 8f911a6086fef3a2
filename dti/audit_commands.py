"""`dti audit`: the history, on the screen or into a file."""

import argparse
from pathlib import Path
from typing import Any

from dti import audit_texts as texts
from dti.setup_arguments import opening


def add_parser(commands: Any) -> None:
    """Describe the command."""
    audit = commands.add_parser("audit", help=texts.HELP)
    audit.add_argument("--campaign", required=True, help=texts.HELP_CAMPAIGN)
    audit.add_argument("--unit", help=texts.HELP_UNIT)
    audit.add_argument("--person", help=texts.HELP_PERSON)
    audit.add_argument("--action", help=texts.HELP_ACTION)
    audit.add_argument("--since", type=opening, help=texts.HELP_SINCE)
    audit.add_argument("--until", type=opening, help=texts.HELP_UNTIL)
    audit.add_argument("--most", type=int, default=50, metavar="N", help=texts.HELP_MOST)
    out = audit.add_mutually_exclusive_group()
    out.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    out.add_argument("--csv", type=Path, metavar="FILE", help=texts.HELP_CSV)
    out.add_argument("--xlsx", type=Path, metavar="FILE", help=texts.HELP_XLSX)
    audit.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from dti.audit_actions import run

    return run(args)
