"""The methods of the Bot API, one small module per subject; importing this package fills the registry."""

from sandbox.methods import account, callbacks, editing, media, pinning, polling, sending, webhooks
from sandbox.methods.registry import Call, find_method

__all__ = [
    "Call",
    "account",
    "callbacks",
    "editing",
    "find_method",
    "media",
    "pinning",
    "polling",
    "sending",
    "webhooks",
]
