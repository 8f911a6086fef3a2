"""`dti submission …`: who handed in over what, a unit's form as a file, recording and handing in paper."""

import argparse
import importlib
from pathlib import Path
from typing import Any

from dti import setup_texts
from dti import submission_texts as texts
from dti.parser import Run
from dti.setup_arguments import day


def _later(name: str) -> Run:
    """Imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("dti.submission_actions"), name)(args))

    return run


def add_parser(commands: Any) -> None:
    """Describe the commands."""
    submission = commands.add_parser("submission", help=texts.HELP)
    kinds = submission.add_subparsers(metavar=setup_texts.ACTION, required=True)
    listing = kinds.add_parser("list", help=texts.HELP_LIST)
    listing.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    form = kinds.add_parser("form", help=texts.HELP_FORM)
    form.add_argument("--to", required=True, type=Path, metavar="TỆP", help=texts.HELP_TO)
    form.add_argument("--force", action="store_true", help=texts.HELP_FORCE)
    record = kinds.add_parser("record", help=texts.HELP_RECORD)
    record.add_argument("--number", help=texts.HELP_NUMBER)
    record.add_argument("--date", type=day, help=texts.HELP_DATE)
    record.add_argument("--approved-by", help=texts.HELP_APPROVED_BY)
    record.add_argument("--file", type=Path, metavar="TỆP", help=texts.HELP_FILE)
    record.add_argument("--hand-in", action="store_true", help=texts.HELP_HAND_IN)
    rules = kinds.add_parser("rules", help=texts.HELP_RULES)
    rules.add_argument("--signed-copy", choices=("required", "optional"), help=texts.HELP_SIGNED_COPY)
    for one, act in ((listing, "list_"), (form, "form"), (record, "record"), (rules, "rules")):
        one.add_argument("--campaign", required=True, help=setup_texts.HELP_IN_CAMPAIGN)
        if one in (form, record):
            one.add_argument("--unit", required=True, help=setup_texts.HELP_UNIT)
        one.set_defaults(run=_later(act))
