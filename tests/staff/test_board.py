"""The board: who stands where, by group and state, as far as a member of the staff reaches."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from dti_core.campaign import deferrals, marks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import board_unit, powers, staffer
from dti_core.campaign.staff.board import board
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.staff.stuck import stuck
from dti_core.messages.staff.board_unit import UnitSheet
from dti_core.messages.staff.board_view import Board, Pick, Row
from dti_core.messages.staff.stuck import Stuck
from dti_core.store import tables as t
from tests.campaign.world import NOW, World
from tests.staff.office import contact

EVERYTHING = Pick()


def seen(world: World, pick: Pick = EVERYTHING, who: Staffer | None = None) -> Board:
    with world.db.read() as conn:
        found = board(conn, who or staffer.operator(world.campaign), pick, world.now)
    assert isinstance(found, Board), found
    return found


def rows(world: World, pick: Pick = EVERYTHING, who: Staffer | None = None) -> dict[str, Row]:
    return {row.slug: row for row in seen(world, pick, who).rows}


def detail(world: World, slug: str, who: Staffer | None = None) -> UnitSheet:
    with world.db.read() as conn:
        found = board_unit.unit(conn, who or staffer.operator(world.campaign), world.units[slug], world.now)
    assert isinstance(found, UnitSheet), found
    return found


def difficulties(world: World) -> Stuck:
    with world.db.read() as conn:
        found = stuck(conn, staffer.operator(world.campaign), Pick(), world.now)
    assert isinstance(found, Stuck)
    return found


def test_every_unit_stands_with_its_state_points_and_completion(world: World) -> None:
    world.enrol("a")
    world.unit("b")
    lan = world.unit("c")
    world.tell(lan, "1.1:a", "true")
    world.drain()
    found = rows(world)
    assert {slug: row.status for slug, row in found.items()} == {
        "a": "not_joined", "b": "not_started", "c": "in_progress",
    }  # fmt: skip
    assert (found["c"].points, found["c"].answered, found["c"].total) == (10, 1, 4)
    assert found["c"].cells == {"1": 10}
    assert (found["c"].rank, found["a"].rank) == (1, 2)
    assert seen(world).counts == {"not_joined": 1, "not_started": 1, "in_progress": 1}


def test_a_unit_that_has_not_been_scored_yet_has_no_points_instead_of_none_at_all(world: World) -> None:
    world.unit("a")
    row = rows(world)["a"]
    assert (row.points, row.rank, row.cells, row.share) == (None, None, {}, 0)


def test_a_unit_for_which_staff_answer_is_at_work_though_nobody_has_joined(small_world: World) -> None:
    enrolment = small_world.enrol("a")
    with small_world.db.write() as conn:
        conn.execute(t.enrolment.update().where(t.enrolment.c.id == enrolment).values(state="in_progress"))
    assert rows(small_world)["a"].status == "in_progress"


def test_groups_and_states_are_picked_and_counted(world: World) -> None:
    world.unit("a")
    world.enrol("b")
    world.unit("c", group="khac")
    assert set(rows(world, Pick(group=0))) == {"a", "b"}
    assert set(rows(world, Pick(group=1))) == {"c"}
    assert set(rows(world, Pick(status="not_joined"))) == {"b"}
    both = seen(world, Pick(group=0, status="not_joined"))
    assert [row.slug for row in both.rows] == ["b"]
    assert both.counts == {"not_joined": 1, "not_started": 1}
    assert both.groups == ((0, "Sở, ban, ngành"), (1, "Khác"))


@pytest.mark.parametrize("pick", [Pick(group=7), Pick(status="asleep")])
def test_what_does_not_exist_cannot_be_picked(small_world: World, pick: Pick) -> None:
    with small_world.db.read() as conn:
        assert isinstance(board(conn, staffer.operator(small_world.campaign), pick, NOW), Refusal)


def test_a_reviewer_sees_only_the_groups_and_indices_assigned(small_world: World) -> None:
    small_world.unit("a")
    small_world.unit("c", group="khac")
    operator = staffer.operator(small_world.campaign)
    mine = Staffer(operator.who, operator.campaign, "reviewer", groups=frozenset({"khac"}))
    assert set(rows(small_world, who=mine)) == {"c"}
    assert seen(small_world, who=mine).groups == ((1, "Khác"),)
    with small_world.db.read() as conn:
        assert isinstance(board(conn, mine, Pick(group=0), NOW), Refusal)
        assert isinstance(board_unit.unit(conn, mine, small_world.units["a"], NOW), Refusal)
    other = Staffer(operator.who, operator.campaign, "reviewer", indices=frozenset({"2"}))
    (section,) = seen(small_world, Pick(group=0), other).sections
    assert [column.id for one in section.sets for column in one.columns] == []
    assert detail(small_world, "a", other).missing == ()
    assert detail(small_world, "a").missing == ("1.1", "1.2", "1.3", "1.4")


def test_who_has_no_power_to_see_is_refused(small_world: World) -> None:
    nobody = Staffer(staffer.operator(small_world.campaign).who, small_world.campaign, "contact")
    with small_world.db.read() as conn:
        assert board(conn, nobody, Pick(), NOW) == Refusal("not_allowed", "see")
        assert stuck(conn, nobody, Pick(), NOW) == Refusal("not_allowed", "see")
        assert board_unit.unit(conn, nobody, 1, NOW) == Refusal("not_allowed", "see")


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_every_role_of_the_staff_may_see_the_board(small_world: World, role: str) -> None:
    small_world.unit("a")
    someone = Staffer(staffer.operator(small_world.campaign).who, small_world.campaign, role)
    assert set(rows(small_world, who=someone)) == {"a"}


def test_days_count_from_what_the_unit_did_and_not_from_what_others_did_to_it(world: World) -> None:
    lan = world.unit("a")
    world.tell(lan, "1.1:a", "true")
    world.now += timedelta(days=4)
    with world.db.write() as conn:
        marks.points_changed(conn, world.units["a"], world.now)
    assert rows(world)["a"].idle == 4
    contact(world, "a").starts()
    assert rows(world)["a"].idle == 0


def test_days_are_the_campaigns_own(small_world: World) -> None:
    lan = small_world.unit("a")
    small_world.now = NOW.replace(hour=16, minute=50)
    small_world.tell(lan, "1.1:a", "true")
    small_world.now = NOW.replace(hour=17, minute=10)
    assert rows(small_world)["a"].idle == 1, "ten to midnight and ten past in Vietnam"


def test_the_slowest_at_work_come_first_and_who_has_handed_in_last(world: World) -> None:
    for slug in ("xong", "nhanh", "cham"):
        world.unit(slug)
    world.tell(world.speakers["nhanh"], "1.1:a", "true")
    with world.db.write() as conn:
        done = t.enrolment.c.id == world.units["xong"]
        conn.execute(t.enrolment.update().where(done).values(state="submitted"))
    world.drain()
    assert list(rows(world)) == ["cham", "nhanh", "xong"]
    assert next(iter(rows(world, Pick(order="points")))) == "nhanh"


def test_volunteers_are_shown_without_rank(world: World) -> None:
    world.unit("a")
    world.unit("b", volunteer=True)
    world.drain()
    found = rows(world)
    assert (found["a"].rank, found["b"].rank) == (1, None)


def test_a_unit_in_detail_names_who_answers_and_what_is_missing(world: World) -> None:
    lan = world.unit("a")
    world.tell(lan, "1.1:a", "true")
    with world.db.write() as conn:
        deferrals.defer(conn, lan, "1.2", world.now)
        member = {
            "campaign_id": world.campaign,
            "enrolment_id": world.units["a"],
            "role": "contact",
            "name": "Minh",
            "phone": "0912345678",
            "in_charge": False,
            "created_at": world.now,
        }
        conn.execute(t.member.insert(), member)
    world.drain()
    found = detail(world, "a")
    assert (found.missing, found.no_evidence, found.deferred) == (("1.3", "1.4"), ("1.1",), ("1.2",))
    assert [(one.in_charge, one.joined_at is None) for one in found.contacts] == [
        (True, False),
        (False, True),
    ]
    assert found.contacts[1].phone == "0912345678"
    observer = Staffer(staffer.operator(world.campaign).who, world.campaign, "observer")
    assert detail(world, "a", observer).contacts[1].phone is None


def test_a_unit_of_another_campaign_does_not_exist_here(small_world: World) -> None:
    other = World(small_world.db).begin(slug="khac")
    number = other.enrol("x")
    with small_world.db.read() as conn:
        found = board_unit.unit(conn, staffer.operator(small_world.campaign), number, NOW)
    assert found == Refusal("unknown_unit", str(number))


def test_who_is_stuck_where_is_read_from_the_conversations(world: World) -> None:
    for slug in ("a", "b", "c"):
        world.unit(slug)
        contact(world, slug).types("/sua 1.3")
    world.now += timedelta(days=2)
    contact(world, "c").types("/sua 1.1")
    with world.db.write() as conn:
        deferrals.defer(conn, world.speakers["c"], "1.2", world.now)
        deferrals.defer(conn, world.speakers["a"], "1.2", world.now)
    found = difficulties(world)
    assert [(one.row.slug, one.place.id if one.place else None) for one in found.resting] == [
        ("a", "1.3"),
        ("b", "1.3"),
    ]
    assert [(one.place.id, one.units, one.longest) for one in found.standing] == [("1.3", 2, 2)]
    assert [(one.place.id, one.units) for one in found.deferred] == [("1.2", 2)]


def test_who_has_handed_in_or_not_joined_is_not_stuck(world: World) -> None:
    world.enrol("a")
    world.unit("b")
    contact(world, "b").types("/sua 1.3")
    with world.db.write() as conn:
        conn.execute(
            t.enrolment.update().values(state="submitted").where(t.enrolment.c.id == world.units["b"])
        )
    world.now += timedelta(days=9)
    found = difficulties(world)
    assert (found.resting, found.standing, found.deferred) == ((), (), ())


def test_an_item_of_general_information_can_be_the_place_too(small_world: World) -> None:
    small_world.unit("a")
    contact(small_world, "a").starts()
    small_world.now += timedelta(days=1)
    (crowd,) = difficulties(small_world).standing
    assert (crowd.place.id, crowd.place.title) == ("info:1", "Tổng số người")


def questions(world: World) -> int:
    """How many statements it takes to read the whole board."""
    asked: list[str] = []
    with world.db.read() as conn:
        event.listen(conn, "before_cursor_execute", lambda *given: asked.append(given[2]))
        board(conn, staffer.operator(world.campaign), EVERYTHING, world.now)
    return len(asked)


def test_a_board_is_read_with_the_same_few_questions_however_many_units(small_world: World) -> None:
    small_world.enrol("a")
    one = questions(small_world)
    for number in range(12):
        small_world.unit(f"u{number}")
    assert questions(small_world) == one <= 10
