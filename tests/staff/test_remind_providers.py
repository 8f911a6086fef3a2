"""Reminders to those who give only some figures: by state, per provider, never twice, ending by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dti.main import main
from dti_core.campaign import outbox
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import reminder_results, reminder_rounds, reminder_rules, reminders, staffer
from dti_core.campaign.staff.reminder_rules import When
from dti_core.campaign.staff.reminders import Plan
from dti_core.campaign.tasks import Requester
from dti_core.messages import codec
from dti_core.messages.model import plain
from dti_core.messages.staff.reminder_view import Preview
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.staff.office import staff
from tests.staff.reminding import MORNING, Desk

INPUTS = {"police": "1.2:a info:1", "home": "1.3:a", "land": "1.4:a"}


@dataclass
class Province:
    """One unit whose figures three offices give: police joined and gave nothing, home gave all a week ago,
    land stands on the roster only."""

    world: World
    seats: dict[str, Speaker]

    @property
    def desk(self) -> Desk:
        return Desk(self.world)

    def plan(self, kind: str) -> Plan:
        return Plan(kind, to_providers=True)

    def seen(self, kind: str) -> Preview:
        with self.world.db.write() as conn:
            found = reminders.preview(conn, self.desk.chief, self.plan(kind), self.world.now)
        assert isinstance(found, Preview), found
        return found

    def sends_later(self, kind: str) -> int:
        """Planned and started, for workers that the test brings."""
        with self.world.db.write() as conn:
            done = reminders.send(conn, self.desk.chief, self.plan(kind), Requester(), self.world.now)
        assert isinstance(done, int), done
        return done

    def sends(self, kind: str) -> int:
        with self.world.db.write() as conn:
            done = reminders.send(conn, self.desk.chief, self.plan(kind), Requester(), self.world.now)
        assert isinstance(done, int), done
        self.desk.clock()
        return done

    def told(self, name: str) -> list[str]:
        rows = self.world.rows(t.outbox, identity_id=self.seats[name].identity)
        return [plain(codec.load(row.payload).text) for row in rows if row.lane == 3]


def province(world: World) -> Province:
    world.now = MORNING - timedelta(days=7)
    world.unit("a")
    contact = world.speakers["a"]
    seats = {name: world.join("a", "provider", INPUTS[name]) for name in ("police", "home")}
    world.speakers["a"] = contact
    with world.db.write() as conn:
        row = {"campaign_id": world.campaign, "enrolment_id": world.units["a"], "role": "provider"}
        line = {
            "name": "Trần Thị Bình",
            "office": "Sở Đất đai",
            "phone": "0912",
            "scope_inputs": INPUTS["land"],
        }
        conn.execute(t.member.insert(), {**row, **line, "created_at": world.now})
    world.tell(seats["home"], "1.3:a", "4")
    world.now = MORNING
    return Province(world, seats)


def test_states_are_counted_by_provider(world: World) -> None:
    here = province(world)
    with world.db.write() as conn:
        found = reminders.counts(conn, here.desk.chief, world.now, to_providers=True)
    assert found == {"not_submitted": 1, "not_started": 1, "stalled": 0, "not_joined": 1}


def test_the_preview_names_the_office_the_unit_and_how_many_figures(small_world: World) -> None:
    here = province(small_world)
    seen = here.seen("not_submitted")
    assert (seen.units, seen.people) == (1, 1)
    assert seen.example is not None
    assert "còn 2/2 số liệu chưa nhập cho phiếu của Sở a" in seen.example.text
    (phone,) = here.seen("not_joined").phones
    assert (phone.unit, phone.name, phone.phone) == ("Sở Đất đai", "Trần Thị Bình", "0912")


def test_it_goes_to_who_still_lacks_figures_and_to_nobody_else(world: World) -> None:
    here = province(world)
    here.sends("not_submitted")
    assert len(here.told("police")) == 1 and here.told("home") == []
    assert [row.person_id for row in world.rows(t.reminder_sent)] == [here.seats["police"].person]


def test_one_a_day_whatever_is_sent(world: World) -> None:
    here = province(world)
    here.sends("not_submitted")
    here.sends("not_started")
    assert len(here.told("police")) == 1
    results = [(row.result, row.error) for row in world.rows(t.reminder_sent)]
    assert results == [("queued", None), ("settled", "already")]


def test_a_round_sent_by_two_workers_reminds_each_provider_once(small_world: World) -> None:
    here = province(small_world)
    other = small_world.join("a", "provider", "1.4:a")
    here.seats["other"] = other
    with small_world.db.write() as conn:
        round_ = reminders.send(
            conn, here.desk.chief, here.plan("not_submitted"), Requester(), small_world.now
        )
    assert isinstance(round_, int)
    for _ in range(2):
        reminder_rounds.send(small_world.db, round_, small_world.now)
        with small_world.db.write() as conn:
            conn.execute(t.reminder.update().values(state="sending"))
    assert (len(here.told("police")), len(here.told("other"))) == (1, 1)
    assert len(small_world.rows(t.reminder_sent)) == 2


def test_it_stops_by_itself_when_the_figures_are_there(world: World) -> None:
    here = province(world)
    world.tell(here.seats["police"], "1.2:a", "57")
    assert here.seen("not_submitted").units == 1, "one figure is still missing"
    assert here.seen("not_started").units == 0
    world.tell(here.seats["police"], "info:1", "60")
    assert here.seen("not_submitted").units == 0


def test_a_provider_who_began_and_stopped_is_stalled(small_world: World) -> None:
    here = province(small_world)
    small_world.now = MORNING - timedelta(days=6)
    small_world.tell(here.seats["police"], "1.2:a", "57")
    small_world.now = MORNING
    assert (here.seen("stalled").units, here.seen("not_started").units) == (1, 0)


def test_what_does_not_apply_is_not_asked_for(small_world: World) -> None:
    here = province(small_world)
    with small_world.db.write() as conn:
        mine = t.enrolment.c.id == small_world.units["a"]
        conn.execute(t.enrolment.update().where(mine).values(traits="dac-thu"))
    exempt = small_world.join("a", "provider", "1.4:a")
    assert exempt.active_assignment is not None
    assert here.seen("not_submitted").units == 1, "only the police: 1.4 does not apply here"


def test_nothing_leaves_after_the_unit_handed_in_or_the_deadline(small_world: World) -> None:
    here = province(small_world)
    small_world.now = MORNING + timedelta(days=60)
    assert here.seen("not_submitted").units == 0
    small_world.now = MORNING
    with small_world.db.write() as conn:
        conn.execute(t.enrolment.update().values(state="submitted"))
    assert here.seen("not_submitted").units == 0


@pytest.mark.parametrize("kind", ["evidence_missing", "returned"])
def test_states_that_providers_are_never_in_are_refused(small_world: World, kind: str) -> None:
    chief = staffer.operator(small_world.campaign)
    with small_world.db.write() as conn:
        plan = Plan(kind, to_providers=True)
        found = reminders.preview(conn, chief, plan, small_world.now)
    assert found == Refusal("unknown_kind", kind)


def test_a_rule_reminds_providers_by_itself(small_world: World) -> None:
    here = province(small_world)
    with small_world.db.write() as conn:
        plan = Plan("not_submitted", to_providers=True)
        done = reminder_rules.add(conn, here.desk.chief, plan, When(None, 8), Requester(), small_world.now)
        assert isinstance(done, int)
    here.desk.clock(MORNING + timedelta(days=1))
    assert len(here.told("police")) == 1 and here.told("home") == []


def test_a_blocked_provider_is_on_the_list_to_phone_beside_one_who_was_reached(small_world: World) -> None:
    here = province(small_world)
    small_world.join("a", "provider", "1.4:a")
    with small_world.db.write() as conn:
        outbox.block(conn, here.seats["police"].identity, "bot was blocked by the user", small_world.now)
    number = here.sends("not_submitted")
    here.desk.delivers()

    with small_world.db.write() as conn:
        found = reminder_results.one(conn, here.desk.chief, number)
    assert not isinstance(found, Refusal)
    assert [one.why for one in found.to_phone] == ["blocked"]


def test_in_chat_from_the_menu_to_the_result(small_world: World, tmp_path: Path) -> None:
    here = province(small_world)
    chief = staff(small_world)
    chief.does("s.nv")
    chief.press("Nơi cung cấp số liệu")
    assert {"Còn thiếu số liệu: 1", "Chưa tham gia: 1"} <= set(chief.labels())
    chief.press("Còn thiếu số liệu: 1")
    assert "1 nơi cung cấp số liệu còn thiếu số liệu" in chief.text
    chief.press("Gửi 1 người ngay")
    chief.waits(tmp_path)
    here.desk.delivers()
    chief.waits(tmp_path)
    assert "nơi cung cấp còn thiếu số liệu" in chief.text and "đã gửi 1" in chief.text
    assert len(here.told("police")) == 1


def test_a_rule_for_providers_is_set_up_in_chat(small_world: World) -> None:
    province(small_world)
    chief = staff(small_world)
    chief.does("s.nv.rn")
    chief.press("Nơi cung cấp còn thiếu số liệu")
    chief.press("3 ngày")
    chief.press("9 giờ")
    assert "Nơi cung cấp còn thiếu số liệu: trước hạn 3 ngày, 9 giờ" in chief.text
    (rule,) = small_world.rows(t.reminder_rule)
    assert (rule.kind, rule.to_providers) == ("not_submitted", True)


def test_where_nobody_gives_only_some_figures_there_is_no_such_button(small_world: World) -> None:
    small_world.unit("a")
    chief = staff(small_world)
    chief.does("s.nv")
    assert "Nơi cung cấp số liệu" not in chief.labels()


def test_at_the_command_line(
    own_sqlite_db: Database,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    world = World(own_sqlite_db)

    world.now = datetime.now(UTC)
    world.begin(opens_at=world.now - timedelta(days=9), closes_at=world.now + timedelta(days=30))
    world.unit("a")
    world.join("a", "provider", "1.2:a")
    words = ["remind", "preview", "--campaign", "2026", "--providers", "--kind"]
    assert main([*words, "not-submitted"]) == 0
    assert "1 nơi cung cấp số liệu còn thiếu số liệu; sẽ gửi cho 1 người" in capsys.readouterr().out
    assert main([*words, "returned"]) == 1
    assert "không dùng được với --providers" in capsys.readouterr().err
