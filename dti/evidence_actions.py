"""What `dti evidence` does."""

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from dti import evidence_texts as texts
from dti.run_commands import open_database
from dti.settings import Settings
from dti.staff_command import as_operator
from dti_core.campaign import frameworks
from dti_core.campaign.links import queue
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import link_requests, overview, purged_copies, purged_files, purging, secret_show
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.accounts import HELD
from dti_core.messages.links import said
from dti_core.messages.staff.purging_views import Gone
from dti_core.store import tables as t


def list_pieces(args: argparse.Namespace) -> int:
    """Print them."""

    def look(conn: Connection, who: Staffer, _now: datetime) -> str:
        pieces = [one for one in _pieces(conn, who, args.unit) if not args.broken or _is_broken(one)]
        if args.json:
            return json.dumps(pieces, ensure_ascii=False, indent=1)
        return "\n".join(_line(one) for one in pieces) or texts.NOTHING

    return as_operator(args, look, _explain)


def check_links(args: argparse.Namespace) -> int:
    """Have links looked at anew."""

    def ask(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        many = link_requests.ask_all(conn, who, now, args.unit)
        return many if isinstance(many, Refusal) else texts.asked(many, at_work=queue.is_at_work(conn, now))

    return as_operator(args, ask, _explain)


def purge(args: argparse.Namespace) -> int:
    """Show what would be removed, or remove it: row, bytes and all."""
    done: list[Gone] = []

    def act(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        emptied = secret_show.forget(conn, who, args.piece, args.reason, now) if args.yes else None
        if emptied is not None:
            return emptied if isinstance(emptied, Refusal) else texts.emptied(args.piece, there=emptied)
        found = purging.foresee(conn, who, args.piece)
        if isinstance(found, Refusal):
            return found
        if not args.yes:
            return texts.outlook(found)
        gone = purging.purge(conn, who, args.piece, args.reason, now)
        if isinstance(gone, Refusal):
            return gone
        done.append(gone)
        return ""

    code = as_operator(args, act, _explain)
    if code == 0 and done:
        print(texts.gone(done[0], _remove(done[0])))
    return code


def _remove(done: Gone) -> tuple[str, ...]:
    """The bytes, at once; units whose evidence is the same file."""
    settings = Settings.from_env()
    database = open_database(settings)
    purged_files.remove(database, settings.data_dir, datetime.now(UTC))
    with database.read() as conn:
        return purged_copies.elsewhere(conn, done.sha256) if done.sha256 else ()


def _pieces(conn: Connection, who: Staffer, unit: str | None) -> Iterator[dict[str, Any]]:
    e = t.evidence.c
    joined = (
        select(t.evidence, t.unit.c.slug, t.enrolment.c.content_hash)
        .join(t.enrolment, t.enrolment.c.id == e.enrolment_id)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(overview.within_reach(who), e.withdrawn_at.is_(None))
        .order_by(t.unit.c.slug, e.id)
    )
    for row in conn.execute(joined if unit is None else joined.where(t.unit.c.slug == unit)):
        node = frameworks.framework(conn, row.content_hash).by_id.get(row.criterion)
        yield {
            "id": row.id,
            "unit": row.slug,
            "criterion": node.name if node else row.criterion,
            "what": HELD if row.kind == "credential" else row.url or row.file_name or row.file_sha256,
            "check": row.link_check,
            "checked_at": row.checked_at.isoformat() if row.checked_at else None,
        }


def _is_broken(piece: dict[str, Any]) -> bool:
    return str(piece["check"]).partition(":")[0] in ("failed", "refused", "restricted")


def _line(piece: dict[str, Any]) -> str:
    parts = (piece["id"], piece["unit"], piece["criterion"], piece["what"])
    checked = [said(piece["check"])] if piece["check"] else []
    return "  ".join([*map(str, parts), *checked])


def _explain(refusal: Refusal) -> str:
    return texts.refused(refusal.code, refusal.subject)
