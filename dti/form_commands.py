"""`dti import …` and the books of `dti export` that are made to be filled in."""

import argparse
import importlib
from pathlib import Path
from typing import Any

from dti import form_texts as texts
from dti import setup_texts
from dti.parser import Run


def _later(name: str) -> Run:
    """An action that is imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("dti.form_actions"), name)(args))

    return run


def add_parser(commands: Any) -> None:
    """Describe `dti import`."""
    kinds = commands.add_parser("import", help=texts.HELP_IMPORT).add_subparsers(
        metavar=setup_texts.ACTION, required=True
    )
    for name, about in texts.HELP_KINDS.items():
        one = kinds.add_parser(name, help=about)
        one.add_argument("file", metavar="TỆP.xlsx", type=Path, help=texts.HELP_FILE)
        one.add_argument("--campaign", required=True, help=texts.HELP_CAMPAIGN)
        one.add_argument("--yes", action="store_true", help=texts.HELP_YES)
        one.add_argument("--conflicts", choices=("system", "file"), help=texts.HELP_CONFLICTS)
        if name == "answers":
            one.add_argument("--document", help=texts.HELP_DOCUMENT)
        one.add_argument("--json", action="store_true", help=texts.HELP_JSON)
        one.set_defaults(run=_later("load"), kind="questionnaire" if name == "answers" else name)


def add_exports(kinds: Any) -> None:
    """Describe the books to fill in, among the kinds of `dti export`."""
    for name, about in texts.HELP_EXPORTS.items():
        one = kinds.add_parser(name, help=about)
        one.add_argument("--campaign", required=True, help=texts.HELP_CAMPAIGN)
        if name == "questionnaire":
            one.add_argument("--unit", required=True, help=texts.HELP_UNIT)
        one.add_argument("--to", required=True, type=Path, metavar="TỆP.xlsx", help=texts.HELP_TO)
        one.add_argument("--force", action="store_true", help=texts.HELP_FORCE)
        one.set_defaults(run=_later("make"), kind=name)
