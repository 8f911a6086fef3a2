"""Edits and deletions."""

import sqlite3
from typing import Any

from sandbox import messages, people
from sandbox.errors import NOT_MODIFIED, bad_request
from sandbox.markup import is_inline, reply_markup
from sandbox.methods.registry import Call, method
from sandbox.methods.sending import CAPTION_LIMIT, TEXT_LIMIT, read_text
from sandbox.world import Json

DELETE_WITHIN = 48 * 3600


@method("editMessageText")
def edit_message_text(call: Call) -> Json:
    """New text; without reply_markup the buttons go away, as at Telegram."""
    row, message = _editable(call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit_words(call, row, message, "text", TEXT_LIMIT)


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Json:
    """New caption of a photo, document or the like."""
    row, message = _editable(call)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    return _edit_words(call, row, message, "caption", CAPTION_LIMIT)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Json:
    """New buttons, or none."""
    row, message = _editable(call)
    return _changed(call, row, message, {**_without(message, "reply_markup"), **_markup(call)})


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    """Both sides' messages, within 48 hours."""
    row = _row(call)
    if row is None:
        raise bad_request("message to delete not found")
    if call.world.clock.now() - row["at"] > DELETE_WITHIN:
        raise bad_request("message can't be deleted for everyone")
    messages.remove(call.world, call.bot, row)
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """Several at once; what is not there is skipped."""
    chat = people.chat_for_bot(call.world, call.bot, call.parameters.text("chat_id"))
    numbers: Any = call.parameters.json("message_ids", "message identifiers") or []
    for number in numbers:
        row = messages.find(call.world, call.bot, chat["person"], int(number))
        if row is not None:
            messages.remove(call.world, call.bot, row)
    return True


def _edit_words(call: Call, row: sqlite3.Row, message: Json, field: str, limit: int) -> Json:
    marks = "entities" if field == "text" else "caption_entities"
    found = read_text(call, field, marks)
    if field == "text" and not found.text:
        raise bad_request("message text is empty")
    if len(found) > limit:
        raise bad_request("MESSAGE_TOO_LONG")
    words: Json = {field: found.text} if found.text else {}
    if found.entities:
        words[marks] = list(found.entities)
    return _changed(
        call, row, message, {**_without(message, field, marks, "reply_markup"), **words, **_markup(call)}
    )


def _changed(call: Call, row: sqlite3.Row, before: Json, after: Json) -> Json:
    if _without(before, "edit_date") == _without(after, "edit_date"):
        raise bad_request(NOT_MODIFIED)
    return messages.change(call.world, call.bot, row, after)


def _editable(call: Call) -> tuple[sqlite3.Row, Json]:
    row = _row(call)
    if row is None:
        raise bad_request("message to edit not found")
    message = messages.wire(row)
    if not row["outgoing"] or "pinned_message" in message:
        raise bad_request("message can't be edited")
    return row, message


def _row(call: Call) -> sqlite3.Row | None:
    chat = people.chat_for_bot(call.world, call.bot, call.parameters.text("chat_id"))
    number = call.parameters.integer("message_id")
    if number is None:
        raise bad_request("message identifier is not specified")
    return messages.find(call.world, call.bot, chat["person"], number)


def _markup(call: Call) -> Json:
    markup = reply_markup(call.parameters.json("reply_markup", "reply keyboard markup"))
    if markup is not None and not is_inline(markup):
        raise bad_request("inline keyboard expected")
    return {} if markup is None else {"reply_markup": markup}


def _without(message: Json, *fields: str) -> Json:
    return {name: value for name, value in message.items() if name not in fields}
