"""The queue of items, acceptance in bulk, requests for "không áp dụng", measured and reference values."""

from fractions import Fraction

from dti_core.campaign import requests
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import measure, review_bulk, review_queue, review_requests
from dti_core.campaign.staff.measure import Measured
from dti_core.campaign.staff.review import Target
from dti_core.campaign.staff.review_bulk import Preview
from dti_core.campaign.staff.review_queue import Ahead, Scope
from dti_core.campaign.staff.review_requests import Decided
from dti_core.campaign.staff.staffer import Staffer
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import SMALL, World, expected, stored
from tests.staff import review_room as room

ONLINE = (
    SMALL.replace(
        "  - {id: department, title: Sở}",
        "  - {id: department, title: Sở}\n  - {id: online, title: Không gian mạng}",
    )
    .replace("order: [department, self]", "order: [online, department, self]")
    .replace(
        "title: Tỷ lệ người có máy tính\n", "title: Tỷ lệ người có máy tính\n        assessors: [online]\n"
    )
)


def slots(world: World, scope: Scope, who: Staffer | None = None) -> list[tuple[str, str]]:
    with world.db.read() as conn:
        found = review_queue.slots(conn, who or room.boss(world), scope)
    assert isinstance(found, list)
    return [(one.unit.name, one.node.id) for one in found]


def after(world: World, scope: Scope, at: tuple[str, str]) -> tuple[str, str] | None:
    with world.db.read() as conn:
        found = review_queue.following(conn, room.boss(world), scope, (world.units[at[0]], at[1]))
    assert isinstance(found, Ahead)
    return (found.slot.unit.name, found.slot.node.id) if found.slot else None


def asks(world: World, speaker: Speaker, criterion: str) -> None:
    room.does(world, lambda c: requests.request(c, speaker, criterion, "Không có việc này.", world.now))


def test_the_walk_goes_unit_by_unit_or_the_same_criterion_through_all_units(world: World) -> None:
    for slug in ("a", "b"):
        room.handed_in(world, slug)
    world.unit("c")
    by_unit, by_criterion = Scope(), Scope(by_criterion=True)
    assert slots(world, by_unit)[:5] == [*(("Sở a", f"1.{n}") for n in (1, 2, 3, 4)), ("Sở b", "1.1")]
    assert slots(world, by_criterion)[:3] == [("Sở a", "1.1"), ("Sở b", "1.1"), ("Sở a", "1.2")]
    room.accept(world, "a", "1.1")
    assert after(world, by_criterion, ("a", "1.1")) == ("Sở b", "1.1")
    assert after(world, by_unit, ("a", "1.1")) == ("Sở a", "1.2")
    assert after(world, by_unit, ("b", "1.4")) == ("Sở a", "1.2"), "round again"


def test_filters_choose_by_state_index_and_group(world: World) -> None:
    room.handed_in(world, "a")
    room.accept(world, "a", "1.1")
    room.send_back(world, "a", "1.2")
    assert slots(world, Scope("open")) == [("Sở a", "1.3"), ("Sở a", "1.4")]
    assert slots(world, Scope("returned")) == [("Sở a", "1.2")]
    assert slots(world, Scope("all", group="khac")) == []
    assert slots(world, Scope("all", index="2")) == []
    assert len(slots(world, Scope("all", index="1"))) == 4
    changed = t.evidence.update().values(note="đã thay")
    room.does(world, lambda c: c.execute(changed))
    room.does(world, lambda c: c.execute(t.audit.insert().values(
        at=world.now, enrolment_id=world.units["a"], channel="telegram", action="evidence_described",
        subject="evidence:1")))  # fmt: skip
    assert slots(world, Scope("changed")) == [("Sở a", "1.1")]


def test_what_a_unit_contests_after_verification_is_found_but_no_longer_the_reviewers(world: World) -> None:
    room.handed_in(world, "a")
    room.adjust(world, "a", "1.2", "5")
    room.does(world, lambda c: c.execute(t.enrolment.update().values(state="verified")))
    room.does(world, lambda c: c.execute(t.review.update().values(state="contested")))
    assert slots(world, Scope("contested")) == [("Sở a", "1.2")]
    assert slots(world, Scope("open")) == []
    shown = room.item(world, "a", "1.2")
    assert (shown.role, shown.verdict.state) == ("look", "contested")
    assert room.accept(world, "a", "1.2") == Refusal("locked", "Sở a")


def test_an_assigned_reviewer_sees_only_theirs(small_world: World) -> None:
    room.handed_in(small_world, "a")
    _, mine = room.reviewer(small_world, groups="khac")
    assert slots(small_world, Scope("all"), mine) == []
    _, mine = room.reviewer(small_world, indices="1")
    assert len(slots(small_world, Scope("all"), mine)) == 4


def test_many_are_accepted_at_once_after_a_preview_and_only_as_previewed(world: World) -> None:
    room.handed_in(world, "a")
    room.handed_in(world, "b")
    gone = t.evidence.c.enrolment_id == world.units["b"]
    room.does(world, lambda c: c.execute(t.evidence.update().where(gone).values(withdrawn_at=world.now)))
    world.drain()
    boss = room.boss(world)
    found = room.does(world, lambda c: review_bulk.preview(c, boss, Scope(), "proven"))
    assert isinstance(found, Preview)
    parts = [(part.unit, part.items) for part in found.parts]
    assert (found.items, parts) == (7, [("Sở a", 4), ("Sở b", 3)]), "b has no evidence for its 1.1"
    room.accept(world, "a", "1.2")
    late = room.does(world, lambda c: review_bulk.accept(c, boss, Scope(), "proven", found.mark, world.now))
    assert late == Refusal("seen_before", "proven")
    now = room.does(world, lambda c: review_bulk.preview(c, boss, Scope(), "proven"))
    assert isinstance(now, Preview)
    done = room.does(world, lambda c: review_bulk.accept(c, boss, Scope(), "proven", now.mark, world.now))
    assert isinstance(done, Preview) and done.items == 6
    assert len(world.rows(t.review, state="accepted")) == 7
    assert room.state(world, "b") == "in_review"


def test_a_unit_whose_points_are_still_being_computed_is_left_out_and_said_so(small_world: World) -> None:
    room.handed_in(small_world, "a")
    boss = room.boss(small_world)
    found = room.does(small_world, lambda c: review_bulk.preview(c, boss, Scope(), "all"))
    assert isinstance(found, Preview)
    assert (found.items, found.late) == (0, 1)


def test_a_request_is_granted_with_the_frameworks_kind_and_the_unit_is_told(world: World) -> None:
    lan = world.unit("a")
    asks(world, lan, "1.4")
    assert slots(world, Scope("requested")) == [("Sở a", "1.4")]
    target = Target(world.units["a"], "1.4")
    done = room.does(world, lambda c: review_requests.grant(c, room.boss(world), target, None, world.now))
    assert isinstance(done, Decided)
    assert (done.gives, done.people) == ("lấy điểm cao nhất của các đơn vị khác", 1)
    (row,) = world.rows(t.exemption_request)
    assert (row.state, row.kind) == ("granted", "mien")
    (notice,) = room.told(world, lan)
    assert "chấp thuận không áp dụng" in notice


def test_granting_the_best_of_the_peers_reaches_who_depends_on_it(world: World) -> None:
    """1.1 is no criterion that peers show by themselves: granting makes them show it."""
    lan = world.unit("a")
    world.tell(lan, "info:1", "60")
    room.handed_in(world, "b")
    asks(world, lan, "1.1")
    world.drain()
    assert world.points("a") == 0
    target = Target(world.units["a"], "1.1")
    room.does(world, lambda c: review_requests.grant(c, room.boss(world), target, "best_points", world.now))
    world.drain()
    assert world.points("a") == 10
    assert stored(world) == expected(world)
    room.adjust(world, "b", "1.1", "4")
    world.drain()
    assert world.points("a") == 4, "the best peer has less now"


def test_a_request_is_refused_with_a_reason_that_the_unit_reads(world: World) -> None:
    lan = room.handed_in(world, "b")
    hai = world.unit("a")
    asks(world, hai, "1.3")
    target = Target(world.units["a"], "1.3")
    none = room.does(world, lambda c: review_requests.refuse(c, room.boss(world), target, " ", world.now))
    assert none == Refusal("reason_needed", "1.3")
    room.does(
        world, lambda c: review_requests.refuse(c, room.boss(world), target, "Sở nào cũng có.", world.now)
    )
    (notice,) = room.told(world, hai)
    assert "Sở nào cũng có." in notice and "Trả lời 1.3" in notice
    assert room.told(world, lan) == []
    again = room.does(world, lambda c: review_requests.grant(c, room.boss(world), target, None, world.now))
    assert again == Refusal("no_request", "1.3")


def test_an_undecided_request_must_be_decided_before_its_criterion_is_accepted(small_world: World) -> None:
    lan = small_world.unit("a")
    asks(small_world, lan, "1.3")
    room.does(small_world, lambda c: c.execute(t.enrolment.update().values(state="submitted")))
    assert room.accept(small_world, "a", "1.3") == Refusal("request_first", "1.3")


def measured(world: World, values: dict[str, str | None], who: Staffer | None = None) -> Measured | Refusal:
    unit = world.units["a"]
    return room.does(
        world, lambda c: measure.record(c, who or room.boss(world), unit, "online", values, world.now)
    )


def test_measured_values_are_scored_by_the_rule_and_leave_the_units_answers_alone(db: Database) -> None:
    world = World(db, text=ONLINE).begin()
    lan = world.unit("a")
    world.tell(lan, "info:1", "60")
    world.tell(lan, "1.2:a", "60")
    world.drain()
    assert world.points("a") == 0
    assert room.item(world, "a", "1.2").state == "not_asked"
    assert measured(world, {"1.2:a": "30", "info:1": "60"}) == Measured("Sở a", 2, ("1.2",))
    world.drain()
    assert world.points("a") == 5
    assert stored(world) == expected(world)
    shown = room.item(world, "a", "1.2")
    assert shown.state == "assessed"
    assert "Không gian mạng" in shown.explanation
    assert [column.title for column in shown.columns] == ["Không gian mạng"]
    assert world.desk(lan).answers["1.2:a"].text == "60"
    assert measured(world, {"1.2:a": "30"}) == Measured("Sở a", 0, ("1.2",))
    assert measured(world, {"1.1:a": "true"}) == Refusal("no_column", "1.1:a")
    assert measured(world, {"9.9:a": "1"}) == Refusal("unknown_input", "9.9:a")
    assert measured(world, {"1.2:a": "nhiều"}) == Refusal("bad_value", "1.2:a")
    assert measured(world, {"1.2:a": None}) == Measured("Sở a", 1, ("1.2",))
    world.drain()
    assert world.points("a") == 0


def test_what_another_system_says_is_shown_as_a_difference(small_world: World) -> None:
    room.handed_in(small_world, "a")
    unit = small_world.units["a"]
    value = {"enrolment_id": unit, "input_key": "1.2:a", "origin": "Phần mềm tài sản", "value": "52"}
    room.does(
        small_world, lambda c: c.execute(t.reference_value.insert().values(**value, at=small_world.now))
    )
    figure = room.item(small_world, "a", "1.2").figures[0]
    assert (figure.text, figure.elsewhere[0].text, figure.elsewhere[0].differs) == (
        "57 người",
        "52 người",
        True,
    )
    small_world.drain()
    boss = room.boss(small_world)
    found = room.does(small_world, lambda c: review_bulk.preview(c, boss, Scope(criterion="1.2"), "proven"))
    assert isinstance(found, Preview) and found.items == 0, "a difference wants a second look"


def test_last_years_value_stands_beside_this_years(small_world: World) -> None:
    room.handed_in(small_world, "a")
    earlier = World(small_world.db, accounts=50)
    earlier.begin(slug="2025", reference_year=2024)
    earlier.enrol("b")
    with small_world.db.write() as conn:
        (old,) = (row for row in conn.execute(t.enrolment.select()) if row.campaign_id == earlier.campaign)
        (new,) = (
            row for row in conn.execute(t.enrolment.select()) if row.campaign_id == small_world.campaign
        )
        conn.execute(t.enrolment.update().where(t.enrolment.c.id == old.id).values(unit_id=new.unit_id))
        answer = {"enrolment_id": old.id, "input_key": "1.2:a", "value": "41", "revision": 1}
        conn.execute(t.answer.insert().values(**answer, channel="telegram", at=small_world.now))
    assert room.item(small_world, "a", "1.2").figures[0].last_year == "41 người"
    assert room.item(small_world, "a", "1.2").own_points == Fraction(19, 2)
