"""What the commands about a campaign's dates do."""

import argparse
import sys
from datetime import datetime

from sqlalchemy import Connection

from dti import schedule_texts as texts
from dti.staff_command import as_operator, unit_of
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import schedule, schedule_dates
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.model import plain
from dti_core.messages.staff import schedule as chat
from dti_core.messages.staff.schedule_view import Effect

ZONE = "Asia/Ho_Chi_Minh"


def move(args: argparse.Namespace) -> int:
    """Another deadline for everybody, or what it would do."""

    def work(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        if args.preview:
            seen = schedule.foresee(conn, who, args.until, now)
            return texts.foreseen(seen.closed, seen.reopened, seen.extended)
        done = schedule.move_deadline(conn, who, args.until, args.reason, now)
        return _said(chat.moving(None, args.until, ZONE), done)

    return as_operator(args, work, _explain)


def extend(args: argparse.Namespace) -> int:
    """More time for one unit, or its end."""
    if bool(args.until) == args.end:
        print(texts.UNTIL_OR_END, file=sys.stderr)
        return 1

    def work(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        unit = unit_of(conn, who, args.unit)
        if args.end:
            ended = schedule.end_extension(conn, who, unit, args.reason, now)
            return _said(texts.EXTENSION_ENDED.rstrip("."), ended)
        done = schedule.extend(conn, who, unit, args.until, args.reason, now)
        return _said(chat.moving(args.unit, args.until, ZONE), done)

    return as_operator(args, work, _explain)


def close(args: argparse.Namespace) -> int:
    """End the self-assessment or the review now."""

    def work(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        if args.review:
            return schedule_dates.close_review(conn, who, args.reason, now) or texts.REVIEW_CLOSED
        return _said(chat.CLOSING, schedule.close_now(conn, who, args.reason, now))

    return as_operator(args, work, _explain)


def reopen(args: argparse.Namespace) -> int:
    """Let the self-assessment go on until a deadline ahead, or the review."""
    if not args.until and not args.review:
        print(texts.UNTIL_NEEDED, file=sys.stderr)
        return 1

    def work(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        if args.review:
            done = schedule_dates.reopen_review(conn, who, args.until, args.reason, now)
            return done or texts.REVIEW_REOPENED
        if args.until <= now:
            return Refusal("bad_time", "past")
        moved = schedule.move_deadline(conn, who, args.until, args.reason, now)
        return _said(chat.moving(None, args.until, ZONE), moved)

    return as_operator(args, work, _explain)


def _said(what: str, done: Effect | Refusal) -> str | Refusal:
    return done if isinstance(done, Refusal) else texts.done(what, done.closed, done.reopened)


def _explain(refusal: Refusal) -> str:
    return plain(chat.refused(refusal.code, refusal.subject).text)
