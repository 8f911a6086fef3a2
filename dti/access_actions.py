"""What `dti access` does."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from dti import access_texts as texts
from dti.staff_command import as_operator
from dti.texts import cannot_write
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import access_report, audit
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel import access as table
from dti_core.messages.staff.access_views import Access


def run(args: argparse.Namespace) -> int:
    """Print the list or write it into a file; that it was taken away is in the history."""

    def look(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        given = access_report.report(conn, who, now)
        if isinstance(given, Refusal):
            return given
        if args.csv or args.xlsx:
            return _file(conn, who, given, args)
        if args.json:
            return "\n".join(_json(one) for one in given)
        return _screen(conn, who, given)

    try:
        return as_operator(args, look, lambda refusal: refusal.code)
    except OSError as error:
        print(cannot_write(args.csv or args.xlsx, error.strerror or str(error)), file=sys.stderr)
        return 1


def _screen(conn: Connection, who: Staffer, given: Sequence[Access]) -> str:
    zone, _, _ = audit.heading(conn, who)
    return "\n".join("  ".join(filter(None, table.row(one, zone))) for one in given) or texts.NOBODY


def _file(conn: Connection, who: Staffer, given: Sequence[Access], args: argparse.Namespace) -> str:
    zone, _, title = audit.heading(conn, who)
    path: Path = args.csv or args.xlsx
    if args.csv:
        many = table.comma_separated(given, path, zone)
    else:
        many = table.book(given, path, f"Ai có quyền gì – {title}", zone)
    access_report.note_export(conn, who.who, who.campaign, many, datetime.now(UTC))
    return texts.written(many, path)


def _json(one: Access) -> str:
    moments = {name: at.isoformat() if at else None for name, at in _moments(one)}
    return json.dumps({**asdict(one), **moments}, ensure_ascii=False)


def _moments(one: Access) -> tuple[tuple[str, datetime | None], ...]:
    return (("since", one.since), ("seen", one.seen), ("factor", one.factor))
