"""`dti roster template` and `dti roster import`."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from dti import roster_texts as texts
from dti.framework_folder import folder
from dti.setup_actions import campaign_of, change
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.roster import proposals, snapshot
from dti_core.campaign.staff.roster.proposals import Applied, Proposed, Source
from dti_core.campaign.staff.roster.snapshot import FrameworkFacts, Snapshot
from dti_core.excel.book import open_book
from dti_core.excel.roster.reading import is_roster, read
from dti_core.excel.roster.template import make
from dti_core.excel.trouble import render
from dti_core.framework.catalogue import render as render_problem
from dti_core.framework.library import open_framework
from dti_core.messages.model import RichText, plain
from dti_core.messages.staff import roster as chat
from dti_core.messages.staff import roster_preview as preview
from dti_core.messages.staff.roster_plan import Plan


def template(args: argparse.Namespace) -> int:
    """A book to fill in: of a campaign with what it has, or of frameworks alone."""
    if not args.campaign and not args.framework:
        return _wrong(texts.WHICH_TEMPLATE)
    if not args.campaign:
        return _from_frameworks(args.framework, args.file)

    def write(conn: Connection) -> str:
        taken = snapshot.take(conn, campaign_of(conn, args.campaign))
        return _write(args.file, list(taken.frameworks.values()), taken)

    return change(write)


def _from_frameworks(names: list[str], path: Path) -> int:
    facts = []
    for name in names:
        loaded = open_framework(name, folder())
        if loaded.framework is None:
            return _wrong("\n".join(render_problem(problem) for problem in loaded.problems))
        facts.append(snapshot.facts_of(loaded.framework))
    print(_write(path, facts, None))
    return 0


def _write(path: Path, facts: list[FrameworkFacts], taken: Snapshot | None) -> str:
    try:
        make(path, facts, taken)
    except OSError as error:
        return texts.unwritable(path, error.strerror or str(error))
    return texts.made(path)


def load(args: argparse.Namespace) -> int:
    """Preview a book; write it with `--yes`. 1 where any row is refused."""
    opened = open_book(args.file)
    if opened.refusal is not None:
        return _wrong("\n".join(render([opened.refusal])))
    if not is_roster(opened.sheets):
        return _wrong(texts.NOT_A_ROSTER)
    given, now, plans = read(opened.sheets), datetime.now(UTC), []

    def act(conn: Connection) -> str:
        who = staffer.operator(campaign_of(conn, args.campaign))
        found: Proposed | Applied | Refusal = proposals.propose(conn, who, given, Source(args.file.name), now)
        if isinstance(found, Proposed):
            plans.append(found.plan)
            if args.yes:
                found = proposals.apply(conn, who, found.id, now)
            else:
                proposals.cancel(conn, who, found.id, now)
        return _told(found, plans, as_json=args.json, written=args.yes)

    code = change(act)
    return code or int(not plans or bool(plans[0].troubles))


def _told(found: Proposed | Applied | Refusal, plans: list[Plan], *, as_json: bool, written: bool) -> str:
    if isinstance(found, Refusal):
        return plain(chat.refused(found.code).text)
    (plan,) = plans
    if as_json:
        return json.dumps({"written": written, **asdict(plan)}, ensure_ascii=False, indent=1)
    rows = [plain(line) for each in preview.SECTIONS for line in _section(plan, each)]
    last = plain(preview.applied(plan).text) if written else texts.NOTHING_WRITTEN
    return "\n".join([*rows, "", *map(plain, preview.counts(plan)), last])


def _section(plan: Plan, wanted: preview.Section) -> list[RichText]:
    found = preview.entries(plan, wanted)
    return [preview.heading(wanted, len(found)), *found] if found else []


def _wrong(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
