"""Keyboards: checked like Telegram checks them, given back in its shape."""

from typing import Any

from sandbox.errors import bad_request

Json = dict[str, Any]
_INLINE_FIELDS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query",
                  "switch_inline_query_current_chat", "copy_text", "pay")  # fmt: skip


def reply_markup(value: Any) -> Json | None:
    """The markup to keep, or None; ApiError when Telegram would refuse it."""
    if value in (None, ""):
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = _rows(value["inline_keyboard"], "InlineKeyboardMarkup")
        keyboard = [[_inline_button(button) for button in row] for row in rows if row]
        return {"inline_keyboard": keyboard} if keyboard else None
    if "keyboard" in value:
        rows = _rows(value["keyboard"], "ReplyKeyboardMarkup")
        return {**value, "keyboard": [[_reply_button(b) for b in row] for row in rows if row]}
    return value or None


def is_inline(markup: Json | None) -> bool:
    """Whether the markup stands under the message (the only kind that an edit may carry)."""
    return markup is not None and "inline_keyboard" in markup


def _rows(value: Any, owner: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(
            f'field "{"inline_keyboard" if owner.startswith("Inline") else "keyboard"}" must be an Array'
        )
    if not all(isinstance(row, list) for row in value):
        raise bad_request("keyboard button row must be an Array")
    if sum(len(row) for row in value) > 100:
        raise bad_request("reply markup is too long")
    return value


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("inline keyboard button must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: Text must be non-empty")
    if not any(name in button for name in _INLINE_FIELDS):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad_request(
            "inline keyboard button URL '" + str(button["url"]) + "' is invalid: Wrong HTTP URL"
        )
    return button


def _reply_button(button: Any) -> Json:
    if isinstance(button, str):
        return {"text": button}
    if isinstance(button, dict) and isinstance(button.get("text"), str) and button["text"]:
        return button
    raise bad_request("can't parse keyboard button: Text must be non-empty")
