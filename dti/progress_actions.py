"""What `dti progress` does."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from dti import progress_json, setup_texts
from dti import progress_texts as texts
from dti.run_commands import open_database
from dti.settings import Settings
from dti.setup_actions import campaign_of
from dti_core.campaign import comparison, setup
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import board_unit, staffer
from dti_core.campaign.staff import stuck as stuck_cases
from dti_core.campaign.staff.board import board, groups
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.model import Message, plain
from dti_core.messages.staff import board_unit as unit_texts
from dti_core.messages.staff import stuck as stuck_texts
from dti_core.messages.staff.board_view import Board, Pick, sheets

T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """What is printed, for people or programs, and the pictures that were asked for (PNG)."""

    words: str
    data: dict[str, Any]
    pictures: tuple[bytes, ...] = ()
    why_none: str = texts.NOTHING_TO_DRAW


def progress(args: argparse.Namespace) -> int:
    """Print it, or write pictures: 0 done, 1 with what is wrong."""
    if args.stuck and args.picture:
        print(texts.NO_PICTURE_OF_STUCK, file=sys.stderr)
        return 1
    database = open_database(Settings.from_env())
    try:
        with database.read() as conn:
            told = _ask(conn, args, datetime.now(UTC))
    except SetupProblem as problem:
        print(setup_texts.problem(problem.code, problem.value, problem.known), file=sys.stderr)
        return 1
    finally:
        database.close()
    if args.picture is None or args.json:
        print(json.dumps(told.data, ensure_ascii=False, indent=1) if args.json else told.words)
    return 0 if args.picture is None else _write(args.picture, told)


def _ask(conn: Connection, args: argparse.Namespace, now: datetime) -> Told:
    who = staffer.operator(campaign_of(conn, args.campaign))
    pick = Pick(_group(conn, who, args.group), args.state, args.order)
    if args.unit:
        return _unit(conn, who, args, now)
    if args.stuck:
        found = _certain(stuck_cases.stuck(conn, who, pick, now))
        return Told(_plain(stuck_texts.screen(found)), progress_json.stuck(found))
    whole = _certain(board(conn, who, pick, now))
    return Told(texts.table(whole), progress_json.board(whole), _boards(whole) if args.picture else ())


def _certain(found: T | Refusal) -> T:
    """What was found; a refusal (the unit was taken out a moment ago) as a problem."""
    if isinstance(found, Refusal):
        raise SetupProblem(found.code, found.subject)
    return found


def _boards(whole: Board) -> tuple[bytes, ...]:
    from dti_core.charts.board import draw

    return tuple(draw(whole, sheet) for sheet in sheets(whole))


def _unit(conn: Connection, who: Staffer, args: argparse.Namespace, now: datetime) -> Told:
    enrolment = setup.find_enrolment(conn, who.campaign, args.unit)
    if enrolment is None:
        raise SetupProblem("unknown_unit", args.unit, setup.units_of(conn, who.campaign))
    found = _certain(board_unit.unit(conn, who, enrolment, now))
    seen = comparison.of_unit(conn, enrolment, now, by_staff=True) if args.picture else None
    pictures: tuple[bytes, ...] = ()
    if seen is not None:
        from dti_core.charts.bars import draw

        pictures = (draw(seen),)
    data = progress_json.unit(found, found.group)
    return Told(_plain(unit_texts.detail(found)), data, pictures, texts.NO_POINTS)


def _group(conn: Connection, who: Staffer, name: str | None) -> int | None:
    """The number of a group. Raises `SetupProblem`."""
    if name is None:
        return None
    known = groups(conn, who)
    found = next((group.number for group in known if group.id == name), None)
    if found is None:
        raise SetupProblem("unknown_group", name, tuple(group.id for group in known))
    return found


def _write(path: Path, told: Told) -> int:
    if not told.pictures:
        print(told.why_none, file=sys.stderr)
        return 1
    paths = _names(path, len(told.pictures))
    for each, content in zip(paths, told.pictures, strict=True):
        try:
            each.write_bytes(content)
        except OSError as problem:
            print(texts.cannot_write(each, problem), file=sys.stderr)
            return 1
    print(texts.drawn(paths), file=sys.stderr)
    return 0


def _names(path: Path, count: int) -> Sequence[Path]:
    if count == 1:
        return [path]
    return [path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(1, count + 1)]


def _plain(message: Message) -> str:
    return plain(message.text)
