"""The staff's first screen: where the campaign stands, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dti_core.messages.formatting import days_left
from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.roles import ROLES


@dataclass(frozen=True)
class CampaignHead:
    """A campaign in one glance; counts are of ranked units within the reader's reach."""

    title: str
    coordinator: str
    closes_at: datetime
    time_zone: str
    state: str
    units: int
    joined: int
    submitted: int
    volunteers: int = 0


def home(head: CampaignHead, role: str, menu: Sequence[Choice], now: datetime) -> Message:
    """Where it stands, and one button per thing this role may do."""
    over = head.state == "published"
    left = "đã công bố kết quả" if over else days_left(head.closes_at, now, head.time_zone)
    text = lines(
        rich("**{title}** · {left}", title=head.title, left=left),
        rich("Vai trò: {role}.", role=ROLES.get(role, role)),
        rich(
            "{units} đơn vị · đã tham gia {joined} · đã nộp {submitted}{apart}",
            units=head.units,
            joined=head.joined,
            submitted=head.submitted,
            apart=f" · và {head.volunteers} đơn vị tự nguyện" if head.volunteers else "",
        ),
    )
    return Message(text, tuple(tuple(menu[i : i + 2]) for i in range(0, len(menu), 2)))
