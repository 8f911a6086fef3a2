"""What `dti council` and `dti publish` do."""

import argparse
import json
import re
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from dti import closing_texts as texts
from dti.setup_actions import campaign_of, change
from dti.staff_command import unit_of
from dti.texts import cannot_write
from dti_core.campaign import setup
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import contest_term, council, council_dossier, people_told, publishing, staffer
from dti_core.campaign.staff.council import Subject
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel import announcement
from dti_core.messages.formatting import moment
from dti_core.messages.model import Message, plain
from dti_core.messages.staff import council as council_chat
from dti_core.messages.staff import publishing as publish_chat
from dti_core.messages.staff.council_views import Meeting
from dti_core.messages.staff.publishing_views import Decision
from dti_core.papers import minutes as paper

Act = Callable[[Connection, Staffer, datetime], str | Refusal]


def show(args: argparse.Namespace) -> int:
    """The dossier."""
    return _run(
        args,
        council_chat.refused,
        lambda conn, who, _: _shown(args, council_dossier.load(conn, who), texts.dossier),
    )


def conclude(args: argparse.Namespace) -> int:
    """One conclusion."""

    def act(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        unit = setup.find_enrolment(conn, who.campaign, args.unit)
        if unit is None:
            raise SetupProblem("unknown_unit", args.unit, setup.units_of(conn, who.campaign))
        points = _points(args.points)
        if isinstance(points, Refusal):
            return points
        done = council.conclude(conn, who, Subject(unit, args.criterion), points, args.reason, now)
        return (
            done
            if isinstance(done, Refusal)
            else _words(council_chat.concluded(done, 0, people_told.leaves(now)))
        )

    return _run(args, council_chat.refused, act)


def settle(args: argparse.Namespace) -> int:
    """A group's."""

    def act(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        done = council.settle(conn, who, args.group, now)
        return done if isinstance(done, Refusal) else _words(council_chat.settled(done, 0))

    return _run(args, council_chat.refused, act)


def send_to_review(args: argparse.Namespace) -> int:
    """Let reviewers look at a unit again."""

    def act(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        done = council.send_to_review(conn, who, unit_of(conn, who, args.unit), args.reason, now)
        return done if isinstance(done, Refusal) else _words(council_chat.sent_to_review(done))

    return _run(args, council_chat.refused, act)


def contest_until(args: argparse.Namespace) -> int:
    """The time to contest."""

    def act(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        told = contest_term.open_until(conn, who, args.until, now)
        if isinstance(told, Refusal):
            return told
        said = moment(args.until, "Asia/Ho_Chi_Minh") if args.until > now else None
        return _words(council_chat.window_set(said, told, people_told.leaves(now)))

    return _run(args, council_chat.refused, act)


def minutes(args: argparse.Namespace) -> int:
    """The paper."""

    def act(conn: Connection, who: Staffer, _now: datetime) -> str | Refusal:
        found = council_dossier.load(conn, who, args.group)
        if isinstance(found, Refusal):
            return found
        meeting = Meeting(args.day, args.present)
        return _written(args.file, paper.pdf(found, found.groups[0], meeting))

    return _run(args, council_chat.refused, act)


def check(args: argparse.Namespace) -> int:
    """What publishing would mean."""
    return _run(
        args,
        publish_chat.refused,
        lambda conn, who, _: _shown(args, publishing.foresee(conn, who), texts.outlook),
    )


def publish(args: argparse.Namespace) -> int:
    """Publish what is there now, after a look without --yes."""

    def act(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        found = publishing.foresee(conn, who)
        if isinstance(found, Refusal):
            return found
        if not args.yes and found.ready:
            return f"{texts.outlook(found)}\n{texts.SAY_YES}"
        done = publishing.publish(conn, who, Decision(args.number, args.date), found.mark, now)
        return (
            done
            if isinstance(done, Refusal)
            else _words(publish_chat.published(done, people_told.leaves(now)))
        )

    return _run(args, publish_chat.refused, act)


def reopen(args: argparse.Namespace) -> int:
    """Reopen, with a reason."""

    def act(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        if not args.yes:
            return texts.SAY_YES
        done = publishing.reopen(conn, who, args.reason, now)
        return (
            done if isinstance(done, Refusal) else _words(publish_chat.undone(done, people_told.leaves(now)))
        )

    return _run(args, publish_chat.refused, act)


def book(args: argparse.Namespace) -> int:
    """The announcement."""

    def act(conn: Connection, who: Staffer, _now: datetime) -> str | Refusal:
        found = publishing.foresee(conn, who)
        if isinstance(found, Refusal):
            return found
        decision = found.published.decision if found.published else None
        return _written(args.file, announcement.book(found.title, found.tables, decision))

    return _run(args, publish_chat.refused, act)


def _run(args: argparse.Namespace, refused: Callable[[str], Message], act: Act) -> int:
    """Run as the operator; a refusal changes nothing, is told on stderr and makes the exit code 1."""
    told: list[str] = []

    def run(conn: Connection) -> str:
        who = staffer.operator(campaign_of(conn, args.campaign))
        done = act(conn, who, datetime.now(UTC))
        if isinstance(done, Refusal):
            told.append(_words(refused(done.code)))
            return ""
        return done

    try:
        code = change(run)
    except OSError as error:
        print(cannot_write(args.file, error.strerror or str(error)), file=sys.stderr)
        return 1
    print(*told, sep="\n", end="\n" if told else "", file=sys.stderr)
    return code or int(bool(told))


def _shown(args: argparse.Namespace, found: Any, words: Callable[[Any], str]) -> str | Refusal:
    if isinstance(found, Refusal):
        return found
    return (
        json.dumps(asdict(found), ensure_ascii=False, indent=1, default=_json) if args.json else words(found)
    )


def _json(value: object) -> object:
    if isinstance(value, Fraction):
        return float(value)
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _points(text: str | None) -> Fraction | Refusal | None:
    if text is None:
        return None
    known = re.fullmatch(r"\d{1,4}([.,]\d{1,2})?", text)
    return Fraction(text.replace(",", ".")) if known else Refusal("bad_value")


def _written(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return texts.file_written(path)


def _words(message: Message) -> str:
    return plain(message.text)
