"""sendMessage, sendChatAction and what all sending has in common."""

from typing import Any

from sandbox import messages, people
from sandbox.errors import bad_request
from sandbox.formatting import Formatted, formatted_text
from sandbox.markup import reply_markup
from sandbox.methods.registry import Call, method
from sandbox.world import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    "record_audio", "upload_audio",
}  # fmt: skip


@method("sendMessage")
def send_message(call: Call) -> Json:
    """A text message; empty and too long texts are refused after parsing."""
    chat = people.chat_for_bot(call.world, call.bot, call.parameters.text("chat_id"))
    found = read_text(call, "text", "entities")
    if not found.text:
        raise bad_request("message text is empty")
    if len(found) > TEXT_LIMIT:
        raise bad_request("message is too long")
    content = {"text": found.text, **_entities("entities", found)}
    return deliver(call, chat["person"], content)


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """Shows the typing indicator for about five seconds."""
    chat = people.chat_for_bot(call.world, call.bot, call.parameters.text("chat_id"))
    action = call.parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.record(call.bot.id, chat["person"], "action", None, {"action": action})
    return True


def deliver(call: Call, person_id: int, content: Json) -> Json:
    """Put a checked content into the chat with the markup and reply that the call asks for."""
    markup = reply_markup(call.parameters.json("reply_markup", "reply keyboard markup"))
    people.keep_keyboard(call.world, call.bot, person_id, markup)
    extra: Json = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
    if call.parameters.flag("protect_content"):
        extra["has_protected_content"] = True
    return messages.add(
        call.world, call.bot, person_id, {**content, **_reply(call, person_id), **extra}, outgoing=True
    )


def read_text(call: Call, name: str, entities: str) -> Formatted:
    """The text parameter of this name, parsed."""
    marks: Any = call.parameters.json(entities, "message entities")
    return formatted_text(call.parameters.text(name), call.parameters.text("parse_mode"), marks)


def read_caption(call: Call) -> Json:
    """caption and caption_entities of a message, or nothing."""
    found = read_text(call, "caption", "caption_entities")
    if len(found) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return {"caption": found.text, **_entities("caption_entities", found)} if found.text else {}


def _entities(name: str, found: Formatted) -> Json:
    return {name: list(found.entities)} if found.entities else {}


def _reply(call: Call, person_id: int) -> Json:
    asked: Any = call.parameters.json("reply_parameters", "reply parameters") or {}
    number = asked.get("message_id") or call.parameters.integer("reply_to_message_id")
    if not number:
        return {}
    row = messages.find(call.world, call.bot, person_id, int(number))
    if row is None:
        if asked.get("allow_sending_without_reply") or call.parameters.flag("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    replied = {k: v for k, v in messages.wire(row).items() if k not in ("reply_to_message", "reply_markup")}
    return {"reply_to_message": replied}
