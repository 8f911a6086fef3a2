"""An answer is stored exactly once, by whom it belongs to, while it may be changed; its history is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from dti_core.campaign import answers, states, submission
from dti_core.campaign.answers import Recorded
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.store import tables as t
from tests.campaign.world import CLOSES, OPENS, World


def test_an_answer_is_current_and_in_the_history(world: World) -> None:
    an = world.unit("noi-vu")
    assert world.tell(an, "1.1:a", "true") == Recorded("1.1:a", 1, changed=True)
    stored = world.desk(an).answers["1.1:a"]
    assert (stored.text, stored.value, stored.revision, stored.by) == ("true", True, 1, an.name)
    (change,) = world.rows(t.answer_revision)
    assert (change.old_value, change.new_value, change.person_id, change.channel) == (
        None,
        "true",
        an.person,
        "telegram",
    )


def test_the_same_value_again_is_no_change(world: World) -> None:
    an = world.unit("noi-vu")
    world.tell(an, "info:1", "60")
    before = world.rows(t.enrolment)[0].wanted_version
    assert world.tell(an, "info:1", "60") == Recorded("info:1", 1, changed=False)
    assert len(world.rows(t.answer_revision)) == 1
    assert world.rows(t.enrolment)[0].wanted_version == before


def test_every_change_is_a_revision_with_old_and_new(world: World) -> None:
    an = world.unit("noi-vu")
    for value in ("60", "61", "60"):
        world.tell(an, "info:1", value)
    changes = [(row.revision, row.old_value, row.new_value) for row in world.rows(t.answer_revision)]
    assert changes == [(1, None, "60"), (2, "60", "61"), (3, "61", "60")]


def test_a_cleared_answer_is_gone_from_the_desk_and_kept_in_the_history(world: World) -> None:
    an = world.unit("noi-vu")
    world.tell(an, "info:1", "60")
    with world.db.write() as conn:
        assert answers.clear(conn, an, "info:1", world.now) == Recorded("info:1", 2, changed=True)
        assert answers.clear(conn, an, "info:1", world.now) == Recorded("info:1", 2, changed=False)
    assert world.desk(an).answers == {}
    assert [row.new_value for row in world.rows(t.answer_revision)] == ["60", None]
    assert world.tell(an, "info:1", "60").revision == 3


def test_the_first_answer_starts_the_enrolment(world: World) -> None:
    an = world.unit("noi-vu")
    assert world.desk(an).state == "not_started"
    world.tell(an, "info:1", "60")
    world.tell(an, "1.1:a", "true")
    assert world.desk(an).state == "in_progress"
    begun = [row for row in world.rows(t.audit) if row.action == "enrolment_begin"]
    assert [(row.old, row.new, row.person_id) for row in begun] == [("not_started", "in_progress", an.person)]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("info:9", "1", "unknown_input"),
        ("1.2:b", "1", "unknown_input"),
        ("1.2:a", "1.5", "bad_value"),
        ("1.2:a", "-1", "bad_value"),
        ("1.2:a", "1e9", "bad_value"),
        ("1.2:a", "007", "bad_value"),
        ("1.2:a", "", "bad_value"),
        ("1.1:a", "yes", "bad_value"),
        ("1.4:a", "rat cao", "bad_value"),
        ("info:2.ho_ten", "  ", "bad_value"),
        ("info:2.ho_ten", "a" * 10_000, "bad_value"),
        ("info:2.ho_ten", "a\x00b", "bad_value"),
    ],
)
def test_what_the_framework_does_not_know_is_refused_and_nothing_is_stored(
    small_world: World, key: str, value: str, code: str
) -> None:
    an = small_world.unit("noi-vu")
    assert small_world.say(an, key, value) == Refusal(code, key)  # type: ignore[arg-type]
    assert small_world.rows(t.answer) == []
    assert small_world.desk(an).state == "not_started"


def test_nobody_answers_for_a_unit_that_is_not_theirs(world: World) -> None:
    an = world.unit("noi-vu")
    binh = world.unit("y-te")
    stolen = Speaker(binh.person, binh.identity, an.active_assignment, binh.channel, binh.name)
    assert world.say(stolen, "info:1", "60") == Refusal("no_assignment")
    nobody = world.stranger()
    assert world.say(nobody, "info:1", "60") == Refusal("no_assignment")
    assert world.rows(t.answer) == []


def test_a_revoked_assignment_answers_no_more(world: World) -> None:
    an = world.unit("noi-vu")
    with world.db.write() as conn:
        conn.execute(update(t.assignment).values(revoked_at=world.now))
    assert world.say(an, "info:1", "60") == Refusal("no_assignment")


def test_a_provider_answers_only_their_own_inputs_under_their_own_name(world: World) -> None:
    an = world.unit("noi-vu")
    provider = world.join("noi-vu", "provider", "1.2:a")
    assert world.say(provider, "1.1:a", "true") == Refusal("not_allowed", "1.1:a")
    world.tell(provider, "1.2:a", "57")
    world.tell(an, "1.2:a", "58")
    assert world.desk(provider).answers["1.2:a"].text == "57"
    assert world.desk(provider).inputs_scope == {"1.2:a"}
    assert world.desk(an).answers["1.2:a"].text == "58"
    assert {row.source for row in world.rows(t.answer)} == {"", f"person:{provider.person}"}


def test_a_reviewer_does_not_answer(world: World) -> None:
    world.enrol("noi-vu")
    reviewer = world.join("noi-vu", "reviewer")
    assert world.say(reviewer, "info:1", "60") == Refusal("not_allowed", "reviewer")


def test_before_the_opening_and_after_the_deadline_nothing_changes(small_world: World) -> None:
    an = small_world.unit("noi-vu")
    small_world.now = OPENS - timedelta(seconds=1)
    assert small_world.say(an, "info:1", "60") == Refusal("not_open")
    small_world.now = CLOSES
    assert small_world.say(an, "info:1", "60") == Refusal("closed")
    small_world.now = CLOSES - timedelta(seconds=1)
    assert small_world.tell(an, "info:1", "60").changed


@pytest.mark.parametrize(
    ("state", "code"), [("draft", "not_open"), ("closed", "closed"), ("published", "published")]
)
def test_the_state_of_the_campaign_decides(small_world: World, state: str, code: str) -> None:
    an = small_world.unit("noi-vu")
    with small_world.db.write() as conn:
        conn.execute(update(t.campaign).values(state=state))
    assert small_world.say(an, "info:1", "60") == Refusal(code)  # type: ignore[arg-type]


def test_a_submitted_unit_is_locked_until_it_is_withdrawn(world: World) -> None:
    an = world.unit("noi-vu")
    world.tell(an, "info:1", "60")
    with world.db.write() as conn:
        assert submission.submit(conn, an, world.now) == "submitted"
    assert world.desk(an).submitted_at == world.now
    assert world.say(an, "info:1", "61") == Refusal("locked", "submitted")
    with world.db.write() as conn:
        assert submission.submit(conn, an, world.now) == Refusal("locked", "submitted")
        assert submission.withdraw(conn, an, world.now) == "in_progress"
    assert world.desk(an).submitted_at is None
    assert world.tell(an, "info:1", "61").revision == 2


def test_nothing_is_not_submitted_and_what_is_not_submitted_is_not_withdrawn(world: World) -> None:
    an = world.unit("noi-vu")
    with world.db.write() as conn:
        assert submission.submit(conn, an, world.now) == Refusal("nothing_to_submit", "not_started")
        assert submission.withdraw(conn, an, world.now) == Refusal("not_submitted", "not_started")


def test_after_the_deadline_a_submission_stays(small_world: World) -> None:
    an = small_world.unit("noi-vu")
    small_world.tell(an, "info:1", "60")
    with small_world.db.write() as conn:
        submission.submit(conn, an, small_world.now)
        assert submission.withdraw(conn, an, CLOSES) == Refusal("closed")


def test_an_impossible_transition_names_state_and_event() -> None:
    with pytest.raises(states.ImpossibleTransition, match=r"'withdraw'.*'published'"):
        states.after("published", "withdraw")


def test_every_state_can_be_reached_and_left_again() -> None:
    """Even a published result: reopening is an act with a reason."""
    reached = set(states.TRANSITIONS.values()) | {"not_started"}
    left = {state for state, _ in states.TRANSITIONS}
    from dti_core.store.tables.campaigns import ENROLMENT_STATES

    assert reached == set(ENROLMENT_STATES)
    assert reached == left
