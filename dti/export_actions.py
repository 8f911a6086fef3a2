"""What `dti export` does: the same use case as the chat's, written to a file of the operator's choice."""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from dti import export_texts as texts
from dti import setup_texts
from dti.run_commands import open_database
from dti.settings import Settings
from dti.setup_actions import campaign_of
from dti.staff_command import unit_of
from dti_core.campaign import setup
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import board, staffer
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel.out import making
from dti_core.excel.out.making import Batch, Order, Room
from dti_core.messages.formatting import size
from dti_core.store.database import Database


def export(args: argparse.Namespace) -> int:
    """Write the file, whole or not at all."""
    if (why_not := _cannot_write(args.to, args.force)) is not None:
        print(why_not, file=sys.stderr)
        return 1
    settings = Settings.from_env()
    database = open_database(settings)
    try:
        with database.read() as conn:
            who = staffer.operator(campaign_of(conn, args.campaign))
            order = _order(conn, who, args)
        return _make(database, settings.data_dir, who, order, args.to)
    except SetupProblem as problem:
        print(setup_texts.problem(problem.code, problem.value, problem.known, problem.guess), file=sys.stderr)
        return 1
    except OSError as error:
        print(texts.NOT_WRITTEN.format(path=args.to, why=error.strerror or error), file=sys.stderr)
        return 1
    finally:
        database.close()


def _cannot_write(target: Path, force: bool) -> str | None:
    if not target.parent.is_dir():
        return texts.NO_FOLDER.format(path=target.parent)
    if target.is_dir():
        return texts.NOT_WRITTEN.format(path=target, why="đó là thư mục")
    return texts.EXISTS.format(path=target) if target.exists() and not force else None


def _order(conn: Connection, who: Staffer, args: argparse.Namespace) -> Order:
    if args.kind == "unit":
        enrolment = setup.find_enrolment(conn, who.campaign, args.unit)
        if enrolment is None:
            raise SetupProblem("unknown_unit", args.unit, setup.units_of(conn, who.campaign))
        return Order("unit", enrolment=enrolment)
    units = frozenset(unit_of(conn, who, one) for one in getattr(args, "units", ()))
    group = None if args.group is None else _group(conn, who, args.group)
    return Order(args.kind, group=group, units=units or None)


def _group(conn: Connection, who: Staffer, name: str) -> int:
    """A ranking group's number by its id, with the framework's before it where two share one."""
    known = {f"{each.framework.id}:{each.id}": each.number for each in board.groups(conn, who)}
    found = [number for full, number in known.items() if name in (full, full.rpartition(":")[2])]
    if len(found) != 1:
        raise SetupProblem("unknown_group", name, tuple(known))
    return found[0]


def _make(database: Database, data_dir: Path, who: Staffer, order: Order, target: Path) -> int:
    """Beside the target first, so that a half-written file never bears its name."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix=".dti-", dir=target.parent) as folder:
        numbers = iter(range(1000))
        room = Room(data_dir, lambda suffix: Path(folder) / f"{next(numbers)}{suffix}")
        made = making.make(database, who, order, room, now)
        if not isinstance(made, Batch):
            print(texts.NO_UNITS, file=sys.stderr)  # the operator may do everything: there is nobody in it
            return 1
        made.files[0].path.replace(target)
    with database.write() as conn:
        making.note(conn, who, order, now)
    print(texts.written(str(target), size(target.stat().st_size)))
    if made.lost:
        print(texts.LOST.format(count=made.lost), file=sys.stderr)
    return 0
