"""Introducing the bot: what the server cannot do must not keep people waiting, but a webhook must be set."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.telegram import setup


@dataclass
class Hook:
    url: str = "https://dti.example.vn/hook"
    secret: str = "x" * 20


@dataclass
class FakeBot:
    """Fails as ordered, then works; notes what was called."""

    troubles: list[TelegramError] = field(default_factory=list)
    called: list[str] = field(default_factory=list)

    async def set_webhook(self, url: str, **_: Any) -> None:
        self._call(f"webhook {url}")

    async def delete_webhook(self, **_: Any) -> None:
        self._call("no webhook")

    async def set_my_commands(self, _: Any) -> None:
        self._call("menu")

    def _call(self, what: str) -> None:
        self.called.append(what)
        if self.troubles:
            raise self.troubles.pop(0)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "LONGEST_PAUSE", 0.0)


def introduce(bot: Any, hook: Hook | None = None) -> None:
    asyncio.run(setup.introduce(bot, hook))


def test_polling_starts_on_a_server_that_knows_no_webhooks() -> None:
    for trouble in (NetworkError("not supported (500)"), InvalidToken("Not Found")):
        bot = FakeBot([trouble] * 100)
        introduce(bot)
        assert 1 <= len(bot.called) <= setup.TRIES


def test_a_webhook_is_set_however_long_it_takes() -> None:
    bot = FakeBot([NetworkError("away")] * 40)
    introduce(bot, Hook())
    assert bot.called == ["webhook https://dti.example.vn/hook"] * 41


def test_a_wrong_token_ends_the_setting_of_a_webhook() -> None:
    with pytest.raises(InvalidToken):
        introduce(FakeBot([InvalidToken()]), Hook())


def test_a_menu_that_cannot_be_set_is_done_without(caplog: pytest.LogCaptureFixture) -> None:
    for trouble in (NetworkError("not supported (500)"), InvalidToken("Not Found")):
        bot: Any = FakeBot([trouble] * 100)
        asyncio.run(setup.offer_menu(bot))
        assert len(bot.called) <= setup.TRIES
    assert len(caplog.records) == 1
