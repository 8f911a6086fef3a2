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
        units = [unit_of(conn, who, one) for one in args.unit]
        if args.end:
            return _end_extensions(conn, who, units, args.reason, now)
        done = schedule.extend_many(conn, who, units, args.until, args.reason, now)
        if isinstance(done, Refusal):
            return done
        whom = args.unit[0] if len(units) == 1 else chat.several(len(done.units))
        said = [_why(name, refused) for name, refused in done.refused]
        moved = texts.done(chat.moving(whom, args.until, ZONE), 0, done.effect.reopened)
        return "\n".join([moved, *said])

    return as_operator(args, work, _explain)


def _end_extensions(
    conn: Connection, who: Staffer, units: list[int], reason: str, now: datetime
) -> str | Refusal:
    """All or none: what is refused for one is refused for all."""
    closed = 0
    for unit in units:
        ended = schedule.end_extension(conn, who, unit, reason, now)
        if isinstance(ended, Refusal):
            return ended
        closed += ended.closed
    return texts.done(texts.EXTENSION_ENDED.rstrip("."), closed, 0)


def _why(name: str, refused: Refusal) -> str:
    return f"{name}: {_explain(refused)}"


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
