"""Who has access to what: every live role of a campaign, who gave it, when it was last used."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, and_, literal, select

from dti_core.campaign import frameworks, providers, second_factor, words
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import board, overview
from dti_core.campaign.staff.powers import STAFF_ROLES
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff.access_views import Access, Account
from dti_core.store import tables as t

_a, _act = t.assignment.c, t.audit.c
ORDER = (*STAFF_ROLES, "clerk", "contact", "provider")


def report(conn: Connection, staffer: Staffer, now: datetime) -> list[Access] | Refusal:
    """Every live role within reach, the staff's first; those of one group see who reaches that group."""
    if refusal := staffer.lacks("audit"):
        return refusal
    facts = _Facts(conn, staffer, now)
    found = [facts.line(row) for row in _rows(conn, staffer)]
    return sorted(found, key=lambda one: (ORDER.index(one.role), one.unit or "", one.name, one.person))


def note_export(conn: Connection, who: Who, campaign: int, many: int, now: datetime) -> None:
    """Who takes the list away is in the history."""
    record_act(conn, who, Act("access_exported", "campaign", new=str(many)), now, campaign=campaign)


class _Facts:
    """What is known beside the roles themselves, read once for all of them."""

    def __init__(self, conn: Connection, staffer: Staffer, now: datetime) -> None:
        self.conn = conn
        self.titles = {group.id: group.title for group in board.groups(conn, staffer)}
        self.granters = _granters(conn, staffer.campaign)
        self.began = _began(conn, staffer.campaign)
        self.accounts = _accounts(conn, staffer.campaign)
        self.factors = {one.person: one.since for one in second_factor.everybody(conn, now)}

    def line(self, row: Any) -> Access:
        inputs = words.split(row.scope_inputs)
        offices, beyond = self._given(row.content_hash, inputs)
        return Access(
            person=row.person_id,
            name=row.person,
            role=row.role,
            in_charge=row.in_charge,
            unit=row.unit,
            groups=tuple(self.titles.get(one, one) for one in sorted(words.split(row.scope_group))),
            indices=tuple(sorted(words.split(row.scope_indices))),
            inputs=tuple(sorted(inputs)),
            since=row.granted_at,
            granted_by=self.granters.get(f"assignment:{row.id}", self.began),
            accounts=self.accounts.get(row.person_id, ()),
            seen=row.seen,
            factor=self.factors.get(row.person_id),
            offices=offices,
            beyond=tuple(sorted(beyond)),
        )

    def _given(
        self, content_hash: str | None, inputs: Collection[str]
    ) -> tuple[tuple[str, ...], frozenset[str]]:
        """The offices whose figures these are, the very one if there is one; and what none of them gives."""
        wanted = frozenset(inputs)
        if content_hash is None or not wanted:
            return (), wanted
        named = providers.offices(frameworks.framework(self.conn, content_hash))
        very = [name for name, keys in named.items() if frozenset(keys) == wanted]
        found = very[:1] or [name for name, keys in named.items() if wanted.issuperset(keys)]
        return tuple(found), wanted.difference(*(named[name] for name in found))


def _rows(conn: Connection, staffer: Staffer) -> Iterator[Any]:
    slot = literal("a") + _a.id.cast(Text)
    here = and_(t.conversation.c.person_id == _a.person_id, t.conversation.c.slot == slot)
    named = (t.person.c.name.label("person"), t.unit.c.name.label("unit"), t.enrolment.c.content_hash)
    chosen = (
        select(t.assignment, *named, t.conversation.c.updated_at.label("seen"))
        .join(t.person, t.person.c.id == _a.person_id)
        .outerjoin(t.enrolment, t.enrolment.c.id == _a.enrolment_id)
        .outerjoin(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .outerjoin(t.conversation, here)
        .where(_a.campaign_id == staffer.campaign, _a.revoked_at.is_(None))
        .where(_a.enrolment_id.is_(None) | overview.within_reach(staffer))
    )
    return (row for row in conn.execute(chosen.order_by(_a.id)) if _concerns(staffer, row.scope_group))


def _concerns(staffer: Staffer, groups: str | None) -> bool:
    """Whether a role reaches some ranking group that this member of the staff is given, too."""
    return groups is None or any(staffer.reaches(one) for one in words.split(groups))


def _accounts(conn: Connection, campaign: int) -> Mapping[int, tuple[Account, ...]]:
    live = select(_a.person_id).where(_a.campaign_id == campaign, _a.revoked_at.is_(None))
    chosen = select(t.identity).where(t.identity.c.person_id.in_(live)).order_by(t.identity.c.id)
    found: dict[int, tuple[Account, ...]] = {}
    for row in conn.execute(chosen):
        account = Account(row.channel, row.display_name, row.blocked_at is not None)
        found[row.person_id] = (*found.get(row.person_id, ()), account)
    return found


def _granters(conn: Connection, campaign: int) -> Mapping[str, str | None]:
    """Who gave each role (`assignment:7`): who issued its invitation, or a clerk who took the seat up."""
    issued = _acts(conn, campaign, "invitation_issued")
    given = {row.subject: row.name for row in issued}
    accepted = {
        row.new: given.get(row.subject)
        for row in _acts(conn, campaign, "invitation_accepted")
        if row.new is not None
    }
    return accepted | {row.subject: row.name for row in _acts(conn, campaign, "answering_for_began")}


def _began(conn: Connection, campaign: int) -> str | None:
    """Who took the staff over from last year's round; None: nobody, they are the operator's."""
    return next((row.name for row in _acts(conn, campaign, "campaign_continued")), None)


def _acts(conn: Connection, campaign: int, action: str) -> Iterator[Any]:
    chosen = select(_act.subject, _act.new, t.person.c.name).outerjoin(
        t.person, t.person.c.id == _act.person_id
    )
    return iter(conn.execute(chosen.where(_act.campaign_id == campaign, _act.action == action)).all())
