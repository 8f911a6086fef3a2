"""Each kind of book: how it is compared with what is stored, and how it is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from dti_core.campaign.forms import answers, figures, reviews, storing
from dti_core.campaign.forms.filled import Filled, Kind
from dti_core.campaign.forms.holders import Holder, unit_of
from dti_core.campaign.forms.settling import Decisions
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import unit_people
from dti_core.campaign.staff.powers import Power
from dti_core.campaign.staff.review_proofs import name_of
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.contact.signing import cited
from dti_core.messages.form_views import Comparison
from dti_core.messages.forms import told_unit

Compare = Callable[[Connection, Holder, Filled, Decisions, datetime], Comparison | Refusal]
Store = Callable[[Connection, Holder, Filled, Decisions, datetime], Refusal | None]


@dataclass(frozen=True)
class Form:
    """`power`: which of the staff's powers it needs."""

    power: Power
    compare: Compare
    store: Store


def _compare_answers(
    conn: Connection, holder: Holder, filled: Filled, decisions: Decisions, now: datetime
) -> Comparison | Refusal:
    at = unit_of(conn, holder, filled, now)
    if isinstance(at, Refusal):
        return at
    found = answers.compare(at.view, filled, decisions, now)
    return _with_paper(found, filled) if isinstance(holder, Staffer) else found


def _with_paper(found: Comparison, filled: Filled) -> Comparison:
    """One of the staff types in what a unit sent: the document is named, or asked for."""
    if not filled.cites.cited:
        return replace(found, needs_paper=True)
    return replace(found, remarks=(f"Theo {cited(filled.cites)} của đơn vị.", *found.remarks))


def _store_answers(
    conn: Connection, holder: Holder, filled: Filled, decisions: Decisions, now: datetime
) -> Refusal | None:
    at = unit_of(conn, holder, filled, now)
    if isinstance(at, Refusal):
        return at
    if isinstance(holder, Staffer) and not filled.cites.cited:
        return Refusal("needs_paper", at.view.unit_name)
    shown = answers.compare(at.view, filled, decisions, now)
    refusal = storing.store(conn, at.place, at.view, filled, shown, now)
    if refusal is None and isinstance(holder, Staffer):
        count, by = len(shown.having("new", "changed")), name_of(conn, holder.who)
        told = told_unit(at.view.unit_name, by, count, cited(filled.cites))
        unit_people.tell(conn, at.place.enrolment, lambda _view: told, now)
    return refusal


FORMS: Mapping[Kind, Form] = {
    "questionnaire": Form("answer_for", _compare_answers, _store_answers),
    "review": Form("review", reviews.compare, reviews.store),
    "measured": Form("measure", figures.compare, figures.store),
    "references": Form("measure", figures.compare, figures.store),
}
