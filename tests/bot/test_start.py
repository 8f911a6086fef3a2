"""Starting, and ending for good reasons."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot import intake, main
from bot.intake import Inbox
from bot.main import CRASHED, BotSettings, Wakers, WrongToken, run
from dti_core.store.database import Database
from sandbox.client import Person, Sandbox
from tests.bot.echo import ECHO
from tests.bot.processes import BotProcess


def settings(sandbox: Sandbox, folder: Path, token: str | None = None) -> BotSettings:
    return BotSettings(token or sandbox.token, sandbox.base_url, folder, dialogue=ECHO)


NOBODY = Wakers(lambda: None)
"""No worker here."""


def test_a_wrong_token_is_said_and_not_tried_again(
    sandbox: Sandbox, sqlite_db: Database, tmp_path: Path
) -> None:
    with pytest.raises(WrongToken):
        run(settings(sandbox, tmp_path, "123:unknown"), sqlite_db, NOBODY)


def test_when_one_part_dies_the_process_ends_to_be_started_anew(
    sandbox: Sandbox, sqlite_db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(_self: Inbox) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(Inbox, "prune_for_ever", dies)
    assert run(settings(sandbox, tmp_path), sqlite_db, NOBODY) == CRASHED


def test_a_disk_in_trouble_when_old_updates_are_pruned_does_not_end_the_bot(
    sandbox: Sandbox, own_sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pruned: list[int] = []

    def away(_self: Inbox) -> int:
        pruned.append(1)
        raise OperationalError("delete", {}, OSError("no space left on device"))

    async def prune() -> None:
        inbox = Inbox(own_sqlite_db, "telegram", "1", lambda: None)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.3):
                await inbox.prune_for_ever()

    monkeypatch.setattr(Inbox, "_prune", away)
    monkeypatch.setattr(intake, "PRUNE_SECONDS", 0.01)
    asyncio.run(prune())
    assert len(pruned) > 2


def test_a_server_that_is_not_there_yet_is_waited_for(
    sandbox: Sandbox, sqlite_db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ends(*_: object) -> int:
        return 7

    sandbox.fault("getMe", "500", times=2)
    monkeypatch.setattr(main, "_run_parts", ends)
    assert asyncio.run(main.serve(settings(sandbox, tmp_path), sqlite_db, NOBODY)) == 7


def test_updates_may_come_by_webhook_and_polling_takes_over_again(
    sandbox: Sandbox, own_bot: BotProcess, new_person: Callable[[], Person]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    lan = new_person()
    own_bot.start(WEBHOOK_PORT=str(port))
    assert sandbox.call("getWebhookInfo")["url"].endswith("/hook")
    lan.start()
    lan.wait_for_text("1: start")
    lan.press("Nút")
    lan.wait_for_text("2: press 1")
    assert own_bot.stop() == 0
    lan.say("a")
    own_bot.start()
    lan.wait_for_text("3: a")
    assert sandbox.call("getWebhookInfo")["url"] == ""
