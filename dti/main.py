"""The command `dti`: finds the subcommand, runs it, turns its result into an exit code."""

import argparse
import gc
import importlib
import os
import sys

from dti import texts
from dti.parser import Parser
from dti.settings import WRONG_SETTINGS, BadSettings

COMMANDS = {
    "framework": ("framework",),
    "score": ("score",),
    "setup_commands": ("init", "campaign"),
    "roster_commands": ("roster", "invite"),
    "review_commands": ("review",),
    "remind_commands": ("remind",),
    "audit_commands": ("audit",),
    "access_commands": ("access",),
    "privacy_commands": ("privacy",),
    "closing_commands": ("council", "publish"),
    "evidence_commands": ("evidence",),
    "export_commands": ("export",),
    "form_commands": ("import",),
    "progress_commands": ("progress",),
    "submission_commands": ("submission",),
    "totp_commands": ("totp",),
    "run_commands": ("bot", "worker", "sweeper", "run"),
    "web_commands": ("web",),
    "doctor": ("doctor",),
    "metrics": ("metrics", "health"),
    "backup_commands": ("backup", "restore", "upgrade"),
    "inbox_commands": ("inbox",),
    "demo": ("demo",),
}
"""Modules of this package with the subcommands they add; what does the work is imported only when wanted."""
SELDOM = 20_000
"""New objects between two searches for rubbish: a start makes hundreds of thousands and keeps most."""


def parser(first: str = "") -> Parser:
    """All subcommands with their options; or, where `first` is one of them, those of its module."""
    top = Parser(prog="dti", description=texts.DESCRIPTION)
    commands = top.add_subparsers(metavar="LỆNH", required=True, parser_class=Parser)
    for name in [name for name, words in COMMANDS.items() if first in words] or COMMANDS:
        importlib.import_module(f"dti.{name}").add_parser(commands)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command: 0 done, 1 refused with reasons, 2 a wrong call, 78 wrong settings, 130 interrupted."""
    if argv is None:  # a process of ours: whatever it writes is the owner's alone
        os.umask(0o077)
        argv = sys.argv[1:]
        gc.set_threshold(SELDOM)
    args: argparse.Namespace = parser(*argv[:1]).parse_args(argv)
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
