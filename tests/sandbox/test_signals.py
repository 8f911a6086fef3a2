"""Wake-ups: none may be lost, none may come before the commit."""

import asyncio
from pathlib import Path

import pytest

from sandbox.settings import Settings, accounts
from sandbox.signals import Signals
from sandbox.world import World


def test_news_between_looking_and_waiting_is_not_lost() -> None:
    async def run() -> bool:
        signals = Signals()
        news = signals.expect("key")
        signals.mark("key")
        signals.fire()
        await asyncio.wait({news}, timeout=5)
        return news.done()

    assert asyncio.run(run())


def test_waiting_ends_at_once_when_the_server_stops() -> None:
    async def run() -> bool:
        signals = Signals()
        waiting = asyncio.create_task(signals.wait("key", 60))
        await asyncio.sleep(0)
        signals.close()
        await asyncio.wait_for(waiting, 5)
        return await signals.wait("key", 60)

    assert asyncio.run(run()) is False


def test_a_rolled_back_unit_wakes_nobody(tmp_path: Path) -> None:
    async def run() -> bool:
        world = World(Settings(tmp_path / "s.sqlite", tmp_path / "files", accounts((), "Bot", "bot")))
        news = world.signals.expect(("chat", 1, 7))
        with pytest.raises(ZeroDivisionError), world.unit():
            world.record(1, 7, "message", 1, {})
            raise ZeroDivisionError
        with world.unit():
            pass
        world.db.close()
        return news.done()

    assert asyncio.run(run()) is False
