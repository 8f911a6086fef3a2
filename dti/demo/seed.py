"""Fills the demo's database once: a campaign of nineteen agencies, about half of them already at work."""

import sys
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import Connection

from dti.demo.agencies import AGENCIES, Agency
from dti.demo.answers import plausible
from dti.demo.people import FIRST_NUMBER, write_down
from dti.framework import folder
from dti.settings import WRONG_SETTINGS, BadSettings, Settings
from dti_core.campaign import evidence, invitations, people, seeding, setup, submission
from dti_core.campaign.evidence import Details
from dti_core.campaign.people import Speaker
from dti_core.framework.catalogue import render
from dti_core.framework.framework import Framework
from dti_core.framework.library import find
from dti_core.messages.consent import CONSENT_VERSION
from dti_core.store.database import Database

SLUG = "chay-thu"
BOT = "1"
CHANNEL = "telegram"
DAYS = 21


def seed(settings: Settings, framework_id: str, now: datetime) -> None:
    """Create tables and campaign unless they are there; BadSettings where the framework cannot be used."""
    database = Database(settings.database_url)
    try:
        database.migrate()
        with database.write() as conn:
            if setup.find_campaign(conn, SLUG) is None:
                write_down(settings.data_dir, _Seeding(conn, framework_id, now).people())
    finally:
        database.close()


class _Seeding:
    """One transaction that sets everything up through the ordinary use cases."""

    def __init__(self, conn: Connection, framework_id: str, now: datetime) -> None:
        self.conn, self.now, self.random = conn, now, Random(framework_id)  # noqa: S311 - figures of a demo, no secrets
        self.framework, text = _framework(framework_id)
        self.campaign = setup.create_campaign(conn, _plan(now), now)
        setup.adopt_framework(conn, self.campaign, text, now)

    def people(self) -> list[dict[str, object]]:
        """Enrol every agency; who the page shows, with the invitations of those who have not joined."""
        return [self._agency(FIRST_NUMBER + i, agency) for i, agency in enumerate(AGENCIES)]

    def _agency(self, number: int, agency: Agency) -> dict[str, object]:
        known = {trait.id for trait in self.framework.spec.traits}
        unit = setup.UnitPlan(agency.slug, agency.name, traits=frozenset(agency.traits) & known)
        enrolment = setup.enrol(self.conn, self.campaign, self.framework.id, unit, self.now)
        payload = invitations.issue(self.conn, enrolment, "contact", self.now, timedelta(days=DAYS))
        shown: dict[str, object] = {"id": number, "name": agency.contact}
        if not agency.share:
            return {**shown, "about": "Chưa trả lời", "start_payload": payload}
        answered = self._work(agency, enrolment, self._join(number, agency, payload))
        return {**shown, "about": f"Đã trả lời {answered}/{len(self.framework.criteria)} tiêu chí"}

    def _join(self, number: int, agency: Agency, payload: str) -> Speaker:
        account = (CHANNEL, BOT, str(number), str(number), agency.contact, self.now)
        stranger = people.resolve(self.conn, *account)
        seen = invitations.look_up(self.conn, payload, stranger.person, self.now)
        invitations.accept(self.conn, stranger, seen.id, CONSENT_VERSION, CHANNEL, self.now)
        joined = people.resolve(self.conn, *account)
        people.block(self.conn, joined.identity, self.now)  # unreachable until the chat is opened on the page
        return joined

    def _work(self, agency: Agency, enrolment: int, speaker: Speaker) -> int:
        """Answer, prove most answers, perhaps hand in; how many criteria are answered."""
        values = plausible(self.framework, self.random, share=agency.share, quality=agency.quality)
        seeding.record_many(self.conn, enrolment, values, speaker.person, self.now)
        owners = dict.fromkeys(key.rpartition(":")[0] for key in values)
        answered = [owner for owner in owners if owner != "info"]
        for criterion in answered:
            if self.random.random() < agency.quality:
                url = f"https://{agency.slug.replace('-', '')}.angiang.gov.vn/chuyen-doi-so/{criterion}"
                evidence.add_link(self.conn, speaker, criterion, url, Details(), self.now)
        if agency.share == 1.0 and self.random.random() < 0.5:
            submission.submit(self.conn, speaker, self.now)
        return len(answered)


def _framework(framework_id: str) -> tuple[Framework, str]:
    loaded = find(framework_id, folder())
    if loaded.framework is None:
        raise BadSettings([render(problem) for problem in loaded.problems])
    return loaded.framework, loaded.text


def _plan(now: datetime) -> setup.CampaignPlan:
    return setup.CampaignPlan(
        slug=SLUG,
        title=f"Đánh giá chuyển đổi số năm {now.year - 1} (chạy thử)",
        coordinator="Sở Thông tin và Truyền thông",
        reference_year=now.year - 1,
        opens_at=now - timedelta(days=9),
        closes_at=(now + timedelta(days=DAYS)).replace(
            hour=10, minute=0, second=0, microsecond=0
        ),  # 17:00 there
    )


def main() -> int:
    """`python -m dti.demo.seed FRAMEWORK` with the demo's own environment."""
    try:
        seed(Settings.from_env(), sys.argv[1], datetime.now(UTC))
    except BadSettings as bad:
        print(*bad.problems, sep="\n", file=sys.stderr)
        return WRONG_SETTINGS
    return 0


if __name__ == "__main__":
    sys.exit(main())
