"""Pins. As at Telegram, pinning leaves a service message in the chat, which the bot is told of too."""

from sandbox import messages, people, updates
from sandbox.errors import bad_request
from sandbox.methods.registry import Call, method
from sandbox.world import Json


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    """Pin; a message that is pinned already stays where it is."""
    chat = people.chat_for_bot(call.world, call.bot, call.parameters.text("chat_id"))
    person = chat["person"]
    row = messages.find(call.world, call.bot, person, call.parameters.integer("message_id"))
    if row is None:
        raise bad_request("message to pin not found")
    pins = people.pins(chat)
    if row["id"] in pins:
        return True
    _set(call, person, [*pins, row["id"]], "pin", row["id"])
    pinned = {k: v for k, v in messages.wire(row).items() if k != "reply_to_message"}
    service = messages.add(call.world, call.bot, person, {"pinned_message": pinned}, outgoing=True)
    updates.push(call.world, call.bot, person, "message", service)
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    """Unpin the message named, or the one pinned last."""
    chat = people.chat_for_bot(call.world, call.bot, call.parameters.text("chat_id"))
    pins = people.pins(chat)
    number = call.parameters.integer("message_id", pins[-1] if pins else None)
    if number is None or messages.find(call.world, call.bot, chat["person"], number) is None:
        raise bad_request("message to unpin not found")
    _set(call, chat["person"], [p for p in pins if p != number], "unpin", number)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call) -> bool:
    """No pins left."""
    chat = people.chat_for_bot(call.world, call.bot, call.parameters.text("chat_id"))
    _set(call, chat["person"], [], "unpin", None)
    return True


def _set(call: Call, person: int, pins: list[int], kind: str, number: int | None) -> None:
    people.set_pins(call.world, call.bot, person, pins)
    data: Json = {"pins": pins}
    call.world.record(call.bot.id, person, kind, number, data)
