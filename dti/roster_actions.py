"""`dti roster add|list|remove|in-charge|replace|scope|rules`: units and people, by unit and name."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection

from dti import roster_texts as texts
from dti import setup_texts
from dti.setup_actions import campaign_of, change
from dti.staff_command import as_operator
from dti_core.campaign import binding, setup, words
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.roster import adding, binding_rule, members, names, scopes, snapshot
from dti_core.campaign.staff.roster.adding import NewUnit
from dti_core.campaign.staff.roster.listing import Roster
from dti_core.campaign.staff.roster.snapshot import Snapshot
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.model import plain
from dti_core.messages.staff import roster as chat
from dti_core.messages.staff.roster_views import PersonLine, UnitCard


class NoSuchPerson(SetupProblem):
    """A name that is not on the roster."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__("unknown_person", name, tuple(known))


def add_unit(args: argparse.Namespace) -> int:
    """Enrol a unit."""
    name = names.tidy(args.unit_name)

    def add(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        framework = args.framework or _only_framework(conn, who.campaign)
        new = NewUnit(name, framework, args.group, frozenset(args.traits), args.volunteer, args.slug)
        slug = adding.slug_for(snapshot.take(conn, who.campaign), new)
        done = adding.add(conn, who, new, now)
        return done if isinstance(done, Refusal) else setup_texts.enrolled(name, slug)

    return as_operator(args, add, lambda refusal: texts.not_added(refusal.code, name))


def _only_framework(conn: Connection, campaign: int) -> str:
    known = setup.frameworks_of(conn, campaign)
    if len(known) != 1:
        raise SetupProblem("which_framework", "", known)
    return known[0]


def list_everybody(args: argparse.Namespace) -> int:
    """Units with their people, then the staff."""

    def show(conn: Connection) -> str:
        roster = Roster(conn, staffer.operator(campaign_of(conn, args.campaign)), datetime.now(UTC))
        cards, officers = roster.cards(), roster.staff()
        if args.json:
            data = {"units": [asdict(card) for card in cards], "staff": [asdict(one) for one in officers]}
            return json.dumps(data, ensure_ascii=False, indent=1, default=str)
        zone = roster.zone
        people = (_line(one, zone) for one in officers)
        return "\n".join([*_units(cards), *people, chat.SIGNS_LINE])

    return change(show)


def _units(cards: Sequence[UnitCard]) -> list[str]:
    return [
        line for card in cards for line in (card.name, *(_line(one, card.time_zone) for one in card.people))
    ]


def _line(one: PersonLine, zone: str) -> str:
    when = chat.since(one, zone) if one.standing == "declined" else ""
    reach = ", ".join(part for part in (one.phone, one.email, when) if part)
    about = f" ({reach})" if reach else ""
    return f"  {chat.SIGNS[one.standing]} {one.name or 'Chưa có tên'} – {chat.role_of(one)}{about}"


def remove(args: argparse.Namespace) -> int:
    """Take somebody off the roster."""
    return _with(args, members.remove)


def put_in_charge(args: argparse.Namespace) -> int:
    """Let another contact lead."""
    return _with(args, members.put_in_charge)


def replace(args: argparse.Namespace) -> int:
    """Put somebody else in a person's place."""
    comes = members.newcomer(args.by)
    if comes is None:
        print(texts.UNCLEAR_NAME, file=sys.stderr)
        return 1
    return _with(args, lambda conn, who, ref, now: members.replace(conn, who, ref, comes, now))


def _with(args: argparse.Namespace, act: Callable[[Connection, Staffer, str, datetime], object]) -> int:
    refused = []

    def run(conn: Connection) -> str:
        now = datetime.now(UTC)
        who = staffer.operator(campaign_of(conn, args.campaign))
        done = act(conn, who, find(conn, who, args.unit, args.name, now).ref, now)
        if isinstance(done, Refusal):
            refused.append(done)
            return plain(chat.refused(done.code).text)
        return texts.DONE

    return change(run) or int(bool(refused))


def find(conn: Connection, who: Staffer, unit: str | None, name: str, now: datetime) -> PersonLine:
    """Somebody by unit (none: of the staff) and name. Raises `SetupProblem`."""
    roster = Roster(conn, who, now)
    people = roster.staff()
    if unit is not None:
        enrolment = setup.find_enrolment(conn, who.campaign, unit)
        if enrolment is None:
            raise SetupProblem("unknown_unit", unit, setup.units_of(conn, who.campaign))
        people = [one for card in roster.cards() if card.enrolment == enrolment for one in card.people]
    found = next((one for one in people if one.name and names.folded(one.name) == names.folded(name)), None)
    if found is None:
        raise NoSuchPerson(name, [one.name for one in people if one.name])
    return found


def rules(args: argparse.Namespace) -> int:
    """How the campaign makes sure of whom it lets in; changed where a rule is given."""

    def run(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        if args.binding and (refusal := binding_rule.decide(conn, who, args.binding, now)):
            return refusal
        return texts.rules(binding.rule(conn, who.campaign))

    return as_operator(args, run, _in_words)


def scope(args: argparse.Namespace) -> int:
    """How far one of the staff reaches; changed where groups or indices are given."""

    def run(conn: Connection, who: Staffer, now: datetime) -> str | Refusal:
        ref = find(conn, who, None, args.name, now).ref
        found = members.find(conn, who, ref)
        if isinstance(found, Refusal):
            return found
        taken = snapshot.take(conn, who.campaign)
        groups, indices = parts(taken, args.groups, args.indices)
        groups = found.scope_group if args.groups is None else groups
        indices = found.scope_indices if args.indices is None else indices
        if args.groups is not None or args.indices is not None:
            refusal = scopes.change(conn, who, ref, _ids(groups), _ids(indices), now)
            if refusal is not None:
                return refusal
        return texts.scope(found.name, snapshot.titled(taken, groups, indices))

    return as_operator(args, run, _in_words)


def parts(
    taken: Snapshot, groups: Sequence[str] | None, indices: Sequence[str] | None
) -> tuple[str | None, str | None]:
    """Groups and indices as stored (None: all). Raises `SetupProblem` for one that is not there."""
    facts = taken.frameworks.values()
    known_groups = [one for each in facts for one in each.groups]
    known_indices = [one for each in facts for one in each.indices]
    return _part("unknown_group", groups, known_groups), _part("unknown_index", indices, known_indices)


def _part(code: str, given: Sequence[str] | None, known: Sequence[str]) -> str | None:
    if not given or tuple(given) == (texts.EVERYTHING,):
        return None
    strange = next((one for one in given if one not in known), None)
    if strange is not None:
        raise SetupProblem(code, strange, tuple(dict.fromkeys(known)))
    return words.join(given)


def _ids(stored: str | None) -> frozenset[str] | None:
    return None if stored is None else words.split(stored)


def _in_words(refusal: Refusal) -> str:
    return plain(chat.refused(refusal.code).text)
