"""`dti invite`: a link for one person, links for many as files, links taken back."""

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from dti import invitation_files, roster_actions, setup_texts
from dti import roster_texts as texts
from dti.setup_actions import campaign_of, change, keys_of_provider
from dti.setup_arguments import ZONE
from dti.staff_command import unit_of
from dti_core.campaign import bots, setup
from dti_core.campaign.invitations import Reach
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import codes, inviting, inviting_one, staffer
from dti_core.campaign.staff.inviting import Wanted
from dti_core.campaign.staff.roster import members, snapshot
from dti_core.messages.formatting import moment
from dti_core.messages.model import plain
from dti_core.messages.staff import roster as chat
from dti_core.messages.staff.roles import ROLES

OF_UNITS = ("contact", "provider")


def invite(args: argparse.Namespace) -> int:
    """One, many, or taken back."""
    wrong = _wrong_words(args)
    if wrong is not None:
        print(wrong, file=sys.stderr)
        return 1
    if args.revoke:
        return _revoke(args)
    if args.code:
        return _code(args)
    return _many(args) if args.all_missing or args.all_waiting else _one(args)


def _wrong_words(args: argparse.Namespace) -> str | None:
    """What does not go together."""
    if args.all_missing or args.all_waiting:
        return None if args.to else texts.NEEDS_TO
    if args.revoke or args.code:
        return None if args.revoke or args.name else texts.NEEDS_NAME
    return _wrong_role(args) or _wrong_guest(args)


def _wrong_role(args: argparse.Namespace) -> str | None:
    of_unit = args.role in OF_UNITS
    if of_unit != bool(args.unit):
        return texts.NEEDS_UNIT if of_unit else texts.NO_UNIT
    if of_unit and (args.groups or args.indices):
        return texts.ONLY_STAFF
    return None


def _wrong_guest(args: argparse.Namespace) -> str | None:
    if args.name and members.newcomer(args.name) is None:
        return texts.UNCLEAR_NAME
    if (args.role == "provider") != bool(args.inputs or args.provider):
        return setup_texts.PROVIDER_NEEDS_INPUTS if args.role == "provider" else setup_texts.ONLY_A_PROVIDER
    return None


def _one(args: argparse.Namespace) -> int:
    now, valid = datetime.now(UTC), timedelta(days=args.days)

    def issue(conn: Connection) -> str:
        campaign = campaign_of(conn, args.campaign)
        reach, inputs = _reach(conn, campaign, args)
        comes = members.newcomer(args.name) if args.name else None
        token = inviting_one.invite(conn, staffer.operator(campaign), reach, now, comes, valid)
        if isinstance(token, Refusal):
            return plain(chat.refused(token.code).text)
        whom = args.unit or ROLES[args.role]
        bot = args.bot_name or bots.name_of(conn, "telegram")
        return setup_texts.invited(whom, token, bot, (now + valid).astimezone(ZONE), inputs)

    return change(issue)


def _reach(conn: Connection, campaign: int, args: argparse.Namespace) -> tuple[Reach, int]:
    """What the link is to, and how many figures a provider gives."""
    if args.role not in OF_UNITS:
        groups, indices = roster_actions.parts(snapshot.take(conn, campaign), args.groups, args.indices)
        return Reach(campaign, args.role, groups=groups, indices=indices), 0
    enrolment = setup.find_enrolment(conn, campaign, args.unit)
    if enrolment is None:
        raise SetupProblem("unknown_unit", args.unit, setup.units_of(conn, campaign))
    keys = keys_of_provider(conn, enrolment, args)
    inputs = setup.inputs_scope(conn, enrolment, keys) if keys else None
    reach = Reach(campaign, args.role, enrolment, inputs)
    return replace(reach, in_charge=not args.deputy), len(keys)


def _many(args: argparse.Namespace) -> int:
    """Files first, so that a link is never issued that nobody holds."""
    now = datetime.now(UTC)

    def issue(conn: Connection) -> str:
        who = staffer.operator(campaign_of(conn, args.campaign))
        some = frozenset(unit_of(conn, who, one) for one in args.units) or None
        wanted = Wanted(only_uninvited=args.all_missing, enrolments=some)
        guests = inviting.guests(conn, who, wanted, now)
        if isinstance(guests, Refusal) or not guests:
            return texts.NOBODY_TO_INVITE
        bot = args.bot_name or bots.name_of(conn, "telegram")
        around = invitation_files.envelope(conn, who.campaign, bot)
        tickets = inviting.tickets(guests, now, around.time_zone, timedelta(days=args.days))
        files = invitation_files.make(tickets, around)
        paths = [args.to / f"thu-moi-{around.slug}{suffix}" for suffix in (".pdf", ".xlsx")]
        try:
            _keep(args.to, dict(zip(paths, (files.pdf, files.xlsx), strict=True)))
        except OSError as error:
            return texts.unwritable(args.to, error.strerror or str(error))
        inviting.issue(conn, who, tickets, now)
        return texts.invited(len(tickets), paths, moment(tickets[0].until, around.time_zone))

    return change(issue)


def _keep(folder: Path, files: dict[Path, bytes]) -> None:
    """For the owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path, content in files.items():
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_bytes(content)


def _code(args: argparse.Namespace) -> int:
    refused: list[Refusal] = []

    def run(conn: Connection) -> str:
        now = datetime.now(UTC)
        who = staffer.operator(campaign_of(conn, args.campaign))
        ref = roster_actions.find(conn, who, args.unit, args.name, now).ref
        made = codes.issue(conn, who, ref, now)
        if isinstance(made, Refusal):
            refused.append(made)
            return plain(chat.refused(made.code).text)
        return texts.code(made.name, made.digits, f"{made.until.astimezone(ZONE):%H:%M %d/%m/%Y}")

    return change(run) or int(bool(refused))


def _revoke(args: argparse.Namespace) -> int:
    refused = []

    def run(conn: Connection) -> str:
        now = datetime.now(UTC)
        who = staffer.operator(campaign_of(conn, args.campaign))
        ref = f"e{setup.find_enrolment(conn, who.campaign, args.unit or '') or 0}"
        if args.name:
            ref = roster_actions.find(conn, who, args.unit, args.name, now).ref
        done = inviting.revoke(conn, who, ref, now)
        if isinstance(done, Refusal):
            refused.append(done)
            return plain(chat.refused(done.code).text)
        return texts.DONE

    return change(run) or int(bool(refused))
