"""What `dti submission` does: the same use cases as the chat's."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from dti import submission_texts as texts
from dti.run_commands import open_database
from dti.settings import Settings
from dti.setup_actions import campaign_of, change
from dti.setup_arguments import ZONE
from dti_core.campaign import files, self_forms, setup
from dti_core.campaign.files import RefusedFile
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import paper_rules, papers, staffer
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel.self_form import book
from dti_core.messages.staff.paper_views import PaperLine
from dti_core.messages.staff.papers import refusal_line
from dti_core.papers import form as paper
from dti_core.store import tables as t
from dti_core.survey.dossier import COPY_KINDS, Paper, SignedFile


class _Refused(Exception):
    """A sentence for the operator; nothing was changed."""


def list_(args: argparse.Namespace) -> int:
    """Every unit, by name."""

    def look(conn: Connection) -> str:
        who = staffer.operator(campaign_of(conn, args.campaign))
        found = papers.units(conn, who)
        units = () if isinstance(found, Refusal) else found
        if args.json:
            return json.dumps([_plain(one) for one in units], ensure_ascii=False, indent=2)
        zone = conn.execute(
            select(t.campaign.c.time_zone).where(t.campaign.c.id == who.campaign)
        ).scalar_one()
        return "\n".join(texts.line(one, zone) for one in units) or texts.NOTHING

    return change(look)


def form(args: argparse.Namespace) -> int:
    """Draw the form up, whole or not at all."""
    writer = {".pdf": paper.write, ".xlsx": book.write}.get(args.to.suffix.lower())
    if writer is None:
        return _say(texts.BAD_SUFFIX)
    if args.to.exists() and not args.force:
        return _say(texts.EXISTS.format(path=args.to))

    def draw(conn: Connection) -> str:
        who = staffer.operator(campaign_of(conn, args.campaign))
        made = self_forms.of_unit(conn, _enrolment(conn, who, args.unit))
        _put(args.to, writer(made))
        return texts.written(str(args.to), made.unit, made.status)

    return _guarded(draw)


def record(args: argparse.Namespace) -> int:
    """Keep the document of a unit that handed in, or hand in for one that sent paper."""
    now = datetime.now(UTC)
    if args.date is not None and args.date > now.astimezone(ZONE).date():
        return _say(texts.FUTURE)
    try:
        copy = None if args.file is None else _copy(args.file)
    except _Refused as refused:
        return _say(str(refused))
    given = Paper(args.number, args.date and args.date.isoformat(), args.approved_by, copy)

    def keep(conn: Connection) -> str:
        who = staffer.operator(campaign_of(conn, args.campaign))
        enrolment = _enrolment(conn, who, args.unit)
        act = papers.hand_in if args.hand_in else papers.record
        done = act(conn, who, enrolment, given, now)
        if isinstance(done, Refusal):
            raise _Refused(refusal_line(done.code, done.subject))
        one = papers.unit(conn, who, enrolment)
        return texts.recorded("" if isinstance(one, Refusal) else one.name, args.hand_in)

    return _guarded(keep)


def rules(args: argparse.Namespace) -> int:
    """Show or change whether the signed copy is required."""

    def settle(conn: Connection) -> str:
        who = staffer.operator(campaign_of(conn, args.campaign))
        if args.signed_copy:
            refused = paper_rules.require(conn, who, args.signed_copy, datetime.now(UTC))
            if refused is not None:
                raise _Refused(refusal_line(refused.code, refused.subject))
        return texts.rules(paper_rules.signed_copy(conn, who.campaign))

    return _guarded(settle)


def _guarded(act: Any) -> int:
    try:
        return change(act)
    except _Refused as refused:
        return _say(str(refused))


def _enrolment(conn: Connection, who: Staffer, unit: str) -> int:
    found = setup.find_enrolment(conn, who.campaign, unit)
    if found is None:
        raise SetupProblem("unknown_unit", unit, setup.units_of(conn, who.campaign))
    return found


def _copy(path: Path) -> SignedFile:
    """The file, durable in the data folder."""
    settings = Settings.from_env()
    open_database(settings).close()  # an unprepared data folder is refused before anything is put there
    try:
        with path.open("rb") as file:
            pieces = iter(lambda: file.read(1 << 20), b"")
            kept = files.store(settings.data_dir, pieces, path.name, settings.scanner())
    except OSError as error:
        raise _Refused(texts.NOT_READ.format(path=path, why=error.strerror or error)) from None
    if isinstance(kept, RefusedFile):
        large = kept.reason == "too_large"
        raise _Refused((texts.TOO_LARGE if large else texts.WRONG_KIND).format(path=path))
    if not kept.mime.startswith(COPY_KINDS):
        raise _Refused(texts.WRONG_KIND.format(path=path))
    return SignedFile(kept.sha256, kept.name, kept.mime, kept.size)


def _put(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        raise _Refused(texts.NOT_WRITTEN.format(path=target, why=error.strerror or error)) from None


def _plain(one: PaperLine) -> dict[str, Any]:
    return {
        "unit": one.slug,
        "name": one.name,
        "state": one.state,
        "submitted_at": one.submitted_at.isoformat() if one.submitted_at else None,
        "volunteer": one.volunteer,
        "document_number": one.paper.document_number,
        "document_date": one.paper.document_date,
        "approved_by": one.paper.approved_by,
        "signed_copy": one.paper.file and one.paper.file.sha256,
        "on_paper": one.on_paper,
        "clerk": one.clerk,
    }


def _say(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
