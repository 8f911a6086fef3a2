"""What a Bot API server answers → what the library can read, whoever's server it is.

A message that was posted must not count as failed because its receipt lacks a field, has an odd one, or one
newer than the library: it would be sent again, or given up. Its number is all that we need of a receipt.
"""

from typing import Any


def legible(method: str, result: Any) -> Any:
    """The answer to a call, with what the library insists on."""
    if method == "getMe" and isinstance(result, dict):
        return {"is_bot": True, "first_name": "", **result}
    if method.startswith(("send", "edit")):
        return _receipt(result)
    return result


def _receipt(result: Any) -> Any:
    """A message reduced to its number; True where the server told none."""
    if not isinstance(result, dict) or "message_id" not in result:
        return True
    return {"message_id": result["message_id"], "date": 0, "chat": {"id": 0, "type": "private"}}
