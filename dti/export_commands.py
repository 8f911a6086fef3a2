"""`dti export …`: the books and the archive, written where the operator wants them."""

import argparse
import importlib
from pathlib import Path
from typing import Any

from dti import export_texts as texts
from dti import form_commands, setup_texts
from dti.setup_arguments import names

SOME_UNITS = ("units", "archive")
"""Kinds that can be made of some units only."""


def add_parser(commands: Any) -> None:
    """Describe the commands."""
    export = commands.add_parser("export", help=texts.HELP)
    kinds = export.add_subparsers(metavar=setup_texts.ACTION, required=True)
    for name, about in texts.HELP_KINDS.items():
        one = kinds.add_parser(name, help=about)
        one.add_argument("--campaign", required=True, help=texts.HELP_CAMPAIGN)
        if name == "unit":
            one.add_argument("--unit", required=True, help=texts.HELP_UNIT)
        else:
            one.add_argument("--group", help=texts.HELP_GROUP)
        if name in SOME_UNITS:
            one.add_argument("--units", type=names, default=(), help=texts.HELP_UNITS)
        one.add_argument("--to", required=True, type=Path, metavar="TỆP", help=texts.HELP_TO)
        one.add_argument("--force", action="store_true", help=texts.HELP_FORCE)
        one.set_defaults(run=_run, kind=name)
    form_commands.add_exports(kinds)


def _run(args: argparse.Namespace) -> int:
    """Imported, with the database behind it, only when it runs."""
    return int(importlib.import_module("dti.export_actions").export(args))
