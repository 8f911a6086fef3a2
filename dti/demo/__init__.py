"""`dti demo`: the main job on one machine without any account."""

import argparse
import os

from dti import texts
from dti.parser import Subparsers

FRAMEWORK = "an-giang-2024-so"


def add_parser(commands: Subparsers) -> None:
    """Describe the command."""
    demo = commands.add_parser("demo", help=texts.HELP_DEMO)
    demo.add_argument("--port", type=_port, default=8080, metavar="N", help=texts.HELP_PORT)
    demo.add_argument("--fresh", action="store_true", help=texts.HELP_FRESH)
    demo.add_argument("--framework", default=FRAMEWORK, metavar="ID", help=texts.HELP_FRAMEWORK)
    demo.add_argument("--workers", type=int, default=2, metavar="N", help=texts.HELP_WORKERS)
    demo.set_defaults(run=_run)


def _port(text: str) -> int:
    """A port's number; 0: any that is free."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(texts.BAD_PORT)
    return int(text)


def _run(args: argparse.Namespace) -> int:
    from dti.demo.launcher import Demo

    os.environ.pop("TELEGRAM_BOT_TOKEN", None)  # the demo talks to its own sandbox, never to Telegram
    return Demo(args).run()
