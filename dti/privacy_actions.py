"""What `dti privacy` does."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from dti import privacy_texts as texts
from dti.run_commands import open_database
from dti.settings import Settings
from dti.setup_actions import change
from dti.staff_command import as_operator
from dti_core.campaign.history import OPERATOR
from dti_core.campaign.privacy import erasing, own_data, retention, searching
from dti_core.campaign.privacy import requests as wishes
from dti_core.campaign.privacy.own_data import OwnData
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel import own_data as table
from dti_core.messages.privacy.words import pseudonym


def find(args: argparse.Namespace) -> int:
    """People by name or number, with their roles."""

    def look(conn: Connection) -> str:
        found = searching.people(conn, args.who)
        return "\n".join(texts.found(one.id, one.name, "; ".join(one.roles)) for one in found) or texts.NOBODY

    return change(look)


def requests(args: argparse.Namespace) -> int:
    """Wishes that wait, the most urgent first."""

    def look(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        found = wishes.waiting(conn, who)
        if isinstance(found, Refusal):
            return found
        rows = [texts.request(w.id, w.name, w.answer_by, w.answer_by < now, w.roles) for w in found]
        return "\n".join(rows) or texts.NO_REQUESTS

    return as_operator(args, look, _explain)


def grant(args: argparse.Namespace) -> int:
    """Grant a wish."""
    return _decide(args, None)


def refuse(args: argparse.Namespace) -> int:
    """Refuse a wish with a reason."""
    return _decide(args, args.reason)


def _decide(args: argparse.Namespace, reason: str | None) -> int:
    def act(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        return wishes.decide(conn, who, args.request, reason, now) or texts.decided(reason is None)

    return as_operator(args, act, _explain)


def _explain(refusal: Refusal) -> str:
    return texts.REFUSALS.get(refusal.code, refusal.code)


def export(args: argparse.Namespace) -> int:
    """Everything about one person into a file."""
    if args.to.suffix not in (".xlsx", ".json"):
        print(texts.wrong_suffix(args.to), file=sys.stderr)
        return 1
    known = _known(args.person)
    if known is None:
        return 1
    try:
        _write(known, args.to)
    except OSError as error:
        print(texts.cannot_write(args.to, error.strerror or str(error)), file=sys.stderr)
        return 1
    print(texts.written(args.to))
    return 0


def _write(known: OwnData, path: Path) -> None:
    if path.suffix == ".xlsx":
        table.book(known.sections, path)
    else:
        path.write_text(json.dumps(dict(known.sections), ensure_ascii=False, indent=2), encoding="utf-8")


def _known(person: int) -> OwnData | None:
    database = open_database(Settings.from_env())
    with database.read() as conn:
        known = own_data.of(conn, person)
    database.close()
    if known is None:
        print(texts.no_person(person), file=sys.stderr)
    return known


def erase(args: argparse.Namespace) -> int:
    """Forget one person, where asked to for certain."""
    known = _known(args.person)
    if known is None:
        return 1
    if not args.yes:
        print(texts.would_erase(known.person["name"], len(known.answers), len(known.evidence)))
        return 0

    def act(conn: Connection) -> str:
        erasing.erase(conn, args.person, OPERATOR, datetime.now(UTC))
        return texts.erased(pseudonym(args.person))

    return change(act)


def sweep(_args: argparse.Namespace) -> int:
    """Forget what has been kept long enough."""
    settings = Settings.from_env()
    database = open_database(settings)
    counts = retention.sweep(database, settings.data_dir, settings.keeping, datetime.now(UTC))
    database.close()
    print(texts.swept(", ".join(f"{many} {texts.PARTS[name]}" for name, many in counts.items())))
    return 0
