"""`dti backup`, `dti restore`, `dti upgrade`: keeping what is there, and getting it back."""

import argparse
import importlib
from pathlib import Path

from dti import backup_texts as texts
from dti.parser import Run, Subparsers


def _later(name: str) -> Run:
    """An action that is imported, with the database behind it, only when it runs."""

    def run(args: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module("dti.backup_actions"), name)(args))

    return run


def add_parser(commands: Subparsers) -> None:
    """Describe the commands."""
    backup = commands.add_parser("backup", help=texts.HELP_BACKUP)
    backup.add_argument("file", nargs="?", type=Path, help=texts.HELP_TARGET)
    backup.add_argument("--key-file", type=Path, help=texts.HELP_KEY_FILE)
    backup.add_argument("--new-key", type=Path, metavar="TỆP", help=texts.HELP_NEW_KEY)
    backup.set_defaults(run=_later("backup"))
    restore = commands.add_parser("restore", help=texts.HELP_RESTORE)
    restore.add_argument("file", type=Path, help=texts.HELP_SOURCE)
    restore.add_argument("--key-file", type=Path, help=texts.HELP_OPENING_KEY)
    restore.add_argument("--check", action="store_true", help=texts.HELP_CHECK)
    restore.set_defaults(run=_later("restore"))
    upgrade = commands.add_parser("upgrade", help=texts.HELP_UPGRADE)
    upgrade.add_argument("--init", action="store_true", help=texts.HELP_OR_INIT)
    upgrade.add_argument("--no-backup", action="store_true", help=texts.HELP_NO_BACKUP)
    upgrade.add_argument("--force", action="store_true", help=texts.HELP_FORCE)
    upgrade.set_defaults(run=_later("upgrade"))
