"""A message of the person's that must not stay in the chat goes before the reply that tells of it."""

from dataclasses import replace

from bot.channel import Channel, Delivered, SlowDown, Uncertain, Unreachable
from dti_core.campaign.outbox import Outgoing
from dti_core.messages.model import Message

MOST_TRIES = 5
"""After as many the person is asked to do it, so that the reply does not wait for ever."""


async def removed(channel: Channel, head: Outgoing, message: Message) -> Message | SlowDown | Unreachable:
    """What is to be said now, or that the platform has to be asked once more; asking twice does no harm."""
    if message.removes is None or message.unremoved is None:
        return message
    outcome = await channel.take_away(head.address, message.removes)
    if isinstance(outcome, Delivered):
        return message
    if isinstance(outcome, SlowDown):
        return outcome
    if isinstance(outcome, Unreachable | Uncertain) and head.attempts < MOST_TRIES:
        return Unreachable(outcome.why)
    return replace(message, text=message.unremoved)
