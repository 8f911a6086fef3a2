"""A staff's use case at the command line: as the operator, in one transaction, with one clear message."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection

from dti.setup_actions import campaign_of, change
from dti_core.campaign import setup
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import SetupProblem
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.staffer import Staffer

Work = Callable[[Connection, Staffer, datetime], "str | Refusal"]


class _Refused(Exception):
    """Rolls everything back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def as_operator(args: argparse.Namespace, work: Work, explain: Callable[[Refusal], str]) -> int:
    """Do it and print what it says: 0; a refusal or a name that does not exist: 1, and nothing is changed."""

    def act(conn: Connection) -> str:
        said = work(conn, staffer.operator(campaign_of(conn, args.campaign)), datetime.now(UTC))
        if isinstance(said, Refusal):
            raise _Refused(said)
        return said

    try:
        return change(act)
    except _Refused as refused:
        print(explain(refused.refusal), file=sys.stderr)
        return 1


def unit_of(conn: Connection, who: Staffer, slug: str) -> int:
    """A unit's enrolment by its short name. Raises `SetupProblem` with those there are."""
    found = setup.find_enrolment(conn, who.campaign, slug)
    if found is None:
        raise SetupProblem("unknown_unit", slug, setup.units_of(conn, who.campaign))
    return found
