"""What `dti audit` does."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from dti import audit_texts as texts
from dti.setup_actions import campaign_of, change
from dti.texts import cannot_write
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import audit, staffer
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel import audit as table
from dti_core.messages.staff.audit_views import Entry, Lookup


def run(args: argparse.Namespace) -> int:
    """Print the history or write it into a file; that it was taken away is in the history too."""

    def look(conn: Connection) -> str:
        who = staffer.operator(campaign_of(conn, args.campaign))
        lookup = Lookup(args.unit, args.person, args.action, args.since, args.until)
        if args.csv or args.xlsx:
            return _file(conn, who, lookup, args)
        if args.json:
            return "\n".join(_json(one) for one in _every(conn, who, lookup))
        return _screen(conn, who, lookup, max(1, args.most))

    try:
        return change(look)
    except OSError as error:
        print(cannot_write(args.csv or args.xlsx, error.strerror or str(error)), file=sys.stderr)
        return 1


def _every(conn: Connection, who: Staffer, lookup: Lookup) -> Iterator[Entry]:
    found = audit.every(conn, who, lookup)
    if isinstance(found, Refusal):
        raise _problem(conn, who, found)
    return found


def _screen(conn: Connection, who: Staffer, lookup: Lookup, most: int) -> str:
    found = audit.page(conn, who, lookup, 0, most)
    if isinstance(found, Refusal):
        raise _problem(conn, who, found)
    entries, many = found
    zone, _, _ = audit.heading(conn, who)
    rows = ["  ".join(part for part in table.row(one, zone) if part) for one in entries]
    rest = [texts.more(len(entries), many)] if many > len(entries) else []
    return "\n".join([*rows, *rest]) or texts.NOTHING


def _file(conn: Connection, who: Staffer, lookup: Lookup, args: argparse.Namespace) -> str:
    zone, _, title = audit.heading(conn, who)
    path: Path = args.csv or args.xlsx
    entries = _every(conn, who, lookup)
    many = (
        table.comma_separated(entries, path, zone)
        if args.csv
        else table.book(entries, path, f"Nhật ký – {title}", zone)
    )
    audit.note_export(conn, who.who, who.campaign, many, datetime.now(UTC))
    return texts.written(many, path)


def _json(entry: Entry) -> str:
    return json.dumps({**asdict(entry), "at": entry.at.isoformat()}, ensure_ascii=False)


def _problem(conn: Connection, who: Staffer, refusal: Refusal) -> SetupProblem:
    known = tuple(one.slug for one in audit.units(conn, who))
    return SetupProblem("unknown_unit", refusal.subject, known)
