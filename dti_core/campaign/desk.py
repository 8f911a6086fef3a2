"""The desk of a contact: everything the conversation needs to know, in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import Connection, Row, bindparam, literal, null, select

from dti_core.campaign import (
    answers,
    clerks,
    contest_window,
    deadlines,
    dossier,
    earlier,
    frameworks,
    invitations,
    returns,
    standing,
    standpoints,
    suggestions,
    unit_answers,
    words,
)
from dti_core.campaign.exact import plain
from dti_core.campaign.values import ASSESSORS, OWN, Key, adds_up, keys_of, seniority, value_of
from dti_core.framework.framework import Framework
from dti_core.messages.accounts import HELD
from dti_core.store import tables as t
from dti_core.survey.lobby import Lobby
from dti_core.survey.questionnaire import (
    AssignmentView,
    CampaignView,
    EarlierProof,
    EnrolmentState,
    EvidenceView,
    Questionnaire,
    Said,
    StoredAnswer,
)

SELF = "self"
"""What the unit is called in `survey.to_scoring`."""
NOBODY = 0
"""No person has this number."""

_ENROLMENT = (
    select(
        t.enrolment,
        t.assignment.c.id.label("assignment_id"),
        t.assignment.c.role,
        t.assignment.c.scope_inputs,
        t.assignment.c.active,
        t.person.c.name.label("person_name"),
        t.unit.c.name.label("unit_name"),
    )
    .join(t.assignment, t.assignment.c.enrolment_id == t.enrolment.c.id)
    .join(t.person, t.person.c.id == t.assignment.c.person_id)
    .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
    .where(t.assignment.c.id == bindparam("assignment"), t.assignment.c.person_id == bindparam("person"))
)
_UNIT = (
    select(
        t.enrolment,
        literal(0).label("assignment_id"),
        literal("contact").label("role"),
        null().label("scope_inputs"),
        literal(False).label("active"),
        literal("").label("person_name"),
        t.unit.c.name.label("unit_name"),
    )
    .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
    .where(t.enrolment.c.id == bindparam("enrolment"))
)
_CAMPAIGN = select(t.campaign).where(t.campaign.c.id == bindparam("campaign"))
_ANSWERS = (
    select(t.answer, t.person.c.name)
    .outerjoin(t.person, t.person.c.id == t.answer.c.person_id)
    .where(
        t.answer.c.enrolment_id == bindparam("enrolment"),
        t.answer.c.value.is_not(None),
        t.answer.c.source.not_in(ASSESSORS),
    )
    .order_by(t.answer.c.input_key)
)
_EVIDENCE = (
    select(t.evidence)
    .where(t.evidence.c.enrolment_id == bindparam("enrolment"), t.evidence.c.withdrawn_at.is_(None))
    .order_by(t.evidence.c.id)
)
_DEFERRED = select(t.deferral.c.subject).where(t.deferral.c.enrolment_id == bindparam("enrolment"))
_JUSTIFIED = select(t.justification.c.criterion, t.justification.c.text).where(
    t.justification.c.enrolment_id == bindparam("enrolment"), t.justification.c.replaced_at.is_(None)
)
_ROLES = (
    select(
        t.assignment.c.id,
        t.assignment.c.role,
        t.assignment.c.active,
        t.assignment.c.campaign_id,
        t.unit.c.name,
        t.campaign.c.title,
    )
    .join(t.campaign, t.campaign.c.id == t.assignment.c.campaign_id)
    .outerjoin(t.enrolment, t.enrolment.c.id == t.assignment.c.enrolment_id)
    .outerjoin(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
    .where(t.assignment.c.person_id == bindparam("person"), t.assignment.c.revoked_at.is_(None))
    .order_by(t.assignment.c.id)
)


class NoSuchAssignment(LookupError):
    """The assignment is not this person's, or not for a questionnaire."""


def load(conn: Connection, person: int, assignment: int) -> Questionnaire:
    """One enrolment as this person sees it now. Raises `NoSuchAssignment`."""
    row = conn.execute(_ENROLMENT, {"assignment": assignment, "person": person}).one_or_none()
    if row is None or (row.role == "clerk" and not clerks.may(conn, person, row.campaign_id)):
        raise NoSuchAssignment(assignment)
    return _questionnaire(conn, row, person)


def of_unit(conn: Connection, enrolment: int) -> Questionnaire:
    """One enrolment as a whole, through nobody's eyes: for the staff, who ask what a unit still lacks."""
    return _questionnaire(conn, conn.execute(_UNIT, {"enrolment": enrolment}).one(), NOBODY)


def _questionnaire(conn: Connection, row: Row[Any], person: int) -> Questionnaire:
    campaign = conn.execute(_CAMPAIGN, {"campaign": row.campaign_id}).one()
    framework = frameworks.framework(conn, row.content_hash)
    here = {"enrolment": row.id}
    requested, granted = unit_answers.requests(conn, row.id)
    bests = unit_answers.bests(conn, row.campaign_id, row.framework_id)
    roles = assignments(conn, person)
    return Questionnaire(
        framework=framework,
        campaign=_campaign_view(campaign, deadlines.of(campaign.closes_at, row.closes_at)),
        assignment=AssignmentView(row.assignment_id, row.role, row.unit_name, campaign.title, row.active),
        person_name=row.person_name,
        unit_name=row.unit_name,
        group=row.group_id,
        volunteer=row.volunteer,
        traits=words.split(row.traits),
        state=cast(EnrolmentState, row.state),
        answers=_answers(conn, row, framework, person),
        evidence=tuple(_evidence(piece) for piece in conn.execute(_EVIDENCE, here)),
        earlier=tuple(_again(criterion, piece) for criterion, piece in earlier.of(conn, row)),
        deferred=frozenset(conn.execute(_DEFERRED, here).scalars()),
        requested=requested,
        exemptions=granted,
        justifications={found.criterion: found.text for found in conn.execute(_JUSTIFIED, here)},
        assessments=unit_answers.assessments(conn, row.id),
        measured=unit_answers.measured(conn, row.id, framework),
        returned=returns.of(conn, row.id, framework),
        standpoints=standpoints.of(conn, row.id, row.state),
        contest_until=contest_window.until(conn, row.campaign_id),
        suggestions=suggestions.of(conn, row, campaign.reference_year),
        bests=unit_answers.seen_by(str(row.id), bests, SELF),
        references=unit_answers.references(conn, row.campaign_id, row.framework_id),
        standing=standing.of(conn, row, campaign.rank_visibility),
        assignments=roles,
        others=_others(conn, row.id) if row.scope_inputs is None else {},
        submitted_at=row.submitted_at,
        dossier=dossier.of(conn, row, person),
        returned_until=row.returned_until,
        inputs_scope=None if row.scope_inputs is None else words.split(row.scope_inputs),
    )


def lobby(
    conn: Connection, person: int, payload: str | None, now: datetime, invitation: int | None = None
) -> Lobby:
    """Before a questionnaire: the invitation opened or named by a button, if any, and the roles held."""
    held = assignments(conn, person)
    if invitation is not None:
        return Lobby(invitations.opened_again(conn, invitation, person, now), held)
    if payload is None:
        return Lobby(None, held)
    if invitations.too_many_tries(conn, person, now):
        return Lobby(None, held, too_many_tries=True)
    return Lobby(invitations.look_up(conn, payload, person, now), held)


def assignments(conn: Connection, person: int) -> tuple[AssignmentView, ...]:
    """Every live role of the person; a clerk's ends with the role of the staff that it rests on."""
    rows = conn.execute(_ROLES, {"person": person}).all()
    live = (row for row in rows if row.role != "clerk" or clerks.may(conn, person, row.campaign_id))
    return tuple(AssignmentView(row.id, row.role, row.name or "", row.title, row.active) for row in live)


def _campaign_view(row: Row[Any], closes_at: datetime) -> CampaignView:
    return CampaignView(
        id=row.id,
        title=row.title,
        coordinator=row.coordinator,
        reference_year=row.reference_year,
        as_of=row.as_of,
        opens_at=row.opens_at,
        closes_at=closes_at,
        state=row.state,
        rank_visibility=row.rank_visibility,
        time_zone=row.time_zone,
    )


def _answers(
    conn: Connection, enrolment: Row[Any], framework: Framework, person: int
) -> dict[str, StoredAnswer]:
    """One answer per key, as it is scored; of what a provider gives, only what this one gave."""
    own, mine = words.split(enrolment.scope_inputs), answers.provider(person)
    found: dict[str, dict[str, Row[Any]]] = {}
    for row in conn.execute(_ANSWERS, {"enrolment": enrolment.id}):
        if row.input_key not in own or row.source == mine:
            found.setdefault(row.input_key, {})[row.source] = row
    keys = keys_of(framework)
    return {name: _answer(keys.get(name), rows) for name, rows in found.items()}


def _answer(key: Key | None, rows: Mapping[str, Row[Any]]) -> StoredAnswer:
    """The first source's value, or the sum of parts by whom and when the last of them was given."""
    if not adds_up(key, rows):
        row = rows[min(rows, key=seniority)]
        return StoredAnswer(
            row.value, value_of(key, row.value), row.revision, row.at, row.name or "", row.channel
        )
    last = max(rows.values(), key=lambda row: row.at)
    text = plain(sum((Fraction(row.value) for row in rows.values()), Fraction(0)))
    revision = sum(row.revision for row in rows.values())
    return StoredAnswer(text, Fraction(text), revision, last.at, last.name or "", last.channel)


def _others(conn: Connection, enrolment: int) -> dict[str, tuple[Said, ...]]:
    """What providers gave, by key: for the unit's own contact to see beside their own."""
    found: dict[str, tuple[Said, ...]] = {}
    for row in conn.execute(_ANSWERS, {"enrolment": enrolment}):
        if row.source != OWN:
            found[row.input_key] = (*found.get(row.input_key, ()), Said(row.name or "", row.value))
    return found


def _evidence(row: Row[Any]) -> EvidenceView:
    return EvidenceView(
        id=row.id,
        criterion=row.criterion,
        kind=row.kind,
        title=row.url or row.file_name or (HELD if row.kind == "credential" else ""),
        place=row.place,
        document_number=row.document_number,
        document_date=row.document_date,
        note=row.note,
        check=row.link_check,
    )


def _again(criterion: str, row: Row[Any]) -> EarlierProof:
    return EarlierProof(
        id=row.id,
        criterion=criterion,
        kind=row.kind,
        title=row.url or row.file_name or "",
        year=row.reference_year,
        place=row.place,
        document_number=row.document_number,
        document_date=row.document_date,
        note=row.note,
    )
