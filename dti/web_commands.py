"""`dti web`: the pages on which access accounts are entered and shown, behind the province's HTTPS."""

import argparse
import sys
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dti import logs, texts
from dti.parser import Subparsers
from dti.run_commands import open_database
from dti.settings import BadSettings, Settings

if TYPE_CHECKING:
    from dti_core.store.database import Database

SIGN_OF_LIFE = 60.0
"""Seconds; links are given out only where the pages have lately been alive."""


def add_parser(commands: Subparsers) -> None:
    """Describe the command."""
    commands.add_parser("web", help=texts.HELP_WEB).set_defaults(run=run_web)


def run_web(_args: argparse.Namespace) -> int:
    """Serve the pages until told to stop."""
    from bot.pages.server import PortBusy, serve
    from dti.pulse import beating

    settings = Settings.from_env()
    if settings.web_port is None or settings.web_url is None:
        raise BadSettings([texts.WEB_UNSET])
    logs.set_up("web", settings.log_form, settings.syslog)
    database = open_database(settings, patiently=True)
    ended = threading.Event()
    threading.Thread(target=_introduce, args=(database, settings.web_url, ended), daemon=True).start()
    try:
        with beating(database, "web"):
            return serve(database, settings.web_url, settings.web_port)
    except PortBusy:
        print(texts.web_port_busy(settings.web_port), file=sys.stderr)
        return 1
    finally:
        ended.set()


def _introduce(database: "Database", address: str, ended: threading.Event) -> None:
    """Say now and then where the pages are; a database that is away is told later."""
    import logging

    from sqlalchemy.exc import DBAPIError

    from dti_core.campaign import passes

    while True:
        try:
            with database.write() as conn:
                passes.introduce(conn, address, datetime.now(UTC))
        except (DBAPIError, OSError) as problem:
            logging.getLogger(__name__).warning("cannot announce the pages: %s", type(problem).__name__)
        if ended.wait(SIGN_OF_LIFE):
            return
