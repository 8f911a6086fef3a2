"""A server's answers that the library alone could not read."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from telegram import Bot, Message, User

from bot.channel import Delivered, Part
from bot.telegram.api import connect
from bot.telegram.channel import TelegramChannel
from bot.telegram.receipts import legible

SPARSE = {"username": "TestNameBot", "id": 666}
ODD = {"message_id": 12, "date": 1_700_000_000_000, "chat": {"id": 5}, "text": "x", "entities": None}


@contextmanager
def server(**answers: Any) -> Iterator[TelegramChannel]:
    """A channel to a server that answers so, by method."""

    async def answer(_self: Bot, endpoint: str, *_: Any, **__: Any) -> Any:
        return {"getMe": SPARSE, **answers}[endpoint]

    with patch.object(Bot, "_post", answer):
        bot = connect("666:token", "http://127.0.0.1:9")
        asyncio.run(bot.get_me())
        yield TelegramChannel(bot, Path())


def test_a_sparse_account_is_an_account() -> None:
    assert User.de_json(legible("getMe", SPARSE)).username == "TestNameBot"


def test_an_odd_receipt_is_a_receipt() -> None:
    assert Message.de_json(legible("sendMessage", ODD)).message_id == 12


def test_what_is_no_receipt_is_left_as_it_is() -> None:
    assert legible("getUpdates", [{"update_id": 1}]) == [{"update_id": 1}]
    assert legible("setWebhook", None) is None


def test_a_message_with_an_odd_receipt_counts_as_delivered() -> None:
    with server(sendMessage=ODD) as channel:
        assert asyncio.run(channel.send("5", Part("x"))) == Delivered("12")


def test_a_message_without_a_receipt_counts_as_delivered() -> None:
    with server(sendMessage=None, editMessageText=None) as channel:
        assert asyncio.run(channel.send("5", Part("x"))) == Delivered()
        assert asyncio.run(channel.edit("5", "12", Part("x"))) == Delivered("12")
