"""`dti progress`: the board, a unit, who is stuck; as text, for programs, as pictures."""

import argparse
from pathlib import Path
from typing import Any

from dti import progress_texts as texts
from dti import setup_texts
from dti_core.messages.staff.states import STATES


def _run(args: argparse.Namespace) -> int:
    """Imported, with the database behind it, only when it runs."""
    from dti.progress_actions import progress

    return progress(args)


def add_parser(commands: Any) -> None:
    """Describe the command."""
    progress = commands.add_parser("progress", help=texts.HELP)
    progress.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
    progress.add_argument("--group", help=texts.HELP_GROUP)
    progress.add_argument("--state", choices=tuple(STATES), metavar=texts.STATE, help=texts.help_state())
    progress.add_argument("--order", choices=("slow", "points"), default="slow", help=texts.HELP_ORDER)
    which = progress.add_mutually_exclusive_group()
    which.add_argument("--unit", help=texts.HELP_UNIT)
    which.add_argument("--stuck", action="store_true", help=texts.HELP_STUCK)
    progress.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    progress.add_argument("--picture", type=Path, metavar=texts.FILE, help=texts.HELP_PICTURE)
    progress.set_defaults(run=_run)
