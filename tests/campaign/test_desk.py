"""What the conversation is given to know: everything of this enrolment, and nothing of another's."""

from datetime import date, timedelta

import pytest

from dti_core.campaign import deferrals, desk, justifications, requests, setup
from dti_core.campaign.refusal import Refusal
from dti_core.scoring import engine
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.survey import progress, to_scoring
from tests.campaign.test_values import SUMMED
from tests.campaign.world import CLOSES, NOW, OPENS, World


def test_the_desk_shows_campaign_unit_and_role(world: World) -> None:
    an = world.unit("noi-vu", traits=frozenset({"dac-thu"}), group="khac", volunteer=True)
    view = world.desk(an)
    assert (view.unit_name, view.person_name, view.group, view.volunteer) == (
        "Sở noi-vu",
        an.name,
        "khac",
        True,
    )
    assert view.traits == {"dac-thu"}
    assert (view.campaign.title, view.campaign.opens_at, view.campaign.closes_at) == (
        "Đợt 2026",
        OPENS,
        CLOSES,
    )
    assert (view.assignment.role, view.assignment.active) == ("contact", True)
    assert view.framework.id == "small"
    assert view.inputs_scope is None


def test_nobody_sees_the_desk_of_another(world: World) -> None:
    an, binh = world.unit("noi-vu"), world.unit("y-te")
    world.tell(binh, "info:1", "12")
    assert world.desk(an).answers == {}
    assert an.active_assignment is not None
    with world.db.read() as conn, pytest.raises(desk.NoSuchAssignment):
        desk.load(conn, binh.person, an.active_assignment)


def test_two_contacts_of_a_unit_share_its_desk_and_see_whose_hand_it_was(world: World) -> None:
    an = world.unit("noi-vu")
    binh = world.join("noi-vu", who=world.stranger("55", channel="zalo"))
    world.tell(binh, "info:1", "60")
    stored = world.desk(an).answers["info:1"]
    assert (stored.by, stored.channel, stored.at) == (binh.name, "zalo", world.now)


def test_parts_given_by_several_providers_are_one_sum_for_the_contact_and_each_sees_only_their_own(
    db: Database,
) -> None:
    world = World(db, SUMMED).begin()
    an = world.unit("tinh")
    binh, chi, dung = (world.join("tinh", "provider", "1.3:a") for _ in range(3))
    world.tell(binh, "1.3:a", "5")
    world.now += timedelta(minutes=5)
    world.tell(chi, "1.3:a", "7")
    seen = world.desk(an).answers["1.3:a"]
    assert (seen.text, seen.value, seen.by, seen.at) == ("12", 12, chi.name, world.now)
    assert [world.desk(one).answers["1.3:a"].text for one in (binh, chi)] == ["5", "7"]
    assert world.desk(dung).answers == {}
    world.tell(an, "1.3:a", "15")
    world.drain()
    assert world.desk(an).answers["1.3:a"].text == "15"
    assert world.rows(t.peer_value)[0].value == "15/1"


def test_what_is_put_off_stays_so_until_it_is_answered(world: World) -> None:
    an = world.unit("noi-vu")
    with world.db.write() as conn:
        for _ in range(2):
            assert deferrals.defer(conn, an, "1.2", world.now) is None
        assert deferrals.defer(conn, an, "info:2", world.now) is None
        assert deferrals.defer(conn, an, "9.9", world.now) == Refusal("unknown_criterion", "9.9")
        assert deferrals.defer(conn, an, "info:9", world.now) == Refusal("unknown_criterion", "info:9")
    assert world.desk(an).deferred == {"1.2", "info:2"}
    world.tell(an, "1.2:a", "57")
    world.tell(an, "info:2.ho_ten", "Nguyễn Văn An")
    assert world.desk(an).deferred == frozenset()


def test_a_request_may_be_reworded_and_taken_back_and_every_word_is_kept(world: World) -> None:
    an = world.unit("noi-vu")
    with world.db.write() as conn:
        assert requests.request(conn, an, "1.2", "Không có người", world.now) is None
        assert requests.request(conn, an, "1.2", "Không có máy tính", world.now) is None
        assert requests.request(conn, an, "1.2", "Không có máy tính", world.now) is None
        assert requests.request(conn, an, "1.2", "  ", world.now) == Refusal("bad_value", "1.2")
        assert requests.request(conn, an, "1", "Một chỉ số", world.now) == Refusal("unknown_criterion", "1")
    assert world.desk(an).requested == {"1.2": "Không có máy tính"}
    with world.db.write() as conn:
        assert requests.cancel(conn, an, "1.2", world.now) is None
        assert requests.cancel(conn, an, "1.2", world.now) == Refusal("no_request", "1.2")
    assert world.desk(an).requested == {}
    kept = [(row.reason, row.state) for row in world.rows(t.exemption_request)]
    assert kept == [("Không có người", "cancelled"), ("Không có máy tính", "cancelled")]


def test_the_last_justification_holds_and_all_are_kept(world: World) -> None:
    an = world.unit("noi-vu")
    with world.db.write() as conn:
        for words in ("Đang mua sắm", "Đã mua xong", "Đã mua xong"):
            assert justifications.justify(conn, an, "1.2", words, world.now) is None
        assert justifications.justify(conn, an, "1.2", "a" * 5000, world.now) == Refusal("bad_value", "1.2")
    assert world.desk(an).justifications == {"1.2": "Đã mua xong"}
    assert len(world.rows(t.justification)) == 2


def test_last_years_general_information_is_suggested(world: World) -> None:
    an = world.unit("noi-vu")
    world.tell(an, "info:1", "46")
    world.tell(an, "1.2:a", "40")
    next_year = World(world.db, now=world.now, accounts=50).begin(slug="2027", reference_year=2026)
    binh = next_year.unit("noi-vu")
    assert next_year.desk(binh).suggestions == {"info:1": "46"}
    assert world.desk(an).suggestions == {}
    assert len(world.rows(t.unit)) == 1


def test_a_preview_on_the_desk_knows_whether_the_unit_is_alone(world: World) -> None:
    an = world.unit("a")
    world.tell(an, "1.3:a", "10")
    world.drain()
    view = world.desk(an)
    alone = engine.preview(view.framework, to_scoring.unit_answers(view), "1.3", view.bests, view.references)
    assert alone.state == "pending"
    binh = world.unit("b")
    world.tell(binh, "1.3:a", "20")
    world.drain()
    view = world.desk(an)
    beaten = engine.preview(view.framework, to_scoring.unit_answers(view), "1.3", view.bests, view.references)
    assert (beaten.state, beaten.points) == ("answered", 5)


def test_survey_and_score_count_progress_alike(world: World) -> None:
    an = world.unit("a")
    for key, value in {"info:1": "60", "1.2:a": "57", "1.1:a": "true"}.items():
        world.tell(an, key, value)
    world.drain()
    found = progress.of(world.desk(an))
    (score,) = world.rows(t.score)
    assert (score.answered, score.total) == (found.answered, found.total) == (2, 4)


def test_a_campaign_keeps_the_exact_text_that_it_adopted(world: World) -> None:
    an = world.unit("a")
    world.tell(an, "1.1:a", "true")
    changed = World(world.db, text=world.text.replace("max: 10", "max: 10.0", 1), now=world.now, accounts=90)
    changed.begin(slug="2027")
    assert len(world.rows(t.framework_text)) == 2
    assert world.desk(an).framework.content_hash != changed.desk(changed.unit("b")).framework.content_hash


def test_what_cannot_be_set_up_says_why(world: World) -> None:
    world.enrol("a")
    wrong = {"unknown_group": {"group": "x"}, "unknown_trait": {"traits": frozenset({"x"})}}
    for code, plan in wrong.items():
        with pytest.raises(setup.SetupProblem) as problem:
            world.enrol("b", **plan)
        assert (problem.value.code, problem.value.value) == (code, "x")
        assert problem.value.known
    with pytest.raises(setup.SetupProblem, match="already_enrolled"):
        world.enrol("a")
    with pytest.raises(setup.SetupProblem, match="slug_taken"):
        World(world.db).begin()
    with pytest.raises(setup.SetupProblem, match="closes_before"):
        World(world.db).begin(slug="x", closes_at=OPENS)
    assert [row.slug for row in world.rows(t.unit)] == ["a"]


def test_the_as_of_date_is_kept(small_world: World) -> None:
    other = World(small_world.db, now=NOW + timedelta(days=1)).begin(slug="x", as_of=date(2025, 12, 31))
    an = other.unit("a")
    assert other.desk(an).campaign.as_of == date(2025, 12, 31)
