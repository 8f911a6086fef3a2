"""setWebhook and its kin; the deliveries themselves are in sandbox.webhook."""

import json
import re
from urllib.parse import urlsplit

from sandbox import updates
from sandbox.database import dump
from sandbox.errors import bad_request
from sandbox.methods.polling import remember_allowed
from sandbox.methods.registry import Call, method
from sandbox.world import Json

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    """Deliver updates to this address from now on; https, or plain http on this machine."""
    parameters = call.parameters
    url, secret = parameters.text("url"), parameters.text("secret_token")
    if not url:
        return delete_webhook(call)
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    remember_allowed(call)
    if parameters.flag("drop_pending_updates"):
        updates.drop_all(call.world, call.bot)
    connections = parameters.integer("max_connections", 40)
    _keep(call, {"url": url, "secret": secret, "max_connections": connections})
    return True


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    """Back to getUpdates."""
    if call.parameters.flag("drop_pending_updates"):
        updates.drop_all(call.world, call.bot)
    _keep(call, None)
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    """Address, how many updates wait, and the last failure."""
    kept = call.world.db.one("SELECT webhook, allowed_updates FROM bots WHERE id = ?", call.bot.id)
    hook: Json = json.loads(kept["webhook"]) if kept is not None and kept["webhook"] else {"url": ""}
    info: Json = {
        "url": hook["url"],
        "has_custom_certificate": False,
        "pending_update_count": updates.count(call.world, call.bot),
    }
    if hook["url"]:
        info["max_connections"] = hook["max_connections"]
    if kept is not None and kept["allowed_updates"]:
        info["allowed_updates"] = json.loads(kept["allowed_updates"])
    return {
        **info,
        **{name: hook[name] for name in ("last_error_date", "last_error_message") if name in hook},
    }


def _keep(call: Call, hook: Json | None) -> None:
    call.world.db.run(
        "UPDATE bots SET webhook = ? WHERE id = ?", None if hook is None else dump(hook), call.bot.id
    )
    call.world.signals.mark(("updates", call.bot.id))
    call.world.signals.mark(("webhook", call.bot.id))
