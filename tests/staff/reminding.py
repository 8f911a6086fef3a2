"""A campaign whose units stand in every state, workers, and a bot that delivers or is blocked."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dti.errands import KINDS
from dti_core.campaign import errands, outbox
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import due, reminder_rules, reminders, staffer
from dti_core.campaign.staff.reminder_rules import When
from dti_core.campaign.staff.reminders import Plan
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import Requester
from dti_core.messages import codec
from dti_core.messages.model import plain
from dti_core.messages.staff.reminder_view import Preview
from dti_core.store import tables as t
from tests.campaign.world import World

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2026, 3, 2, 8, tzinfo=ZONE)
"""A Monday; the deadline is Saturday, 21 March, 15 h."""


@dataclass
class Desk:
    """The staff's use cases in a world, each in a transaction of its own."""

    world: World
    told: dict[str, int] = field(default_factory=dict)

    @property
    def chief(self) -> Staffer:
        return staffer.operator(self.world.campaign)

    def preview(self, kind: str, **plan: Any) -> Preview:
        with self.world.db.write() as conn:
            seen = reminders.preview(conn, self.chief, Plan(kind, **plan), self.world.now)
        assert isinstance(seen, Preview), seen
        return seen

    def send(self, kind: str, requester: Requester | None = None, **plan: Any) -> int:
        with self.world.db.write() as conn:
            done = reminders.send(
                conn, self.chief, Plan(kind, **plan), requester or Requester(), self.world.now
            )
        assert isinstance(done, int), done
        return done

    def plan(self, kind: str, when: datetime, night: bool = False, **plan: Any) -> int | Refusal:
        with self.world.db.write() as conn:
            return reminders.plan_for(
                conn, self.chief, Plan(kind, **plan), Requester(), when, self.world.now, even_at_night=night
            )

    def rule(self, kind: str, days_before: int | None = None, hour: int = 8, **plan: Any) -> int:
        with self.world.db.write() as conn:
            when = When(days_before, hour)
            done = reminder_rules.add(conn, self.chief, Plan(kind, **plan), when, Requester(), self.world.now)
        assert isinstance(done, int), done
        return done

    def clock(self, to: datetime | None = None) -> None:
        """The time comes; one worker does what is due and what waits."""
        self.world.now = to or self.world.now
        for _ in range(2):
            due.run_due(self.world.db, self.world.now)
            errands.run(self.world.db, Path(), KINDS, clock=lambda: self.world.now)

    def is_due(self) -> bool:
        with self.world.db.read() as conn:
            return due.due(conn, self.world.now)

    def texts(self, slug: str) -> list[str]:
        """What the unit's contact was sent."""
        rows = self.world.rows(t.outbox, identity_id=self.world.speakers[slug].identity)
        return [plain(codec.load(row.payload).text) for row in rows]

    def reminded(self) -> list[str]:
        """The units whose contacts were sent something since the last look."""
        now = {slug: len(self.texts(slug)) for slug in self.world.speakers}
        new = sorted(slug for slug, count in now.items() if count > self.told.get(slug, 0))
        self.told = now
        return new

    def results(self, reminder: int) -> list[tuple[str, str | None]]:
        return [(row.result, row.error) for row in self.world.rows(t.reminder_sent, reminder_id=reminder)]

    def delivers(self, *blocked: str) -> None:
        """The bot sends whatever waits; some have blocked it."""
        refusing = {self.world.speakers[slug].identity for slug in blocked}
        with self.world.db.write() as conn:
            for row in conn.execute(t.outbox.select().where(t.outbox.c.state == "pending")).all():
                if row.identity_id in refusing:
                    outbox.block(conn, row.identity_id, "bot was blocked by the user", self.world.now)
                else:
                    sent = {"state": "sent", "sent_at": self.world.now}
                    conn.execute(t.outbox.update().where(t.outbox.c.id == row.id).values(**sent))


def set_unit(world: World, slug: str, **values: Any) -> None:
    with world.db.write() as conn:
        mine = t.enrolment.c.id == world.units[slug]
        conn.execute(t.enrolment.update().where(mine).values(**values))


def campaign_of_all_states(world: World) -> Desk:
    """fresh: joined; idle: answered a week ago; busy: answered today; bare: lacks evidence;
    nobody: not joined; done: handed in; back: returned."""
    desk = Desk(world)
    world.now = MORNING - timedelta(days=7)
    for slug in ("fresh", "idle", "busy", "bare", "done", "back"):
        world.unit(slug)
    world.enrol("nobody")
    world.tell(world.speakers["idle"], "1.2:a", "1")
    world.now = MORNING - timedelta(hours=1)
    world.tell(world.speakers["busy"], "1.2:a", "1")
    world.tell(world.speakers["bare"], "1.1:a", "true")
    set_unit(world, "done", state="submitted")
    set_unit(world, "back", state="returned")
    world.now = MORNING
    desk.reminded()
    return desk
