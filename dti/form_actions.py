"""What `dti import` and the books to fill in of `dti export` do: the same use cases as in chat."""

import argparse
import json
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from dti import form_texts as texts
from dti.form_errands import Made, file_name, staff_book
from dti.setup_actions import campaign_of, change
from dti.setup_arguments import ZONE
from dti_core.campaign import desk, setup
from dti_core.campaign.forms import proposals
from dti_core.campaign.forms.filled import Filled
from dti_core.campaign.forms.settling import Decisions
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel.book import open_book
from dti_core.excel.forms import questionnaire, reading
from dti_core.excel.forms.questionnaire import Place
from dti_core.excel.trouble import render
from dti_core.messages import forms as chat
from dti_core.messages.form_views import Comparison
from dti_core.messages.model import plain
from dti_core.survey.signature import is_future, read

STAFF_KINDS = {"review-book": "review", "measured-template": "measured", "references-template": "references"}


def load(args: argparse.Namespace) -> int:
    """Preview a book; store it with `--yes`. 1 where anything of it is refused or undecided."""
    opened = open_book(args.file)
    if opened.refusal is not None:
        return _wrong("\n".join(render([opened.refusal])))
    filled = reading.read(opened.sheets)
    if filled is None or filled.kind != args.kind:
        name = "answers" if args.kind == "questionnaire" else args.kind
        return _wrong(texts.NOT_THIS_BOOK.format(what=texts.HELP_KINDS[name]))
    if (document := getattr(args, "document", None)) is not None:
        paper = read(document)
        if not paper.cited or is_future(paper, datetime.now(ZONE).date()):
            return _wrong(texts.BAD_DOCUMENT)
        filled = replace(filled, cites=paper)
    outcome: list[int] = []

    def act(conn: Connection) -> str:
        code, said = _load(conn, staffer.operator(campaign_of(conn, args.campaign)), filled, args)
        outcome.append(code)
        return said

    return change(act) or outcome[0]


def _load(conn: Connection, who: Staffer, filled: Filled, args: argparse.Namespace) -> tuple[int, str]:
    now = datetime.now(UTC)
    found = proposals.compare(conn, who, filled, {}, now)
    if isinstance(found, Refusal):
        return 1, chat.why(found.code, found.subject)
    decisions: Decisions = {}
    if args.conflicts:
        decisions = {one.id: (args.conflicts, one.stamp) for one in found.having("conflict")}
        found = proposals.compare(conn, who, filled, decisions, now)
    if isinstance(found, Refusal):
        return 1, chat.why(found.code, found.subject)
    last = _last(found, args.yes)
    if args.yes and not found.having("conflict"):
        done = proposals.store(conn, who, filled, decisions, found.digest, now)
        if isinstance(done, Refusal):
            hint = f" {texts.NEEDS_DOCUMENT}" if done.code == "needs_paper" else ""
            return 1, f"{chat.why(done.code, done.subject)}{hint}"
    return int(bool(found.having("refused", "conflict"))), _said(found, last, as_json=args.json)


def _last(found: Comparison, yes: bool) -> str:
    if conflicts := found.having("conflict"):
        return texts.UNDECIDED.format(n=len(conflicts))
    count = len(found.having("new", "changed"))
    return texts.WRITTEN.format(n=count) if yes else texts.NOTHING_WRITTEN


def _said(found: Comparison, last: str, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({**asdict(found), "result": last}, ensure_ascii=False, indent=1)
    return "\n".join([found.title, *found.remarks, *chat.plain_lines(found), plain(chat.counts(found)), last])


def make(args: argparse.Namespace) -> int:
    """Write a book to fill in."""
    if args.to.exists() and not args.force:
        return _wrong(texts.EXISTS.format(path=args.to))
    made: list[Made] = []

    def act(conn: Connection) -> str:
        made.append(_make(conn, args))
        return _write(args.to, made[0].content)

    try:
        return change(act)
    except _NotMade as no:
        return _wrong(chat.why(no.refusal.code, no.refusal.subject))


class _NotMade(Exception):
    """There is no such book; nothing is written."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def _make(conn: Connection, args: argparse.Namespace) -> Made:
    now, campaign = datetime.now(UTC), campaign_of(conn, args.campaign)
    if args.kind == "questionnaire":
        enrolment = setup.find_enrolment(conn, campaign, args.unit)
        if enrolment is None:
            raise SetupProblem("unknown_unit", args.unit, setup.units_of(conn, campaign))
        place = Place(args.campaign, args.unit)
        view = desk.of_unit(conn, enrolment)
        return Made(questionnaire.make(view, place, now), file_name(place))
    found = staff_book(conn, staffer.operator(campaign), STAFF_KINDS[args.kind], now)
    if isinstance(found, Refusal):
        raise _NotMade(found)
    return found


def _write(path: Path, content: bytes) -> str:
    try:
        path.write_bytes(content)
    except OSError as error:
        return texts.UNWRITABLE.format(path=path, why=error.strerror or error)
    return texts.MADE.format(path=path)


def _wrong(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
