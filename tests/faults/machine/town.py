"""The people of the state machine's little province, and who is who on the platform."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from dti_core.campaign import invitations, people, setup
from dti_core.campaign.invitations import Reach
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import CLOSES, CONSENT, OPENS, SMALL
from tests.faults.machine.clock import Clock
from tests.faults.machine.platform import BOT

UNITS: dict[str, dict[str, Any]] = {
    "Bạch": {"group": "so"},
    "Hồng": {"group": "so"},
    "Lam": {"group": "so", "volunteer": True},
    "Tím": {"group": "so", "traits": ("dac-thu",)},
    "Vàng": {"group": "khac"},
}
ACCOUNTS = {"lan": "11", "lan's other phone": "12", "hoa": "21", "tam": "31", "yen": "41", "provider": "51",
            "boss": "61", "reviewer": "71", "stranger": "81"}  # fmt: skip
"""`lan` answers for Bạch on two phones, `hoa` for Hồng, `tam` for Lam and Tím, `yen` for Vàng and reviews
every group; `provider` gives one figure of Bạch; `reviewer` is assigned the group "so"."""
CONTACTS = ("lan", "lan's other phone", "hoa", "tam", "yen", "provider")
JOINS = (("lan", "Bạch"), ("hoa", "Hồng"), ("tam", "Lam"), ("tam", "Tím"), ("yen", "Vàng"))


@dataclass
class Town:
    """Ids by name; everybody has joined, nothing is answered."""

    campaign: int
    framework_id: str
    units: dict[str, int]
    people: dict[str, Speaker]


def found(db: Database, clock: Clock) -> Town:
    """The campaign begins, in one transaction."""
    with db.write() as conn:
        facts = {"slug": "2026", "title": "Đợt 2026", "coordinator": "Sở KH&CN", "reference_year": 2025}
        plan = setup.CampaignPlan(**facts, opens_at=OPENS, closes_at=CLOSES)  # type: ignore[arg-type]  # facts
        campaign = setup.create_campaign(conn, plan, clock())
        framework = setup.adopt_framework(conn, campaign, SMALL, clock())
        units = {
            name: setup.enrol(conn, campaign, framework, setup.UnitPlan(name, f"Sở {name}", **more), clock())
            for name, more in UNITS.items()
        }
        town = Town(campaign, framework, units, {})
        _everybody_joins(conn, town, clock)
        return town


def _everybody_joins(conn: Connection, town: Town, clock: Clock) -> None:
    for name, number in ACCOUNTS.items():
        if name != "lan's other phone":
            town.people[name] = people.resolve(
                conn, "telegram", BOT, number, number, f"Người {number}", clock()
            )
    for name, unit in JOINS:
        _join(conn, town, name, Reach(town.campaign, "contact", town.units[unit]), clock)
    _join(conn, town, "provider", Reach(town.campaign, "provider", town.units["Bạch"], "1.3:a"), clock)
    _join(conn, town, "boss", Reach(town.campaign, "manager"), clock)
    _join(conn, town, "reviewer", Reach(town.campaign, "reviewer", groups="so"), clock)
    _join(conn, town, "yen", Reach(town.campaign, "reviewer"), clock)
    _second_phone(conn, town.people["lan"], clock)


def _join(conn: Connection, town: Town, name: str, reach: Reach, clock: Clock) -> None:
    speaker = town.people[name]
    view = invitations.look_up(conn, invitations.issue_for(conn, reach, clock()), speaker.person, clock())
    accepted = invitations.accept(conn, speaker, view.id, CONSENT, speaker.channel, clock())
    assert not isinstance(accepted, Refusal), accepted
    town.people[name] = replace(speaker, active_assignment=accepted)


def _second_phone(conn: Connection, speaker: Speaker, clock: Clock) -> None:
    number = ACCOUNTS["lan's other phone"]
    row = {"person_id": speaker.person, "channel": "telegram", "bot": BOT, "external_id": number,
           "address": number, "display_name": f"Người {number}", "created_at": clock()}  # fmt: skip
    conn.execute(t.identity.insert(), row)
