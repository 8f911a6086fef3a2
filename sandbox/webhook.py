"""Deliveries to a webhook: one update at a time, in order, again and again until it answers 2xx."""

import asyncio
import json

from sandbox import updates
from sandbox.database import dump
from sandbox.settings import BotAccount
from sandbox.world import Json, World

LONGEST_PAUSE = 60.0
_IDLE = 3600.0


async def deliver_forever(world: World, bot: BotAccount) -> None:
    """Runs as long as the server; sleeps while no webhook is set or nothing waits."""
    failures = 0
    while not world.signals.closing:
        hook = _hook(world, bot)
        waiting = updates.waiting(world, bot, 1) if hook else []
        if hook is None:
            await world.signals.wait(("webhook", bot.id), _IDLE)
        elif not waiting:
            await world.signals.wait(("updates", bot.id), _IDLE)
        elif await _delivered(world, bot, hook, waiting[0]):
            failures = 0
        else:
            failures += 1
            pause = min(world.settings.webhook_retry * 2 ** (failures - 1), LONGEST_PAUSE)
            await world.signals.wait(("webhook", bot.id), pause)


async def _delivered(world: World, bot: BotAccount, hook: Json, update: Json) -> bool:
    problem = await _post(hook, update)
    if problem is None:
        if not world.faults.take("webhook", None, "duplicate_updates"):
            updates.confirm_one(world, bot, update["update_id"])
        return True
    failed = {**hook, "last_error_date": int(world.clock.now()), "last_error_message": problem}
    if _hook(world, bot) == hook:
        world.db.run("UPDATE bots SET webhook = ? WHERE id = ?", dump(failed), bot.id)
    return False


async def _post(hook: Json, update: Json) -> str | None:
    """None when taken, else why not in Telegram's words."""
    import httpx  # only bots with a webhook pay for it

    headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
    try:
        async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
            answer = await client.post(hook["url"], json=update, headers=headers)
    except httpx.ConnectError:
        return "Connection refused"
    except httpx.TimeoutException:
        return "Read timeout expired"
    except httpx.HTTPError as error:
        return type(error).__name__
    if answer.is_success:
        return None
    return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"


def _hook(world: World, bot: BotAccount) -> Json | None:
    kept = world.db.value("SELECT webhook FROM bots WHERE id = ?", bot.id)
    return None if kept is None else json.loads(kept)


def start(world: World) -> list[asyncio.Task[None]]:
    """One delivery task for each bot."""
    return [asyncio.create_task(deliver_forever(world, bot)) for bot in world.settings.bots]
