"""What `dti campaign next` does."""

import argparse
import sys
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from dti import next_texts as texts
from dti.framework_folder import folder
from dti.setup_actions import campaign_of, change, framework_text
from dti_core.campaign import setup
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import next_campaign, next_outlook, staffer
from dti_core.campaign.staff.next_campaign import NextPlan
from dti_core.framework.catalogue import render
from dti_core.framework.library import open_framework
from dti_core.messages.model import plain
from dti_core.messages.staff import next_campaign as chat
from dti_core.messages.staff.next_views import NextOutlook
from dti_core.store import tables as t


def run(args: argparse.Namespace) -> int:
    """Set next year's campaign up, all or nothing."""
    named = dict(_named(one) for one in args.framework)
    for name in named.values():
        loaded = open_framework(name, folder())
        if loaded.framework is None:
            print("\n".join(render(problem) for problem in loaded.problems), file=sys.stderr)
            return 1

    def begin(conn: Connection) -> str:
        now, old = datetime.now(UTC), campaign_of(conn, args.source)
        known = setup.frameworks_of(conn, old)
        follows = {_which(one, known): framework_text(name) for one, name in named.items()}
        year = select(t.campaign.c.reference_year).where(t.campaign.c.id == old)
        following = args.year or conn.execute(year).scalar_one() + 1
        opens = args.opens or now
        plan = NextPlan(args.slug, args.title.strip(), following, opens, args.closes, follows)
        if args.preview:
            return _preview(next_outlook.foresee(conn, staffer.operator(old), plan))
        done = next_campaign.begin(conn, staffer.operator(old), plan, now)
        if isinstance(done, Refusal):  # the operator may do everything
            raise SetupProblem("unknown_campaign", args.source)
        return texts.begun(args.slug, done)

    return change(begin)


def _preview(found: NextOutlook | Refusal) -> str:
    return "" if isinstance(found, Refusal) else plain(chat.outlook(found).text)


def _named(text: str) -> tuple[str, str]:
    old, sign, new = text.partition("=")
    return (old, new) if sign else ("", old)


def _which(old: str, known: tuple[str, ...]) -> str:
    """The framework of last year that is meant; the only one where none is named."""
    if not old and len(known) != 1:
        raise SetupProblem("which_framework", "", known)
    name = old or known[0]
    if name not in known:
        raise SetupProblem("unknown_framework", name, known)
    return name
