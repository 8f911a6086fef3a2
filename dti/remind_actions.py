"""What the commands about reminders do."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from dti import remind_texts as texts
from dti.staff_command import as_operator, unit_of
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import board, reminder_results, reminder_rules, reminders
from dti_core.campaign.staff.reminder_rules import When
from dti_core.campaign.staff.reminders import Plan
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import NOBODY
from dti_core.messages.contact.reminders import trouble

Explain = Callable[[Refusal], str]


def show(args: argparse.Namespace) -> int:
    """The latest rounds."""

    def work(conn: Connection, who: Staffer, _now: datetime) -> str | Refusal:
        found = reminder_results.rounds(conn, who)
        if isinstance(found, Refusal):
            return found
        return _json([asdict(one) for one in found]) if args.json else texts.rounds(found)

    return as_operator(args, work, _explain(args))


def preview(args: argparse.Namespace) -> int:
    """Who would get it, without sending."""

    def work(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        seen = reminders.preview(conn, who, _plan(conn, who, args), now)
        if isinstance(seen, Refusal):
            return seen
        return _json(asdict(seen)) if args.json else texts.preview(seen)

    return as_operator(args, work, _explain(args))


def send(args: argparse.Namespace) -> int:
    """Send now."""

    def work(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        plan = _plan(conn, who, args)
        seen = reminders.preview(conn, who, plan, now)
        if isinstance(seen, Refusal):
            return seen
        done = reminders.send(conn, who, plan, NOBODY, now, even_at_night=args.at_night)
        return done if isinstance(done, Refusal) else texts.sending(seen.people)

    return as_operator(args, work, _explain(args))


def plan(args: argparse.Namespace) -> int:
    """Send later."""

    def work(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        meant, night = _plan(conn, who, args), args.at_night
        done = reminders.plan_for(conn, who, meant, NOBODY, args.at, now, even_at_night=night)
        return done if isinstance(done, Refusal) else texts.planned(done)

    return as_operator(args, work, _explain(args))


def cancel(args: argparse.Namespace) -> int:
    """Take a planned one back."""

    def work(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        return reminders.cancel(conn, who, args.round, now) or texts.CANCELLED

    return as_operator(args, work, _explain(args))


def rules(args: argparse.Namespace) -> int:
    """Show the rules, after adding, pausing or resuming one."""

    def work(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        if (refused := _change_rules(conn, who, args, now)) is not None:
            return refused
        found = reminder_rules.listed(conn, who)
        return found if isinstance(found, Refusal) else texts.rules(found)

    return as_operator(args, work, _explain(args))


def _change_rules(conn: Connection, who: Staffer, args: argparse.Namespace, now: datetime) -> Refusal | None:
    if args.kind:
        when = When(args.days_before, args.hour)
        done = reminder_rules.add(conn, who, _plan(conn, who, args), when, NOBODY, now)
        return done if isinstance(done, Refusal) else None
    if args.pause is not None:
        return reminder_rules.switch(conn, who, args.pause, False, now)
    if args.resume is not None:
        return reminder_rules.switch(conn, who, args.resume, True, now)
    return None


def _plan(conn: Connection, who: Staffer, args: argparse.Namespace) -> Plan:
    """What is meant. Raises `SetupProblem` for a group or a unit that does not exist."""
    known = {one.id for one in board.groups(conn, who)}
    for group in args.group or ():
        if group not in known:
            raise SetupProblem("unknown_group", group, tuple(sorted(known)))
    named = getattr(args, "unit", None)
    only = frozenset(unit_of(conn, who, one) for one in named) if named else None
    return Plan(args.kind.replace("-", "_"), args.text, args.group, args.stalled_days, only, args.providers)


def _explain(args: argparse.Namespace) -> Explain:
    def said(refusal: Refusal) -> str:
        wrong = trouble(args.text or "") if refusal.code == "bad_text" else None
        return texts.refused(refusal.code, refusal.subject, wrong)

    return said


def _json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2, default=_text)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
