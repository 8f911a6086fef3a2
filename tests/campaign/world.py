"""A small campaign to act in: units enrolled, contacts joined by invitation, one step at a time."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dti_core.campaign import answers, desk, frameworks, invitations, people, scores, setup, unit_answers
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.scoring import engine
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.survey.questionnaire import Questionnaire

SMALL = Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
OPENS, CLOSES = NOW - timedelta(days=10), NOW + timedelta(days=20)
CONSENT = "1"


@dataclass
class World:
    """One campaign; `now` moves by hand."""

    db: Database
    text: str = SMALL
    now: datetime = NOW
    campaign: int = 0
    framework_id: str = ""
    units: dict[str, int] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    accounts: int = 0

    def begin(self, **plan: Any) -> "World":
        facts = {"slug": "2026", "title": "Đợt 2026", "coordinator": "Sở KH&CN", "reference_year": 2025}
        with self.db.write() as conn:
            whole = setup.CampaignPlan(**{**facts, "opens_at": OPENS, "closes_at": CLOSES, **plan})
            self.campaign = setup.create_campaign(conn, whole, self.now)
            self.framework_id = setup.adopt_framework(conn, self.campaign, self.text, self.now)
        return self

    def enrol(self, slug: str, **plan: Any) -> int:
        with self.db.write() as conn:
            unit = setup.UnitPlan(slug, f"Sở {slug}", **plan)
            self.units[slug] = setup.enrol(conn, self.campaign, self.framework_id, unit, self.now)
        return self.units[slug]

    def stranger(self, external_id: str | None = None, channel: str = "telegram") -> Speaker:
        self.accounts += 1
        number = external_id or str(1000 + self.accounts)
        with self.db.write() as conn:
            return people.resolve(conn, channel, "bot", number, number, f"Người {number}", self.now)

    def token(self, slug: str, role: str = "contact", inputs: str | None = None) -> str:
        with self.db.write() as conn:
            return invitations.issue(conn, self.units[slug], role, self.now, inputs=inputs)

    def join(
        self, slug: str, role: str = "contact", inputs: str | None = None, who: Speaker | None = None
    ) -> Speaker:
        """A contact of the unit who has accepted an invitation."""
        speaker = who or self.stranger()
        token = self.token(slug, role, inputs)
        with self.db.write() as conn:
            view = invitations.look_up(conn, token, speaker.person, self.now)
            accepted = invitations.accept(conn, speaker, view.id, CONSENT, speaker.channel, self.now)
            assert not isinstance(accepted, Refusal), accepted
        joined = Speaker(speaker.person, speaker.identity, accepted, speaker.channel, speaker.name)
        self.speakers[slug] = joined
        return joined

    def unit(self, slug: str, **plan: Any) -> Speaker:
        """A unit with its contact."""
        self.enrol(slug, **plan)
        return self.join(slug)

    def say(self, speaker: Speaker, key: str, value: str) -> answers.Recorded | Refusal:
        with self.db.write() as conn:
            return answers.record(conn, speaker, key, value, self.now)

    def tell(self, speaker: Speaker, key: str, value: str) -> answers.Recorded:
        """An answer that is taken."""
        taken = self.say(speaker, key, value)
        assert not isinstance(taken, Refusal), taken
        return taken

    def desk(self, speaker: Speaker) -> Questionnaire:
        assert speaker.active_assignment is not None
        with self.db.read() as conn:
            return desk.load(conn, speaker.person, speaker.active_assignment)

    def drain(self) -> scores.DrainReport:
        """Work in a time of its own that moves on by itself, so that nothing rests for long."""
        moments = iter(range(1, 100_000))
        self.now += timedelta(minutes=1)
        start = self.now
        report = scores.drain(
            self.db, clock=lambda: start + timedelta(seconds=next(moments)), sleep=lambda _: None
        )
        self.now += timedelta(minutes=5)
        return report

    def rows(self, table: Any, **where: Any) -> list[Any]:
        with self.db.read() as conn:
            chosen = select(table).where(*(table.c[name] == value for name, value in where.items()))
            return list(conn.execute(chosen.order_by(*table.primary_key.columns)).all())

    def points(self, slug: str) -> float:
        (row,) = self.rows(t.score, enrolment_id=self.units[slug])
        return float(row.points_micro / 1_000_000)


def behind(world: World) -> bool:
    with world.db.read() as conn:
        return scores.is_work_waiting(conn)


def expected(world: World) -> dict[str, int]:
    """Every unit's points by the pure engine, from what is stored."""
    with world.db.read() as conn:
        rows = conn.execute(t.enrolment.select()).all()
        framework = frameworks.framework(conn, rows[0].content_hash)
        units = [unit_answers.unit_answers(conn, row, framework) for row in rows]
    return {one.id: round(one.points * 1_000_000) for one in engine.score_all(framework, units)}


def stored(world: World) -> dict[str, int]:
    return {str(row.enrolment_id): row.points_micro for row in world.rows(t.score)}
