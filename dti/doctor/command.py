"""The command: every examiner in turn, a report for people or for programs, an exit code."""

import argparse
import json
from collections.abc import Iterator

from dti.doctor import backups, bot, database, files, queue, texts
from dti.doctor.finding import Finding
from dti.parser import Subparsers
from dti.settings import Settings

EXAMINERS = (database.examine, queue.examine, bot.examine, files.examine, backups.examine)


def add_parser(commands: Subparsers) -> None:
    """Describe the command."""
    parser = commands.add_parser("doctor", help=texts.HELP)
    parser.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    parser.set_defaults(run=run_doctor)


def run_doctor(args: argparse.Namespace) -> int:
    """Print every finding; 1 where something is not well."""
    findings = list(_examined(Settings.from_env()))
    ill = [found for found in findings if found.well is False]
    if args.json:
        print(
            json.dumps({"well": not ill, "findings": [vars(found) for found in findings]}, ensure_ascii=False)
        )
    else:
        print(*findings, texts.verdict(len(ill)), sep="\n")
    return 1 if ill else 0


def _examined(settings: Settings) -> Iterator[Finding]:
    for examine in EXAMINERS:
        yield from examine(settings)
