"""What `dti review …` does."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from dti import review_json as machine
from dti import review_texts as texts
from dti.setup_actions import campaign_of, change
from dti.staff_command import unit_of
from dti_core.campaign import setup
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import review as cases
from dti_core.campaign.staff import (
    review_batch,
    review_bulk,
    review_finish,
    review_item,
    review_queue,
    review_requests,
    staffer,
)
from dti_core.campaign.staff.review import Done, Target
from dti_core.campaign.staff.review_batch import Sent, Unsettled
from dti_core.campaign.staff.review_bulk import Preview
from dti_core.campaign.staff.review_finish import Finished, Outlook
from dti_core.campaign.staff.review_queue import Scope, Slot
from dti_core.campaign.staff.review_requests import Decided
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.model import Message, RichText, plain
from dti_core.messages.staff import review_asking as chat
from dti_core.messages.staff import review_batches, review_lists, review_many, review_trouble
from dti_core.messages.staff import review_finish as finishing
from dti_core.messages.staff import review_item as card
from dti_core.messages.staff.review_views import Item

Act = Callable[[Connection, Staffer, datetime], object]


def list_items(args: argparse.Namespace) -> int:
    """What waits for review."""
    return _run(args, lambda conn, who, _: review_queue.slots(conn, who, _scope(conn, who, args)))


def show(args: argparse.Namespace) -> int:
    """One item, as in chat."""
    return _run(args, lambda c, who, _: review_item.load(c, who, _unit(c, who, args), args.criterion))


def accept(args: argparse.Namespace) -> int:
    """One item, or many after a preview."""
    if args.unit and args.criterion:
        return _run(args, lambda c, who, now: cases.accept(c, who, _target(c, who, args), now))

    def many(conn: Connection, who: Staffer, now: datetime) -> object:
        scope = _scope(conn, who, args)
        found = review_bulk.preview(conn, who, scope, args.only)
        if isinstance(found, Refusal) or not args.yes or not found.items:
            return found
        return review_bulk.accept(conn, who, scope, args.only, found.mark, now)

    return _run(args, many)


def adjust(args: argparse.Namespace) -> int:
    """Other points."""
    return _run(
        args,
        lambda c, who, now: cases.adjust(c, who, _target(c, who, args), args.points, args.reason, now),
    )


def assess(args: argparse.Namespace) -> int:
    """An expert's points, in the expert's column."""

    def act(conn: Connection, who: Staffer, now: datetime) -> Done | Refusal:
        expert = replace(who, role="expert")
        return cases.assess(conn, expert, _target(conn, who, args), args.points, args.reason, now)

    return _run(args, act)


def send_back(args: argparse.Namespace) -> int:
    """To be answered again."""
    return _run(args, lambda c, who, now: cases.send_back(c, who, _target(c, who, args), args.reason, now))


def comment(args: argparse.Namespace) -> int:
    """A note."""
    return _run(args, lambda c, who, now: cases.comment(c, who, _target(c, who, args), args.reason, now))


def reset(args: argparse.Namespace) -> int:
    """As if nothing had been said."""
    return _run(args, lambda c, who, now: cases.take_back(c, who, _target(c, who, args), now))


def send(args: argparse.Namespace) -> int:
    """Close the batch of a unit."""
    term = args.days or review_batch.DAYS
    return _run(args, lambda c, who, now: review_batch.send(c, who, _unit(c, who, args), now, term))


def grant(args: argparse.Namespace) -> int:
    """ "Không áp dụng" granted."""
    return _run(
        args, lambda c, who, now: review_requests.grant(c, who, _target(c, who, args), args.kind, now)
    )


def refuse(args: argparse.Namespace) -> int:
    """ "Không áp dụng" refused."""
    return _run(
        args, lambda c, who, now: review_requests.refuse(c, who, _target(c, who, args), args.reason, now)
    )


def verify(args: argparse.Namespace) -> int:
    """Finish a unit, or say what that would mean."""

    def finish(conn: Connection, who: Staffer, now: datetime) -> object:
        unit = _unit(conn, who, args)
        return review_batch.verify(conn, who, unit, now) if args.yes else review_batch.check(conn, who, unit)

    return _run(args, finish)


def finish(args: argparse.Namespace) -> int:
    """Finish every unit with nothing left, or say which these are."""

    def act(conn: Connection, who: Staffer, now: datetime) -> object:
        found = review_finish.preview(conn, who, args.group)
        if isinstance(found, Refusal) or not args.yes:
            return found
        return review_finish.finish(conn, who, found.mark, now, args.group)

    return _run(args, act)


def _run(args: argparse.Namespace, act: Act) -> int:
    """In one transaction; what came of it in words or as JSON, a refusal as exit code 1."""
    results: dict[str, object] = {}

    def once(conn: Connection) -> str:
        who = staffer.operator(campaign_of(conn, args.campaign))
        results["it"] = found = act(conn, who, datetime.now(UTC))
        if isinstance(found, Refusal):
            print(review_trouble.sentence(found.code), file=sys.stderr)
            return machine.dump(found) if args.json else ""
        return machine.dump(found) if args.json else _words(found, args)

    code = change(once)
    return code or int(isinstance(results.get("it"), (Refusal, Unsettled)))


def _scope(conn: Connection, who: Staffer, args: argparse.Namespace) -> Scope:
    return Scope(
        wanted=getattr(args, "state", "open"),
        enrolment=_unit(conn, who, args) if args.unit else None,
        criterion=args.criterion,
        index=args.index,
        group=args.group,
        by_criterion=getattr(args, "by_criterion", False),
        among=tuple(unit_of(conn, who, one) for one in getattr(args, "units", ())),
    )


def _unit(conn: Connection, who: Staffer, args: argparse.Namespace) -> int:
    found = setup.find_enrolment(conn, who.campaign, args.unit)
    if found is None:
        raise SetupProblem("unknown_unit", args.unit, setup.units_of(conn, who.campaign))
    return found


def _target(conn: Connection, who: Staffer, args: argparse.Namespace) -> Target:
    return Target(_unit(conn, who, args), args.criterion)


def _words(found: object, args: argparse.Namespace) -> str:
    match found:
        case Done(unit=unit, name=name, points=points, state=state):
            return chat.done(state, unit, name, points) if state in chat.DONE else "✓"
        case Preview():
            return _preview(found, args)
        case Sent(unit=unit, criteria=count, people=people, until=until, zone=zone):
            told = review_batches.sent(unit, count, people, until, zone)
            return plain(told if until else review_batches.verified(unit, count, people))
        case Decided(unit=unit, name=name, gives=gives, people=people):
            return plain(chat.decided(name, unit, gives, people))
        case Item():
            return _text(card.shown(found, datetime.now(UTC)))
        case _:
            return _more(found)


def _more(found: object) -> str:
    match found:
        case Unsettled():
            groups = review_batches.groups_of(
                found.unreviewed, found.returned, found.changed, found.requested
            )
            return _text(review_batches.unsettled(found.unit, 0, groups))
        case review_batch.Ready(unit=unit, points=points, attainable=all_, accepted=a, adjusted=b):
            asked = review_batches.ask_verify(unit, 0, (points, all_), a, b)
            return f"{_text(asked)}\n{texts.NEEDS_YES}"
        case Outlook(mark=mark, units=units):
            each = [(one.unit, one.points, one.adjusted) for _, one in units]
            return f"{plain(finishing.in_words(mark, each))}\n{texts.NEEDS_YES}"
        case Finished(units=units, left=left):
            return plain(finishing.done(len(units), sum(one.people for one in units), left))
        case [Slot(), *_]:
            rows = [machine.line(slot) for slot in found if isinstance(slot, Slot)]
            return f"{texts.table(rows)}\n{texts.COUNT.format(n=len(rows))}\n{plain(_LEGEND)}"
        case _:
            return texts.NOTHING


def _preview(found: Preview, args: argparse.Namespace) -> str:
    where = review_many.where_in_words(args.unit, args.criterion, args.group, len(args.units))
    told = _text(review_many.preview(args.only, where, found.mark, found.parts, found.late))
    if args.yes and found.items:
        return f"{told}\n{plain(review_many.done(found.items, len(found.parts)))}"
    return f"{told}\n{texts.NEEDS_YES}" if found.items else told


_LEGEND: RichText = review_lists.legend()


def _text(message: Message) -> str:
    return plain(message.text)
