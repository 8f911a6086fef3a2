"""Handing in over a signed document: what is kept, who may, what is taken back, who is told."""

from dataclasses import replace
from datetime import date

import pytest

from dti_core.campaign import readiness, submission
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.store import tables as t
from dti_core.survey.dossier import NO_PAPER, Paper, SignedFile
from tests.campaign.world import World

COPY = SignedFile("ab" * 32, "phieu-ky.pdf", "application/pdf", 900)
PAPER = Paper("12/BC-S", "2026-02-27", "Giám đốc Trần Văn B", COPY)


def ready(world: World, slug: str = "a") -> Speaker:
    lan = world.unit(slug)
    world.tell(lan, "1.1:a", "true")
    return lan


def submit(world: World, who: Speaker, paper: Paper = NO_PAPER) -> object:
    with world.db.write() as conn:
        return submission.submit(conn, who, world.now, paper)


def withdraw(world: World, who: Speaker) -> object:
    with world.db.write() as conn:
        return submission.withdraw(conn, who, world.now)


def deputy(world: World, slug: str) -> Speaker:
    speaker = world.join(slug)
    with world.db.write() as conn:
        mine = t.assignment.c.id == speaker.active_assignment
        conn.execute(t.assignment.update().where(mine).values(in_charge=False))
    return speaker


def require_copies(world: World) -> None:
    with world.db.write() as conn:
        conn.execute(t.campaign_rules.insert(), {"campaign_id": world.campaign, "signed_copy": "required"})


def test_what_it_was_handed_in_over_is_kept_and_shown(world: World) -> None:
    lan = ready(world)
    assert submit(world, lan, PAPER) == "submitted"
    (row,) = world.rows(t.submission)
    assert (row.document_number, row.document_date) == ("12/BC-S", date(2026, 2, 27))
    assert (row.approved_by, row.signed_sha256, row.signed_name) == (
        PAPER.approved_by,
        COPY.sha256,
        COPY.name,
    )
    assert (row.person_id, row.on_paper, row.withdrawn_at) == (lan.person, False, None)
    assert world.desk(lan).dossier.paper == PAPER
    (act,) = world.rows(t.audit, action="submission_signed")
    assert "12/BC-S" in act.new


def test_without_a_document_it_is_handed_in_all_the_same(world: World) -> None:
    lan = ready(world)
    assert submit(world, lan) == "submitted"
    assert len(world.rows(t.submission)) == 1
    assert world.desk(lan).dossier.paper == NO_PAPER
    assert world.rows(t.audit, action="submission_signed") == []


def test_the_document_may_follow_until_review_starts(world: World) -> None:
    lan = ready(world)
    submit(world, lan, Paper("12/BC-S", "2026-02-27"))
    with world.db.write() as conn:
        assert isinstance(submission.sign(conn, lan, Paper(file=COPY), world.now), int)
    assert world.desk(lan).dossier.paper == Paper("12/BC-S", "2026-02-27", None, COPY)
    with world.db.write() as conn:
        conn.execute(t.enrolment.update().values(state="in_review"))
        refused = submission.sign(conn, lan, PAPER, world.now)
    assert refused == Refusal("not_submitted", "in_review")


def test_taking_back_marks_the_submission_and_the_next_one_starts_without_a_document(world: World) -> None:
    lan = ready(world)
    submit(world, lan, PAPER)
    assert withdraw(world, lan) == "in_progress"
    (row,) = world.rows(t.submission)
    assert row.withdrawn_at == world.now
    view = world.desk(lan)
    assert view.dossier.paper == NO_PAPER
    assert view.dossier.approver == PAPER.approved_by, "offered for one tap"
    submit(world, lan)
    assert len(world.rows(t.submission)) == 2


def test_where_the_copy_is_required_a_number_alone_is_refused(world: World) -> None:
    require_copies(world)
    lan = ready(world)
    assert submit(world, lan, replace(PAPER, file=None)) == Refusal("needs_signed_copy")
    assert world.desk(lan).state == "in_progress"
    assert world.desk(lan).dossier.lacks_copy(NO_PAPER)
    assert submit(world, lan, PAPER) == "submitted"


def test_a_deputy_answers_but_who_is_in_charge_hands_in(world: World) -> None:
    lan = ready(world)
    binh = deputy(world, "a")
    world.tell(binh, "1.1:a", "false")
    assert submit(world, binh) == Refusal("not_in_charge", "submit")
    assert (world.desk(binh).dossier.in_charge, world.desk(binh).dossier.chief) == (False, lan.name)
    assert (world.desk(lan).dossier.in_charge, world.desk(lan).dossier.chief) == (True, None)
    submit(world, lan)
    assert withdraw(world, binh) == Refusal("not_in_charge", "withdraw")


def test_a_deputy_whose_lead_has_not_joined_may_hand_in(world: World) -> None:
    world.enrol("a")
    binh = deputy(world, "a")
    world.tell(binh, "1.1:a", "true")
    assert world.desk(binh).dossier.in_charge
    assert submit(world, binh) == "submitted"


def test_who_is_in_charge_is_told_that_it_is_ready(world: World) -> None:
    lan = ready(world)
    binh = deputy(world, "a")
    with world.db.write() as conn:
        assert readiness.tell(conn, binh, world.now) == 1
    (told,) = world.rows(t.outbox)
    assert told.identity_id == lan.identity
    assert binh.name in told.payload
    assert "đã sẵn sàng" in told.payload


def test_the_status_message_goes_to_everybody_of_the_unit(world: World) -> None:
    lan = ready(world)
    binh = deputy(world, "a")
    before = {row.person_id: row.wanted_seq for row in world.rows(t.status_message)}
    submit(world, lan)
    after = {row.person_id: row.wanted_seq for row in world.rows(t.status_message)}
    assert set(after) == {lan.person, binh.person}
    assert all(after[person] > before[person] for person in after)


@pytest.mark.parametrize("role", ["provider"])
def test_who_gives_only_figures_neither_hands_in_nor_signs(world: World, role: str) -> None:
    lan = ready(world)
    other = world.join("a", role, "1.1:a")
    assert submit(world, other, PAPER) == Refusal("not_allowed", "submit")
    submit(world, lan)
    with world.db.write() as conn:
        assert submission.sign(conn, other, PAPER, world.now) == Refusal("not_allowed", "sign")
