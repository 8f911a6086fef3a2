"""Every use case that takes a speaker or one of the staff, found by looking, and called with foreign ids."""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Any

import dti_core.campaign as core
from dti_core.campaign.evidence import NOTHING
from dti_core.campaign.files import StoredFile
from dti_core.campaign.forms.holders import Holder
from dti_core.campaign.invitations import Reach
from dti_core.campaign.people import Speaker
from dti_core.campaign.staff.council import Subject
from dti_core.campaign.staff.inviting import Guest, Ticket, Wanted
from dti_core.campaign.staff.next_campaign import NextPlan
from dti_core.campaign.staff.reminder_rules import When
from dti_core.campaign.staff.reminders import Plan
from dti_core.campaign.staff.review import Target
from dti_core.campaign.staff.review_queue import Scope
from dti_core.campaign.staff.roster.adding import NewUnit
from dti_core.campaign.staff.roster.book import Book
from dti_core.campaign.staff.roster.members import Newcomer
from dti_core.campaign.staff.roster.proposals import Source
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import Requester
from dti_core.messages.staff.audit_views import Lookup
from dti_core.messages.staff.board_view import Pick
from dti_core.messages.staff.publishing_views import Decision
from dti_core.messages.staff.roster_plan import Plan as RosterPlan
from dti_core.messages.staff.roster_views import PersonLine
from dti_core.survey.dossier import Paper
from tests.access.house import MARK, House, book

PREFIX = "dti_core.campaign."
FILE = StoredFile("ab" * 32, "a.pdf", "application/pdf", 9)


@dataclass(frozen=True)
class UseCase:
    """A public function of the use cases; `name` below dti_core.campaign."""

    name: str
    run: Callable[..., Any]
    who: str
    """`staffer` or `speaker`: whom it is told about."""


def use_cases(who: str) -> dict[str, UseCase]:
    """Those that are told who is at work."""
    return {one.name: one for one in _all() if one.who == who}


def takes(case: UseCase) -> set[str]:
    """The names of its parameters."""
    return {*inspect.signature(case.run).parameters}


def _all() -> Iterator[UseCase]:
    for module in sorted(found.name for found in pkgutil.walk_packages(core.__path__, PREFIX)):
        for name, run in vars(importlib.import_module(module)).items():
            if not inspect.isfunction(run) or run.__module__ != module or name.startswith("_"):
                continue
            taken = [kind for at, kind in typing.get_type_hints(run).items() if at != "return"]
            either = any(kind == Holder for kind in taken)
            whole = f"{module.removeprefix(PREFIX)}.{name}"
            if Staffer in taken or either:
                yield UseCase(whole, run, "staffer")
            if either or (Speaker in taken and Staffer not in taken):
                yield UseCase(whole, run, "speaker")


def arguments(house: House, case: UseCase, given: dict[str, Any]) -> dict[str, Any]:
    """What it is called with: who and where as given, everything else foreign."""
    known = {**_foreign(house), **given}
    wanted = inspect.signature(case.run).parameters.values()
    return {
        one.name: _pick(case, one.name, known)
        for one in wanted
        if one.default is inspect.Parameter.empty or one.name in ("enrolment", "unit", "group")
    }


def _pick(case: UseCase, name: str, known: dict[str, Any]) -> Any:
    return known.get(f"{case.name}.{name}", known.get(name))


def _foreign(house: House) -> dict[str, Any]:
    """Values by parameter, or by use case and parameter; all of them of the unit that is foreign."""
    unit, ids, now = house.unit, house.ids, house.mine.now
    later, target = now + timedelta(days=2), Target(unit, "1.1")
    reach = Reach(house.mine.campaign, "contact", unit)
    line = PersonLine(f"m{ids['member']}", "", "contact", in_charge=True, standing="none")
    plan = Plan("stalled", only=frozenset({unit}))
    ref, day = f"m{ids['member']}", now.date()
    return {
        "now": now, "enrolment": unit, "enrolments": [unit], "unit": MARK, "units": [MARK], "target": target,
        "piece": ids["evidence"], "proposal": ids["proposal"], "invitation": ids["invitation"], "ref": ref,
        "assignment": ids["assignment"], "reminder": 1, "rule": 1, "request": 1, "group": None,
        "criterion": "1.1", "subject": "1.1", "key": "1.1:a", "value": "false", "url": "https://b.gov.vn/x",
        "details": NOTHING, "file": FILE, "text": "Chữ", "reason": "Lý do", "points": Fraction(1),
        "paper": Paper("1/BC", str(day)), "until": later, "when": later, "plan": plan, "kind": "review",
        "requester": Requester(), "identity": ids["identity"], "lookup": Lookup(unit=MARK), "pick": Pick(),
        "wanted": Wanted(refs=(ref,)), "invited": [], "made": [Ticket(Guest(reach, line), later)],
        "reach": reach, "comes": Newcomer("Người Mới"), "values": {"1.2:a": "1"}, "assessor": "online",
        "origin": "nguồn", "mark": "x", "decision": Decision("1/QĐ", day), "wish": "required",
        "scope": Scope(enrolment=unit), "choice": "all", "framework": "small", "index": "1", "after": None,
        "given": Book({}, ()), "source": Source("a.xlsx"), "consent_version": "1", "channel": "telegram",
        "code": "000000", "phone": "0977123456", "own": True, "name": "Tên Mới", "on": False, "groups": None,
        "staff.council.conclude.subject": Subject(unit, "1.1"), "staff.council.settle.group": 0,
        "staff.next_campaign.begin.plan": NextPlan("2030", "Đợt", 2030, now, later),
        "staff.next_outlook.foresee.plan": NextPlan("2030", "Đợt", 2030, now, later),
        "new": NewUnit(MARK, "small", "so"), "indices": None,
        "staff.roster.applying.carry_out.plan": RosterPlan(),
        "staff.reminder_rules.add.when": When(1), "power": "review", "place": None, "found": [],
        "filled": book(), "decisions": {}, "digest": "", "side": "file", "_now": now,
        "privacy.requests.decide.reason": None, "staff.review_requests.grant.kind": None,
    }  # fmt: skip
