"""answerCallbackQuery."""

from sandbox.errors import OLD_QUERY, bad_request
from sandbox.methods.registry import Call, method
from sandbox.updates import CALLBACK_LIFE

TOAST_LIMIT = 200


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    """Stops the button's waiting mark and may show a toast; too late after 150 seconds."""
    parameters = call.parameters
    row = call.world.db.one(
        "SELECT * FROM callbacks WHERE id = ? AND bot = ?", parameters.text("callback_query_id"), call.bot.id
    )
    if row is None or call.world.clock.now() - row["at"] > CALLBACK_LIFE:
        raise bad_request(OLD_QUERY)
    text = parameters.text("text")
    if len(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    call.world.db.run("UPDATE callbacks SET answered = 1 WHERE id = ?", row["id"])
    data = {
        "callback_id": row["id"],
        "text": text,
        "alert": parameters.flag("show_alert"),
        "url": parameters.text("url"),
    }
    call.world.record(call.bot.id, row["chat"], "toast", row["message_id"], data)
    return True
