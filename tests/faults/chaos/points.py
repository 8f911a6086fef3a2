"""Every named boundary on the way of an answer: where in the product it lies, before or after which call.

The product knows nothing of this: `dying` puts its own function around the call.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Point:
    """`where` is `module:attribute` or `module:Class.attribute`; `moment` is before or after that call."""

    name: str
    where: str
    moment: Literal["before", "after"]


BOT = (
    Point("intake fetched", "bot.intake:Inbox._store", "before"),
    Point("intake inside transaction", "dti_core.campaign.inbox:store", "after"),
    Point("intake committed", "bot.intake:Inbox._store", "after"),
    Point("file kept", "dti_core.campaign.files:store", "after"),
    Point("answer inside transaction", "bot.host.turn:Turn.take", "after"),
    Point("update done inside transaction", "dti_core.campaign.inbox:done", "after"),
    Point("answer committed", "bot.host.host:Host.apply", "after"),
    Point("before wake", "worker.queue:Wakeups.ask", "before"),
    Point("between flag and job", "rq:Queue.enqueue_call", "before"),
    Point("after wake", "worker.queue:Wakeups.ask", "after"),
    Point("before send", "bot.telegram.channel:TelegramChannel.send", "before"),
    Point("after send", "bot.telegram.channel:TelegramChannel.send", "after"),
    Point("before edit", "bot.telegram.channel:TelegramChannel.edit", "before"),
    Point("after edit", "bot.telegram.channel:TelegramChannel.edit", "after"),
    Point("sent inside transaction", "dti_core.campaign.outbox:sent", "after"),
    Point("sent committed", "bot.sender.sender:Sender._write", "after"),
    Point("status inside transaction", "dti_core.campaign.status_delivery:shown", "after"),
    Point("before pin", "bot.telegram.channel:TelegramChannel.pin", "before"),
    Point("after pin", "bot.telegram.channel:TelegramChannel.pin", "after"),
    Point("before acknowledging", "bot.telegram.channel:TelegramChannel.acknowledge", "before"),
    Point("right to send inside transaction", "dti_core.campaign.leases:acquire", "after"),
)
WORKER = (
    Point("job taken", "worker.jobs:JobWorker.perform_job", "before"),
    Point("inside job", "dti_core.campaign.scores:drain", "before"),
    Point("claim inside transaction", "dti_core.campaign.scoring_claims:claim", "after"),
    Point("unit claimed", "dti_core.campaign.scoring_unit:rescore", "before"),
    Point("score inside transaction", "dti_core.campaign.scoring_unit:write", "after"),
    Point("score committed", "dti_core.campaign.scoring_unit:rescore", "after"),
    Point("group inside transaction", "dti_core.campaign.scoring_group:write", "after"),
    Point("job done", "dti_core.campaign.scores:drain", "after"),
    Point("task inside transaction", "dti_core.campaign.tasks:finish", "after"),
    Point("tasks done", "dti_core.campaign.errands:run", "after"),
)
SWEEPER = (
    Point("before sweep", "worker.sweeper:Sweeper.sweep", "before"),
    Point("sweeper before wake", "worker.queue:Wakeups.ask", "before"),
    Point("sweeper after wake", "worker.queue:Wakeups.ask", "after"),
)
SUPERVISOR = (
    Point("child started", "worker.supervisor:Supervisor._start", "after"),
    Point("child ended", "worker.supervisor:Supervisor._ended", "before"),
)
OF_ROLE: dict[str, tuple[Point, ...]] = {
    "bot": BOT,
    "worker": WORKER,
    "sweeper": SWEEPER,
    "supervisor": SUPERVISOR,
}
ROLE_OF = {point.name: role for role, points in OF_ROLE.items() for point in points}
