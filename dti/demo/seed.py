"""Fills the demo's database once: a campaign of units or offices, about half of them already at work."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import Connection, select

from dti.demo import staff
from dti.demo.cast import Player, answers_of, cast_of
from dti.demo.outside import best_elsewhere
from dti.demo.people import FIRST_NUMBER, write_down
from dti.demo.places import province_of
from dti.demo.units import Unit
from dti.framework_folder import folder
from dti.settings import WRONG_SETTINGS, BadSettings, Settings
from dti_core.campaign import answers, evidence, invitations, people, seeding, setup, submission
from dti_core.campaign.evidence import Details
from dti_core.campaign.people import Speaker
from dti_core.campaign.values import OWN
from dti_core.framework.catalogue import render
from dti_core.framework.framework import Framework
from dti_core.framework.library import find
from dti_core.messages.consent import CONSENT_VERSION
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.store.schema import migrate

PEOPLE = "everybody is enrolled"
"""The line by which the seeding process says that people can be let in."""
SLUG = "chay-thu"
BOT = "1"
CHANNEL = "telegram"
DAYS = 21


def seed(
    settings: Settings, framework_id: str, now: datetime, on_people: Callable[[], None] = lambda: None
) -> None:
    """Create tables, campaign, people and their answers, each unless it is there already.

    `on_people` is called once everybody is enrolled: they can be let in while the answers are still being
    filled in. BadSettings where the framework cannot be used.
    """
    database = Database(settings.database_url, settings.sealer())
    try:
        migrate(database)
        seeding = _Seeding(database, framework_id, now)
        if not seeding.campaign_exists():
            write_down(settings.data_dir, seeding.enrol_everybody())
        on_people()
        seeding.answer_for_those_at_work()
    finally:
        database.close()


class _Seeding:
    """Sets everything up through the ordinary use cases."""

    def __init__(self, database: Database, framework_id: str, now: datetime) -> None:
        self.database, self.now = database, now
        self.framework, self.text = _framework(framework_id)
        self.cast = cast_of(self.framework)
        self.asked = sum(1 for node in self.framework.criteria if "self" in node.assessors)

    def campaign_exists(self) -> bool:
        """Whether an earlier start got that far."""
        with self.database.read() as conn:
            return setup.find_campaign(conn, SLUG) is not None

    def enrol_everybody(self) -> list[dict[str, object]]:
        """The campaign with every unit; who the page shows, with the invitations of those not joined."""
        with self.database.write() as conn:
            campaign = setup.create_campaign(conn, _plan(self.framework, self.now), self.now)
            setup.adopt_framework(conn, campaign, self.text, self.now)
            units = dict.fromkeys(player.unit for player in self.cast)
            enrolments = {unit: self._enrol(conn, campaign, unit) for unit in units}
            if len(units) == 1:
                best = best_elsewhere(self.framework, self.cast[0])
                seeding.refer(conn, campaign, self.framework.id, best, self.now)
            units_people = [
                self._invite(conn, enrolments[one.unit], number, one) for number, one in self._numbered()
            ]
            return [*units_people, *staff.seat(conn, campaign, CHANNEL, BOT, self.now)]

    def answer_for_those_at_work(self) -> None:
        """One person after the other, so that nobody who is let in meanwhile has to wait."""
        for number, player in self._numbered():
            if player.busy:
                with self.database.write() as conn:
                    self._work(conn, player, _speaker(conn, number, player))

    def _numbered(self) -> Iterator[tuple[int, Player]]:
        return enumerate(self.cast, FIRST_NUMBER)

    def _enrol(self, conn: Connection, campaign: int, unit: Unit) -> int:
        plan = setup.UnitPlan(unit.slug, unit.name, unit.group, unit.traits)
        return setup.enrol(conn, campaign, self.framework.id, plan, self.now)

    def _invite(self, conn: Connection, enrolment: int, number: int, player: Player) -> dict[str, object]:
        role, scope = "contact", None
        if player.inputs:
            role, scope = "provider", setup.inputs_scope(conn, enrolment, player.inputs)
        payload = invitations.issue(conn, enrolment, role, self.now, timedelta(days=DAYS), inputs=scope)
        shown: dict[str, object] = {"id": number, "name": player.name, "about": player.about(self.asked)}
        if not player.busy:
            return {**shown, "start_payload": payload}
        self._join(conn, number, player, payload)
        return shown

    def _join(self, conn: Connection, number: int, player: Player, payload: str) -> None:
        account = str(number)
        stranger = people.resolve(conn, CHANNEL, BOT, account, account, player.name, self.now)
        seen = invitations.look_up(conn, payload, stranger.person, self.now)
        invitations.accept(conn, stranger, seen.id, CONSENT_VERSION, CHANNEL, self.now)
        people.block(conn, stranger.identity, self.now)  # unreachable until the chat is opened on the page

    def _work(self, conn: Connection, player: Player, speaker: Speaker) -> None:
        """Answer, prove most answers, perhaps hand in; nothing where that has been done."""
        enrolment = setup.find_enrolment(conn, setup.find_campaign(conn, SLUG) or 0, player.unit.slug)
        source = answers.provider(speaker.person) if player.inputs else OWN
        if enrolment is None or seeding.has_answers(conn, enrolment, source):
            return
        values = answers_of(self.framework, player, self.cast)
        seeding.record_many(conn, enrolment, values, speaker.person, self.now, source)
        random = Random(player.name)  # noqa: S311 - figures of a demo, no secrets
        for criterion in dict.fromkeys(key.rpartition(":")[0] for key in values):
            if criterion != "info" and random.random() < player.unit.quality:
                url = f"https://{player.unit.site}/chuyen-doi-so/{criterion}"
                evidence.add_link(conn, speaker, criterion, url, Details(), self.now)
        if player.unit.share == 1.0 and random.random() < 0.5:
            submission.submit(conn, speaker, self.now)


def _speaker(conn: Connection, number: int, player: Player) -> Speaker:
    """Somebody who has joined, without their account being used."""
    joined = t.identity.join(t.assignment, t.assignment.c.person_id == t.identity.c.person_id)
    here = (t.identity.c.channel == CHANNEL, t.identity.c.external_id == str(number))
    known = select(t.identity.c.person_id, t.identity.c.id, t.assignment.c.id.label("role"))
    row = conn.execute(known.select_from(joined).where(*here)).one()
    return Speaker(row.person_id, row.id, row.role, CHANNEL, player.name)


def _framework(framework_id: str) -> tuple[Framework, str]:
    loaded = find(framework_id, folder())
    if loaded.framework is None:
        raise BadSettings([render(problem) for problem in loaded.problems])
    return loaded.framework, loaded.text


def _plan(framework: Framework, now: datetime) -> setup.CampaignPlan:
    return setup.CampaignPlan(
        slug=SLUG,
        title=f"Đánh giá chuyển đổi số năm {now.year - 1} (chạy thử)",
        coordinator=province_of(framework.id).coordinator,
        reference_year=now.year - 1,
        opens_at=now - timedelta(days=9),
        closes_at=(now + timedelta(days=DAYS)).replace(
            hour=10, minute=0, second=0, microsecond=0
        ),  # 17:00 there
    )


def main() -> int:
    """`python -m dti.demo.seed FRAMEWORK` with the demo's own environment."""
    try:
        seed(Settings.from_env(), sys.argv[1], datetime.now(UTC), lambda: print(PEOPLE, flush=True))
    except BadSettings as bad:
        print(*bad.problems, sep="\n", file=sys.stderr)
        return WRONG_SETTINGS
    return 0


if __name__ == "__main__":
    sys.exit(main())
