"""The coordinator's staff in the demo: named by what they do, already joined."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dti.demo.people import FIRST_STAFF
from dti_core.campaign import invitations, people
from dti_core.campaign.invitations import Reach
from dti_core.messages.consent import CONSENT_VERSION


@dataclass(frozen=True)
class Colleague:
    """One of the staff and their role."""

    name: str
    role: str
    about: str


STAFF = (
    Colleague("Phụ trách kỳ đánh giá", "manager", "Cán bộ · phụ trách"),
    Colleague("Chuyên viên thẩm định", "reviewer", "Cán bộ · thẩm định"),
    Colleague("Thành viên Hội đồng", "council", "Cán bộ · Hội đồng"),
    Colleague("Chuyên gia đánh giá", "expert", "Cán bộ · chuyên gia"),
    Colleague("Lãnh đạo theo dõi", "observer", "Cán bộ · theo dõi"),
)


def seat(conn: Connection, campaign: int, channel: str, bot: str, now: datetime) -> list[dict[str, object]]:
    """Let everybody join; who the page shows."""
    shown: list[dict[str, object]] = []
    for number, one in enumerate(STAFF, FIRST_STAFF):
        account = str(number)
        stranger = people.resolve(conn, channel, bot, account, account, one.name, now)
        token = invitations.issue_for(conn, Reach(campaign, one.role), now)
        seen = invitations.look_up(conn, token, stranger.person, now)
        invitations.accept(conn, stranger, seen.id, CONSENT_VERSION, channel, now)
        people.block(conn, stranger.identity, now)  # unreachable until the chat is opened on the page
        shown.append({"id": number, "name": one.name, "about": one.about})
    return shown
