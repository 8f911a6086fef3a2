"""The command `dti`: finds the subcommand, runs it, turns its result into an exit code."""

import argparse
import importlib
import os
import sys

from dti import texts
from dti.parser import Parser
from dti.settings import WRONG_SETTINGS, BadSettings

COMMANDS = (
    "framework",
    "score",
    "setup_commands",
    "roster_commands",
    "review_commands",
    "remind_commands",
    "audit_commands",
    "access_commands",
    "privacy_commands",
    "closing_commands",
    "evidence_commands",
    "export_commands",
    "form_commands",
    "progress_commands",
    "submission_commands",
    "totp_commands",
    "run_commands",
    "web_commands",
    "doctor",
    "metrics",
    "backup_commands",
    "inbox_commands",
    "demo",
)
"""Modules of this package that add subcommands; they import what does the work only when it is wanted."""


def parser() -> Parser:
    """All subcommands with their options."""
    top = Parser(prog="dti", description=texts.DESCRIPTION)
    commands = top.add_subparsers(metavar="LỆNH", required=True, parser_class=Parser)
    for name in COMMANDS:
        importlib.import_module(f"dti.{name}").add_parser(commands)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command: 0 done, 1 refused with reasons, 2 a wrong call, 78 wrong settings, 130 interrupted."""
    if argv is None:  # a process of ours: whatever it writes is the owner's alone
        os.umask(0o077)
    args: argparse.Namespace = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except BadSettings as bad:
        print(*bad.problems, sep="\n", file=sys.stderr)
        return WRONG_SETTINGS
    except KeyboardInterrupt:
        print(texts.STOPPED, file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
